// Checklist I, second part: content templates and fragments, the only objects of Journey Optimizer that can be written.
import assert from "node:assert/strict";
import { clientFor, type SampleClient, text } from "./client.js";

const BASE = "/ajo/content";
const TEMPLATE = "application/vnd.adobe.ajo.template.v1+json";
const FRAGMENT = "application/vnd.adobe.ajo.fragment.v1.0+json";
const LIST = "application/vnd.adobe.ajo.template-list.v1+json";
const PATCH = "application/json-patch+json";

const body = {
  name: "Fresh",
  templateType: "content",
  channels: ["email"],
  template: { subject: "Hi", html: { body: "<p>Hi</p>" } },
};

type Page = {
  items: { id: string; name: string; channels: unknown; template?: object }[];
  _page: { next?: string; count: number };
};

const list = (client: SampleClient, query = "") =>
  client.call<Page>(`${BASE}/templates?${query}`, { headers: { accept: LIST } });
const read = (client: SampleClient, id: string) =>
  client.call(`${BASE}/templates/${id}`, { headers: { accept: TEMPLATE } });
const create = (client: SampleClient, type = TEMPLATE, given: object = body) =>
  client.call(`${BASE}/templates`, { body: given, headers: { "content-type": type } });
const change = (
  client: SampleClient,
  id: string,
  options: { method: "PUT" | "PATCH"; given: unknown; etag?: string | undefined },
) =>
  client.call(`${BASE}/templates/${id}`, {
    method: options.method,
    body: options.given,
    headers: { "content-type": options.method === "PUT" ? TEMPLATE : PATCH, "if-match": options.etag },
  });

describe("content templates", () => {
  it("demand their exact media types", () => {
    const client = clientFor();
    assert.equal(client.call(`${BASE}/templates`, { headers: { accept: "application/json" } }).status, 406);
    assert.equal(create(client, "application/json").status, 415);
    const merged = create(client, `application/json, ${TEMPLATE}`);
    assert.equal(merged.status, 400);
    assert.equal(merged.json.title, "InvalidMediaTypeException");
    assert.equal(list(client).headers["content-type"], LIST);
  });

  it("are created with 201, no body, and the id in headers; channels come back as a string", () => {
    const client = clientFor();
    const created = create(client);
    assert.deepEqual([created.status, created.body, created.headers["content-type"]], [201, "", undefined]);
    const id = created.headers["x-resource-id"] ?? "";
    assert.ok(created.headers["location"]?.endsWith(id));
    const { json, headers } = read(client, id);
    assert.equal(json.channels, "email");
    assert.match(headers["etag"] ?? "", /^".+"$/);
  });

  it("need an If-Match on writes and answer 409 to a stale one", () => {
    const client = clientFor();
    const [first] = list(client).json.items;
    const id = first?.id ?? "";
    const { etag } = read(client, id).headers;
    assert.equal(change(client, id, { method: "PUT", given: body }).status, 400);
    assert.equal(change(client, id, { method: "PUT", given: body, etag }).status, 204);
    const stale = change(client, id, { method: "PUT", given: body, etag });
    assert.equal(stale.status, 409);
    assert.ok(stale.json["error-chain"]);
    assert.ok(stale.json.report?.additionalContext?.detailedMessage);
  });

  it("are patched on three paths, and refuse to replace what is not there", () => {
    const client = clientFor();
    const bare = list(client).json.items.find((item) => !("description" in item));
    const id = bare?.id ?? "";
    const patch = (op: string, path: string, value: unknown) =>
      change(client, id, {
        method: "PATCH",
        given: [{ op, path, value }],
        etag: read(client, id).headers["etag"],
      });
    assert.equal(patch("replace", "/description", "x").status, 400);
    assert.equal(patch("add", "/description", "x").status, 200);
    assert.equal(patch("replace", "/description", "y").status, 200);
    assert.equal(patch("replace", "/template", {}).status, 400);
    const lost = patch("add", "/parentFolderId", "nowhere");
    assert.equal(lost.status, 404);
    assert.match(lost.body, /CJMMAS-3014/);
    assert.equal(read(client, id).json.description, "y");
  });

  it("refuse an unknown folder on creation", () => {
    assert.match(create(clientFor(), TEMPLATE, { ...body, parentFolderId: "nowhere" }).body, /CJMMAS-3014/);
  });

  it("page by token, leave content out of lists, and ignore filters written as property[]", () => {
    const client = clientFor();
    const all = list(client, "limit=100").json.items;
    assert.ok(all.every(({ template }) => template === undefined));
    const first = list(client, "limit=3").json;
    const second = list(client, `limit=3&start=${encodeURIComponent(first._page.next ?? "")}`).json;
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      all.slice(0, 6).map(({ id }) => id),
    );
    assert.equal(list(client, "property=name==Birthday").json.items.length, 1);
    const ignored = list(client, "limit=100&property%5B%5D=name==Birthday");
    assert.equal(ignored.status, 200);
    assert.equal(ignored.json.items.length, all.length);
  });

  it("are deleted with 204; fragments cannot be", () => {
    const client = clientFor();
    const id = create(client).headers["x-resource-id"] ?? "";
    assert.equal(client.call(`${BASE}/templates/${id}`, { method: "DELETE" }).status, 204);
    assert.equal(read(client, id).status, 404);
    assert.equal(client.call(`${BASE}/fragments/x`, { method: "DELETE" }).status, 405);
  });
});

describe("fragments", () => {
  function createFragment(client: SampleClient): string {
    const given = { name: "Box", type: "html", channels: ["email"], fragment: { content: "<p>Box</p>" } };
    return (
      client.call(`${BASE}/fragments`, { body: given, headers: { "content-type": FRAGMENT } }).headers[
        "x-resource-id"
      ] ?? ""
    );
  }

  function publish(scenario: string): string[] {
    const client = clientFor({ scenario });
    const fragmentId = createFragment(client);
    const started = client.call(`${BASE}/fragments/publications`, {
      body: { fragmentId },
      headers: { "content-type": "application/vnd.adobe.ajo.fragment.publication.request.v1.0+json" },
    });
    assert.equal(started.status, 202);
    assert.ok(started.headers["retry-after"]);
    return Array.from({ length: 3 }, () =>
      text(client.call(`${BASE}/fragments/${fragmentId}/lastPublicationStatus`).json.status),
    );
  }

  it("are published in a while: twice in progress, then complete or an error", () => {
    assert.deepEqual(publish("default"), ["inProgress", "inProgress", "complete"]);
    assert.deepEqual(publish("publication-error"), ["inProgress", "inProgress", "error"]);
  });

  it("keep the published copy when the draft changes", () => {
    const client = clientFor();
    const { items } = client.call<Page>(`${BASE}/fragments`, {
      headers: { accept: "application/vnd.adobe.ajo.fragment-list.v1.0+json" },
    }).json;
    const id = items.find(({ name }) => name === "Footer")?.id ?? "";
    const live = () => client.call(`${BASE}/fragments/${id}/liveFragment`).body;
    const before = live();
    const etag = client.call(`${BASE}/fragments/${id}`, { headers: { accept: FRAGMENT } }).headers["etag"];
    const given = { name: "Footer", type: "html", channels: ["email"], fragment: { content: "<p>New</p>" } };
    assert.equal(
      client.call(`${BASE}/fragments/${id}`, {
        method: "PUT",
        body: given,
        headers: { "content-type": FRAGMENT, "if-match": etag },
      }).status,
      204,
    );
    assert.equal(live(), before);
  });
});
