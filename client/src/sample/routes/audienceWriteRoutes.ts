/**
 * Changing audiences: create, replace, patch, delete, and the change "by somebody else" that tests ask for.
 * There is no optimistic locking, on purpose: the last write wins, as on the platform.
 */

import {
  findBodyRefusal,
  findDependencyRefusal,
  findExpressionRefusal,
  findFieldRefusal,
  findMoveRefusal,
  lifecycleOf,
  type Refusal,
} from "../audienceRules";
import { type Call, readBody, readRecord, type Surroundings } from "../call";
import type { AudienceRecord, AudienceTable, StoredAudience } from "../data/audienceShapes";
import { evaluationInfo } from "../data/audienceShapes";
import { findDependencies } from "../data/sampleAudiences";
import { toSandboxWire } from "../data/sampleSandboxes";
import type { SampleResponse } from "../exchange";
import { empty, json, upsError } from "../replies";
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import { findDependents, findVisible, toAudienceWire } from "./audienceWire";

type Fields = Readonly<Record<string, unknown>>;

const tableOf = (call: Call): AudienceTable => call.state.audiences(call.sandbox.name);

function refuse(call: Call, refusal: Refusal): SampleResponse {
  return upsError({ status: 400, ...refusal, requestId: call.requestId });
}

const UNREADABLE: Refusal = {
  code: "UPLIB-101206-500",
  message: "The request body could not be read as JSON",
};

/** Answers `POST /audiences`. */
export function createAudience(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  if (body === undefined) return refuse(call, UNREADABLE);
  const state = body["lifecycleState"] ?? "published";
  const refusal =
    findBodyRefusal(body) ??
    findFieldRefusal(body) ??
    findExpressionRefusal(call, body["expression"], body["schema"]) ??
    findNameRefusal(call, String(body["name"]), undefined) ??
    findMergePolicyRefusal(call, body["mergePolicyId"]) ??
    (state === "published"
      ? findDependencyRefusal(expressionText(body), (id) => tableOf(call).find(id))
      : undefined);
  if (refusal !== undefined) return refuse(call, refusal);
  // With its time: files of an organisation that began anew since would otherwise be linked to what is made now.
  const id = call.seeded.uuid(`created/${call.sandbox.name}/${call.clock.now()}/${call.exchange}`);
  const { sandbox } = call;
  const record: AudienceRecord = {
    isSystem: false,
    ansibleUiEnabled: false,
    evaluationInfo: evaluationInfo("batch"),
    mergePolicyId: call.state.mergePolicies(sandbox.name)[0]?.id,
    ...pickFields(body, WRITABLE),
    lifecycleState: state,
    id,
    audienceId: id,
    name: String(body["name"]),
    schema: body["schema"],
    profileInstanceId: "ups",
    imsOrgId: SAMPLE_ORG_ID,
    sandbox: toSandboxWire(sandbox),
    originName: "REAL_TIME_CUSTOMER_PROFILE",
    namespace: "AEPSegments",
    dataGovernancePolicy: { excludeOptOut: true },
    definedOn: [
      {
        "meta:resourceType": "unions",
        "meta:containerId": "tenant",
        $ref: "https://ns.adobe.com/xdm/context/profile__union",
      },
    ],
    createdBy: call.caller.credential.technicalAccountId,
    creationTime: call.clock.now(),
    createEpoch: Math.floor(call.clock.now() / 1_000),
  };
  return store(call, { record, isHidden: false }, call.settings.createStatus);
}

/** Fields that a body may set. */
const WRITABLE = [
  "name",
  "description",
  "type",
  "expression",
  "evaluationInfo",
  "mergePolicyId",
  "labels",
  "lifecycleState",
  "ansibleUiEnabled",
  "tags",
];

function pickFields(body: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
}

function expressionText(body: Fields): string {
  return String(readRecord(body["expression"])?.["value"] ?? "");
}

function findNameRefusal(call: Call, name: string, ownId: string | undefined): Refusal | undefined {
  const isTaken = tableOf(call)
    .list()
    .some(({ record }) => record.name === name && record.id !== ownId);
  return isTaken
    ? { code: "UPAPI-113434-400", message: `An audience named "${name}" already exists in this sandbox` }
    : undefined;
}

function findMergePolicyRefusal(call: Call, id: unknown): Refusal | undefined {
  const isKnown =
    id === undefined || call.state.mergePolicies(call.sandbox.name).some((policy) => policy.id === id);
  return isKnown
    ? undefined
    : { code: "UPAPI-113434-400", message: "mergePolicyId does not exist in this sandbox" };
}

function store(call: Call, stored: StoredAudience, status: number): SampleResponse {
  const table = tableOf(call);
  const next = touch(stored, {
    now: call.clock.now(),
    author: call.caller.credential.technicalAccountId,
    etag: call.seeded.hex(`etag/${call.exchange}`, 16),
  });
  table.put(next.record.id, next, call.clock.now());
  return json(status, toAudienceWire(next, { dependents: findDependents(table) }));
}

/** Returns the audience with a new author, time and etag, and dependencies that match its expression. */
function touch(stored: StoredAudience, mark: { now: number; author: string; etag: string }): StoredAudience {
  const dependencies = findDependencies(expressionText(stored.record));
  const record: AudienceRecord = {
    ...stored.record,
    dependencies,
    updateTime: mark.now,
    updateEpoch: Math.floor(mark.now / 1_000),
    lastModifiedBy: mark.author,
    _etag: `"${mark.etag}"`,
  };
  return { ...stored, record };
}

/** Answers `PUT /audiences/{id}`: replaces what the body may set; what it leaves out is gone, except the expression. */
export function replaceAudience(call: Call): SampleResponse {
  const stored = findVisible(call);
  if ("status" in stored) return stored;
  const body = readRecord(readBody(call.request));
  if (body === undefined) return refuse(call, UNREADABLE);
  const before = stored.record;
  const fixed = ["id", "audienceId", "namespace"].find(
    (name) => body[name] !== undefined && body[name] !== before[name],
  );
  if (fixed !== undefined)
    return refuse(call, { code: "UPAPI-113434-400", message: `${fixed} cannot be changed` });
  if (typeof body["name"] !== "string")
    return refuse(call, { code: "UPAPI-113434-400", message: "name is required" });
  const wrong = findFieldRefusal(body);
  if (wrong !== undefined) return refuse(call, wrong);
  const kept = Object.fromEntries(
    Object.entries(before).filter(
      ([name]) =>
        !WRITABLE.includes(name) || name === "expression" || name === "lifecycleState" || name === "type",
    ),
  );
  const record: AudienceRecord = {
    ...kept,
    ...pickFields(body, WRITABLE),
    id: before.id,
    name: body["name"],
  };
  return change(call, stored, record);
}

/** Answers `PATCH /audiences/{id}`: a list of `add` operations on a few top-level members. */
export function patchAudience(call: Call): SampleResponse {
  const stored = findVisible(call);
  if ("status" in stored) return stored;
  const operations = readBody(call.request);
  if (!Array.isArray(operations) || operations.length === 0)
    return refuse(call, {
      code: "UPLIB-101206-500",
      message: "The request body must be a list of operations",
    });
  let record = stored.record;
  for (const given of operations) {
    const operation = readRecord(given) ?? {};
    const path = String(operation["path"] ?? "").slice(1);
    if (operation["op"] !== "add")
      return refuse(call, {
        code: "UPAPI-113434-400",
        message: `op ${String(operation["op"])} is not supported, use add`,
      });
    if (!PATCHABLE.includes(path))
      return refuse(call, { code: "UPAPI-113434-400", message: `path /${path} cannot be patched` });
    const wrong = findFieldRefusal({ [path]: operation["value"] });
    if (wrong !== undefined) return refuse(call, wrong);
    record = { ...record, [path]: operation["value"] };
  }
  return change(call, stored, record);
}

const PATCHABLE = ["lifecycleState", "expression", "name", "description", "labels"];

function change(call: Call, stored: StoredAudience, record: AudienceRecord): SampleResponse {
  const before = stored.record;
  const isExternal = before["expression"] === undefined;
  const state = record["lifecycleState"] ?? lifecycleOf(before);
  const publishes = state === "published" && lifecycleOf(before) !== "published";
  const refusal =
    findMoveRefusal(lifecycleOf(before), state) ??
    (isExternal && record["expression"] === undefined
      ? undefined
      : findExpressionRefusal(call, record["expression"], record["schema"])) ??
    (record.name === before.name ? undefined : findNameRefusal(call, record.name, before.id)) ??
    findMergePolicyRefusal(call, record["mergePolicyId"]) ??
    (publishes ? findDependencyRefusal(expressionText(record), (id) => tableOf(call).find(id)) : undefined);
  if (refusal !== undefined) return refuse(call, refusal);
  return store(call, { ...stored, record }, call.settings.changeStatus);
}

/** Answers `DELETE /audiences/{id}`; refused with 400 while others depend on it, although the code ends in 403. */
export function deleteAudience(call: Call): SampleResponse {
  const stored = findVisible(call);
  if ("status" in stored) return stored;
  const table = tableOf(call);
  const dependents = findDependents(table).get(stored.record.id) ?? [];
  if (dependents.length > 0) {
    const message = `The audience has dependents and cannot be deleted: ${dependents.join(", ")}`;
    return refuse(call, { code: "UPAPI-113631-403", message });
  }
  table.remove(stored.record.id, call.clock.now());
  return empty(204);
}

/** A change that somebody else makes to an audience behind the caller's back. */
export interface OtherChange {
  readonly sandbox: string;
  readonly id: string;
  /** New values; without any the description gets a note. */
  readonly fields: Fields;
}

/** Applies a change by somebody else without any check. Returns whether the audience exists. */
export function changeByOther({ state, clock, seeded }: Surroundings, change: OtherChange): boolean {
  const table = state.audiences(change.sandbox);
  const stored = table.find(change.id);
  if (stored === undefined) return false;
  const note = { description: `${String(stored.record["description"] ?? "")} (edited elsewhere)`.trim() };
  const fields = Object.keys(change.fields).length === 0 ? note : change.fields;
  const record = { ...stored.record, ...fields, id: stored.record.id };
  const now = clock.now();
  // A second later at least, because the service's epochs have no finer grain.
  const mark = {
    now: now + 1_000,
    author: "lotte.bos@acme.example",
    etag: seeded.hex(`other/${change.id}/${now}`, 16),
  };
  table.put(change.id, touch({ ...stored, record }, mark), now);
  return true;
}
