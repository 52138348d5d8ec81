/**
 * Sends every GET of the platform's Postman collections to a running sample, as Postman would: path variables filled from
 * what the sample holds, query parameters without a value left out (the collections' own script does that).
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findObject, findText, type JsonObject, readList } from "../../client/src/api/tolerantShapes";
import { DeclaredReader } from "../contract/scenario/declaredReads";
import type { SampleProcess } from "../contract/scenario/sampleProcess";
import { connectTo } from "../contract/scenario/scenarioClient";
import type { CallRecord } from "./outcomes";

/** Sends the reads of all collections of a checkout and returns what came of each. */
export async function runPostman(sample: SampleProcess, folder: string): Promise<readonly CallRecord[]> {
  const connection = connectTo(sample, []);
  const { value: token } = await connection.tokens.getToken();
  await connection.close();
  const reader = new DeclaredReader(sample, token);
  await reader.prepare();
  const collections = path.join(folder, "apis", "experience-platform");
  const records: CallRecord[] = [];
  for (const file of readdirSync(collections).sort()) {
    if (!file.endsWith(".postman_collection.json")) continue;
    const collection: unknown = JSON.parse(readFileSync(path.join(collections, file), "utf8"));
    for (const item of findRequests(collection))
      if (isPlatformRead(item))
        records.push(await send(reader, `${file.split(".")[0]}: ${item["name"]}`, item));
  }
  return records;
}

/** Folders hold items, which hold requests. */
function findRequests(node: unknown): JsonObject[] {
  const object = findObject(node);
  if (object === undefined) return [];
  const inner = readList(object["item"]).flatMap(findRequests);
  return object["request"] === undefined ? inner : [object, ...inner];
}

function addressOf(item: JsonObject): string {
  const url = findObject(item["request"])?.["url"];
  return (findText(url) ?? findText(findObject(url)?.["raw"]) ?? "").replace(/^https?:\/\//, "");
}

function isPlatformRead(item: JsonObject): boolean {
  return (
    findObject(item["request"])?.["method"] === "GET" && addressOf(item).startsWith("platform.adobe.io/")
  );
}

async function send(reader: DeclaredReader, call: string, item: JsonObject): Promise<CallRecord> {
  const [template = "", search = ""] = addressOf(item).split("?");
  const address = await reader.fill(template.replaceAll(/(?<=\/):(\w+)/g, "{$1}"));
  const query = new URLSearchParams(
    search.split("&").flatMap((pair) => {
      const [name = "", given = ""] = pair.split("=");
      const value = given.startsWith("{{") ? (reader.valueOf(name) ?? "") : decodeURIComponent(given);
      return value === "" ? [] : [[name, value]];
    }),
  );
  const accept = readList(findObject(item["request"])?.["header"])
    .map(findObject)
    .find((header) => header?.["key"] === "Accept")?.["value"];
  const answer = await reader.exchange(`${address}${query.size === 0 ? "" : `?${query}`}`, {
    headers: accept === undefined ? {} : { accept: String(accept) },
  });
  const [host = ""] = address.split("/");
  const exchange = {
    method: "GET",
    host,
    path: address.slice(host.length),
    query: String(query),
    status: answer.status,
    type: answer.headers.get("content-type") ?? "",
    text: (await answer.text()).slice(0, 400),
  };
  return { client: "postman", call, exchanges: [exchange], error: null };
}
