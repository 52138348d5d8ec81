/**
 * Runs inside an extension host, connected to a large organisation in another process: how long the first rows of a list take beside
 * the platform's own answer, and what the host holds after lists, schema and a search through all rules. Judges nothing.
 */
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import type { TreeNode } from "../../client/src/tree/nodes.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getNode,
  getTestApi,
  openNewFile,
} from "../editor/harness/extensionUnderTest.js";
import type { SampleGreeting } from "../support/pipelineVariables.js";
import { measureHeld } from "./heldMemory.js";
import { writeHostResult } from "./hostResult.js";
import type { FirstRows, HeldAfter, ScaleResult } from "./scaleResult.js";

const NAME = "Large Organisation";
const TARGET = { connection: NAME, sandbox: "prod" };
const ROUNDS = 15;
/** Pages that somebody reads one after the other. */
const MORE_PAGES = 20;

/** Lists, and the request that the sidebar makes for their first rows. */
const LISTS: readonly (readonly [list: string, path: string])[] = [
  ["audience", "/data/core/ups/audiences?start=0&limit=50&sort=updateTime%3Adesc"],
  [
    "journey",
    `/ajo/journey?page=0&pageSize=50&filter=${encodeURIComponent("metadata.createdAt>2000-01-01")}&sort=${encodeURIComponent("metadata.lastModifiedAt=desc")}`,
  ],
];

type Asker = (path: string) => Promise<void>;

/** Signs in once and then asks the platform as anybody would, without us. */
async function makeAsker({ endpoints, credentials }: SampleGreeting): Promise<Asker> {
  const { clientId, clientSecret, scopes, orgId } = credentials;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(","),
  });
  const signIn = await fetch(`${endpoints.ims}/ims/token/v3`, { method: "POST", body: form });
  const { access_token: token } = (await signIn.json()) as { readonly access_token: string };
  const headers = {
    authorization: `Bearer ${token}`,
    "x-api-key": clientId,
    "x-gw-ims-org-id": orgId,
    "x-sandbox-name": TARGET.sandbox,
  };
  return async (path) => {
    const answer = await fetch(`${endpoints.platform}${path}`, { headers });
    if (!answer.ok) throw new Error(`The organisation answered ${answer.status} to ${path}.`);
    await answer.json();
  };
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

async function listRows(api: TestApi, list: TreeNode): Promise<TreeNode[]> {
  return (await getChildren(api, list)).filter(({ data }) => data.type === "resource");
}

/** The sizes come behind the rows, in an answer of megabytes: what is asked meanwhile would wait for it in this platform of one thread. */
async function awaitSizes(api: TestApi, list: TreeNode): Promise<void> {
  await eventually("the sizes", async () =>
    (await listRows(api, list)).some((row) => getData(row, "resource").row.size !== undefined),
  );
}

async function measureFirstRows(
  api: TestApi,
  ask: Asker,
  [list, path]: (typeof LISTS)[number],
): Promise<FirstRows> {
  const node = await getNode(api, `${NAME}/prod/${list}`);
  const [bareMs, rowsMs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const bare = await time(() => ask(path));
    api.services.tree.refresh(node);
    const rows = await time(async () => {
      for (const row of await listRows(api, node)) api.services.tree.getTreeItem(row);
    });
    // The first round makes what the following ones find made, in both.
    if (round > 0) bareMs.push(bare) && rowsMs.push(rows);
    if (list === "audience") await awaitSizes(api, node);
    // What the answer with the sizes left is collected here, not in the middle of the next rows.
    await measureHeld();
  }
  return { list, bareMs, rowsMs };
}

async function holdNow(what: string): Promise<HeldAfter> {
  const host = await measureHeld();
  const [heap, rss] = [host.heapUsed, host.rss].map((bytes) => Math.round(bytes / 2 ** 20));
  console.info(`soak: ${what}: heap ${heap} MB, in memory ${rss} MB`);
  return { what, host };
}

/** Brings the large schema into use and asks for its fields. */
async function useSchema(api: TestApi): Promise<{ readonly fields: number; readonly isUsed: boolean }> {
  const document = await openNewFile("scale.pql", "_acme.");
  await eventually("the schema", () => api.services.keeper.find(TARGET)?.schemas);
  const labels = await eventually("the fields", async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(0, document.getText().length),
    );
    return list.items.length > 10 && list.items;
  });
  await vscode.commands.executeCommand("workbench.action.files.save");
  await closeEditors();
  return { fields: labels.length, isUsed: labels.length > 10 };
}

async function readMore(api: TestApi): Promise<number> {
  const list = await getNode(api, `${NAME}/prod/audience`);
  let rows = await getChildren(api, list);
  for (let page = 0; page < MORE_PAGES; page++) {
    await vscode.commands.executeCommand("aep.tree.loadMore", rows.at(-1));
    rows = await getChildren(api, list);
  }
  return getData(list, "kind").progress.total ?? 0;
}

async function scale(): Promise<ScaleResult> {
  const greeting: SampleGreeting = JSON.parse(process.env.AEP_SOAK_ORGANISATION ?? "");
  const api = await getTestApi();
  api.user.reset();
  const held = [await holdNow("the window is open")];
  const { endpoints, credentials } = greeting;
  const scopes = credentials.scopes.join(",");
  await vscode.commands.executeCommand("aep.connections.add", {
    name: NAME,
    ...credentials,
    scopes,
    endpoints,
    sandbox: TARGET.sandbox,
  });
  const ask = await makeAsker(greeting);
  const firstRows: FirstRows[] = [];
  for (const list of LISTS) firstRows.push(await measureFirstRows(api, ask, list));
  held.push(await holdNow("the first rows of audiences and journeys, read again and again"));
  const audiences = await readMore(api);
  held.push(await holdNow(`${MORE_PAGES} more pages of audiences`));
  const schema = await useSchema(api);
  held.push(await holdNow("a rule checked against the schema"));
  const field = { root: "profile", steps: ["_acme", "customer", "ordersCount"] } as const;
  const run = { signal: new AbortController().signal, onProgress: () => undefined };
  const startedAt = performance.now();
  const readers = await api.services.fieldIndex.find(TARGET, field, run);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  held.push(await holdNow(`who reads a field: all rules read, ${readers.length} found in ${seconds} s`));
  const peak = process.resourceUsage().maxRSS * 1_024;
  return { firstRows, held, peak, audiences, fields: schema.fields, isSchemaUsed: schema.isUsed };
}

/** What the editor calls. */
export function run(): Promise<void> {
  return writeHostResult(scale);
}
