// Checklist I, first part: journeys, campaigns, messages, simulations and tripwires.
import assert from "node:assert/strict";
import { clientFor, type SampleClient, text } from "./client.js";

type Node = {
  id: string;
  type: string;
  name: string;
  transitions: { targetNodeId: string }[];
  campaign?: { campaignId: string; packages: [{ messages: [{ messageId: string }] }] };
};
type Journey = {
  id: string;
  name: string;
  status: string;
  startNodeId?: string;
  nodes?: Node[];
  metadata: { lastModifiedAt: string };
  tags?: { name: unknown }[];
};

const WIDE = `filter=${encodeURIComponent("metadata.lastModifiedAt>2000-01-01")}`;

const list = (client: SampleClient, query = WIDE): Journey[] =>
  client.call<{ results: Journey[] }>(`/ajo/journey?${query}`).json.results;

function journeyNamed(client: SampleClient, name: string, include = "campaigns,surfaces"): Journey {
  const found = list(client).find((journey) => journey.name === name);
  assert.ok(found, name);
  return client.call<Journey>(`/ajo/journey/${encodeURIComponent(found.id)}?include=${include}`).json;
}

function messagePath(journey: Journey, step: string): string {
  const campaign = journey.nodes?.find((node) => node.name === step)?.campaign;
  assert.ok(campaign, step);
  return `/journey/campaigns/service/campaigns/${campaign.campaignId}/messages/${campaign.packages[0].messages[0].messageId}`;
}

describe("journeys", () => {
  it("cover only the last week without a filter, and everything with one", () => {
    const client = clientFor();
    const recent = list(client, "");
    const all = list(client);
    assert.ok(recent.length > 0 && recent.length < all.length);
    const weekAgo = client.organisation.clock.now() - 7 * 86_400_000;
    assert.ok(recent.every(({ metadata }) => Date.parse(metadata.lastModifiedAt) >= weekAgo));
    assert.ok(
      list(client, `filter=${encodeURIComponent("status=live,draft")}`).every(({ status }) =>
        ["live", "draft"].includes(status.toLowerCase()),
      ),
    );
  });

  it("come in two envelopes in turn", () => {
    const { call } = clientFor();
    const shapes = [0, 1].map(() =>
      Object.keys(call(`/ajo/journey?${WIDE}&pageSize=5`).json)
        .sort()
        .join(),
    );
    assert.deepEqual(new Set(shapes), new Set(["filter,pagination,results", "limit,page,pages,results"]));
  });

  it("page, sort and pick fields", () => {
    const client = clientFor();
    const names = list(client, `${WIDE}&sort=${encodeURIComponent("name=asc")}`).map(({ name }) => name);
    assert.deepEqual(
      names,
      [...names].sort((a, b) => a.localeCompare(b)),
    );
    assert.deepEqual(
      list(client, `${WIDE}&sort=name%3Dasc&page=1&pageSize=4`).map(({ name }) => name),
      names.slice(4, 8),
    );
    const [first] = list(client, `${WIDE}&fields=name,metadata.createdAt`);
    assert.deepEqual(Object.keys(first ?? {}).sort(), ["metadata", "name"]);
    assert.deepEqual(Object.keys(first?.metadata ?? {}), ["createdAt"]);
    assert.equal(client.call(`/ajo/journey?${WIDE}&pageSize=101`).status, 400);
  });

  it("ignore the status filter in the scenario that does", () => {
    const filter = `filter=${encodeURIComponent("status=stopped")}`;
    assert.ok(
      list(clientFor({ scenario: "journeys-ignore-status" }), filter).length >
        list(clientFor(), filter).length,
    );
  });

  it("answer an unknown id with 404 or 500 and refuse every write", () => {
    assert.equal(clientFor().call("/ajo/journey/unknown").status, 404);
    const broken = clientFor({ scenario: "journeys-unknown-500" }).call("/ajo/journey/unknown");
    assert.equal(broken.status, 500);
    assert.ok(broken.json.reason);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      assert.equal(clientFor().call("/ajo/journey/x", { method, body: {} }).status, 405);
  });

  it("have every odd graph that exists", () => {
    const client = clientFor();
    const all = list(client);
    const detail = (name: string): Journey => journeyNamed(client, name);
    assert.equal(detail("No steps yet").nodes, undefined);
    assert.equal(detail("Start unknown").startNodeId, undefined);
    const loose = detail("Loose ends");
    const ids = new Set(loose.nodes?.map(({ id }) => id));
    assert.ok(
      loose.nodes?.some(({ transitions }) => transitions.some(({ targetNodeId }) => !ids.has(targetNodeId))),
    );
    const round = detail("Goes round");
    const targets = round.nodes
      ?.find(({ name }) => name === "Again?")
      ?.transitions.map(({ targetNodeId }) => targetNodeId);
    assert.ok(targets?.includes(round.nodes?.find(({ name }) => name === "Hello again")?.id ?? ""));
    assert.ok(detail("Odd step types").nodes?.some(({ type }) => type === "hologram"));
    assert.equal(detail("Three hundred steps").nodes?.length, 300);
    assert.equal(detail("Five mails").nodes?.filter(({ type }) => type === "email").length, 5);
    assert.ok(all.some(({ name }) => name.includes("/")));
    assert.ok(all.some(({ id }) => /-\d{13}$/.test(id)));
    assert.ok(
      new Set(all.map(({ status }) => status)).size >
        new Set(all.map(({ status }) => status.toLowerCase())).size,
    );
    assert.ok(all.some(({ tags }) => tags?.some(({ name }) => name === null)));
  });

  it("embed campaigns only when asked to", () => {
    const client = clientFor();
    assert.ok(journeyNamed(client, "Welcome series").nodes?.some(({ campaign }) => campaign !== undefined));
    assert.ok(
      journeyNamed(client, "Welcome series", "rulesets").nodes?.every(
        ({ campaign }) => campaign === undefined,
      ),
    );
  });
});

describe("the messages of journey steps", () => {
  const client = clientFor();
  const variantOf = (journey: string, step: string) =>
    client.call<{ variants: [{ html: { body: string }; subject?: string; text?: object }] }>(
      messagePath(journeyNamed(client, journey), step),
    ).json.variants[0];

  it("carry the authored mark-up with its tokens", () => {
    const { html, subject } = variantOf("Welcome series", "Welcome");
    assert.match(html.body, /\{\{profile\.person\.name\.firstName\}\}/);
    assert.match(html.body, /<img src="https:\/\/images\./);
    assert.ok(subject);
  });

  it("can be hostile, huge, incomplete, forbidden or empty", () => {
    const five = journeyNamed(client, "Five mails");
    assert.match(variantOf("Five mails", "Mail one").html.body, /<script>.*<\/script>\n<iframe/s);
    assert.ok(variantOf("Five mails", "Mail two").html.body.length > 300_000);
    const { subject, text: plain } = variantOf("Five mails", "Mail three");
    assert.deepEqual([subject, plain], [undefined, undefined]);
    assert.equal(client.call(messagePath(five, "Mail four")).status, 403);
    const empty = client.call(messagePath(five, "Mail five"));
    assert.deepEqual([empty.status, empty.body], [200, ""]);
  });
});

describe("campaigns", () => {
  const path = "/journey/campaigns/service/campaigns";
  type Page = {
    data: { campaignId: string; name: string; campaignClass: string; status: string }[];
    _page: { page: number; totalPages: number; totalCount: number };
    _links: object;
  };

  it("page from 1 with count and ignore limit", () => {
    const { call } = clientFor();
    const page = (query: string) => call<Page>(`${path}?${query}`).json;
    const first = page("count=4&limit=1");
    assert.equal(first.data.length, 4);
    assert.equal(first._page.page, 1);
    assert.notEqual(page("count=4&page=2").data[0]?.campaignId, first.data[0]?.campaignId);
    assert.equal(page("").data.length, Math.min(50, first._page.totalCount));
  });

  it("send an empty list in exactly one shape", () => {
    const { call } = clientFor();
    const { json } = call<Page>(`${path}?property=${encodeURIComponent('name=like="nothing like this"')}`);
    assert.deepEqual(json, {
      data: [],
      _page: { orderby: "-modifiedAt", count: 50, page: 1, type: "offset", totalPages: 0, totalCount: 0 },
      _links: {},
    });
  });

  it("honour FIQL and hide journey messages on request", () => {
    const { call } = clientFor();
    const regular = call<Page>(
      `${path}?count=200&property=${encodeURIComponent('campaignClass!=inline;name=like="autumn"')}`,
    ).json.data;
    assert.ok(
      regular.length > 0 &&
        regular.every(({ name, campaignClass }) => campaignClass === "regular" && /autumn/i.test(name)),
    );
    assert.ok(
      call<Page>(`${path}?count=200`).json.data.some(({ campaignClass }) => campaignClass === "inline"),
    );
  });

  it("answer 404 with a code of its own for a campaign without a published version", () => {
    const { call } = clientFor();
    const draft = call<Page>(`${path}?count=200`).json.data.find(({ status }) => status === "DRAFT");
    const answer = call(`${path}/${draft?.campaignId}`);
    assert.equal(answer.status, 404);
    assert.match(text(answer.json.type), /CJMCMP-2044-404/);
  });

  it("do not exist below the alias and below invented paths", () => {
    for (const invented of ["/ajo/campaigns", "/ajo/campaign"])
      assert.match(clientFor().call(invented).headers["content-type"] ?? "", /html/);
  });
});

describe("simulations", () => {
  const simulate = (client: SampleClient, name: string, item: object) => {
    const { data } = client.call<{ data: { campaignId: string; name: string }[] }>(
      "/journey/campaigns/service/campaigns?count=200",
    ).json;
    const id = data.find((campaign) => campaign.name === name)?.campaignId;
    return client.call<{ previews?: [{ html: { body: string } }]; report?: object }>(
      `/ajo/simulations/campaigns/${id}/previews`,
      { body: { previewRequestItems: [item] } },
    );
  };

  it("render with the given attributes and then leave the profile store alone", () => {
    const client = clientFor();
    const given = {
      userId: "x",
      namespace: "CRMID",
      profileAttributes: { person: { name: { firstName: "Mira" } } },
    };
    const { json } = simulate(client, "Autumn look book", given);
    assert.match(json.previews?.[0].html.body ?? "", /Hello Mira/);
    assert.doesNotMatch(json.previews?.[0].html.body ?? "", /\{\{/);
    assert.equal(client.organisation.traffic().report().profileLookups, 0);
    assert.equal(
      simulate(client, "Autumn look book", { userId: "C-100001", namespace: "CRMID" }).status,
      200,
    );
    assert.equal(client.organisation.traffic().report().profileLookups, 1);
  });

  it("fail on a whole document as body", () => {
    const answer = simulate(clientFor(), "Full document body", {
      userId: "x",
      namespace: "CRMID",
      profileAttributes: {},
    });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /CJMRT-130015/);
  });
});

describe("tripwires", () => {
  it("record every call that would send a message or empty a list", () => {
    const client = clientFor();
    const calls: [string, string][] = [
      ["POST", "/ajo/simulations/campaigns/x/proofs"],
      ["GET", "/ajo/simulations/campaigns/x/proofs/y"],
      ["POST", "/ajo/im/executions/unitary"],
      ["POST", "/ajo/im/executions/audience"],
      ["POST", "/ajo/campaign-orchestration/orchestratedCampaigns/x/trigger"],
      ["DELETE", "/ajo/config/suppression/admin/org/prod"],
    ];
    for (const [method, path] of calls) assert.equal(client.call(path, { method }).status, 403);
    assert.equal(client.organisation.traffic().report().tripwires.length, calls.length);
    assert.deepEqual(clientFor().organisation.traffic().report().tripwires, []);
  });
});
