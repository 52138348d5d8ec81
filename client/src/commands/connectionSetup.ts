/**
 * Getting a connection right: add one from a file of Developer Console, and find out product by product what it can do.
 * A file is read once and not kept; its secret goes to secret storage.
 */
import * as vscode from "vscode";
import type { StepVerdict } from "../api/connectionTest";
import type { ImportedCredential } from "../api/credentialFiles";
import type { Connection } from "../model/connection";
import { toCredentialFileText } from "../model/credentialFileText";
import { describeFailure } from "../model/failureText";
import { type PermissionLevel, readPermission } from "../model/permissions";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { say, sayCount } from "../words/say";
import { getRecord, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import { getChosen, PERMISSION_CHOICES } from "./connectionCommands";
import { chooseSandbox, selectSandbox } from "./sandboxCommands";

/** The commands of this file. */
export const CONNECTION_SETUP_COMMANDS: readonly Command[] = [
  { id: "aep.connections.import", run: importConnection },
  { id: "aep.connections.test", run: testChosen },
];

/** Adds the credential of a file as a connection; with several in it the person chooses. Returns the connection. */
async function importConnection(services: Services, call: CommandCall): Promise<Connection> {
  const given = getRecord(call);
  const { prompts } = services;
  const uri =
    readFileArgument(given["file"]) ??
    (await prompts.chooseFile(say("Credential file: JSON download, .env or .aio")));
  const found = await chooseCredential(services, await readCredentials(uri));
  const { orgId, clientId, clientSecret, scopes } = found.credentials;
  const name = readText(given["name"]) ?? (await askName(services, found.name ?? ""));
  const permissions = await readLevel(services, call);
  const sandbox = found.sandbox === undefined ? {} : { sandbox: found.sandbox };
  const connection = { name, orgId, clientId, scopes: scopes.join(","), permissions, ...sandbox };
  await services.connections.add(connection, clientSecret, found.otherSecrets[0]);
  if (connection.sandbox !== undefined)
    await selectSandbox(services, { connection: name, sandbox: connection.sandbox });
  else if (!call.isAutomated) await chooseSandbox(services, name);
  return connection;
}

async function readCredentials(uri: vscode.Uri): Promise<readonly ImportedCredential[]> {
  const { readCredentialFile } = await import("../api/credentialFiles");
  const file = readCredentialFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  if ("found" in file) return file.found;
  throw new UserError("badFile", toCredentialFileText(file.reason));
}

async function chooseCredential(
  { prompts }: Services,
  found: readonly ImportedCredential[],
): Promise<ImportedCredential> {
  const [first, second] = found;
  if (first === undefined)
    throw new UserError("badFile", say("The file holds no credential that can be used here."));
  if (second === undefined) return first;
  const choices = found.map((one) => ({ label: one.name ?? one.credentials.clientId, value: one }));
  return await prompts.pick(say("Which credential?"), choices);
}

async function askName({ prompts, connections }: Services, proposal: string): Promise<string> {
  const name = await prompts.ask({
    title: say("Add Connection"),
    prompt: say("A name for this connection"),
    value: proposal,
    check: (text) => {
      if (text.trim() === "") return say("This cannot be empty.");
      return connections.find(text.trim()) === undefined
        ? undefined
        : say("There is a connection of this name already.");
    },
  });
  return name.trim();
}

async function readLevel({ prompts }: Services, call: CommandCall): Promise<PermissionLevel> {
  if (call.isAutomated) return readPermission(getRecord(call)["permissions"]);
  return await prompts.pick(say("What may be changed through this connection?"), PERMISSION_CHOICES);
}

/** Tests sign-in, sandboxes and each product, and says what works and what to do about the rest. */
async function testChosen(services: Services, call: CommandCall): Promise<readonly StepVerdict[]> {
  const { name, sandbox, products } = await getChosen(services, call, say("Test which connection?"));
  const { testConnection } = await import("../api/connectionTest");
  const connection = await (await services.sessions()).openConnection(name);
  const run = async (signal: AbortSignal): Promise<readonly StepVerdict[]> =>
    (await testConnection(connection, { signal, sandbox, products })).verdicts;
  if (call.isAutomated) return await run(call.signal);
  const verdicts = await services.prompts.showProgress(say("Testing “{0}”", name), run);
  void services.prompts.tell({
    severity: toSeverity(verdicts),
    text: say("What the connection “{0}” can do", name),
    detail: verdicts.flatMap((verdict) => (verdict.state === "skipped" ? [] : toText(verdict))).join("\n"),
  });
  return verdicts;
}

const STEP_NAMES: Readonly<Record<StepVerdict["step"], string>> = {
  signIn: say("Sign-in"),
  sandboxes: say("Sandboxes"),
  aep: say("Experience Platform"),
  ajo: say("Journey Optimizer"),
  cja: say("Customer Journey Analytics"),
};

function toText({ step, state, count, error }: StepVerdict): string {
  const name = STEP_NAMES[step];
  if (state === "fails") return `✗ ${name}: ${describeFailure(error, { product: step })?.text ?? ""}`;
  if (count === undefined) return `✓ ${name}: ${say("Signed in.")}`;
  if (step === "sandboxes") return `✓ ${name}: ${sayCount(count, ["One sandbox.", "{0} sandboxes."])}`;
  return `✓ ${name}: ${count === 0 ? say("Works; the list is empty.") : say("Works.")}`;
}

/** Products that are missing are common and no reason for alarm; no access to any sandbox is one. */
function toSeverity(verdicts: readonly StepVerdict[]): "information" | "warning" {
  const isEssential = ({ step }: StepVerdict): boolean =>
    step === "signIn" || step === "sandboxes" || step === "aep";
  return verdicts.some((verdict) => isEssential(verdict) && verdict.state === "fails")
    ? "warning"
    : "information";
}
