/**
 * What stands before every write: the platform's own word on access, no request before a preview is applied, and no
 * address that sends anything to people.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listAudiences } from "../../../../client/src/api/audiences.js";
import {
  fetchContentTemplate,
  listContentFragments,
  listContentTemplates,
} from "../../../../client/src/api/contentItems.js";
import { listDestinationFlows } from "../../../../client/src/api/flows.js";
import { toParts } from "../../../../client/src/content/contentParts.js";
import { EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import {
  toCreateTask,
  toDeleteTask,
  toUpdateTask,
} from "../../../../client/src/preview/audience/audienceWrite.js";
import { toContentTask, toPublicationTask } from "../../../../client/src/preview/content/contentWrite.js";
import { toDestinationTask, toRunTask } from "../../../../client/src/preview/destination/destinationWrite.js";
import { PreviewSession, planPreview } from "../../../../client/src/preview/session/previewSession.js";
import { checkAccess } from "../../../../client/src/preview/session/writePlaces.js";
import type { WritePlan, WriteTask } from "../../../../client/src/preview/session/writeTask.js";
import { openSamplePlace, patience, type SamplePlace } from "./samplePlace.js";

const ACCESS = { name: "/resource-types/segments", verb: "write", what: "audiences" } as const;
/** Addresses that send, trigger or proof a message; none may stand in code that runs at people's. */
const SENDING = /\/proofs|\/trigger\b|im\/executions|suppression\/.*DELETE/;

async function first<Row>(walk: {
  nextPage(signal: AbortSignal): Promise<{ items: readonly Row[] } | undefined>;
}): Promise<Row> {
  const row = (await walk.nextPage(patience))?.items[0];
  assert.ok(row);
  return row;
}

/** Plans without applying; whether there was something to preview. */
async function plan<Item, Change extends WritePlan>(task: WriteTask<Item, Change>): Promise<boolean> {
  return (await planPreview("s", task, patience)) instanceof PreviewSession;
}

async function planEveryKind({ place, session }: SamplePlace): Promise<void> {
  const audience = await first(listAudiences(session));
  const flow = await first(listDestinationFlows(session));
  const template = await first(listContentTemplates(session));
  const fragment = await first(listContentFragments(session));
  const { raw } = await fetchContentTemplate(session, template.id);
  const started = toParts(raw);
  const parts = started.map(({ file, text }) => ({ file, text: `${text} changed` }));
  const draft = { ...EMPTY_DRAFT, name: "New", expression: { format: "pql/text", value: "a = 1" } };
  const wish = {
    id: audience.id,
    subject: "",
    draft: { ...EMPTY_DRAFT, description: "Other" },
    base: undefined,
  };
  const flowWish = {
    flowId: flow.id,
    destinationName: flow.name,
    add: [{ id: audience.id, name: "A" }],
    remove: [],
  };
  assert.ok(await plan(toCreateTask(place, { ...draft, name: "New" })));
  assert.ok(await plan(toUpdateTask(place, wish)));
  await plan(toDeleteTask(place, audience.id, audience.name));
  assert.ok(await plan(toDestinationTask(place, flowWish)));
  const run = { flowId: flow.id, destinationName: flow.name, audienceIds: [audience.id] };
  await plan(toRunTask(place, run, () => undefined));
  assert.ok(
    await plan(toContentTask(place, { kind: "template", id: template.id, name: "T", parts, started })),
  );
  assert.ok(await plan(toPublicationTask(place, { id: fragment.id, name: "F", live: undefined })));
}

function readSources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("sample"))
    .map((path) => join(folder, path));
}

describe("the guards of writes", () => {
  it("believe the platform when it says that a credential may not", async () => {
    const reader = openSamplePlace({}, "reader");
    await assert.rejects(checkAccess(reader.session, ACCESS, patience), { code: "notAllowed" });
    await checkAccess(openSamplePlace().session, ACCESS, patience);
  });

  it("forbid nothing where the platform does not say", async () => {
    const reader = openSamplePlace({}, "reader");
    reader.organisation.adjust({ effectivePoliciesForbidden: true });
    await checkAccess(reader.session, ACCESS, patience);
  });

  it("let no write leave while every kind of change is only planned", async () => {
    const sample = openSamplePlace();
    await planEveryKind(sample);
    assert.equal(sample.countWrites(), 0);
  });

  it("name no address that sends anything to people", () => {
    const sources = readSources("client/src");
    assert.ok(sources.length > 100);
    const gate = join("client", "src", "api", "writeGate.ts");
    assert.ok(sources.includes(gate), "the gate names them to refuse them");
    const sending = sources.filter(
      (path) => path !== gate && SENDING.test(readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "")),
    );
    assert.deepEqual(sending, []);
  });

  it("stop content that somebody else changed in the same part, and carry over other parts", async () => {
    const { place, session } = openSamplePlace();
    const { id } = await first(listContentTemplates(session));
    const started = toParts((await fetchContentTemplate(session, id)).raw);
    const change = (file: string | undefined, words: string): typeof started =>
      started.map((part) => (part.file === file ? { ...part, text: words } : part));
    const [one, two] = started;
    const open = (parts: typeof started): ReturnType<typeof planPreview> =>
      planPreview(
        "s",
        toContentTask(place, { kind: "template", id, name: "T", parts, started }),
        patience,
      ) as ReturnType<typeof planPreview>;
    const theirs = await open(change(one?.file, "theirs"));
    assert.ok(theirs instanceof PreviewSession);
    const late = await open(change(two?.file, "late"));
    assert.equal((await theirs.apply(patience)).outcome, "applied");
    assert.ok(late instanceof PreviewSession);
    assert.equal((await late.apply(patience)).outcome, "conflict");
    assert.ok("unplanned" in (await open(change(one?.file, "mine"))));
    const carried = await open(change(two?.file, "mine"));
    assert.ok(carried instanceof PreviewSession);
    await carried.apply(patience);
    const now = toParts((await fetchContentTemplate(session, id)).raw).map(({ text }) => text);
    assert.ok(now.includes("theirs") && now.includes("mine"));
  });
});
