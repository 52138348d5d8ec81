/**
 * Whether an object can be brought to another sandbox, and how: one table of rules, the first that fits decides. The facts stand
 * in docs/platform.md. Pure; promises nothing that the platform does not document.
 */
import { describeKind } from "../model/resourceKinds";
import type { InventoryKind, InventoryRecord, RecordUse } from "./inventoryRecord";

/** `api`: a call can do it. `hand`: a person has to. `blocked`: something has to be mended first. */
export type Verdict = "api" | "hand" | "blocked";

/** What carries it, where a call can: `aep plan`, another call of the platform, or nothing, because it is there. */
export type Carrier = "plan" | "call" | "provided";

/** How one object is carried. */
export interface Carriage {
  readonly verdict: Verdict;
  readonly by?: Carrier | undefined;
  /** Which rule decided. */
  readonly rule: string;
  /** A sentence or two. */
  readonly reason: string;
}

/** What the rules look at. */
export interface CarriageCase {
  readonly record: Pick<InventoryRecord, "kind" | "traits" | "unread" | "facts">;
  /** What it uses and the sandbox lacks. */
  readonly missing: readonly RecordUse[];
  /** Names of what it uses and what is blocked. */
  readonly blocked: readonly string[];
  /** It uses itself, by way of others. */
  readonly isCircular: boolean;
}

interface Rule extends Omit<Carriage, "reason"> {
  readonly fits: (one: CarriageCase) => boolean;
  readonly toReason: (one: CarriageCase) => string;
}

const has = (trait: NonNullable<InventoryRecord["traits"]>[number]) => (one: CarriageCase) =>
  one.record.traits?.includes(trait) === true;
const is = (kind: InventoryKind) => (one: CarriageCase) => one.record.kind === kind;
const always = (reason: string) => () => reason;

const RULES: readonly Rule[] = [
  {
    rule: "unread",
    verdict: "blocked",
    fits: ({ record }) => record.unread !== undefined,
    toReason: ({ record }) => `It could not be read: ${record.unread}`,
  },
  {
    rule: "provided",
    verdict: "api",
    by: "provided",
    fits: has("provided"),
    toReason: always("The product makes it in every sandbox; nothing is to be done."),
  },
  {
    rule: "missing",
    verdict: "blocked",
    fits: ({ missing }) => missing.length > 0,
    toReason: ({ missing }) => `It uses ${listUses(missing)}, which this sandbox does not have.`,
  },
  {
    rule: "circular",
    verdict: "blocked",
    fits: ({ isCircular }) => isCircular,
    toReason: always("It uses itself by way of others, so that none of them can be made first."),
  },
  {
    rule: "uses-blocked",
    verdict: "blocked",
    fits: ({ blocked }) => blocked.length > 0,
    toReason: ({ blocked }) => `It uses ${listNames(blocked)}, which is blocked.`,
  },
  {
    rule: "external-audience",
    verdict: "hand",
    fits: (one) => is("audience")(one) && has("noRule")(one),
    toReason: ({ record }) =>
      `It has no rule: it comes from ${record.facts?.find(([label]) => label === "Origin")?.[1] ?? "another product"} and has to be made there.`,
  },
  {
    rule: "tree-audience",
    verdict: "hand",
    fits: (one) => is("audience")(one) && has("noRuleText")(one),
    toReason: always("Its rule is kept in a form that no PQL text stands for, so it has to be written anew."),
  },
  {
    rule: "names-person",
    verdict: "hand",
    fits: (one) => is("audience")(one) && has("namesPerson")(one),
    toReason: always(
      "Its rule names somebody’s address, which does not go into a folder that is handed over. Carry it yourself with `aep pull` and `aep plan`.",
    ),
  },
  {
    rule: "audience",
    verdict: "api",
    by: "plan",
    fits: is("audience"),
    toReason: always("`aep plan` and `aep apply` make it from its files."),
  },
  {
    rule: "namespace",
    verdict: "api",
    by: "call",
    fits: is("namespace"),
    toReason: always("The Identity Service takes new namespaces (POST /data/core/idnamespace/identities)."),
  },
  {
    rule: "schema",
    verdict: "api",
    by: "call",
    fits: is("schema"),
    toReason: always(
      "The Schema Registry exports a schema with all it is made of, and imports it elsewhere (/rpc/export, /rpc/import).",
    ),
  },
  {
    rule: "dataset",
    verdict: "api",
    by: "call",
    fits: is("dataset"),
    toReason: always(
      "The Catalog takes new datasets (POST /data/foundation/catalog/dataSets). Its data stays behind.",
    ),
  },
  {
    rule: "computed-attribute",
    verdict: "api",
    by: "call",
    fits: is("computedAttribute"),
    toReason: always("The service takes new computed attributes (POST /data/core/ca/attributes)."),
  },
  {
    rule: "foreign-fragment",
    verdict: "hand",
    fits: has("foreignFragment"),
    toReason: always(
      "It uses fragments of Experience Manager, which have to be connected and chosen again in the product.",
    ),
  },
  {
    rule: "no-content",
    verdict: "hand",
    fits: (one) => (is("fragment")(one) || is("template")(one)) && has("noContent")(one),
    toReason: always("The platform does not hand out what it says, so it has to be made anew."),
  },
  {
    rule: "content",
    verdict: "api",
    by: "call",
    fits: (one) => is("fragment")(one) || is("template")(one),
    toReason: ({ record }) =>
      `Journey Optimizer takes new ${describeKind(record.kind).plural} (POST /ajo/content/${describeKind(record.kind).plural}).`,
  },
  {
    rule: "orchestration",
    verdict: "hand",
    fits: (one) => is("campaign")(one) || is("journey")(one),
    toReason: ({ record }) => `No public call makes or changes a ${describeKind(record.kind).noun}.`,
  },
  {
    rule: "destination",
    verdict: "hand",
    fits: is("destination"),
    toReason: always("The account behind it cannot be read, so a person has to sign in to it again."),
  },
];

/** How the object is carried. */
export function findCarriage(one: CarriageCase): Carriage {
  const found = RULES.find(({ fits }) => fits(one));
  if (found === undefined)
    return { verdict: "hand", rule: "unknown", reason: "Nothing is known of how it can be carried." };
  const { verdict, by, rule, toReason } = found;
  return { verdict, rule, reason: toReason(one), ...(by === undefined ? {} : { by }) };
}

const MOST_NAMED = 3;

function listUses(uses: readonly RecordUse[]): string {
  return listNames(
    uses.map(({ kind, id, name }) => `the ${toUsedNoun(kind)} “${name ?? id}”`),
    "",
  );
}

function listNames(names: readonly string[], quote = "“”"): string {
  const [open = "", close = ""] = quote;
  const shown = names.slice(0, MOST_NAMED).map((name) => `${open}${name}${close}`);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** What one of a kind is called in a sentence. */
export function toUsedNoun(kind: RecordUse["kind"]): string {
  return kind === "mergePolicy" ? "merge policy" : describeKind(kind).noun;
}
