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
/** Something that can be wrong with one audience of an answer: whose, what, and what is said of it. */
type EntryFlaw = readonly [name: string, flaw: (audience: JsonObject) => unknown, words: string];

const ENTRY_FLAWS: readonly EntryFlaw[] = [
  ["Home fans", () => null, "could not be read as the audience"],
  ["Cart above 100 euros", () => ({ name: "x" }), "could not be read as the audience"],
  ["Large accounts", ({ name: _, ...audience }) => audience, "could not be read as the audience"],
  [
    "App users without push",
    (audience) => ({ ...audience, id: "another" }),
    "could not be read as the audience",
  ],
  ["Wholesale accounts", ({ expression: _, ...audience }) => audience, "did not send its expression"],
  ["Employees", (audience) => ({ ...audience, expression: { value: 5 } }), "did not send its expression"],
];

const once = (strikes: Strikes, damage: Damage): Fault => ({ strikes, damage, times: 1 });

/** One that fails alone. */
const ALONE: readonly (readonly [name: string, fault: Fault, words: RegExp])[] = [
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
];

/** Several that fail in one run, each another answer or another audience. */
const TOGETHER: readonly IncompleteAnswer[] = [
  [
    "bulk-get: null, {} and a list, one after the other",
    [
      once(
        BULK,
        change(() => null),
      ),
      once(
        BULK,
        change(() => ({})),
      ),
      once(
        BULK,
        change(() => []),
      ),
    ],
    [
      /^Pulled from dev: 0 new/,
      /“App users without push”: .*could not be read as a list of audiences/,
      /Incomplete/,
    ],
  ],
  [
    "bulk-get: audiences that are broken in several ways",
    [{ strikes: BULK, damage: change(({ results }) => ({ results: breakEntries(results as JsonObject) })) }],
    [
      ...ENTRY_FLAWS.map(([name, , words]) => new RegExp(`not pulled: “${name}”: .*${words}`)),
      new RegExp(`Incomplete: ${ENTRY_FLAWS.length} could not be read`),
    ],
  ],
  [
    "conversion: 400, 403, nothing in it and null, one after the other",
    [
      once(CONVERSION, answer(400)),
      once(CONVERSION, answer(403)),
      once(
        CONVERSION,
        change((body) => ({ ...body, expression: { format: "pql/text", value: "" } })),
      ),
      once(
        CONVERSION,
        change(() => null),
      ),
    ],
    [
      /(?:did not turn into text\. The service says: “It failed[\s\S]*){2}/,
      /is a tree that has no text/,
      /did not turn into text\.$/m,
      /Incomplete: 4 could not be read/,
    ],
  ],
  [
    "merge policies: none, and tags: 500",
    [
      { strikes: on("GET", "/config/mergePolicies"), damage: change((body) => ({ ...body, children: [] })) },
      { strikes: on("GET", "/tags"), damage: answer(500) },
    ],
    [/sent no merge policies, though \d+ audiences name one/, /names could not be read/],
  ],
];

/** What is wrong, and all that has to be said of it. */
export type IncompleteAnswer = readonly [name: string, faults: readonly Fault[], words: readonly RegExp[]];

export const INCOMPLETE_ANSWERS: readonly IncompleteAnswer[] = [
  ...ALONE.map(([name, fault, words]): IncompleteAnswer => [name, [fault], [words]]),
  ...TOGETHER,
];

function breakEntries(results: JsonObject): JsonObject {
  const breakEntry = (audience: JsonObject): unknown => {
    const [, flaw] = ENTRY_FLAWS.find(([name]) => name === audience["name"]) ?? [];
    return flaw === undefined ? audience : flaw(audience);
  };
  return Object.fromEntries(
    Object.entries(results).map(([id, audience]) => [id, breakEntry(audience as JsonObject)]),
  );
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
