// What the audience suites of the stand-in ask over and over. Judges nothing.
import assert from "node:assert/strict";
import type { SampleClient } from "./client.js";

/** Path of the audience service. */
export const BASE = "/data/core/ups/audiences";

/** An audience as received. */
export type Audience = Record<string, unknown> & { id: string; name: string };

/** Path of one audience. */
export const pathOf = (id: unknown): string => `${BASE}/${encodeURIComponent(String(id))}`;

/** Everything the list shows. */
export function allAudiences({ call }: SampleClient, query = ""): Audience[] {
  return call<{ children: Audience[] }>(`${BASE}?limit=1000${query}`).json.children;
}

/** The audience of exactly that name. */
export function findByName(client: SampleClient, name: string): Audience {
  const found = allAudiences(client, `&name=${encodeURIComponent(name)}`).find(
    (audience) => audience.name === name,
  );
  assert.ok(found, name);
  return found;
}

/** Body of a new draft. */
export const draft = (name: string, value = 'person.name.firstName = "Mira"', more: object = {}): object => ({
  name,
  type: "SegmentDefinition",
  profileInstanceId: "ups",
  schema: { name: "_xdm.context.profile" },
  expression: { type: "PQL", format: "pql/text", value },
  lifecycleState: "draft",
  ...more,
});

/** Options of a call that adds one member. */
export const patch = (path: string, value: unknown): object => ({
  method: "PATCH",
  body: [{ op: "add", path, value }],
});
