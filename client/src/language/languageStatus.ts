/**
 * The language status of PQL documents: whose schema they are checked against, how old it is, and whether the server runs.
 * A click refreshes or restarts. Shows only; knows no schema.
 */
import * as vscode from "vscode";
import type { Selection } from "../auth/selection";
import { describeFailure } from "../model/failureText";
import type { SandboxTarget } from "../model/resource";
import { toAgeText } from "../model/schemaCache";
import type { SchemaKeeper, SchemaState } from "../resources/schemaKeeper";
import { say } from "../words/say";
import type { FolderSchemas } from "./folderSchemas";
import type { ServerSeam } from "./serverSeam";

/** What the status is made of. */
export interface LanguageStatusSources {
  readonly keeper: SchemaKeeper;
  readonly server: ServerSeam;
  readonly selection: Selection;
  readonly folderSchemas: FolderSchemas;
  readonly now: () => number;
}

/** What a status item says. */
interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly isBusy: boolean;
}

/** Ages grow without anything happening; this often they are written anew. */
const AGE_REFRESH_MS = 60_000;

/** Keeps the status item up to date until disposed. */
export function showLanguageStatus(sources: LanguageStatusSources): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("aep.schema", { language: "pql" });
  item.name = say("AEP Schema");
  const draw = (): void => {
    const { current } = sources.selection;
    const state = current && sources.keeper.find(current);
    const { text, detail, severity, isBusy } = toStatusText(current, state, sources);
    item.text = text;
    item.detail = detail;
    item.busy = isBusy;
    item.severity = toSeverity(severity);
    item.command = toCommand(current, sources);
    item.accessibilityInformation = { label: `${text}. ${detail}` };
  };
  const timer = setInterval(draw, AGE_REFRESH_MS);
  draw();
  return vscode.Disposable.from(
    item,
    sources.keeper.onDidChange(draw),
    sources.folderSchemas.onDidChange(draw),
    sources.selection.onDidChange(draw),
    new vscode.Disposable(() => clearInterval(timer)),
    vscode.Disposable.from(sources.server.onDidChangeState(draw)),
  );
}

/** The words for a sandbox and its schemas. */
function toStatusText(
  target: SandboxTarget | undefined,
  state: SchemaState | undefined,
  sources: LanguageStatusSources,
): StatusText {
  const plain = { severity: "information", isBusy: state?.isFetching ?? false } as const;
  if (sources.server.state === "failed") {
    const detail = say("The language server is not running.");
    return { text: say("PQL: no checks"), detail, severity: "error", isBusy: false };
  }
  if (target === undefined) return { ...plain, ...toFolderText(sources) };
  const place = `${target.connection} · ${target.sandbox}`;
  const failure = state?.failure === undefined ? undefined : describeFailure(state.failure)?.text;
  if (state?.schemas !== undefined) {
    const text = say("Schema {0}", toAgeText(sources.now() - state.schemas.fetchedAt));
    if (failure === undefined) return { ...plain, text, detail: place };
    return {
      text,
      detail: say("{0}. Refresh failed: {1}", place, failure),
      severity: "warning",
      isBusy: false,
    };
  }
  if (failure === undefined) return { ...plain, text: say("Schema on its way"), detail: place };
  return { text: say("No schema"), detail: `${place}. ${failure}`, severity: "warning", isBusy: false };
}

/** The words for a window in which no sandbox is in use. */
function toFolderText({ folderSchemas, now }: LanguageStatusSources): Pick<StatusText, "text" | "detail"> {
  const { current } = folderSchemas;
  if (current === undefined)
    return { text: say("No schema"), detail: say("Choose a sandbox to check fields.") };
  const { age, sandbox } = current;
  const text = age === undefined ? say("Schema") : say("Schema {0}", toAgeText(now() - Date.parse(age)));
  return { text, detail: say("{0}, as the folder has it", sandbox) };
}

function toCommand(target: SandboxTarget | undefined, { server }: LanguageStatusSources): vscode.Command {
  if (server.state === "failed") return { command: "aep.server.restart", title: say("Restart") };
  if (target === undefined) return { command: "aep.sandbox.select", title: say("Choose Sandbox") };
  return { command: "aep.schema.refresh", title: say("Refresh") };
}

function toSeverity(severity: StatusText["severity"]): vscode.LanguageStatusSeverity {
  if (severity === "error") return vscode.LanguageStatusSeverity.Error;
  if (severity === "warning") return vscode.LanguageStatusSeverity.Warning;
  return vscode.LanguageStatusSeverity.Information;
}
