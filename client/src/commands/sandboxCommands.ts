/**
 * Choosing the sandbox to work in. What is chosen exists: the platform is asked, and its type decides about warnings.
 */
import { ApiError } from "../api/apiError";
import type { SelectedSandbox } from "../auth/selection";
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

async function select(services: Services, call: CommandCall): Promise<SelectedSandbox> {
  const clicked = findNodeData(call, "sandbox")?.target;
  if (clicked !== undefined) return await selectSandbox(services, clicked);
  const connection =
    findNodeData(call, "connection")?.connection.name ?? readText(getRecord(call)["connection"]);
  const sandbox = readText(getRecord(call)["sandbox"]);
  if (connection !== undefined && sandbox !== undefined)
    return await selectSandbox(services, { connection, sandbox });
  return await chooseSandbox(services, connection ?? (await chooseConnection(services)));
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
  const rows = await services.sandboxes.list(connection);
  if (rows.length === 0) throw new ApiError("sandboxForbidden", { reason: { kind: "noSandboxes" } });
  const sandbox = await services.prompts.pick(say("Sandbox of {0}", connection), rows.map(toChoice));
  return await selectSandbox(services, { connection, sandbox });
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
