// Checklist H: flow service, audiences on destinations under an etag, ad-hoc runs.
import assert from "node:assert/strict";
import { clientFor, clientOf, type SampleClient } from "./client.js";

const BASE = "/data/foundation/flowservice";
const SELECTORS = "/transformations/0/params/segmentSelectors/selectors";

type Flow = {
  id: string;
  name: string;
  etag: string;
  transformations?: [
    {
      params: {
        segmentSelectors: { selectors: { value: { id: string; name: string; createTime: unknown } }[] };
      };
    },
  ];
};
type List<Item> = { items: Item[]; _links: { next?: { href: string } } };

const list = <Item = Flow>(client: SampleClient, path: string): List<Item> =>
  client.call<List<Item>>(`${BASE}${path}`).json;

const DESTINATIONS = "/flows?limit=100&property=inheritedAttributes.properties.isDestinationFlow==true";

function flowNamed(client: SampleClient, name: string): Flow {
  const found = list(client, DESTINATIONS).items.find((flow) => flow.name === name);
  assert.ok(found, name);
  return getFlow(client, found.id);
}

function getFlow(client: SampleClient, id: string): Flow {
  const [flow] = list(client, `/flows/${id}`).items;
  assert.ok(flow);
  return flow;
}

const audiencesOf = (flow: Flow): string[] =>
  flow.transformations?.[0].params.segmentSelectors.selectors.map(({ value }) => value.name) ?? [];

function patch(client: SampleClient, flow: { id: string; etag?: string }, body: unknown) {
  return client.call(`${BASE}/flows/${flow.id}`, {
    method: "PATCH",
    body,
    headers: { "if-match": flow.etag },
  });
}

function addition(client: SampleClient, name: string): object {
  const path = `/data/core/ups/audiences?limit=50&name=${encodeURIComponent(name)}`;
  const found = client
    .call<{ children: { id: string; name: string }[] }>(path)
    .json.children.find((audience) => audience.name === name);
  assert.ok(found, name);
  return {
    op: "add",
    path: `${SELECTORS}/-`,
    value: { type: "PLATFORM_SEGMENT", value: { id: found.id, name, description: "" } },
  };
}

describe("flow service", () => {
  it("hides audiences in lists and shows them in single reads, with the etag in body and header", () => {
    const client = clientFor();
    assert.ok(list(client, DESTINATIONS).items.every((flow) => flow.transformations === undefined));
    const flow = flowNamed(client, "Marketo: newsletter lists");
    assert.ok(audiencesOf(flow).includes("Newsletter readers"));
    assert.match(flow.etag, /^".+"$/);
    assert.equal(client.call(`${BASE}/flows/${flow.id}`).headers["etag"], flow.etag);
    assert.equal(
      typeof flow.transformations?.[0].params.segmentSelectors.selectors[0]?.value.createTime,
      "string",
    );
  });

  it("tells destinations from sources by a property filter", () => {
    const client = clientFor();
    const all = list(client, "/flows?limit=100").items.length;
    assert.ok(list(client, DESTINATIONS).items.length < all);
  });

  it("pages with a continuation token and a link relative to the base, at most a hundred at a time", () => {
    const client = clientFor();
    const first = list(client, "/flows?limit=3");
    const href = first._links.next?.href ?? "";
    assert.match(href, /^\/flows\?.*continuationToken=/);
    const second = list(client, href);
    assert.equal(new Set([...first.items, ...second.items].map(({ id }) => id)).size, 6);
    assert.equal(client.call(`${BASE}/flows?limit=101`).status, 400);
  });

  it("uses production when the sandbox header is missing", () => {
    const client = clientFor();
    const without = client
      .call<List<Flow>>(`${BASE}/flows?limit=100`, { sandbox: null })
      .json.items.map(({ id }) => id);
    assert.deepEqual(
      without,
      list(client, "/flows?limit=100").items.map(({ id }) => id),
    );
  });

  it("names Marketo and SFMC destination specs with ids that differ per seed, beside an SFMC source", () => {
    const specs = (seed: number) =>
      list<{ id: string; name: string; attributes: { isDestination: boolean } }>(
        clientFor({ seed }),
        "/connectionSpecs?limit=100",
      ).items;
    for (const name of ["Marketo Engage", "(API) Salesforce Marketing Cloud"]) {
      const [first, second] = [1, 2].map((seed) => specs(seed).find((spec) => spec.name === name)?.id);
      assert.ok(first);
      assert.notEqual(first, second);
    }
    const decoy = specs(1).find(({ id }) => id === "ea1c2a08-b722-11eb-8529-0242ac130003");
    assert.equal(decoy?.attributes.isDestination, false);
  });
});

describe("changing the audiences of a flow", () => {
  it("needs an etag, a list, and the current version", () => {
    const client = clientFor();
    const flow = flowNamed(client, "Marketo: newsletter lists");
    const body = [addition(client, "Families")];
    assert.equal(patch(client, { id: flow.id }, body).status, 428);
    assert.equal(patch(client, flow, body[0]).status, 400);
    const old = patch(client, { id: flow.id, etag: '"old"' }, body);
    assert.equal(old.status, 412);
    assert.match(old.body, /Supplied version=.*does not match the current version/);
    const other = clientFor({ scenario: "flow-match-400" });
    assert.equal(patch(other, { id: flow.id }, body).status, 400);
  });

  it("answers 200 with a new etag, or 202 with nothing", () => {
    const client = clientFor();
    const flow = flowNamed(client, "Marketo: newsletter lists");
    const answer = patch(client, flow, [addition(client, "Families")]);
    assert.equal(answer.status, 200);
    assert.notEqual(answer.json.etag, flow.etag);
    assert.ok(audiencesOf(getFlow(client, flow.id)).includes("Families"));
    const quiet = clientFor({ scenario: "flow-patch-empty" });
    const nothing = patch(quiet, flowNamed(quiet, "Marketo: newsletter lists"), [
      addition(quiet, "Families"),
    ]);
    assert.equal(nothing.status, 202);
    assert.equal(nothing.body, "");
  });

  it("refuses the same audience twice, an unknown one, and whatever violates a policy", () => {
    const client = clientFor();
    const flow = flowNamed(client, "Marketo: newsletter lists");
    assert.equal(patch(client, flow, [addition(client, "Newsletter readers")]).status, 409);
    const unknown = {
      op: "add",
      path: `${SELECTORS}/-`,
      value: { type: "PLATFORM_SEGMENT", value: { id: "nobody" } },
    };
    assert.equal(patch(client, flow, [unknown]).status, 400);
    const strict = clientFor({ scenario: "policy-violation" });
    const refused = patch(strict, flowNamed(strict, "Marketo: newsletter lists"), [
      addition(strict, "Families"),
    ]);
    assert.equal(refused.status, 400);
    assert.ok(refused.json.violatedPolicies);
  });

  it("removes by index, which hits the wrong audience after a concurrent change unless the etag was checked", () => {
    const mine = clientFor();
    const other = clientOf(mine.organisation);
    const before = flowNamed(mine, "S3 export for the agency");
    const [first, wanted, bystander] = audiencesOf(before);
    assert.equal(patch(other, before, [{ op: "remove", path: `${SELECTORS}/0` }]).status, 200);
    const removal = [{ op: "remove", path: `${SELECTORS}/1` }];
    assert.equal(patch(mine, before, removal).status, 412, "the etag that was read protects");
    const fresh = getFlow(mine, before.id);
    assert.deepEqual(audiencesOf(fresh), [wanted, bystander]);
    assert.equal(patch(mine, fresh, removal).status, 200, "a fresh etag with the old index does not");
    assert.deepEqual(audiencesOf(getFlow(mine, before.id)), [wanted]);
    assert.ok(first);
  });
});

describe("ad-hoc activation", () => {
  const ACCEPT = "application/vnd.adobe.adhoc.activation+json; version=2";
  const run = (client: SampleClient, [flowId, ids, accept = ACCEPT]: [string, unknown[], string?]) =>
    client.call<{ order: { statusURL: string }[]; message?: string }>(
      "/data/core/activation/disflowprovider/adhocrun",
      { body: { activationInfo: { [flowId]: ids } }, headers: { accept } },
    );
  const firstAudience = (flow: Flow): string =>
    flow.transformations?.[0].params.segmentSelectors.selectors[0]?.value.id ?? "";

  it("starts a run with an absolute status address, refuses a second one meanwhile", () => {
    const client = clientFor();
    const flow = flowNamed(client, "SFMC daily file");
    const started = run(client, [flow.id, [firstAudience(flow)]]);
    assert.equal(started.status, 200);
    const url = new URL(started.json.order[0]?.statusURL ?? "");
    assert.equal(client.call(url.pathname).status, 200);
    const again = run(client, [flow.id, [firstAudience(flow)]]);
    assert.equal(again.status, 400);
    assert.match(again.json.message ?? "", /already running/);
  });

  it("refuses audiences that are not part of the dataflow, and streaming destinations", () => {
    const client = clientFor();
    const flow = flowNamed(client, "SFMC daily file");
    assert.match(run(client, [flow.id, ["nobody"]]).json.message ?? "", /not part of this dataflow/);
    assert.equal(run(client, [flowNamed(client, "Marketo: newsletter lists").id, ["x"]]).status, 400);
    assert.equal(run(client, [flow.id, [firstAudience(flow)], "application/json"]).status, 400);
  });
});
