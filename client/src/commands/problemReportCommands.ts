/**
 * `AEP: Copy Problem Report`: opens what would be handed over with a bug, and copies it once its reader says so, as it stands in the
 * editor then. Sends nothing.
 */
import * as vscode from "vscode";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import type { Connection } from "../model/connection";
import { type ReportFacts, writeProblemReport } from "../model/problemReport";
import type { Services } from "../services";
import { openUntitled } from "../ui/editors";
import { say } from "../words/say";
import type { Command, CommandCall } from "./command";

const EXTENSION = "aep-workbench.aep-workbench";
const COPY = say("Copy");

/** The commands of this file. */
export const PROBLEM_REPORT_COMMANDS: readonly Command[] = [
  { id: "aep.problemReport.copy", run: copyReport },
];

async function copyReport(services: Services, { isAutomated }: CommandCall): Promise<string | undefined> {
  const report = writeProblemReport(collectFacts(services));
  // Nobody reads it there, so nothing is copied either.
  if (isAutomated) return report;
  const document = await openUntitled(report, "markdown");
  const pressed = await services.prompts.tell({
    severity: "information",
    text: say(
      "Read the report and take out what nobody else should see. Copy takes what then stands in the editor.",
    ),
    buttons: [COPY],
  });
  if (pressed === COPY) await vscode.env.clipboard.writeText(document.getText());
  return undefined;
}

interface Manifest {
  readonly version?: string;
  readonly contributes?: {
    readonly configuration?: { readonly properties?: Readonly<Record<string, unknown>> };
  };
}

function collectFacts({ connections, log }: Services): ReportFacts {
  const manifest: Manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON ?? {};
  const all = connections.all();
  const own = all.filter((connection) => connection.name !== SAMPLE_CONNECTION.name);
  return {
    versions: {
      "AEP Workbench": manifest.version ?? "unknown",
      Editor: `${vscode.env.appName} ${vscode.version}`,
      Host: `${vscode.env.appHost}, ${vscode.env.uiKind === vscode.UIKind.Web ? "web" : "desktop"}${vscode.env.remoteName === undefined ? "" : ", remote"}`,
      Language: vscode.env.language,
      "Workspace trusted": vscode.workspace.isTrusted ? "yes" : "no",
    },
    settings: readChangedSettings(Object.keys(manifest.contributes?.configuration?.properties ?? {})),
    connections: all.map((connection) => ({
      permissions: connection.permissions,
      hasOwnHosts: connection.endpoints !== undefined,
      isSample: connection.name === SAMPLE_CONNECTION.name,
    })),
    log: log.recentLines,
    privateTexts: own.flatMap(listPrivateTexts),
  };
}

/** Our settings that differ from their defaults, but for the connections, of which the report tells less. */
function readChangedSettings(names: readonly string[]): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration();
  const changed = names.flatMap((name) => {
    if (name === "aep.connections") return [];
    const value = configuration.get<unknown>(name);
    const isDefault = JSON.stringify(value) === JSON.stringify(configuration.inspect(name)?.defaultValue);
    return isDefault ? [] : [[name, value] as const];
  });
  return Object.fromEntries(changed);
}

function listPrivateTexts({ name, orgId, clientId, apiKey, endpoints }: Connection): readonly string[] {
  const hosts = Object.values(endpoints ?? {});
  return [name, orgId, clientId, ...(apiKey === undefined ? [] : [apiKey]), ...hosts];
}
