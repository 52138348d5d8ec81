/**
 * Everything that can be missing from answers of the platform although they look whole, for a pull to find.
 */
import type { Damage, Fault } from "../support/faultProxy.js";
import {
  AUDIENCES,
  answer,
  BULK,
  CONVERSION,
  change,
  DEFINITIONS,
  type JsonObject,
  on,
  type Strikes,
} from "./platformFaults.js";

const samePage = (strikes: Strikes): Fault => {
  let first: unknown;
  return {
    strikes,
    damage: change((body) => {
      first ??= body;
      return first;
    }),
  };
};
/** What is wrong, and what has to be said of it. */
export const INCOMPLETE_ANSWERS: readonly (readonly [name: string, fault: Fault, words: RegExp])[] = [
  [
    "bulk-get: null",
    { strikes: BULK, damage: change(() => null) },
    /“App users without push”: .*could not be read as a list of audiences[\s\S]*Incomplete|Incomplete[\s\S]*“App users without push”/,
  ],
  ["bulk-get: {}", { strikes: BULK, damage: change(() => ({})) }, /could not be read as a list of audiences/],
  [
    "bulk-get: a list",
    { strikes: BULK, damage: change(() => []) },
    /could not be read as a list of audiences/,
  ],
  [
    "bulk-get: null entries",
    { strikes: BULK, damage: change(({ results }) => ({ results: mapValues(results, () => null) })) },
    /could not be read/,
  ],
  [
    "bulk-get: broken entries",
    {
      strikes: BULK,
      damage: change(({ results }) => ({ results: mapValues(results, () => ({ name: "x" })) })),
    },
    /could not be read/,
  ],
  [
    "bulk-get: audiences without expressions",
    { strikes: BULK, damage: changeEach(({ expression: _, ...audience }) => audience) },
    /did not send its expression/,
  ],
  [
    "bulk-get: numbers for expressions",
    { strikes: BULK, damage: changeEach((audience) => ({ ...audience, expression: { value: 5 } })) },
    /did not send its expression/,
  ],
  [
    "bulk-get: audiences without names",
    { strikes: BULK, damage: changeEach(({ name: _, ...audience }) => audience) },
    /could not be read as the audience/,
  ],
  [
    "bulk-get: one for another",
    { strikes: BULK, damage: changeEach((audience) => ({ ...audience, id: "another" })) },
    /could not be read as the audience/,
  ],
  ["bulk-get: 403 for good", { strikes: BULK, damage: answer(403) }, /It failed/],
  ["bulk-get: 500 for good", { strikes: BULK, damage: answer(500) }, /It failed/],
  [
    "definitions: 403",
    { strikes: DEFINITIONS, damage: answer(403) },
    /segment definitions.*could not be read: .*It failed/,
  ],
  [
    "definitions: 404",
    { strikes: DEFINITIONS, damage: answer(404) },
    /segment definitions.*could not be read: .*It failed/,
  ],
  [
    "definitions: the same page again",
    samePage(DEFINITIONS),
    /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent \d+/,
  ],
  [
    "audiences: the same page again",
    samePage(AUDIENCES),
    /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent \d+/,
  ],
  [
    "definitions: too few",
    { strikes: DEFINITIONS, damage: change((body) => ({ ...body, segments: [] })) },
    /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent 0/,
  ],
  [
    "audiences: an empty page before the last",
    {
      strikes: (call) => AUDIENCES(call) && call.path.includes("start=1"),
      damage: change((body) => ({ ...body, children: [] })),
    },
    // The older list holds the others, and more that this one hides.
    /At least 6 more/,
  ],
  ["audiences: 403", { strikes: AUDIENCES, damage: answer(403) }, /It failed/],
  ["audiences: null", { strikes: AUDIENCES, damage: change(() => null) }, /could not be read as a list/],
  [
    "audiences: entries without id",
    {
      strikes: AUDIENCES,
      damage: change((body) => ({ ...body, children: asList(body["children"]).map(() => ({})) })),
    },
    /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent 0/,
  ],
  [
    "conversion: 400",
    { strikes: CONVERSION, damage: answer(400) },
    /did not turn into text\. The service says: “It failed/,
  ],
  [
    "conversion: 403",
    { strikes: CONVERSION, damage: answer(403) },
    /did not turn into text\. The service says: “It failed/,
  ],
  [
    "conversion: nothing in it",
    {
      strikes: CONVERSION,
      damage: change((body) => ({ ...body, expression: { format: "pql/text", value: "" } })),
    },
    /is a tree that has no text/,
  ],
  ["conversion: null", { strikes: CONVERSION, damage: change(() => null) }, /did not turn into text/],
  [
    "merge policies: none",
    { strikes: on("GET", "/config/mergePolicies"), damage: change((body) => ({ ...body, children: [] })) },
    /sent no merge policies, though \d+ audiences name one/,
  ],
  ["tags: 500", { strikes: on("GET", "/tags"), damage: answer(500) }, /names could not be read/],
];

/** A change of every audience of a bulk-get. */
function changeEach(to: (audience: JsonObject) => JsonObject): Damage {
  return change(({ results }) => ({
    results: Object.fromEntries(
      Object.entries(results as JsonObject).map(([id, audience]) => [id, to(audience as JsonObject)]),
    ),
  }));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, to: () => unknown): JsonObject {
  return Object.fromEntries(Object.keys(value as JsonObject).map((key) => [key, to()]));
}
