/**
 * Choosing the sandbox to work in. What is chosen exists: the platform is asked, and its type decides about warnings.
 */
import * as vscode from "vscode";
import { ApiError } from "../api/apiError";
import type { SelectedSandbox } from "../auth/selection";
import { toShortPermission } from "../model/permissions";
import { lackingConnection, unreachedSandbox } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import type { SandboxRow } from "../model/rows";
import { readText } from "../model/values";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findNodeData, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const SANDBOX_COMMANDS: readonly Command[] = [{ id: "aep.sandbox.select", run: select }];

/** Undefined where the person changed what may be changed, and no sandbox. */
async function select(services: Services, call: CommandCall): Promise<SelectedSandbox | undefined> {
  const clicked = findNodeData(call, "sandbox")?.target;
  if (clicked !== undefined) return await selectSandbox(services, clicked);
  const connection =
    findNodeData(call, "connection")?.connection.name ?? readText(getRecord(call)["connection"]);
  const sandbox = readText(getRecord(call)["sandbox"]);
  if (connection !== undefined && sandbox !== undefined)
    return await selectSandbox(services, { connection, sandbox });
  return await chooseSandboxOrLevel(services, connection ?? (await chooseConnection(services)));
}

/** The status bar says both the sandbox and what may be changed, so its click leads to both. */
async function chooseSandboxOrLevel(services: Services, name: string): Promise<SelectedSandbox | undefined> {
  const level = services.connections.find(name)?.permissions ?? "read";
  const choice = {
    label: `$(lock) ${say("Change Permission Level…")}`,
    description: toShortPermission(level),
    value: undefined,
  };
  const sandbox = await pickSandbox(services, name, [choice]);
  if (sandbox !== undefined) return await selectSandbox(services, { connection: name, sandbox });
  await vscode.commands.executeCommand("aep.connections.setPermissions", name);
  return undefined;
}

/** Brings a sandbox into use. Throws `noSandbox` when the connection does not reach it. */
export async function selectSandbox(services: Services, target: SandboxTarget): Promise<SelectedSandbox> {
  const row = await services.sandboxes.find(target);
  if (row === undefined) throw unreachedSandbox(target);
  const selected = { connection: target.connection, sandbox: row.name, type: row.type };
  await services.selection.select(selected);
  return selected;
}

/** Has the person choose among the sandboxes of a connection. */
export async function chooseSandbox(services: Services, connection: string): Promise<SelectedSandbox> {
  const sandbox = await pickSandbox<string>(services, connection, []);
  return await selectSandbox(services, { connection, sandbox });
}

async function pickSandbox<Other>(
  services: Services,
  connection: string,
  others: readonly Choice<Other>[],
): Promise<string | Other> {
  const rows = await services.sandboxes.list(connection);
  if (rows.length === 0) throw new ApiError("sandboxForbidden", { reason: { kind: "noSandboxes" } });
  const choices: readonly Choice<string | Other>[] = [...rows.map(toChoice), ...others];
  return await services.prompts.pick(say("Sandbox of {0}", connection), choices);
}

async function chooseConnection(services: Services): Promise<string> {
  const all = services.connections.all();
  const [only] = all;
  if (only === undefined) throw lackingConnection();
  if (all.length === 1) return only.name;
  const choices = all.map(({ name, orgId }) => ({ label: name, description: orgId, value: name }));
  return await services.prompts.pick(say("Connection"), choices);
}

function toChoice(row: SandboxRow): Choice<string> {
  const facts = [
    row.type && say(row.type),
    row.state === "active" ? undefined : row.state && say(row.state),
    row.region,
  ];
  const description = facts.filter((fact) => fact !== undefined).join(" · ");
  return row.title === row.name
    ? { label: row.name, description, value: row.name }
    : { label: row.name, description, detail: row.title, value: row.name };
}
