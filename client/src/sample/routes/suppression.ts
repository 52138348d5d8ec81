/**
 * Suppression of Journey Optimizer: the addresses and domains that get no messages, those that always may, and the files
 * they came from. Read only; the call that empties the list is a tripwire of `simulationRoutes.ts`.
 */
import { type Call, parameter, readNumber } from "../call";
import { personAt } from "../data/people";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "ajo", resource: "suppression", denial: "report" },
  "/ajo/config/suppression",
);

/** Routes of the suppression and allow lists. */
export const suppressionRoutes: readonly Route[] = [
  route("/addresses", { GET: (call) => answerList(call, entriesOf(call, "email")) }),
  route("/addresses/{value}", { GET: (call) => answerEntry(call, "email") }),
  route("/domains", { GET: (call) => answerList(call, entriesOf(call, "domain")) }),
  route("/domains/{value}", { GET: (call) => answerEntry(call, "domain") }),
  route("/uploads", { GET: (call) => answerList(call, toUploads(call)) }),
  route("/uploads/{id}", { GET: getUpload }),
];

type EntityType = "email" | "domain";

interface Entry extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly entity: { readonly type: EntityType; readonly entityValue: string };
  readonly listType: "client" | "allowed";
}

/** How many of the invented people an address bounced for. */
const BOUNCED = 7;
const DOMAINS: readonly (readonly [string, Entry["listType"]])[] = [
  ["typo-mail.example", "client"],
  ["acme.example", "allowed"],
];

function toEntry(
  call: Call,
  type: EntityType,
  [value, listType]: readonly [string, Entry["listType"]],
): Entry {
  const created = call.state.today - 30 * 86_400_000;
  const suppressed =
    listType === "allowed"
      ? {}
      : { suppressed: { type: type === "email" ? "hard" : "manual", user: "", comment: "", date: created } };
  return {
    id: call.seeded.uuid(`suppression/${type}/${value}`),
    entity: { type, entityValue: value },
    listType,
    ...suppressed,
    creationDate: created,
    lastModifiedDate: created,
    status: "active",
    client: { imsOrgId: SAMPLE_ORG_ID, sandboxId: call.sandbox.id },
    ...(type === "email" ? { bounceState: { softCount: 0, bounceEvents: [] } } : {}),
  };
}

function allEntries(call: Call, type: EntityType): Entry[] {
  // People from 1 on: the first one's address must not turn up anywhere.
  const addresses = Array.from(
    { length: BOUNCED },
    (_value, index) => personAt(call.seeded, index + 1).email,
  );
  const rows =
    type === "email" ? addresses.map((address): (typeof DOMAINS)[number] => [address, "client"]) : DOMAINS;
  return rows.map((row) => toEntry(call, type, row));
}

function entriesOf(call: Call, type: EntityType): Entry[] {
  const listType = call.url.searchParams.get("type") ?? "client";
  return allEntries(call, type).filter((entry) => entry.listType === listType);
}

/** The token of the next page is the place at which it starts. */
function answerList(call: Call, all: readonly object[]): SampleResponse {
  const limit = Math.max(1, readNumber(call, "limit", 20));
  const start = Math.max(0, readNumber(call, "start", 0));
  const items = all.slice(start, start + limit);
  const next = start + limit < all.length ? String(start + limit) : undefined;
  const path = call.url.pathname.replace("/ajo", "");
  return json(200, {
    _page: { count: items.length, ...(next === undefined ? {} : { next }) },
    items,
    _links: {
      self: { href: path },
      ...(next === undefined ? {} : { next: { href: `${path}?start=${next}&limit=${limit}` } }),
    },
  });
}

/** Looked for on the list that is named, or on both. */
function answerEntry(call: Call, type: EntityType): SampleResponse {
  const listType = call.url.searchParams.get("type");
  const found = allEntries(call, type).find(
    (entry) =>
      entry.entity.entityValue === parameter(call, "value") &&
      (listType === null || entry.listType === listType),
  );
  return found === undefined ? notFound() : json(200, found);
}

function toUploads(call: Call): (Readonly<Record<string, unknown>> & { readonly jobId: string })[] {
  const time = Math.floor(call.state.today / 1_000) - 30 * 86_400;
  return [
    {
      jobId: call.seeded.uuid(`suppressionUpload/${call.sandbox.name}`),
      user: "dana.keller@acme.example",
      filename: "bounces.csv",
      createTime: time,
      endTime: time + 12,
      status: "COMPLETE",
      recordCount: BOUNCED,
      handledCount: BOUNCED,
      failedCount: 0,
    },
  ];
}

function getUpload(call: Call): SampleResponse {
  const found = toUploads(call).find(({ jobId }) => jobId === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

function notFound(): SampleResponse {
  return json(404, { status: 404, title: "Not found", detail: "There is no such entry on the list." });
}
