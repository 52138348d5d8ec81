/**
 * The address under which the editor opens a workspace, with our extension loaded from source where it says so.
 * Pure; the editor reads these parameters in its web entry.
 */

/** Paths are absolute, on the machine of the server. */
export interface WorkbenchAddress {
  readonly origin: string;
  readonly workspace: string;
  readonly extensionUnderDevelopment?: string;
  /** Whether extensions of tests may use what the editor only proposes. */
  readonly hasProposals?: boolean;
  /** A module exporting `run()`, which the extension host then runs. */
  readonly suite?: string;
}

/** A path as the workbench names it: the host must be spelled as in the page's own address. */
function toRemoteAddress(origin: string, file: string): string {
  return `vscode-remote://${new URL(origin).host}${file}`;
}

/** The full address, its payload encoded. */
export function toWorkbenchAddress(options: WorkbenchAddress): string {
  const { origin, workspace, extensionUnderDevelopment, suite, hasProposals } = options;
  const paths = { extensionDevelopmentPath: extensionUnderDevelopment, extensionTestsPath: suite };
  const payload = Object.entries(paths).flatMap(([key, file]) =>
    file === undefined ? [] : [[key, toRemoteAddress(origin, file)]],
  );
  const kind = workspace.endsWith(".code-workspace") ? "workspace" : "folder";
  const query = new URLSearchParams({ [kind]: workspace });
  if (hasProposals === true) payload.push(["enableProposedApi", ""]);
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `${origin}/?${query}`;
}
