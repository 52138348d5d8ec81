/**
 * Rules as the editor reaches them: audiences of a sandbox through the platform client, files of a folder with what is not
 * saved yet, and the language server that knows the fields of both.
 */
import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions";
import { toDocumentUri } from "../documents/aepUri";
import { findText } from "../documents/draftFiles";
import { listReadableAudiences } from "../find/readableAudiences";
import { askFamilies } from "../language/longQuestion";
import type { ServerSeam } from "../language/serverSeam";
import { FOREIGN_FOLDERS } from "../model/audienceFolder";
import type { SandboxTarget } from "../model/resource";
import type { SchemaKeeper } from "../resources/schemaKeeper";
import type { NamedRule, RuleSources } from "./ruleSearch";

/** What rules are reached through. */
export interface EditorParts {
  readonly sessions: () => Promise<Sessions>;
  readonly server: Pick<ServerSeam, "askLong">;
  readonly keeper: Pick<SchemaKeeper, "ensure" | "find" | "refresh">;
  readonly selection: { readonly current: SandboxTarget | undefined };
}

/** The sources of one window. */
export function toRuleSources({ sessions, server, keeper, selection }: EditorParts): RuleSources {
  return {
    listAudiences: async function* (target, signal) {
      yield* listReadableAudiences(await sessions(), target, signal);
    },
    listFiles: async (folder, signal) => await listRuleFiles(vscode.Uri.parse(folder, true), signal),
    toSchemaUri: async (place) => {
      const target = "target" in place ? place.target : selection.current;
      if (target !== undefined) await knowSchemas(keeper, target);
      return "target" in place ? toSandboxUri(place.target) : place.folder;
    },
    findFamilies: (request, question) => server.askLong((asked) => askFamilies(asked, request, question)),
  };
}

/** Settled once the fields of a sandbox are known to the language server, as far as they can be read. */
async function knowSchemas(keeper: EditorParts["keeper"], target: SandboxTarget): Promise<void> {
  await keeper.ensure(target);
  if (keeper.find(target)?.isFetching === true) await keeper.refresh(target);
}

/** An address in a sandbox, for questions about its schema. */
function toSandboxUri(target: SandboxTarget): string {
  const reference = { ...target, kind: "audience", id: "any" } as const;
  return toDocumentUri({ reference, view: "expression" }, "any").toString();
}

/** The files below a folder with one of these endings, in the order of their names. */
export async function listFilesBelow(
  folder: vscode.Uri,
  ending: string,
  signal: AbortSignal,
): Promise<readonly { readonly uri: vscode.Uri; readonly name: string; readonly text: string }[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*${ending}`);
  const uris = await vscode.workspace.findFiles(pattern, FOREIGN_FOLDERS);
  const files: { uri: vscode.Uri; name: string; text: string }[] = [];
  for (const uri of uris) {
    signal.throwIfAborted();
    const text = await findText(uri);
    if (text !== undefined) files.push({ uri, name: vscode.workspace.asRelativePath(uri), text });
  }
  return files.sort((one, other) => one.name.localeCompare(other.name, "en"));
}

async function listRuleFiles(folder: vscode.Uri, signal: AbortSignal): Promise<readonly NamedRule[]> {
  const files = await listFilesBelow(folder, ".pql", signal);
  return files.map(({ uri, name, text }) => ({
    kind: "file",
    id: uri.toString(),
    name,
    state: undefined,
    format: "pql/text",
    value: text,
  }));
}
