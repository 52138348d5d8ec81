/**
 * Sandboxes, schemas, datasets and journeys of the sample organisation.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { listBatches } from "../../../../client/src/api/batches";
import { fetchDatasetPreview } from "../../../../client/src/api/datasetPreview";
import { fetchDataset, fetchDatasetLabels, listDatasets } from "../../../../client/src/api/datasets";
import { fetchDescribedUnions } from "../../../../client/src/api/describedUnions";
import { fetchJourney, listJourneys } from "../../../../client/src/api/journeys";
import { collectItems } from "../../../../client/src/api/pages";
import { fetchSandboxes } from "../../../../client/src/api/sandboxes";
import {
  EXPERIENCE_EVENT_UNION,
  fetchDescriptors,
  fetchSchema,
  fetchUnionSchema,
  listSchemas,
  PROFILE_UNION,
} from "../../../../client/src/api/schemas";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { openSample } from "./support/samplePlatform";
import { sendJson, startStub } from "./support/stubPlatform";

describe("Sandboxes", () => {
  it("are listed with what protects them", async () => {
    const { session } = openSample();
    const { sandboxes, source } = await fetchSandboxes(session.withSandbox(undefined));
    assert.equal(source, "mine");
    assert.deepEqual(sandboxes.map(({ name }) => name).sort(), ["dev", "prod", "stage"]);
    assert.deepEqual(
      sandboxes.filter(({ isProduction }) => isProduction).map(({ name }) => name),
      ["prod"],
    );
  });

  it("are none for a credential without a role, which is no error", async () => {
    const { session } = openSample({ credential: "outsider" });
    assert.deepEqual(await fetchSandboxes(session), { sandboxes: [], source: "mine" });
  });
});

describe("Schemas", () => {
  it("are listed to the end and open by either id", async () => {
    const { session, organisation } = openSample();
    const schemas = await collectItems(listSchemas(session));
    assert.ok(schemas.length > 3);
    const [first] = schemas;
    const byId = await fetchSchema(session, first?.id ?? "");
    const byAltId = await fetchSchema(session, first?.altId ?? "");
    assert.deepEqual(byId.json["$id"], byAltId.json["$id"]);
    assert.deepEqual(organisation.traffic().checks.violations(), []);
  });

  it("of both unions arrive whole", async () => {
    const { session } = openSample();
    for (const union of [PROFILE_UNION, EXPERIENCE_EVENT_UNION]) {
      const { json } = await fetchUnionSchema(session, union);
      assert.equal(typeof json["properties"], "object");
    }
  });

  it("that live in the global container are found from the tenant", async () => {
    const stub = await startStub((response, request) =>
      request.path.includes("/global/")
        ? sendJson(response, 200, { $id: "https://ns.adobe.com/x", properties: {} })
        : sendJson(response, 404, { title: "not here" }),
    );
    const schema = await fetchSchema(stub.connection.openSession("dev"), "https://ns.adobe.com/x");
    assert.deepEqual([schema.container, schema.id], ["global", "https://ns.adobe.com/x"]);
    await stub.stop();
  });

  it("have descriptors", async () => {
    const { session } = openSample();
    const descriptors = await fetchDescriptors(session);
    assert.ok(descriptors.some(({ type }) => type === "xdm:descriptorIdentity"));
  });
});

describe("Unions with descriptors", () => {
  const unanswered = (failure: unknown) => assert.fail(String(failure));

  it("carry friendly names, suggested values and deprecation to the language", async () => {
    const { session, organisation } = openSample();
    const { profile } = await fetchDescribedUnions(session, { onMissingDescriptors: unanswered });
    const { index } = readSchema(profile);
    const fieldAt = (...names: string[]) =>
      names.reduce((field, name) => index.findChild(index.record(field), name), 0);
    const title = fieldAt("person", "name", "courtesyTitle");
    assert.equal(index.title(title), "Form of address");
    assert.deepEqual(
      index.enumValues(title).map(({ value }) => value),
      ["Mr", "Ms"],
    );
    assert.equal(index.title(fieldAt("_acme", "customer", "lifetimeValue")), "Customer lifetime value");
    assert.equal(index.isDeprecated(fieldAt("_acme", "customer", "segmentCode")), true);
    assert.deepEqual(organisation.traffic().checks.violations(), []);
  });

  it("are read without descriptors where those may not be seen, and that is told", async () => {
    const stub = await startStub((response, request) =>
      request.path.includes("/unions/")
        ? sendJson(response, 200, { $id: "https://ns.adobe.com/x", properties: {} })
        : sendJson(response, 403, { title: "not you" }),
    );
    const failures: unknown[] = [];
    const unions = await fetchDescribedUnions(stub.connection.openSession("dev"), {
      onMissingDescriptors: (failure) => failures.push(failure),
    });
    assert.equal(unions.profile["meta:descriptors"], undefined);
    assert.equal(failures.length, 1);
    await stub.stop();
  });
});

describe("Datasets", () => {
  it("are listed although some have neither name nor schema", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const datasets = await collectItems(listDatasets(session, { pageSize: 7 }));
    assert.ok(datasets.length > 7 && datasets.every(({ id }) => id !== ""));
    assert.equal(new Set(datasets.map(({ id }) => id)).size, datasets.length);
    assert.ok(datasets.some(({ isSystem }) => isSystem));
    const own = await collectItems(listDatasets(session, { includesSystem: false }));
    assert.ok(own.length < datasets.length && own.every(({ isSystem }) => !isSystem));
  });

  it("are found by any part of a name at the catalog, in one request", async () => {
    const { session, organisation } = openSample({ sandbox: "prod" });
    const countCalls = (): number =>
      organisation.traffic().report().calls["GET /data/foundation/catalog/dataSets"] ?? 0;
    const named = (await collectItems(listDatasets(session))).filter(({ name }) => name !== "");
    for (const { id, name } of named) {
      const before = countCalls();
      const part = name.slice(1).toUpperCase();
      const found = await collectItems(listDatasets(session, { nameContains: part }));
      assert.ok(
        found.some((one) => one.id === id),
        part,
      );
      assert.ok(found.every((one) => one.name.toUpperCase().includes(part)));
      assert.equal(countCalls() - before, 1, part);
    }
    for (const nameContains of ["(", "a[b*", "^", "$&,c", "ü", "🛒"]) {
      const found = await collectItems(listDatasets(session, { nameContains }));
      assert.deepEqual(
        found.map(({ name }) => name),
        named.filter(({ name }) => name.includes(nameContains)).map(({ name }) => name),
        nameContains,
      );
    }
  });

  it("open with batches, labels and preview rows", async () => {
    const { session, log } = openSample({ sandbox: "prod" });
    const datasets = await collectItems(listDatasets(session));
    const previews = [];
    for (const { id } of datasets) {
      assert.equal((await fetchDataset(session, id)).id, id);
      assert.ok(Array.isArray((await fetchDatasetLabels(session, id)).labels));
      previews.push(await fetchDatasetPreview(session, id));
    }
    assert.ok(previews.some(({ hasData, rows }) => hasData && rows.length > 0));
    assert.ok(previews.some(({ hasData }) => !hasData));
    const cells = previews.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)));
    const texts = cells.filter((cell): cell is string => typeof cell === "string" && cell.length > 12);
    const logged = JSON.stringify(log);
    assert.ok(
      texts.length > 0 && texts.every((value) => !logged.includes(value)),
      "rows stay out of the log",
    );
    const batches = await Promise.all(
      datasets.map(({ id }) => collectItems(listBatches(session, { datasetId: id }))),
    );
    assert.ok(batches.flat().some(({ status }) => status === "success"));
  });

  it("that do not exist are not found", async () => {
    const { session } = openSample();
    await assert.rejects(fetchDataset(session, "nope"), (error) => isApiError(error, "notFound"));
  });
});

describe("Journeys", () => {
  it("of every age are listed, in both envelopes", async () => {
    const counts: number[] = [];
    for (const scenario of ["default", "journeys-published-shape", "journeys-observed-shape"]) {
      const { session } = openSample({ scenario, sandbox: "prod" });
      const journeys = await collectItems(listJourneys(session, { pageSize: 5 }));
      counts.push(journeys.length);
      const oldest = Math.min(
        ...journeys.map(({ metadata }) => metadata?.lastModifiedAt ?? Number.POSITIVE_INFINITY),
      );
      assert.ok(oldest < Date.UTC(2025, 11, 1));
    }
    assert.equal(new Set(counts).size, 1);
  });

  it("are filtered by status even where the service ignores the filter", async () => {
    for (const scenario of ["default", "journeys-ignore-status"]) {
      const { session } = openSample({ scenario, sandbox: "prod" });
      const journeys = await collectItems(listJourneys(session, { statuses: ["draft"] }));
      assert.ok(journeys.length > 0 && journeys.every(({ status }) => status === "draft"));
    }
  });

  it("open with their steps, however odd", async () => {
    const { session, organisation } = openSample({ sandbox: "prod" });
    const rows = await collectItems(listJourneys(session));
    const journeys = await Promise.all(
      rows.map(({ id }) => fetchJourney(session, id, { includesCampaigns: true })),
    );
    assert.ok(journeys.some(({ nodes }) => nodes.length === 0));
    assert.ok(
      journeys.some(({ nodes }) =>
        nodes.some(({ campaign }) => campaign?.packages[0]?.messages[0]?.messageId),
      ),
    );
    assert.deepEqual(organisation.traffic().checks.violations(), []);
  });

  it("that are unknown are not found, also where the service answers 500, and only asked for once", async () => {
    for (const scenario of ["default", "journeys-unknown-500"]) {
      const { session, urls } = openSample({ scenario });
      await assert.rejects(fetchJourney(session, "nope"), (error) => isApiError(error, "notFound"));
      assert.equal(urls.filter((url) => url.includes("/ajo/journey/")).length, 1);
    }
  });
});
