/**
 * Every write of the platform client, each the way the write path makes it: read, change, send, and once against a
 * version that is out of date. Runs in a development sandbox only.
 */

import type { ApiSession } from "../../../client/src/api/apiSession";
import { fetchAudience, listAudiences } from "../../../client/src/api/audiences";
import {
  createAudience,
  deleteAudience,
  patchAudience,
  replaceAudience,
  toReplaceBody,
} from "../../../client/src/api/audienceWrites";
import {
  fetchContentFragment,
  fetchContentTemplate,
  fetchFragmentPublication,
  listContentFragments,
  listContentTemplates,
} from "../../../client/src/api/contentItems";
import { publishFragment, replaceContent, toContentBody } from "../../../client/src/api/contentWrites";
import { fetchFlow, listDestinationFlows } from "../../../client/src/api/flows";
import {
  patchFlow,
  startAdhocRun,
  toAdditionPatches,
  toRemovalPatches,
} from "../../../client/src/api/flowWrites";
import { collectItems } from "../../../client/src/api/pages";
import { CONFIRMED } from "../../support/confirmed";
import { createContent, deleteContentTemplate, patchContent } from "../../support/contentCalls";
import { refusable, waitForLists } from "./scenarioClient";

const PQL = { format: "pql/text", value: 'person.gender = "female"' } as const;

async function writeAudiences(session: ApiSession): Promise<void> {
  const created = await createAudience(
    session,
    {
      name: "Made by the contract test",
      description: "Described",
      expression: PQL,
      evaluation: { batch: true, streaming: false, edge: false },
      labels: ["core/C1"],
      lifecycleState: "draft",
    },
    CONFIRMED,
  );
  const fresh = await fetchAudience(session, created.id);
  const replacement = toReplaceBody(fresh.raw, { description: "Replaced" });
  await replaceAudience(session, { id: created.id, body: replacement }, CONFIRMED);
  await patchAudience(
    session,
    {
      id: created.id,
      patches: [
        { path: "/name", value: "Renamed by the contract test" },
        { path: "/description", value: "Changed" },
        { path: "/labels", value: ["core/C2"] },
        { path: "/expression", value: { type: "PQL", ...PQL } },
      ],
    },
    CONFIRMED,
  );
  for (const value of ["published", "draft", "inactive"])
    await refusable(
      patchAudience(session, { id: created.id, patches: [{ path: "/lifecycleState", value }] }, CONFIRMED),
    );
  await refusable(replaceAudience(session, { id: "unknown", body: replacement }, CONFIRMED));
  await deleteAudience(session, created.id, CONFIRMED);
  await refusable(deleteAudience(session, created.id, CONFIRMED));
  await writeBadAudiences(session);
}

/** What the platform refuses: broken expressions, taken names, audiences others depend on. */
async function writeBadAudiences(session: ApiSession): Promise<void> {
  const broken = { ...PQL, value: "person.gender = (" };
  await refusable(
    createAudience(session, { name: "Broken", expression: broken, lifecycleState: "draft" }, CONFIRMED),
  );
  await waitForLists(session);
  const audiences = await collectItems(listAudiences(session));
  for (const { id, name } of audiences.slice(0, 3)) {
    await refusable(
      createAudience(session, { name, expression: PQL, lifecycleState: "published" }, CONFIRMED),
    );
    const { raw } = await fetchAudience(session, id);
    await refusable(
      replaceAudience(session, { id, body: toReplaceBody(raw, { description: "Replaced" }) }, CONFIRMED),
    );
  }
  for (const { id, dependents } of audiences)
    if (dependents.length > 0) await refusable(deleteAudience(session, id, CONFIRMED));
}

async function writeFlows(session: ApiSession): Promise<void> {
  const published = (await collectItems(listAudiences(session, { pageSize: 100 }))).filter(
    ({ lifecycleState }) => lifecycleState === "published",
  );
  for (const { id } of await collectItems(listDestinationFlows(session))) {
    const before = await fetchFlow(session, id);
    const present = new Set(before.audiences.map((audience) => audience.id));
    const extra = published.filter((audience) => !present.has(audience.id)).slice(0, 1);
    const patches = toAdditionPatches(before, extra);
    if (patches.length === 0) continue;
    await refusable(patchFlow(session, { flow: before, patches }, CONFIRMED));
    await refusable(patchFlow(session, { flow: before, patches }, CONFIRMED));
    const after = await fetchFlow(session, id);
    const removals = toRemovalPatches(
      after,
      extra.map((audience) => audience.id),
    );
    if (removals.length > 0) await patchFlow(session, { flow: after, patches: removals }, CONFIRMED);
  }
}

async function activate(session: ApiSession): Promise<void> {
  for (const { id } of await collectItems(listDestinationFlows(session))) {
    const { audiences } = await fetchFlow(session, id);
    const audienceIds = audiences.slice(0, 1).map((audience) => audience.id);
    await refusable(startAdhocRun(session, { flowId: id, audienceIds }, CONFIRMED));
    await refusable(startAdhocRun(session, { flowId: id, audienceIds: ["unknown"] }, CONFIRMED));
  }
}

async function writeTemplates(session: ApiSession): Promise<void> {
  const content = {
    name: "Made by the contract test",
    templateType: "html",
    channels: ["email"],
    source: { origin: "ajo" },
    template: { html: "<html><body>{{profile.person.name}}</body></html>", editorContext: {} },
  };
  const id = await createContent(session, { kind: "template", content }, CONFIRMED);
  const first = await fetchContentTemplate(session, id);
  const version = { kind: "template", id, etag: first.etag } as const;
  await replaceContent(
    session,
    { version, content: toContentBody({ ...first.raw, name: "Renamed" }) },
    CONFIRMED,
  );
  await refusable(replaceContent(session, { version, content: toContentBody(first.raw) }, CONFIRMED));
  const { etag } = await fetchContentTemplate(session, id);
  await patchContent(
    session,
    {
      version: { ...version, etag },
      patches: [{ op: "add", path: "/description", value: "Described" }],
    },
    CONFIRMED,
  );
  await deleteContentTemplate(session, id, CONFIRMED);
  await refusable(deleteContentTemplate(session, id, CONFIRMED));
  for (const template of await collectItems(listContentTemplates(session))) {
    const read = await fetchContentTemplate(session, template.id);
    const owner = { kind: "template", id: template.id, etag: read.etag } as const;
    await refusable(replaceContent(session, { version: owner, content: toContentBody(read.raw) }, CONFIRMED));
  }
}

async function writeFragments(session: ApiSession): Promise<void> {
  for (const { id } of await collectItems(listContentFragments(session))) {
    const { raw, etag } = await fetchContentFragment(session, id);
    const version = { kind: "fragment", id, etag } as const;
    await refusable(
      createContent(
        session,
        { kind: "fragment", content: toContentBody({ ...raw, name: "Copy" }) },
        CONFIRMED,
      ),
    );
    await refusable(replaceContent(session, { version, content: toContentBody(raw) }, CONFIRMED));
    const owner = { ...version, etag: (await fetchContentFragment(session, id)).etag };
    await refusable(
      patchContent(
        session,
        { version: owner, patches: [{ op: "add", path: "/description", value: "New" }] },
        CONFIRMED,
      ),
    );
    const { retryAfterMs } = await publishFragment(session, id, CONFIRMED);
    for (let look = 0; look < 4; look += 1) {
      await session.clock.sleep(retryAfterMs);
      await fetchFragmentPublication(session, id);
    }
  }
}

/** All groups of writes by name. */
export const EVERY_WRITE: Readonly<Record<string, (session: ApiSession) => Promise<void>>> = {
  writeAudiences,
  writeFlows,
  activate,
  writeTemplates,
  writeFragments,
};
