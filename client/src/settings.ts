/**
 * Typed access to the extension's settings: every value is read through here, checked, and replaced by its default
 * when it is not what the documentation says. Refuses to hold secrets.
 */
import * as vscode from "vscode";

const SECTION = "aep";

/** Rows asked for per request in the sidebar. The platform answers large audience pages with nothing. */
const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 100;

/** Hours after which a cached schema is fetched again. */
const DEFAULT_SCHEMA_HOURS = 24;

/** The editor's settings of the network. An empty text is no setting. */
export interface NetworkSettings {
  readonly usesProxy: boolean;
  readonly proxyUrl: string | undefined;
  readonly proxyAuthorization: string | undefined;
  readonly noProxy: readonly string[];
  readonly checksCertificates: boolean;
  /** Whether certificate authorities of the operating system count, too. */
  readonly trustsSystem: boolean;
}

/** The editor's configuration seen as typed values. Nothing is cached: the editor does that. */
export class Settings {
  /** Rows per page in the sidebar, 1 to 100. */
  get pageSize(): number {
    return clamp(this.read("tree.pageSize"), { fallback: DEFAULT_PAGE_SIZE, from: 1, to: LARGEST_PAGE_SIZE });
  }

  /** Age in milliseconds at which a cached schema is fetched again; 0 means only when asked. */
  get schemaLifetimeMs(): number {
    const hours = clamp(this.read("schema.refreshAfterHours"), {
      fallback: DEFAULT_SCHEMA_HOURS,
      from: 0,
      to: 8760,
    });
    return hours * 3_600_000;
  }

  /** The pattern after which drafts are named; empty where names stay as they are. */
  get audienceNaming(): string {
    const value = this.read("audienceNames.pattern");
    return typeof value === "string" ? value : "";
  }

  /** Keeps the pattern: for the workspace where one is open, because sandboxes of one team are worked on there. */
  async saveAudienceNaming(pattern: string): Promise<void> {
    const isWorkspace = vscode.workspace.workspaceFolders !== undefined;
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await this.configuration.update("audienceNames.pattern", pattern, isWorkspace ? Workspace : Global);
  }

  /** How the editor is told to reach the network (its own `http.*` settings); without a proxy the environment decides. */
  get network(): NetworkSettings {
    const http = vscode.workspace.getConfiguration("http");
    const noProxy = http.get<unknown>("noProxy");
    return {
      usesProxy: http.get<unknown>("proxySupport") !== "off",
      proxyUrl: toText(http.get<unknown>("proxy")),
      proxyAuthorization: toText(http.get<unknown>("proxyAuthorization")),
      noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === "string") : [],
      checksCertificates: http.get<unknown>("proxyStrictSSL") !== false,
      trustsSystem: http.get<unknown>("systemCertificates") !== false,
    };
  }

  /** The raw entries of `aep.connections`; `auth/connections` decides what they mean. Only user settings count. */
  get connections(): readonly unknown[] {
    const value = this.configuration.inspect<unknown>("connections")?.globalValue;
    return Array.isArray(value) ? value : [];
  }

  /** Stores the connections in the user's settings. */
  async saveConnections(connections: readonly object[]): Promise<void> {
    await this.configuration.update("connections", connections, vscode.ConfigurationTarget.Global);
  }

  /** Calls `listener` when any setting below `aep.<name>` changes. */
  onChange(name: string, listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.${name}`)) listener();
    });
  }

  private get configuration(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration(SECTION);
  }

  private read(name: string): unknown {
    return this.configuration.get(name);
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function clamp(value: unknown, limits: { fallback: number; from: number; to: number }): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return limits.fallback;
  return Math.min(limits.to, Math.max(limits.from, Math.round(value)));
}
