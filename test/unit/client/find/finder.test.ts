/**
 * Finding: kinds answer on their own, a refusal leaves the others, and answers to an older text are dropped.
 */
import assert from "node:assert/strict";
import { ApiError } from "../../../../client/src/api/apiError.js";
import { SAMPLE_CONNECTION } from "../../../../client/src/auth/sampleConnection.js";
import { searchAudiences } from "../../../../client/src/find/audienceSearch.js";
import { findNamesakes, type NamedReference } from "../../../../client/src/find/comparisons.js";
import { Finder } from "../../../../client/src/find/finder.js";
import type { Log } from "../../../../client/src/log.js";
import type { Connection } from "../../../../client/src/model/connection.js";
import type { PlatformLists, ResourceRow } from "../../../../client/src/model/rows.js";
import { WritesAhead } from "../../../../client/src/model/writesAhead.js";
import { type FoundChoice, LatestSearch } from "../../../../client/src/ui/searches.js";

const TARGET = { connection: "Acme", sandbox: "dev" };
const NEVER = new AbortController().signal;

const NOTHING_USED = { list: () => [] };

const NOTHING_WRITTEN = { list: () => [] };

const EVERY_PRODUCT = { connections: { find: () => undefined }, writesAhead: NOTHING_WRITTEN };

/** Lists of one row per kind named after what is searched; journeys are refused. */
const LISTS: PlatformLists = {
  fetchSandboxes: async () => [],
  findAudiences: async () => [],
  forget: () => undefined,
  openList: async ({ kind, filter, sandbox }) => {
    if (kind === "journey") throw new ApiError("forbidden", { said: "No journeys for you." });
    const row: ResourceRow = { kind, id: `${kind}-${sandbox}`, name: filter ?? "", facts: [] };
    return {
      nextPage: async () => ({
        rows: [{ ...row, id: "other", name: `${row.name}2` }, row],
        total: 2,
        isLast: true,
      }),
    };
  },
};

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("finding", () => {
  it("shows what each kind found, and says which could not be searched", async () => {
    const failures: string[] = [];
    const log = { error: (text: string) => failures.push(text) } as unknown as Log;
    const finder = new Finder({
      ...EVERY_PRODUCT,
      lists: async () => LISTS,
      listFields: async () => [],
      log,
      recent: NOTHING_USED,
    });
    let last: readonly FoundChoice<unknown>[] = [];
    await finder.search({ target: TARGET, text: "loyal", signal: NEVER }, (choices) => {
      last = choices;
    });
    const headings = [...new Set(last.map(({ heading }) => heading))];
    const ofSandbox = ["Audiences", "Journeys", "Campaigns", "Datasets", "Schemas"];
    assert.deepEqual(headings, [...ofSandbox, "Data Views", "Filters", "Calculated Metrics"]);
    const filters = last.filter(({ heading }) => heading === "Filters");
    assert.deepEqual(
      filters.map(({ detail }) => detail),
      ["other", "analyticsFilter-~"],
      "what belongs to the organisation is not looked for in the sandbox",
    );
    const refused = last.find(({ heading }) => heading === "Journeys");
    assert.equal(refused?.value, undefined);
    assert.match(refused?.detail ?? "", /not allowed/);
    assert.deepEqual(failures, ["Journeys could not be searched"]);
  });

  it("finds an audience by its id, and does not say of a list that is not there that something was deleted", async () => {
    const id = "f057e4f3-ac5a-4213-a22e-14dffc45e836";
    const audience: ResourceRow = { kind: "audience", id, name: "By its id", state: "inactive", facts: [] };
    const missing = new ApiError("notFound", { said: "Not provisioned." });
    const nothing = { nextPage: async () => ({ rows: [], total: 0, isLast: true }) };
    const finder = new Finder({
      ...EVERY_PRODUCT,
      lists: async () => ({
        ...LISTS,
        findAudiences: async (_target, ids) => (ids[0] === id ? [audience] : []),
        openList: async ({ kind }) =>
          kind === "journey" ? { nextPage: () => Promise.reject(missing) } : nothing,
      }),
      listFields: async () => [],
      log: { error: () => undefined } as unknown as Log,
      recent: NOTHING_USED,
    });
    let last: readonly FoundChoice<unknown>[] = [];
    await finder.search({ target: TARGET, text: ` ${id}`, signal: NEVER }, (choices) => {
      last = choices;
    });
    assert.deepEqual(
      last.map(({ heading, detail }) => [heading, detail]),
      [
        ["Audiences", id],
        [
          "Journeys",
          "Journeys are not available in this sandbox. Their product may not be part of the organisation. Not provisioned.",
        ],
      ],
    );
  });

  it("knows a field by its whole path, however it is quoted, and no other word", async () => {
    const field = { title: undefined, description: undefined, isIdentity: false, children: [] };
    const finder = new Finder({
      ...EVERY_PRODUCT,
      lists: async () => LISTS,
      listFields: async () => [
        { ...field, name: "name", path: "person.name", root: "profile", type: "object" },
        { ...field, name: "order", path: "commerce.`order`", root: "event", type: "object" },
      ],
      log: { error: () => undefined } as unknown as Log,
      recent: NOTHING_USED,
    });
    for (const path of ["person.name", "person.`name`", "xEvent.commerce.order"])
      assert.equal(await finder.knowsField(TARGET, path), true, path);
    for (const path of ["chain", "name", "xEvent", "commerce.order", ""])
      assert.equal(await finder.knowsField(TARGET, path), false, path);
  });

  it("does not search what the connection is not for", async () => {
    const log = { error: () => undefined } as unknown as Log;
    const sources = {
      ...EVERY_PRODUCT,
      lists: async () => LISTS,
      listFields: async () => [],
      log,
      recent: NOTHING_USED,
    };
    const connection: Connection = { ...SAMPLE_CONNECTION, products: ["aep", "ajo"] };
    const finder = new Finder({ ...sources, connections: { find: () => connection } });
    let last: readonly FoundChoice<unknown>[] = [];
    await finder.search({ target: TARGET, text: "loyal", signal: NEVER }, (choices) => {
      last = choices;
    });
    assert.ok(last.length > 0 && !last.some(({ heading }) => heading === "Data Views"));
  });

  it("reports nothing but what changes the list, and an empty list once nobody found anything", async () => {
    const nothing = { nextPage: async () => ({ rows: [], total: 0, isLast: true }) };
    const lists = async () => ({ ...LISTS, openList: async () => nothing });
    const log = { error: () => undefined } as unknown as Log;
    const reports: number[] = [];
    const finder = new Finder({
      ...EVERY_PRODUCT,
      lists,
      listFields: async () => [],
      log,
      recent: NOTHING_USED,
    });
    await finder.search({ target: TARGET, text: "x", signal: NEVER }, ({ length }) => reports.push(length));
    assert.deepEqual(reports, [0]);
  });

  it("offers what was used last before anything is typed, audiences as they are now", async () => {
    const used = [
      { kind: "journey", id: "j", name: "A journey" },
      { kind: "audience", id: "gone", name: "Deleted since" },
      { kind: "audience", id: "a", name: "Its former name" },
    ] as const;
    const now: ResourceRow = { kind: "audience", id: "a", name: "Renamed", state: "inactive", facts: [] };
    const lists = async () => ({ ...LISTS, findAudiences: async () => [now] });
    const log = { error: () => undefined } as unknown as Log;
    const recent = { list: () => used };
    const finder = new Finder({ ...EVERY_PRODUCT, lists, listFields: async () => [], log, recent });
    let found: readonly FoundChoice<unknown>[] = [];
    await finder.search({ target: TARGET, text: "", signal: NEVER }, (choices) => {
      found = choices;
    });
    assert.deepEqual(
      found.map(({ label, description }) => `${label.replace(/^\S+ /, "")} (${description})`),
      ["A journey (journey)", "Renamed (audience · inactive)"],
    );
  });

  it("finds what was just written here under its new name, and no more what was deleted, while the lists still lag", async () => {
    const writesAhead = new WritesAhead(() => 1_000);
    const row = (id: string, name: string): ResourceRow => ({ kind: "audience", id, name, facts: [] });
    writesAhead.note(TARGET, { id: "new", row: row("new", "Loyal since today"), isNew: true, at: 900 });
    writesAhead.note(TARGET, { id: "other", row: undefined, at: 900 });
    writesAhead.note({ ...TARGET, sandbox: "prod" }, { id: "prod", row: row("prod", "Loyal, too"), at: 900 });
    const found: (readonly ResourceRow[])[] = [];
    const sources = { lists: async () => LISTS, recent: NOTHING_USED, writesAhead };
    await searchAudiences(sources, { target: TARGET, text: "loyal", signal: NEVER, most: 5 }, ({ listed }) =>
      found.push(listed),
    );
    assert.deepEqual(
      found[0]?.map(({ id }) => id),
      ["new", "audience-dev"],
    );
  });

  it("compares with what has exactly the same name elsewhere", async () => {
    const thing: NamedReference = {
      ...TARGET,
      kind: "audience",
      id: "x",
      name: "Loyal",
      hasExpression: true,
    };
    const [pair] = await findNamesakes(
      { lists: async () => LISTS, writesAhead: NOTHING_WRITTEN },
      { things: [thing], sandbox: "prod", signal: NEVER },
    );
    assert.deepEqual(
      pair?.map(({ sandbox, id }) => `${sandbox}/${id}`),
      ["dev/x", "prod/audience-prod"],
    );
  });
});

describe("searching while somebody types", () => {
  it("searches for the last text only, and drops late answers", async () => {
    const asked: string[] = [];
    const shown: string[] = [];
    const answers: (() => void)[] = [];
    const search = new LatestSearch<string>(
      {
        toNothing: (text) => `no ${text}`,
        search: async (text, _signal, report) => {
          asked.push(text);
          await new Promise<void>((resolve) => answers.push(resolve));
          if (!text.endsWith("?")) report([{ heading: "", label: text, value: text }]);
        },
      },
      {
        onFound: (choices) => shown.push(choices.map(({ label }) => label).join()),
        onBusy: () => undefined,
        restMs: 0,
      },
    );
    search.type("l");
    search.type("lo");
    await turn();
    search.type("loy");
    await turn();
    assert.deepEqual(asked, ["lo", "loy"], "a key within the rest asks nobody");
    for (const answer of answers) answer();
    await turn();
    assert.deepEqual(shown, ["loy"]);
    search.type("  ");
    assert.deepEqual(shown, ["loy", ""]);
    search.type("loy?");
    await turn();
    for (const answer of answers) answer();
    await turn();
    assert.deepEqual(shown, ["loy", "", "no loy?"], "where nothing was found, that is said");
  });

  it("offers something before anything is typed where there is something to offer", async () => {
    const shown: string[] = [];
    const search = new LatestSearch<string>(
      {
        isOfferedAtOnce: true,
        toNothing: () => "nothing",
        search: async (text, _signal, report) => report([{ heading: "", label: `<${text}>`, value: text }]),
      },
      {
        onFound: (choices) => shown.push(choices.map(({ label }) => label).join()),
        onBusy: () => undefined,
        restMs: 0,
      },
    );
    search.type("");
    await turn();
    assert.deepEqual(shown, ["<>"]);
  });
});
