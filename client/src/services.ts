/**
 * The typed record of everything that is built once per window, and the only place that knows how parts fit together.
 * Whatever opens a socket or weighs much is behind a function that loads it when first needed.
 */
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { AuditTrail } from "./audit/auditTrail";
import { Connections } from "./auth/connections";
import { SandboxDirectory } from "./auth/sandboxDirectory";
import { Selection } from "./auth/selection";
import type { Sessions } from "./auth/sessions";
import { AepFileSystem } from "./documents/aepFileSystem";
import { DraftLinks } from "./documents/draftLinks";
import { FileStatus } from "./files/fileStatus";
import type { Finder } from "./find/finder";
import { PqlLanguageClient } from "./language/languageClient";
import { SchemaKeeper } from "./language/schemaKeeper";
import type { ServerSeam } from "./language/serverSeam";
import { Log } from "./log";
import { Baselines } from "./model/baselines";
import type { PlatformLists } from "./model/rows";
import { SchemaCache } from "./model/schemaCache";
import type { PagePanels } from "./pages/frame/pagePanels";
import { PathInsertion } from "./pages/frame/pathInsertion";
import type { ActivationPreviews } from "./preview/activationPreviews";
import type { AudiencePreviews } from "./preview/audiencePreviews";
import type { ContentPreviews } from "./preview/contentPreviews";
import { Conflicts } from "./preview/conflicts";
import { PreviewDocuments } from "./preview/previewDocuments";
import { Previews } from "./preview/previews";
import { Settings } from "./settings";
import { PlatformTree } from "./tree/platformTree";
import { SidebarView } from "./tree/sidebarView";
import type { Prompts } from "./ui/prompts";

/** Everything commands and views work with. */
export interface Services {
  readonly log: Log;
  readonly settings: Settings;
  readonly prompts: Prompts;
  readonly connections: Connections;
  readonly selection: Selection;
  readonly sandboxes: SandboxDirectory;
  readonly tree: PlatformTree;
  readonly sidebar: SidebarView;
  /** Searches sandboxes; loads the platform client. */
  readonly finder: () => Promise<Finder>;
  readonly files: AepFileSystem;
  readonly draftLinks: DraftLinks;
  /** Where the workspace's audience files stand. */
  readonly fileStatus: FileStatus;
  readonly keeper: SchemaKeeper;
  readonly server: ServerSeam;
  readonly previews: Previews;
  readonly previewDocuments: PreviewDocuments;
  readonly conflicts: Conflicts;
  readonly audit: AuditTrail;
  readonly now: () => number;
  /** Signed-in access to the platform; loads the platform client. */
  readonly sessions: () => Promise<Sessions>;
  /** The platform's lists; loads the platform client. */
  readonly lists: () => Promise<PlatformLists>;
  /** The write path of audiences; loads the platform client. */
  readonly audiencePreviews: () => Promise<AudiencePreviews>;
  /** The write path of destinations; loads the platform client. */
  readonly activationPreviews: () => Promise<ActivationPreviews>;
  /** The write path of templates and fragments; loads the platform client. */
  readonly contentPreviews: () => Promise<ContentPreviews>;
  /** The pages of things; loaded when the first one is opened. */
  readonly pages: () => Promise<PagePanels>;
}

/** Builds the services of one window. Registers nothing and sends nothing. */
export function buildServices(context: vscode.ExtensionContext, prompts: Prompts): Services {
  const log = new Log(vscode.window.createOutputChannel("AEP Workbench", { log: true }));
  const settings = new Settings();
  const now = (): number => Date.now();
  const { secrets, globalState, workspaceState } = context;
  const connections = new Connections({ settings, secrets, state: globalState, log });
  const selection = new Selection(workspaceState);
  const sessions = once(() => loadSessions({ connections, log, settings }));
  const lists = once(async () =>
    (await import("./tree/platformLists")).createPlatformLists(await sessions()),
  );
  const sandboxes = new SandboxDirectory(lists);
  const details = once(async () =>
    (await import("./tree/platformDetails")).createPlatformDetails(await sessions()),
  );
  const tree = new PlatformTree({ connections, sandboxes, selection, settings, log, lists, details, now });
  const previewDocuments = new PreviewDocuments();
  const conflicts = new Conflicts(previewDocuments);
  const guards = { connections, sandboxes, prompts };
  const previews = new Previews({ ...guards, documents: previewDocuments, log, createId: toShortId });
  const files = new AepFileSystem({
    read: async (document) =>
      (await import("./documents/platformContent")).readPlatformContent(await sessions(), document),
    now,
    log,
  });
  const { baselines, audit } = buildMemory(context.globalStorageUri);
  const draftLinks = new DraftLinks();
  const fileStatus = new FileStatus({ selection, sessions, log });
  const audiencePreviews = once(async () => {
    const { AudiencePreviews } = await import("./preview/audiencePreviews");
    return new AudiencePreviews({
      previews,
      conflicts,
      sessions: await sessions(),
      sandboxes,
      baselines,
      draftLinks,
      server,
      audit,
      createId: toShortId,
      now,
      onWritten: (target, write) => {
        tree.remember(target, write);
        files.announce({ ...target, kind: "audience", id: write.id });
        fileStatus.noteWritten(target, write.id);
      },
    });
  });
  const others = { previews, sandboxes, audit, sessions, createId: toShortId, now };
  const keeper = buildKeeper(context, { settings, sessions, log, now });
  const server = buildServer(context, { log, prompts, now });
  context.subscriptions.push(connections, selection, tree, previews, files, fileStatus, keeper, server);
  return {
    ...{ log, settings, prompts, connections, selection, sandboxes, tree, files, keeper, server, previews },
    ...{ previewDocuments, conflicts, now, sessions, lists, audiencePreviews, draftLinks, fileStatus, audit },
    sidebar: new SidebarView(),
    finder: buildFinder({ keeper, lists, log }),
    ...buildOtherPreviews(others),
    pages: buildPages(context, { sessions, log, now }),
  };
}

type OtherWrites = Pick<Services, "previews" | "sandboxes" | "audit" | "sessions" | "now"> & {
  readonly createId: () => string;
};

function buildOtherPreviews({
  sessions,
  ...parts
}: OtherWrites): Pick<Services, "activationPreviews" | "contentPreviews"> {
  return {
    activationPreviews: once(async () => {
      const { ActivationPreviews } = await import("./preview/activationPreviews");
      return new ActivationPreviews({ ...parts, sessions: await sessions() });
    }),
    contentPreviews: once(async () => {
      const { ContentPreviews } = await import("./preview/contentPreviews");
      return new ContentPreviews({ ...parts, sessions: await sessions() });
    }),
  };
}

/** What this computer remembers of changes: how things were, and what was done to them. */
function buildMemory(folder: vscode.Uri): { readonly baselines: Baselines; readonly audit: AuditTrail } {
  return {
    baselines: new Baselines(vscode.Uri.joinPath(folder, "baselines").fsPath),
    audit: new AuditTrail(vscode.Uri.joinPath(folder, "changes.jsonl").fsPath),
  };
}

function buildServer(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  parts: Pick<Services, "log" | "prompts" | "now">,
): PqlLanguageClient {
  const serverPath = vscode.Uri.joinPath(extensionUri, "dist", "server.js").fsPath;
  const indexFolder = vscode.Uri.joinPath(globalStorageUri, "schemaIndex").fsPath;
  return new PqlLanguageClient({ serverPath, indexFolder, ...parts });
}

async function loadSessions(parts: Pick<Services, "connections" | "log" | "settings">): Promise<Sessions> {
  const { Sessions } = await import("./auth/sessions");
  const { connections, log, settings } = parts;
  return new Sessions({ connections, log, getProxy: () => settings.proxy });
}

function buildFinder(parts: Pick<Services, "keeper" | "lists" | "log">): Services["finder"] {
  return once(async () => {
    const [{ Finder }, { FieldCatalogue }] = await Promise.all([
      import("./find/finder"),
      import("./find/fieldCatalogue"),
    ]);
    const catalogue = new FieldCatalogue(parts.keeper);
    return new Finder({ ...parts, listFields: (target) => catalogue.list(target) });
  });
}

function buildKeeper(
  context: vscode.ExtensionContext,
  parts: Pick<Services, "settings" | "sessions" | "log" | "now">,
): SchemaKeeper {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "schemas").fsPath;
  return new SchemaKeeper({
    cache: new SchemaCache(folder),
    fetch: async (target, signal) =>
      (await import("./language/platformSchemas")).fetchUnions(await parts.sessions(), target, signal),
    now: parts.now,
    getLifetimeMs: () => parts.settings.schemaLifetimeMs,
    log: parts.log,
  });
}

function buildPages(
  context: vscode.ExtensionContext,
  parts: Pick<Services, "sessions" | "log" | "now">,
): Services["pages"] {
  const insertion = new PathInsertion();
  context.subscriptions.push(insertion);
  return once(async () => {
    const { createPages } = await import("./pages/createPages");
    const pages = createPages({ ...parts, insertion, extensionUri: context.extensionUri });
    context.subscriptions.push(pages);
    return pages;
  });
}

/** Ids only tell the previews of one window apart. */
function toShortId(): string {
  return randomUUID().slice(0, 8);
}

/** Builds at the first call and hands out the same afterwards; a failed build is tried again. */
function once<Value>(build: () => Promise<Value>): () => Promise<Value> {
  let building: Promise<Value> | undefined;
  return () => {
    building ??= build().catch((error: unknown) => {
      building = undefined;
      throw error;
    });
    return building;
  };
}
