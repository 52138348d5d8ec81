// Checklist D: reading, changing and deleting audiences, with the odd payloads and the refusals of the real service.
import assert from "node:assert/strict";
import { type Audience, allAudiences, BASE, draft, findByName, patch, pathOf } from "./audienceCalls.js";
import { clientFor, clientOf, text } from "./client.js";

describe("listing audiences", () => {
  it("holds about two hundred audiences, and 3,900 in the big organisation", () => {
    assert.ok(allAudiences(clientFor()).length > 150);
    const big = clientFor({ scenario: "big-org" });
    assert.ok(Number(big.call(`${BASE}?limit=100`).json._page?.totalCount) > 3_500);
  });

  it("counts pages, not items, with start", () => {
    const client = clientFor();
    const all = allAudiences(client, "&property=namespace==CustomerAudienceUpload");
    const more = "&property=namespace==CustomerAudienceUpload&limit=1";
    assert.equal(all.length, 2);
    assert.deepEqual(
      [0, 1].map((start) => client.call(`${BASE}?start=${start}${more}`).json.children[0].id),
      all.map(({ id }) => id),
    );
    assert.deepEqual(client.call(`${BASE}?start=2${more}`).json.children, []);
  });

  it("has three pages of two for five audiences, and nothing on a fifth page", () => {
    const client = clientFor();
    for (const name of ["One", "Two", "Three", "Four", "Five"])
      client.call(BASE, { body: draft(`Paged ${name}`) });
    client.organisation.clock.advance(1_000);
    const sizes = [0, 1, 2, 3, 4].map(
      (start) => client.call(`${BASE}?name=Paged%20&limit=2&start=${start}`).json.children.length,
    );
    assert.deepEqual(sizes, [2, 2, 1, 0, 0]);
  });

  it("alternates between two page shapes and links to the next page with a service-relative address", () => {
    const { call } = clientFor();
    const shapes = [0, 1].map(() => call(`${BASE}?limit=2`).json);
    const newest = shapes.find(({ _page }) => "totalPages" in _page);
    const seed = shapes.find(({ _page }) => !("totalPages" in _page));
    assert.equal(newest?._page.start, "0");
    assert.equal(newest?._page.next, "1");
    assert.deepEqual(Object.keys(seed?._page ?? {}).sort(), ["next", "pageSize", "totalCount"]);
    assert.match(text(seed?._links?.next?.href), /^@\/audiences\?start=1&limit=2/);
  });

  it('ends the walk with a missing, null or "0" next, by scenario', () => {
    const last = (scenario: string): unknown => clientFor({ scenario }).call(`${BASE}?limit=1000`).json._page;
    assert.equal("next" in (last("default") as object), false);
    assert.equal((last("next-null") as { next: unknown }).next, null);
    assert.equal((last("next-zero") as { next: unknown }).next, "0");
  });

  it("hides inactive audiences unless audienceId is asked for", () => {
    const client = clientFor();
    assert.ok(allAudiences(client).every((audience) => audience["lifecycleState"] !== "inactive"));
    const dev = clientFor();
    const { id } = dev.call(BASE, { body: draft("To be hidden") }).json;
    dev.call(pathOf(id), patch("/lifecycleState", "published"));
    dev.call(pathOf(id), patch("/lifecycleState", "inactive"));
    dev.organisation.clock.advance(1_000);
    assert.equal(allAudiences(dev, "&name=To%20be%20hidden").length, 0);
    assert.equal(allAudiences(dev, `&property=audienceId==${id}`).length, 1);
    assert.equal(dev.call(pathOf(id)).json.lifecycleState, "inactive");
  });

  it("filters by name and description without regard to case, by exact property, and by entity type", () => {
    const client = clientFor();
    assert.ok(allAudiences(client, "&name=LOYALTY").length > 0);
    assert.ok(allAudiences(client, "&description=half%20A%20YEAR").length > 0);
    const both = allAudiences(
      client,
      "&property=namespace==AEPSegments&property=originName==REAL_TIME_CUSTOMER_PROFILE",
    );
    assert.ok(both.length > 0 && both.every((audience) => audience["namespace"] === "AEPSegments"));
    const accounts = allAudiences(client, "&entityType=_xdm.context.account");
    assert.equal(accounts.length, 2);
    assert.ok(allAudiences(client).every(({ id }) => accounts.every((account) => account.id !== id)));
  });

  it("sorts by a field in either direction", () => {
    const names = allAudiences(clientFor(), "&sort=name:asc").map(({ name }) => name);
    assert.deepEqual(names, [...names].sort());
  });

  it("answers long pages of a big organisation with an empty body, or cuts them off", () => {
    const empty = clientFor({ scenario: "big-org" }).call(`${BASE}?limit=500`);
    assert.equal(empty.status, 200);
    assert.equal(empty.body, "");
    const cut = clientFor({ scenario: "big-org-cut" }).call(`${BASE}?limit=500`);
    assert.ok((cut.delivery?.cutAfterBytes ?? 0) > 0);
    assert.equal(clientFor({ scenario: "big-org" }).call(`${BASE}?limit=100`).json.children.length, 100);
  });
});

describe("the payloads of audiences", () => {
  const all = allAudiences(clientFor());
  const some = (test: (audience: Audience) => boolean): boolean => all.some(test);

  it("mix the units and types of creationTime", () => {
    const times = all.map((audience) => audience["creationTime"]);
    assert.ok(
      times.some((time) => typeof time === "number" && time > 1e14),
      "microseconds",
    );
    assert.ok(
      times.filter((time) => typeof time === "number" && time < 1e14).length > all.length / 2,
      "milliseconds",
    );
    assert.ok(
      times.some((time) => typeof time === "string"),
      "a string",
    );
  });

  it("lack members, use older names, and spell tags and definitions in several ways", () => {
    assert.ok(some((audience) => audience["expression"] === undefined));
    assert.ok(some((audience) => audience["description"] === undefined));
    assert.ok(some((audience) => audience["lifecycleState"] === "active"));
    assert.ok(
      some((audience) => audience["lifecycle"] !== undefined && audience["lifecycleState"] === undefined),
    );
    assert.ok(some((audience) => Array.isArray(audience["tags"])));
    assert.ok(some((audience) => audience["tags"] !== undefined && !Array.isArray(audience["tags"])));
    assert.ok(some((audience) => JSON.stringify(audience["definedOn"] ?? []).includes("meta: resourceType")));
    assert.ok(some((audience) => audience["dependents"] === undefined));
    assert.ok(some((audience) => audience["evaluationInfo"] === undefined));
    assert.ok(some((audience) => JSON.stringify(audience["expression"] ?? {}).includes("pql/json")));
    assert.ok(
      all.every((audience) => /^".*"$/.test(String(audience["_etag"]))),
      "etags contain quotes",
    );
  });

  it("have ids that need encoding and names with line ends, emoji, right-to-left text and four kilobytes", () => {
    const strange = all.find(({ id }) => /[/+=]/.test(id));
    assert.ok(strange);
    assert.equal(clientFor().call(pathOf(strange.id)).json.name, strange.name);
    assert.ok(some(({ name }) => name.includes("\n")));
    assert.ok(some(({ name }) => /\p{Extended_Pictographic}/u.test(name)));
    assert.ok(some(({ name }) => /\p{Script=Arabic}/u.test(name)));
    assert.ok(some(({ name }) => name.length > 4_000));
  });

  it("hide an audience by access labels: absent from lists, 403 on get", () => {
    const client = clientFor();
    assert.ok(!some(({ name }) => name === "Board members"));
    const state = client.organisation.state();
    const hidden = state
      .audiences("prod")
      .list()
      .find(({ isHidden }) => isHidden);
    assert.ok(hidden);
    const answer = client.call(pathOf(hidden.record.id));
    assert.equal(answer.status, 403);
    assert.match(answer.body, /UPAPI-113752-403/);
  });

  it("name each other: dependencies and dependents agree", () => {
    const client = clientFor();
    const base = findByName(client, "May be mailed");
    const user = findByName(client, "Everyone we may mail");
    assert.ok((user["dependencies"] as string[]).includes(base.id));
    assert.ok((base["dependents"] as string[]).includes(user.id));
  });

  it("carry no sizes before the first evaluation after they were made", () => {
    const client = clientFor();
    const { id } = client.call(BASE, { body: draft("Made just now") }).json;
    const { name, metrics } = client.call(`${pathOf(id)}?property=withmetrics==true`).json;
    assert.deepEqual([name, metrics], ["Made just now", undefined]);
  });

  it("were counted as they were then, whatever their rule became", () => {
    const client = clientFor();
    const { id } = findByName(client, "Families");
    const count = () => {
      const jobs = client.call("/data/core/ups/segment/jobs?limit=100").json.children as unknown as readonly {
        readonly metrics?: { readonly segmentedProfileCounter: Readonly<Record<string, number>> };
      }[];
      return [
        client.call(`${pathOf(id)}?property=withmetrics==true`).json.metrics.data.totalProfiles,
        ...jobs.flatMap(({ metrics }) => metrics?.segmentedProfileCounter[id] ?? []),
      ];
    };
    const before = count();
    assert.ok(before.length > 10);
    const audience = client.call(pathOf(id)).json;
    const expression = { ...audience.expression, value: "person.birthYear > 2005" };
    assert.equal(client.call(pathOf(id), { method: "PUT", body: { ...audience, expression } }).status, 200);
    assert.deepEqual(count(), before);
  });

  it("carry sizes only when the beta parameter asks for them", () => {
    const client = clientFor();
    const { id } = all[0] ?? { id: "" };
    assert.equal(client.call(pathOf(id)).json.metrics, undefined);
    assert.equal(
      typeof client.call(`${pathOf(id)}?property=withmetrics==true`).json.metrics.data.totalProfiles,
      "number",
    );
  });
});

describe("bulk get", () => {
  it("answers 207 with results and errors side by side", () => {
    const client = clientFor();
    const { id } = findByName(client, "Families");
    const answer = client.call(`${BASE}/bulk-get`, { body: { ids: [{ id }, { id: "missing" }] } });
    assert.equal(answer.status, 207);
    assert.equal(answer.json.results[id].name, "Families");
    assert.ok(answer.json.results.missing.errors);
    assert.equal(answer.json.results.missing.name, undefined);
  });

  it("refuses none and more than a hundred ids", () => {
    const { call } = clientFor();
    for (const count of [0, 101]) {
      const ids = Array.from({ length: count }, (_value, index) => ({ id: String(index) }));
      const answer = call(`${BASE}/bulk-get`, { body: { ids } });
      assert.equal(answer.status, 400);
      assert.match(answer.body, /UPAPI-113015-400/);
    }
  });
});

describe("creating and changing audiences", () => {
  it("creates with 200 or 201, shows it to get at once and to lists a little later", () => {
    const client = clientFor();
    const created = client.call(BASE, { body: draft("Fresh one") });
    assert.equal(created.status, 200);
    assert.equal(clientFor({ scenario: "created-201" }).call(BASE, { body: draft("Fresh one") }).status, 201);
    assert.equal(client.call(pathOf(created.json.id)).json.name, "Fresh one");
    assert.equal(allAudiences(client, "&name=Fresh%20one").length, 0);
    client.organisation.clock.advance(300);
    assert.equal(allAudiences(client, "&name=Fresh%20one").length, 1);
  });

  it("changes with 200 or 201, and lists show the old state a little longer", () => {
    const statuses = (scenario: string): number[] => {
      const { call } = clientFor({ scenario });
      const { id } = call(BASE, { body: draft("Changing") }).json;
      return [
        call(pathOf(id), { method: "PUT", body: draft("Changing", "false") }).status,
        call(pathOf(id), patch("/description", "new")).status,
      ];
    };
    assert.deepEqual(
      [statuses("default"), statuses("created-201")],
      [
        [200, 200],
        [201, 201],
      ],
    );
    const client = clientFor();
    const { id } = findByName(client, "Families");
    client.call(pathOf(id), patch("/description", "brand new"));
    assert.equal(client.call(pathOf(id)).json.description, "brand new");
    assert.notEqual(findByName(client, "Families")["description"], "brand new");
    client.organisation.clock.advance(300);
    assert.equal(findByName(client, "Families")["description"], "brand new");
  });

  it("refuses broken expressions with line and column, and accepts sound ones", () => {
    const { call } = clientFor();
    const messageOf = (value: string): string => {
      const answer = call(BASE, { body: draft(`With ${value}`, value) });
      assert.equal(answer.status, 400, value);
      return text(answer.json.errors?.["400"]?.[0]?.message);
    };
    assert.match(messageOf('person.name.firstName = "Mira'), /line 1:24/);
    assert.match(messageOf("(loyalty.points > 3"), /line 1:19 .*expecting '\)'/);
    assert.match(
      messageOf("loyalty.points > 3\n  and loyalty.points.workingSet()"),
      /line 2:21 Function "workingSet"/,
    );
    assert.match(messageOf('loyalty.tier == "gold"'), /line 1:14/);
    assert.match(messageOf("loyalty.points > 3 and"), /<EOF>/);
    assert.match(messageOf("loyalty.tier = 'gold'"), /line 1:15/);
    assert.match(messageOf(""), /<EOF>/);
    for (const rule of soundRules)
      assert.equal(call(BASE, { body: draft(`Sound ${rule}`, rule) }).status, 200, rule);
  });

  const soundRules = new Set(
    allAudiences(clientFor()).flatMap(({ expression }) => {
      const { format, value } = (expression ?? {}) as { format?: string; value?: string };
      return format === "pql/text" && value !== undefined ? [value] : [];
    }),
  );

  it("refuses bodies that are not JSON, lack a name, name a taken one, or ask for the state deleted", () => {
    const { call } = clientFor();
    const codeOf = (body: unknown): string => {
      const answer = call(BASE, { body });
      assert.equal(answer.status, 400);
      return text(answer.json.errors?.["400"]?.[0]?.code);
    };
    assert.equal(codeOf("{not json"), "UPLIB-101206-500");
    assert.equal(codeOf(draft("")), "UPAPI-113434-400");
    assert.equal(codeOf(draft("Families")), "UPAPI-113434-400");
    assert.equal(codeOf(draft("Gone", "true", { lifecycleState: "deleted" })), "UPAPI-113434-400");
  });

  it("replaces with PUT, keeps identity, and refuses to change it", () => {
    const client = clientFor();
    const before = client.call(BASE, { body: draft("Replace me", "true", { description: "old" }) }).json;
    const after = client.call(pathOf(before.id), { method: "PUT", body: draft("Replaced", "false") }).json;
    assert.equal(after.id, before.id);
    assert.equal(after.name, "Replaced");
    assert.equal(after.description, undefined);
    assert.equal(after.expression.value, "false");
    assert.notEqual(after._etag, before._etag);
    assert.equal(
      client.call(pathOf(before.id), { method: "PUT", body: draft("X", "true", { namespace: "Other" }) })
        .status,
      400,
    );
  });

  it("has no optimistic locking: the second PUT wins", () => {
    const client = clientFor();
    const { id } = client.call(BASE, { body: draft("Contended") }).json;
    client.call(pathOf(id), { method: "PUT", body: draft("Contended", "true", { description: "first" }) });
    client.call(pathOf(id), { method: "PUT", body: draft("Contended", "true", { description: "second" }) });
    assert.equal(client.call(pathOf(id)).json.description, "second");
  });

  it("patches with a list of add operations only", () => {
    const client = clientFor();
    const { id } = client.call(BASE, { body: draft("Patched") }).json;
    assert.equal(client.call(pathOf(id), patch("/description", "new")).json.description, "new");
    assert.equal(client.call(pathOf(id), { method: "PATCH", body: { op: "add" } }).status, 400);
    assert.equal(
      client.call(pathOf(id), { method: "PATCH", body: [{ op: "replace", path: "/name", value: "x" }] })
        .status,
      400,
    );
    assert.equal(client.call(pathOf(id), patch("/namespace", "x")).status, 400);
  });

  it("lets somebody else change the object between read and write", () => {
    const client = clientFor({ scenario: "other-editor" });
    const { id } = client.call(`${BASE}?limit=1`).json.children[0];
    const first = client.call(pathOf(id)).json;
    const second = client.call(pathOf(id)).json;
    assert.notEqual(first._etag, second._etag);
    assert.ok(second.updateEpoch > first.updateEpoch);
    assert.equal(clientOf(client.organisation).call(pathOf(id)).status, 200);
  });
});

describe("an organisation that began anew", () => {
  it("gives no id away again, which files of before may hold", () => {
    const { organisation } = clientFor();
    const make = (): string => String(clientOf(organisation).call(BASE, { body: draft("Made") }).json.id);
    const before = make();
    organisation.reset();
    organisation.clock.advance(1);
    const after = make();
    assert.match(after, /^[0-9a-f-]{36}$/);
    assert.notEqual(after, before);
  });
});
