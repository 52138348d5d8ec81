/**
 * The composition root: builds the services, registers what package.json promises, and disposes. No logic.
 */
import * as vscode from "vscode";
import { PLATFORM_SCHEME } from "../../server/src/protocol/clientMessages";
import { registerAgents } from "./agents/registration";
import { AUTHENTICATION_ID, ImsAuthenticationProvider } from "./auth/imsAuthenticationProvider";
import { showSandboxStatus } from "./auth/sandboxStatus";
import { registerCommands } from "./commands/registerCommands";
import { toThingPath } from "./documents/aepUri";
import type { EditorHost } from "./editorHost";
import { FileDecorations } from "./files/fileDecorations";
import { FileSourceControl } from "./files/fileSourceControl";
import { EdgeStateTelling } from "./language/edgeStateTelling";
import { FolderSchemas } from "./language/folderSchemas";
import { LanguageFeatures } from "./language/languageFeatures";
import { showEvaluations } from "./language/platformEvaluations";
import { ReportLanguage } from "./language/reportLanguage";
import { PREVIEW_SCHEME } from "./preview/session/previewDocuments";
import { buildServices, type Services } from "./services";
import { startSession } from "./startSession";
import type { TestApi } from "./testApi";
import { registerDropping, treeDragging } from "./tree/dragging";
import { revealSelection } from "./tree/revealSelection";
import { EditorPrompts } from "./ui/prompts";
import { say } from "./words/say";

/**
 * Done when a view, a PQL document or a command first needs the extension, in the host it runs in. Does no network. Waits for nothing
 * but, where tests run, for the person who answers in them.
 */
export function activateIn(
  host: EditorHost,
  context: vscode.ExtensionContext,
): Promise<TestApi | undefined> | undefined {
  if (context.extensionMode === vscode.ExtensionMode.Test)
    return loadScript().then((script) => start(host, context, script));
  start(host, context, undefined);
  return undefined;
}

/** Whoever answers, and the time, where tests run. */
type Script = Pick<TestApi, "user" | "clock">;

async function loadScript(): Promise<Script> {
  const [{ ScriptedUser }, { ScriptedClock }] = await Promise.all([
    import("./ui/scriptedUser"),
    import("./scriptedClock"),
  ]);
  return { user: new ScriptedUser(), clock: new ScriptedClock() };
}

function start(
  host: EditorHost,
  context: vscode.ExtensionContext,
  script: Script | undefined,
): TestApi | undefined {
  const startedAt = performance.now();
  const services = buildServices(context, {
    host,
    prompts: script?.user ?? new EditorPrompts(),
    clock: script?.clock,
  });
  context.subscriptions.push(
    registerCommands(services),
    ...registerDocuments(services),
    ...registerViews(services),
    ...registerAgents(context, services),
  );
  const { environment, isInBrowser } = host;
  const state = context.globalState;
  context.subscriptions.push(...startSession(services, { environment, isInBrowser, state }));
  offerToolServer(context, host, services);
  const activationMs = performance.now() - startedAt;
  services.log.info("Activated", { milliseconds: Math.round(activationMs) });
  return script === undefined ? undefined : { ...script, services, activationMs };
}

/** Comes after the activation: nobody waits for it. */
function offerToolServer(context: vscode.ExtensionContext, host: EditorHost, services: Services): void {
  host.offerToolServer?.(context, services).then(
    (offer) => context.subscriptions.push(offer),
    (error: unknown) => services.log.error("The tools could not be offered to agents", error),
  );
}

/** What whoever types into the platform's copy is told, in the place of the editor's words about file systems. */
function toReadOnlyText(): vscode.MarkdownString {
  const command = "aep.audience.edit";
  const text = new vscode.MarkdownString(
    say(
      "The platform’s copy cannot be changed here. Of an audience: [Edit Audience as Draft]({0})",
      `command:${command}`,
    ),
  );
  text.isTrusted = { enabledCommands: [command] };
  return text;
}

function registerDocuments({
  files,
  previewDocuments,
  sessions,
  contentDocuments,
}: Services): vscode.Disposable[] {
  return [
    vscode.workspace.registerFileSystemProvider(PLATFORM_SCHEME, files, {
      isReadonly: toReadOnlyText(),
      isCaseSensitive: true,
    }),
    vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, previewDocuments),
    vscode.workspace.registerTextDocumentContentProvider("aep-content", {
      provideTextDocumentContent: async (uri) => (await contentDocuments()).read(toThingPath(uri)),
    }),
    vscode.workspace.registerTextDocumentContentProvider("aep-message", {
      provideTextDocumentContent: async (uri) =>
        (await import("./content/messageDocuments")).readMessageDocument(await sessions(), uri),
    }),
  ];
}

function registerViews(services: Services): vscode.Disposable[] {
  const { tree, connections, selection, keeper, policyStates, server, log } = services;
  const options = {
    treeDataProvider: tree,
    dragAndDropController: treeDragging,
    canSelectMany: true,
    showCollapseAll: true,
  };
  const view = vscode.window.createTreeView("aep.platform", options);
  services.sidebar.attach(view);
  const stopping = view.onDidCollapseElement(({ element }) => tree.stop(element));
  const accounts = new ImsAuthenticationProvider(connections);
  const folderSchemas = new FolderSchemas(log);
  return [
    view,
    stopping,
    registerDropping(),
    revealSelection(view, { tree, selection, log }),
    vscode.window.registerWebviewPanelSerializer("aep.page", {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await services.pages()).deserializeWebviewPanel(panel, state),
    }),
    new FileSourceControl(services.fileStatus),
    vscode.window.registerFileDecorationProvider(new FileDecorations(services.fileStatus)),
    accounts,
    vscode.authentication.registerAuthenticationProvider(
      AUTHENTICATION_ID,
      "Adobe Experience Platform",
      accounts,
      {
        supportsMultipleAccounts: true,
      },
    ),
    showSandboxStatus(connections, selection),
    vscode.languages.registerCodeLensProvider({ language: "pql" }, services.estimates),
    showEvaluations(services.evaluations, server),
    new EdgeStateTelling({ states: policyStates, selection, server }),
    ...registerLateParts(services, folderSchemas),
    new ReportLanguage(services),
    folderSchemas,
    new LanguageFeatures({
      keeper,
      server,
      selection,
      folderSchemas,
      log,
      fetchAudienceNames: async (target, signal) =>
        (await import("./language/platformSchemas")).fetchAudienceNames(
          await services.sessions(),
          target,
          signal,
        ),
      fetchUnlistedNames: async (target, ids, signal) =>
        (await import("./language/platformSchemas")).fetchUnlistedNames(await services.sessions(), target, {
          ids,
          signal,
        }),
    }),
  ];
}

function registerLateParts(services: Services, folderSchemas: FolderSchemas): readonly vscode.Disposable[] {
  return [
    registerLate("the tests of audiences", services, async () => {
      const { AudienceTests } = await import("./language/audienceTests");
      return new AudienceTests(services.server, services.log);
    }),
    registerLate("the evaluation that is asked for", services, async () => {
      const [{ showAskedEvaluation }, { EvaluationProblems }] = await Promise.all([
        import("./language/askedEvaluation"),
        import("./language/evaluationProblems"),
      ]);
      const problems = new EvaluationProblems({ ...services, states: services.policyStates });
      return vscode.Disposable.from(showAskedEvaluation(services.log), problems);
    }),
    registerLate("the language status", services, async () => {
      const { showLanguageStatus } = await import("./language/languageStatus");
      return showLanguageStatus({ ...services, folderSchemas });
    }),
  ];
}

/** A part that comes a turn after the activation: what a promise continues would still belong to it. */
function registerLate(
  name: string,
  { log }: Services,
  load: () => Promise<vscode.Disposable>,
): vscode.Disposable {
  let isOver = false;
  let part: vscode.Disposable | undefined;
  const begin = async (): Promise<void> => {
    part = await load();
    if (isOver) part.dispose();
  };
  const turn = setTimeout(() => {
    begin().catch((error: unknown) => log.error(`What shows ${name} could not be loaded`, error));
  }, 0);
  return new vscode.Disposable(() => {
    isOver = true;
    clearTimeout(turn);
    part?.dispose();
  });
}
