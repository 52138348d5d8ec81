/**
 * The typed record of everything that is built once per window, and the only place that knows how parts fit together.
 * Whatever opens a socket or weighs much is behind a function that loads it when first needed.
 */
import * as vscode from "vscode";
import type { AgentDesk } from "./agents/agentDesk";
import type { Clock } from "./api/clock";
import { AuditTrail } from "./audit/auditTrail";
import { KeptStates } from "./audit/keptStates";
import { Connections } from "./auth/connections";
import { SandboxDirectory } from "./auth/sandboxDirectory";
import { Selection } from "./auth/selection";
import type { Sessions } from "./auth/sessions";
import type { ContentDocuments } from "./content/contentDocuments";
import { AepFileSystem } from "./documents/aepFileSystem";
import { DraftLinks } from "./documents/draftLinks";
import type { KeptRoles } from "./drafting/keptRoles";
import type { EditorHost } from "./editorHost";
import { FileStatus } from "./files/fileStatus";
import type { FieldIndex } from "./find/fieldIndex";
import type { Finder, FinderParts } from "./find/finder";
import { RecentThings } from "./find/recentThings";
import type { ChosenProfile } from "./language/chosenProfile";
import { EstimateLenses } from "./language/estimateLenses";
import { PqlLanguageClient } from "./language/languageClient";
import type { MergePolicyStates } from "./language/mergePolicyStates";
import { PlatformEvaluations } from "./language/platformEvaluations";
import type { ServerSeam } from "./language/serverSeam";
import { Log } from "./log";
import { Baselines } from "./model/baselines";
import type { RecentWrite } from "./model/recentWrites";
import type { SandboxTarget } from "./model/resource";
import type { PlatformLists } from "./model/rows";
import { WritesAhead } from "./model/writesAhead";
import { once } from "./once";
import { buildPages } from "./pageServices";
import { FrontPage } from "./pages/frame/frontPage";
import type { PagePanels } from "./pages/frame/pagePanels";
import type { AudiencePreviews } from "./preview/audience/audiencePreviews";
import type { ContentPreviews } from "./preview/content/contentPreviews";
import { RenderedSides } from "./preview/content/renderedSides";
import type { DestinationPreviews } from "./preview/destination/destinationPreviews";
import { Conflicts } from "./preview/session/conflicts";
import { PreviewDocuments } from "./preview/session/previewDocuments";
import { Previews } from "./preview/session/previews";
import type { SchemaKeeper } from "./resources/schemaKeeper";
import { buildFieldIndex, buildPolicyStates, buildSchemaKeeper } from "./schemaServices";
import { Settings } from "./settings";
import { PlatformTree } from "./tree/platformTree";
import type { PlatformDetails } from "./tree/relations";
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
  /** What single things ask of the platform; loads the platform client. */
  readonly details: () => Promise<PlatformDetails>;
  /** Which audiences read which field. */
  readonly fieldIndex: FieldIndex;
  /** What the person used last. */
  readonly recent: RecentThings;
  /** What was written here that lists may not show yet. */
  readonly writesAhead: WritesAhead;
  /** What components of data views mean. */
  readonly keptRoles: () => Promise<KeptRoles>;
  /** What the tools for agents work with; loads the platform client. */
  readonly agents: () => Promise<AgentDesk>;
  readonly files: AepFileSystem;
  /** The parts of templates, fragments and campaigns as documents. */
  readonly contentDocuments: () => Promise<ContentDocuments>;
  readonly draftLinks: DraftLinks;
  /** Where the workspace's audience files stand. */
  readonly fileStatus: FileStatus;
  readonly keeper: SchemaKeeper;
  /** Whether the merge policy behind a document is active on edge. */
  readonly policyStates: MergePolicyStates;
  readonly server: ServerSeam;
  /** The profile whose values stand beside a rule; nothing of it is loaded before one is chosen. */
  readonly chosenProfile: () => Promise<ChosenProfile>;
  /** The last estimate of each open document. */
  readonly estimates: EstimateLenses;
  /** By what the platform evaluates the audiences that are shown. */
  readonly evaluations: PlatformEvaluations;
  readonly previews: Previews;
  readonly previewDocuments: PreviewDocuments;
  readonly conflicts: Conflicts;
  /** What previews of content will look like. */
  readonly rendered: RenderedSides;
  readonly audit: AuditTrail;
  readonly now: () => number;
  /** Signed-in access to the platform; loads the platform client. */
  readonly sessions: () => Promise<Sessions>;
  /** The platform's lists; loads the platform client. */
  readonly lists: () => Promise<PlatformLists>;
  /** The write path of audiences; loads the platform client. */
  readonly audiencePreviews: () => Promise<AudiencePreviews>;
  /** The write path of destinations; loads the platform client. */
  readonly destinationPreviews: () => Promise<DestinationPreviews>;
  /** The write path of templates and fragments; loads the platform client. */
  readonly contentPreviews: () => Promise<ContentPreviews>;
  /** The pages of things; loaded when the first one is opened. */
  readonly pages: () => Promise<PagePanels>;
  readonly frontPage: FrontPage;
  /** A folder of this computer for an inventory; undefined where there is no disk. */
  readonly openInventoryFolder: EditorHost["openInventoryFolder"];
}

/** Where the services live, and whom they talk to. */
export interface Surroundings extends Hosted {
  readonly prompts: Prompts;
  /** The time of the platform client; the machine's where absent. */
  readonly clock?: Clock | undefined;
}

/** Builds the services of one window. Registers nothing and sends nothing. */
export function buildServices(
  context: vscode.ExtensionContext,
  { host, prompts, clock }: Surroundings,
): Services {
  const log = new Log(vscode.window.createOutputChannel("AEP Workbench", { log: true }));
  const settings = new Settings();
  const now = (): number => Date.now();
  const { secrets, globalState, workspaceState } = context;
  const connections = new Connections({ settings, secrets, state: globalState, log });
  const selection = new Selection(workspaceState);
  const sessions = once(() => loadSessions({ connections, log, settings, host, clock }));
  const { lists, details } = buildReading(sessions, now);
  const sandboxes = new SandboxDirectory(lists);
  const writesAhead = new WritesAhead(now);
  const reading = { lists, details, now, writesAhead };
  const tree = new PlatformTree({ connections, sandboxes, selection, settings, log, ...reading });
  const previewDocuments = new PreviewDocuments();
  const conflicts = new Conflicts(previewDocuments);
  const guards = { connections, sandboxes, prompts, log, createId: toShortId };
  const previews = new Previews({ ...guards, documents: previewDocuments });
  const server = buildServer(context, { log, prompts, now, host });
  const fieldIndex = buildFieldIndex({ sessions, server });
  const recent = new RecentThings(workspaceState);
  const draftLinks = new DraftLinks();
  const policyStates = buildPolicyStates({ selection, draftLinks, sessions, now });
  const evaluations = new PlatformEvaluations();
  const files = buildFiles({ sessions, now, log, fieldIndex, policyStates, evaluations, server });
  const { baselines, audit, keptStates } = buildMemory(context.globalStorageUri, host);
  const fileStatus = new FileStatus({ selection, sessions, log });
  const keeper = buildSchemaKeeper(context, { settings, sessions, log, now, host });
  const agents = buildAgents(context, { sessions, server, keeper, now });
  const audiencePreviews = once(async () => {
    const { AudiencePreviews } = await import("./preview/audience/audiencePreviews");
    return new AudiencePreviews({
      previews,
      conflicts,
      sandboxes,
      server,
      now,
      createId: toShortId,
      baselines,
      draftLinks,
      audit,
      sessions: await sessions(),
      onWritten: (target, write) =>
        tellWritten(
          { tree, fieldIndex, files, fileStatus, recent, lists, agents, writesAhead },
          target,
          write,
        ),
    });
  });
  const rendered = new RenderedSides(log);
  const others = { previews, conflicts, rendered, sandboxes, audit, keptStates, sessions, now };
  const estimates = new EstimateLenses(now);
  const frontPage = new FrontPage();
  context.subscriptions.push(connections, selection, tree, previews, files, fileStatus, keeper, server);
  context.subscriptions.push(estimates, evaluations);
  return {
    log,
    settings,
    prompts,
    connections,
    selection,
    sandboxes,
    tree,
    files,
    keeper,
    server,
    previews,
    previewDocuments,
    conflicts,
    now,
    sessions,
    lists,
    audiencePreviews,
    draftLinks,
    fileStatus,
    audit,
    rendered,
    details,
    fieldIndex,
    recent,
    writesAhead,
    estimates,
    evaluations,
    policyStates,
    keptRoles: once(async () => new (await import("./drafting/keptRoles")).KeptRoles(workspaceState)),
    agents,
    sidebar: new SidebarView(),
    finder: buildFinder({ keeper, lists, log, recent, writesAhead, connections }),
    chosenProfile: buildChosenProfile(context, server),
    contentDocuments: once(async () => await loadContentDocuments({ sessions, now })),
    ...buildOtherPreviews(others),
    frontPage,
    openInventoryFolder: host.openInventoryFolder,
    pages: buildPages(context, {
      sessions,
      log,
      fieldIndex,
      server,
      rendered,
      frontPage,
      writesAhead,
      details,
      prompts,
      now,
      keeper,
      selection,
    }),
  };
}

function buildChosenProfile(context: vscode.ExtensionContext, server: ServerSeam): Services["chosenProfile"] {
  return once(async () => {
    const { ChosenProfile } = await import("./language/chosenProfile");
    const chosen = new ChosenProfile(server);
    context.subscriptions.push(chosen);
    return chosen;
  });
}

function buildAgents(
  context: vscode.ExtensionContext,
  parts: Pick<Services, "sessions" | "server" | "keeper" | "now">,
): Services["agents"] {
  return once(async () => {
    const { AgentDesk } = await import("./agents/agentDesk");
    const agents = new AgentDesk(parts);
    context.subscriptions.push(agents);
    return agents;
  });
}

async function loadContentDocuments(parts: Pick<Services, "sessions" | "now">): Promise<ContentDocuments> {
  const { ContentDocuments } = await import("./content/contentDocuments");
  return new ContentDocuments(parts);
}

/** The editor the services are built for. */
interface Hosted {
  readonly host: EditorHost;
}

/** Tells every part of the window what the platform now holds. */
function tellWritten(
  parts: Pick<
    Services,
    "tree" | "fieldIndex" | "files" | "fileStatus" | "recent" | "lists" | "agents" | "writesAhead"
  >,
  target: SandboxTarget,
  write: RecentWrite,
): void {
  const reference = { ...target, kind: "audience", id: write.id } as const;
  parts.writesAhead.note(target, write);
  parts.tree.showWritten(target);
  parts.fieldIndex.touch(target, write.id);
  void parts.lists().then((lists) => lists.forget(target));
  void parts.agents().then((agents) => agents.forget(target));
  parts.files.announce(reference);
  if (write.row !== undefined) void parts.recent.note(reference, write.row.name);
  parts.fileStatus.noteWritten(target, write.id);
}

type OtherWrites = Pick<
  Services,
  "previews" | "conflicts" | "rendered" | "sandboxes" | "audit" | "sessions" | "now"
> & { readonly keptStates: KeptStates };

function buildOtherPreviews({
  sessions,
  ...others
}: OtherWrites): Pick<Services, "destinationPreviews" | "contentPreviews"> {
  const parts = { ...others, createId: toShortId };
  return {
    destinationPreviews: once(async () => {
      const { DestinationPreviews } = await import("./preview/destination/destinationPreviews");
      return new DestinationPreviews({ ...parts, sessions: await sessions() });
    }),
    contentPreviews: once(async () => {
      const { ContentPreviews } = await import("./preview/content/contentPreviews");
      return new ContentPreviews({ ...parts, sessions: await sessions() });
    }),
  };
}

interface Memory {
  readonly baselines: Baselines;
  readonly audit: AuditTrail;
  readonly keptStates: KeptStates;
}

/** What this computer remembers of changes: how things were, and what was done to them. */
function buildMemory(folder: vscode.Uri, host: EditorHost): Memory {
  return {
    keptStates: new KeptStates(host.openFolder(vscode.Uri.joinPath(folder, "undo"))),
    baselines: new Baselines(host.openFolder(vscode.Uri.joinPath(folder, "baselines"))),
    audit: new AuditTrail(host.openFolder(folder)),
  };
}

function buildServer(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  { host, ...parts }: Pick<Services, "log" | "prompts" | "now"> & Hosted,
): PqlLanguageClient {
  const program = vscode.Uri.joinPath(extensionUri, "dist", "server.js");
  const indexFolder = vscode.Uri.joinPath(globalStorageUri, "schemaIndex").fsPath;
  return new PqlLanguageClient({ program, indexFolder, createClient: host.createLanguageClient, ...parts });
}

/** What lists and single rows ask of the platform. */
function buildReading(
  sessions: Services["sessions"],
  now: Services["now"],
): Pick<Services, "lists" | "details"> {
  return {
    lists: once(async () =>
      (await import("./resources/platformLists")).createPlatformLists(await sessions(), now),
    ),
    details: once(async () =>
      (await import("./tree/platformDetails")).createPlatformDetails(await sessions()),
    ),
  };
}

function buildFiles({
  sessions,
  now,
  log,
  ...learners
}: Pick<
  Services,
  "sessions" | "fieldIndex" | "policyStates" | "evaluations" | "server" | "now" | "log"
>): AepFileSystem {
  return new AepFileSystem({
    read: async (document) => {
      const { readPlatformContent } = await import("./documents/platformContent");
      return await readPlatformContent({ sessions: await sessions(), ...learners }, document);
    },
    now,
    log,
  });
}

async function loadSessions({
  settings,
  ...parts
}: Pick<Services, "connections" | "log" | "settings"> &
  Hosted &
  Pick<Surroundings, "clock">): Promise<Sessions> {
  const { Sessions } = await import("./auth/sessions");
  return new Sessions({ ...parts, getNetwork: () => settings.network });
}

function buildFinder(parts: FinderParts & Pick<Services, "keeper">): Services["finder"] {
  return once(async () => {
    const [{ Finder }, { FieldCatalogue }] = await Promise.all([
      import("./find/finder"),
      import("./find/fieldCatalogue"),
    ]);
    const catalogue = new FieldCatalogue(parts.keeper);
    return new Finder({ ...parts, listFields: (target) => catalogue.list(target) });
  });
}

/** Ids only tell the previews of one window apart. */
function toShortId(): string {
  return crypto.randomUUID().slice(0, 8);
}
