/**
 * What ties the services of one window together while it lives: context keys, the tree's answer to changes, and the
 * sample organisation of the demo. Registers no command and asks nobody.
 */
import * as vscode from "vscode";
import { SAMPLE_CONNECTION } from "./auth/sampleConnection";
import { completeSavedDrafts } from "./documents/savedDrafts";
import type { EditorHost } from "./editorHost";
import type { Log } from "./log";
import { toSandboxKey } from "./model/resource";
import type { Services } from "./services";
import { openWalkthrough, watchSteps } from "./walkthrough";

/** Set in the environment: the sample organisation is connected without asking. */
const DEMO_VARIABLE = "AEP_DEMO";

/** Set in the environment by `npm run demo` as well: the walkthrough is opened, for somebody who sees all this for the first time. */
const TOUR_VARIABLE = "AEP_DEMO_TOUR";

/** Starts the session; disposing ends it. */
export function startSession(
  services: Services,
  {
    environment,
    isInBrowser,
    state,
  }: Pick<EditorHost, "environment" | "isInBrowser"> & { readonly state: vscode.Memento },
): vscode.Disposable[] {
  const { connections, sandboxes, tree, draftLinks, policyStates, log } = services;
  const listeners = [
    connections.onDidChange(() => {
      sandboxes.forget();
      tree.refresh();
      setContexts(services);
    }),
    watchSelection(services),
    watchSteps(log),
    completeSavedDrafts({
      draftLinks,
      connections,
      log,
      findMergePolicyName: ({ target, started }) => policyStates.findName(target, started.mergePolicy),
    }),
  ];
  setContexts(services);
  setContext(services.log, "aep.inBrowser", isInBrowser);
  const isDemo = environment[DEMO_VARIABLE] === "1";
  const demo = isDemo && startDemo(services, { showsTour: environment[TOUR_VARIABLE] === "1" });
  void tellOfSample(services, { state, startedAt: services.now(), demo });
  return listeners;
}

/** Only whoever works with the sample organisation learns that it begins anew. */
async function tellOfSample(
  services: Services,
  start: { readonly state: vscode.Memento; readonly startedAt: number; readonly demo: Promise<void> | false },
): Promise<void> {
  await start.demo;
  if (services.connections.find(SAMPLE_CONNECTION.name) === undefined) return;
  const { tellOfNewBeginning } = await import("./sampleBeginning");
  await tellOfNewBeginning(services, start);
}

/** Another sandbox starts the tree over; learning the type of the one in use only draws it anew. */
function watchSelection(services: Services): vscode.Disposable {
  const { selection, tree } = services;
  let shown = selection.current && toSandboxKey(selection.current);
  return selection.onDidChange((selected) => {
    const key = selected && toSandboxKey(selected);
    if (key !== shown) tree.restart();
    shown = key;
    setContexts(services);
  });
}

/** Context keys of package.json: what menus, welcome texts and enablement depend on. */
function setContexts({ connections, selection, log }: Services): void {
  const isProduction = selection.current !== undefined && selection.current.type !== "development";
  const contexts = {
    "aep.hasConnection": connections.all().length > 0,
    "aep.hasSandbox": selection.current !== undefined,
    "aep.isProduction": isProduction,
  };
  for (const [key, value] of Object.entries(contexts)) setContext(log, key, value);
}

function setContext(log: Log, key: string, value: boolean): void {
  vscode.commands.executeCommand("setContext", key, value).then(undefined, (error: unknown) => {
    log.error(`The context key ${key} could not be set`, error);
  });
}

/** Connects the sample organisation for this window and brings its usual sandbox into use, unless one is chosen. */
async function startDemo(
  { connections, selection, log }: Services,
  { showsTour }: { readonly showsTour: boolean },
): Promise<void> {
  try {
    const { name: connection, sandbox } = await connections.addSample({ isDemo: true });
    const isChosen = selection.current !== undefined || sandbox === undefined;
    if (!isChosen) await selection.select({ connection, sandbox, type: "development" });
    if (showsTour) await openWalkthrough();
  } catch (error) {
    log.error("The sample organisation could not be connected", error);
  }
}
