// Checklist F: the schema registry, its strictness about Accept, and the union schemas behind every expression.
import assert from "node:assert/strict";
import { clientFor, type SampleClient, text } from "./client.js";

const BASE = "/data/foundation/schemaregistry";
const LIST = "application/vnd.adobe.xed-id+json";
const FULL = "application/vnd.adobe.xed-full+json; version=1";

const get = (client: SampleClient, path: string, accept?: string) =>
  client.call(`${BASE}${path}`, { headers: { accept } });

type Node = {
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node;
  [key: string]: unknown;
};

function walk(node: Node, visit: (node: Node, depth: number) => void, depth = 0): void {
  visit(node, depth);
  for (const child of Object.values(node.properties ?? {})) walk(child, visit, depth + 1);
  if (node.items !== undefined) walk(node.items, visit, depth);
  if (node.additionalProperties !== undefined) walk(node.additionalProperties, visit, depth);
}

describe("the schema registry", () => {
  it("refuses every Accept it does not offer, in its own error shape", () => {
    const client = clientFor();
    const statusOf = (path: string, accept?: string): string => {
      const { status, json } = get(client, path, accept);
      assert.ok(json.report);
      return `${status} ${text(json.type).replace(/.*\//, "")}`;
    };
    for (const accept of [undefined, "*/*", "application/json"])
      assert.equal(statusOf("/tenant/schemas", accept), "400 XDM-1006-400");
    assert.equal(statusOf("/tenant/schemas", FULL), "400 XDM-1007-400");
    assert.equal(
      statusOf("/tenant/unions/_xdm.context.profile__union", "application/vnd.adobe.xed-full+json"),
      "400 XDM-1006-400",
    );
    assert.match(
      statusOf(
        "/tenant/unions/_xdm.context.profile__union",
        "application/vnd.adobe.xed-full+json; version=7",
      ),
      /^406/,
    );
    assert.match(statusOf("/tenant/schemas", "application/vnd.adobe.xed-everything+json"), /^406/);
  });

  it("answers with the vendor type that was asked for", () => {
    const client = clientFor();
    assert.equal(get(client, "/tenant/schemas", LIST).headers["content-type"], LIST);
    assert.equal(
      get(client, "/tenant/unions/_xdm.context.profile__union", FULL).headers["content-type"],
      FULL,
    );
  });

  it("gives tokens only with an order, ends with a null next, and refuses a token of another order", () => {
    const client = clientFor();
    const page = (query: string) =>
      client.call<{ results: { $id: string }[]; _page: { next: string | null; count: number } }>(
        `${BASE}/tenant/schemas?${query}`,
        { headers: { accept: LIST } },
      );
    assert.equal(page("limit=5").json._page.next, null);
    const seen: string[] = [];
    let token: string | null = "";
    while (token !== null) {
      const { json }: { json: { results: { $id: string }[]; _page: { next: string | null } } } = page(
        `orderby=title&limit=5${token === "" ? "" : `&start=${encodeURIComponent(token)}`}`,
      );
      seen.push(...json.results.map(({ $id }) => $id));
      token = json._page.next;
    }
    assert.equal(new Set(seen).size, page("limit=1000").json.results.length);
    const next = page("orderby=title&limit=5").json._page.next ?? "";
    assert.equal(page(`orderby=version&start=${next}`).status, 400);
  });

  it("takes limit for a hint and never sends more than three hundred", () => {
    const page = (limit: number): number =>
      clientFor().call<{ results: object[] }>(`${BASE}/tenant/datatypes?orderby=title&limit=${limit}`, {
        headers: { accept: LIST },
      }).json.results.length;
    assert.equal(page(1_000), 300);
    assert.equal(page(7), 7);
  });

  it("finds a schema by encoded $id and by altId, not by a bare $id, and not in the other container", () => {
    const client = clientFor();
    const { results } = client.call<{ results: { $id: string; "meta:altId": string }[] }>(
      `${BASE}/tenant/schemas`,
      { headers: { accept: LIST } },
    ).json;
    const [first] = results;
    assert.ok(first);
    assert.equal(get(client, `/tenant/schemas/${encodeURIComponent(first.$id)}`, FULL).status, 200);
    assert.equal(get(client, `/tenant/schemas/${first["meta:altId"]}`, FULL).status, 200);
    assert.equal(get(client, `/tenant/schemas/${first.$id}`, FULL).status, 404);
    assert.equal(get(client, `/global/schemas/${first["meta:altId"]}`, FULL).status, 404);
    assert.equal(get(client, "/global/classes/_xdm.context.profile", FULL).status, 200);
    assert.equal(get(client, "/tenant/classes/_xdm.context.profile", FULL).status, 404);
  });

  it("filters lists by top-level properties", () => {
    const { results } = clientFor().call<{ results: { title: string }[] }>(
      `${BASE}/tenant/schemas?property=title~loyalty`,
      { headers: { accept: LIST } },
    ).json;
    assert.deepEqual(
      results.map(({ title }) => title),
      ["Acme Loyalty Account"],
    );
  });

  it("says which tenant it is and lists descriptors flat or grouped", () => {
    const client = clientFor();
    assert.equal(client.call(`${BASE}/stats`).json.tenantId, "acme");
    const grouped = get(client, "/tenant/descriptors", "application/vnd.adobe.xdm+json").json;
    assert.ok(grouped["xdm:descriptorIdentity"]);
    const flat = get(client, "/tenant/descriptors", "application/vnd.adobe.xdm-v2+json").json;
    assert.ok(flat.results);
  });
});

describe("the union schemas", () => {
  const client = clientFor();
  const profile = client.call<Node>(`${BASE}/tenant/unions/_xdm.context.profile__union`, {
    headers: { accept: FULL },
  }).json;
  const event = client.call<Node>(`${BASE}/tenant/unions/_xdm.context.experienceevent__union`, {
    headers: { accept: FULL },
  }).json;

  it("have at least 1,500 leaf fields, 12 levels, and the tenant step", () => {
    let leaves = 0;
    let deepest = 0;
    walk(profile, (node, depth) => {
      if (
        node.properties === undefined &&
        node.items === undefined &&
        node.additionalProperties === undefined
      )
        leaves++;
      deepest = Math.max(deepest, depth);
    });
    assert.ok(leaves >= 1_500, `${leaves} leaves`);
    assert.ok(deepest >= 12, `${deepest} levels`);
    assert.ok(profile.properties?.["_acme"]?.properties?.["loyalty"]);
    assert.ok(event.properties?.["commerce"]?.properties?.["order"]);
  });

  it("hold maps, deprecated fields, labels, closed and open lists of values, arrays of objects and a recursive type", () => {
    const seen = new Set<string>();
    walk(profile, (node) => {
      if (node["meta:xdmType"] === "map") seen.add("map");
      if (node["meta:status"] === "deprecated") seen.add("deprecated");
      if (node["xdm:labels"] !== undefined) seen.add("labels");
      if (node["enum"] !== undefined) seen.add("closed");
      if (node["enum"] === undefined && node["meta:enum"] !== undefined) seen.add("open");
      if (node.items?.properties !== undefined) seen.add("objects");
      if (node["$ref"] !== undefined) seen.add("recursive");
      if (typeof node["meta:xdmField"] === "string" && node["meta:xdmField"].startsWith("xdm:"))
        seen.add("xdm names");
    });
    assert.deepEqual([...seen].sort(), [
      "closed",
      "deprecated",
      "labels",
      "map",
      "objects",
      "open",
      "recursive",
      "xdm names",
    ]);
  });

  it("name the type of every node", () => {
    for (const union of [profile, event]) {
      walk(union, (node) => assert.ok(node["meta:xdmType"], JSON.stringify(node).slice(0, 200)));
    }
  });

  it("lose their texts in the form without texts", () => {
    const bare = client.call<Node>(`${BASE}/tenant/unions/_xdm.context.profile__union`, {
      headers: { accept: "application/vnd.adobe.xed-full-notext+json; version=1" },
    });
    assert.equal(bare.json.properties?.["person"]?.["title"], undefined);
    assert.ok(bare.json.properties?.["person"]?.properties);
  });
});
