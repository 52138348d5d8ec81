/**
 * Commands about connections: add (the sample organisation or an own one), change, sign in anew, remove.
 * The client secret passes from the question to secret storage and nowhere else.
 */
import * as vscode from "vscode";
import { findHostWarning, readEndpoints } from "../api/credentials";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import { type Connection, readConnection, USUAL_SCOPES } from "../model/connection";
import { type PermissionLevel, readPermission } from "../model/permissions";
import { lackingConnection, unknownConnection } from "../model/refusals";
import { Cancelled, UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findName, findNodeData, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { chooseSandbox, selectSandbox } from "./sandboxCommands";

/** The commands of this file. */
export const CONNECTION_COMMANDS: readonly Command[] = [
  { id: "aep.connections.addSample", run: addSample },
  { id: "aep.connections.add", run: addConnection },
  { id: "aep.connections.remove", run: removeConnection },
  { id: "aep.connections.enterSecret", run: enterSecret },
  { id: "aep.connections.setPermissions", run: setPermissions },
  { id: "aep.connections.reconnect", run: reconnect },
  { id: "aep.connections.edit", run: editConnections },
];

/** The levels as a person chooses them. */
export const PERMISSION_CHOICES: readonly Choice<PermissionLevel>[] = [
  { label: say("Read-only"), description: say("look, change nothing"), value: "read" },
  {
    label: say("Drafts"),
    description: say("create and change drafts, each after a preview"),
    value: "draft",
  },
  {
    label: say("Publish"),
    description: say("also publish, deactivate and delete, each after a preview"),
    value: "publish",
  },
];

async function addSample(services: Services): Promise<Connection> {
  const connection = await services.connections.addSample({ isDemo: false });
  await selectStart(services, connection);
  return connection;
}

async function addConnection(services: Services, call: CommandCall): Promise<Connection> {
  const given = getRecord(call);
  const connection = call.isAutomated ? getConnection(given) : await askConnection(services);
  const warning = findHostWarning(readEndpoints(connection.endpoints));
  if (warning !== undefined && !call.isAutomated) await confirmHost(services, warning);
  if (warning !== undefined) services.log.warn(warning, { connection: connection.name });
  const secret = readText(given["clientSecret"]) ?? (await askSecret(services, connection.name));
  await services.connections.add(connection, secret);
  if (call.isAutomated) await selectStart(services, connection);
  else await chooseSandbox(services, connection.name);
  return connection;
}

/** Throws `badArguments` when a required part is missing. */
function getConnection(given: Readonly<Record<string, unknown>>): Connection {
  const connection = readConnection(given);
  if (connection !== undefined && readText(given["clientSecret"]) !== undefined) return connection;
  throw new UserError("badArguments", "A connection needs name, orgId, clientId and clientSecret.");
}

async function askConnection(services: Services): Promise<Connection> {
  const { prompts } = services;
  const title = say("Add Connection");
  const ask = (prompt: string, placeholder: string): Promise<string> =>
    prompts.ask({ title, prompt, placeholder, check: checkNotEmpty });
  const name = await prompts.ask({
    title,
    prompt: say("A name for this connection"),
    check: (text) => checkNotEmpty(text) ?? checkFree(services, text),
  });
  const orgId = await ask(say("IMS organisation id"), "…@AdobeOrg");
  const clientId = await ask(
    say("Client id of the OAuth server-to-server credential"),
    say("from Adobe Developer Console"),
  );
  const scopes = await prompts.ask({
    title,
    prompt: say("Scopes, as the credential shows them"),
    value: USUAL_SCOPES,
  });
  const permissions = await prompts.pick(
    say("What may be changed through this connection?"),
    PERMISSION_CHOICES,
  );
  return {
    name: name.trim(),
    orgId: orgId.trim(),
    clientId: clientId.trim(),
    scopes: scopes.trim(),
    permissions,
  };
}

async function askSecret({ prompts }: Services, name: string): Promise<string> {
  const secret = await prompts.ask({
    title: say("Client secret of “{0}”", name),
    prompt: say("Kept in the editor’s secret storage, never in settings or files"),
    isSecret: true,
    check: checkNotEmpty,
  });
  return secret.trim();
}

async function confirmHost({ prompts }: Services, warning: string): Promise<void> {
  const proceed = say("Use It Anyway");
  const pressed = await prompts.tell({ severity: "warning", text: warning, buttons: [proceed] });
  if (pressed !== proceed) throw new Cancelled();
}

async function removeConnection(services: Services, call: CommandCall): Promise<void> {
  // The only one is asked for, too: nothing else confirms the removal.
  const question = say("Remove which connection?");
  const connection = findGiven(services, call) ?? (await chooseConnection(services, question));
  await services.connections.remove(connection.name);
  if (services.selection.current?.connection === connection.name) await services.selection.select(undefined);
}

async function enterSecret(services: Services, call: CommandCall): Promise<void> {
  const connection = await getOwn(services, call, say("Enter the secret of which connection?"));
  const secret = readText(getRecord(call)["clientSecret"]) ?? (await askSecret(services, connection.name));
  await services.connections.add(connection, secret);
}

async function setPermissions(services: Services, call: CommandCall): Promise<void> {
  const connection = await getChosen(services, call, say("Change the permissions of which connection?"));
  const given = readText(getRecord(call)["permissions"]);
  const toPlace = ({ value }: Choice<PermissionLevel>) => (value === connection.permissions ? 0 : 1);
  const permissions =
    given === undefined
      ? await services.prompts.pick(
          say("What may be changed through “{0}”?", connection.name),
          // In front stands what is: Enter alone changes nothing.
          PERMISSION_CHOICES.toSorted((one, other) => toPlace(one) - toPlace(other)),
        )
      : readPermission(given);
  await services.connections.change({ ...connection, permissions });
}

/** A connection that has a secret. Throws `noConnection` where there is none, or only the sample organisation. */
async function getOwn(services: Services, call: CommandCall, question: string): Promise<Connection> {
  const all = services.connections.all();
  const own = all.filter(({ name }) => name !== SAMPLE_CONNECTION.name);
  const [first, ...others] = own;
  const only = all.length > 0 && others.length === 0 ? (first ?? all[0]) : undefined;
  const chosen = findGiven(services, call) ?? only ?? (await chooseAmong(services, own, question));
  if (chosen.name !== SAMPLE_CONNECTION.name) return chosen;
  throw new UserError("noConnection", say("The sample organisation is built in and needs no secret."), {
    waysOut: [{ title: say("Add Connection"), command: "aep.connections.add" }],
  });
}

/** Permissions are fixed when a token is issued, so signing in anew is how new ones arrive. */
async function reconnect(services: Services, call: CommandCall): Promise<void> {
  const connection = await getChosen(services, call, say("Reconnect which connection?"));
  (await services.sessions()).forget(connection.name);
  services.sandboxes.forget(connection.name);
  services.tree.refresh();
}

async function editConnections(): Promise<void> {
  const options = { revealSetting: { key: "aep.connections", edit: true } };
  await vscode.commands.executeCommand("workbench.action.openSettingsJson", options);
}

/** Brings the sandbox a connection names into use; without one the person chooses later. */
async function selectStart(services: Services, connection: Connection): Promise<void> {
  if (connection.sandbox === undefined) return;
  await selectSandbox(services, { connection: connection.name, sandbox: connection.sandbox });
}

/** The connection a command was called with, the only one, or one chosen now. Throws `noConnection` for an unknown name, and where there is none. */
export async function getChosen(
  services: Services,
  call: CommandCall,
  question: string,
): Promise<Connection> {
  const [first, ...others] = services.connections.all();
  const only = others.length === 0 ? first : undefined;
  return findGiven(services, call) ?? only ?? (await chooseConnection(services, question));
}

function findGiven({ connections }: Services, call: CommandCall): Connection | undefined {
  const record = getRecord(call);
  const given = findName(call) ?? readText(record["connection"] ?? record["name"]);
  const name = findNodeData(call, "connection")?.connection.name ?? given;
  if (name === undefined) return undefined;
  const connection = connections.find(name);
  if (connection === undefined) throw unknownConnection(name);
  return connection;
}

async function chooseConnection(services: Services, question: string): Promise<Connection> {
  return await chooseAmong(services, services.connections.all(), question);
}

async function chooseAmong(
  { prompts }: Services,
  connections: readonly Connection[],
  question: string,
): Promise<Connection> {
  if (connections.length === 0) throw lackingConnection();
  const choices = connections.map((connection) => ({
    label: connection.name,
    description: connection.orgId,
    value: connection,
  }));
  return await prompts.pick(question, choices);
}

function checkNotEmpty(text: string): string | undefined {
  return text.trim() === "" ? say("This cannot be empty.") : undefined;
}

function checkFree({ connections }: Services, text: string): string | undefined {
  return connections.find(text.trim()) === undefined
    ? undefined
    : say("There is a connection of this name already.");
}
