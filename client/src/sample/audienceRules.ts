/**
 * The rules of the audience service: which bodies it accepts, which lifecycle moves are allowed, what it refuses and
 * in which words. Pure decisions; storing is done by the routes.
 */
import { type Call, findFault, readRecord } from "./call";
import type { AudienceRecord, StoredAudience } from "./data/audienceShapes";
import { findDependencies } from "./data/sampleAudiences";
import { SMALL_ENGINE } from "./pql/engine";

/** Why a write is refused: service code and message. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** General validation code of the service. */
const INVALID = "UPAPI-113434-400";

const MOVES: Readonly<Record<string, readonly string[]>> = {
  draft: ["draft", "published"],
  published: ["published", "inactive"],
  active: ["active", "published", "inactive"],
  inactive: ["inactive", "published"],
  archived: ["archived"],
};

/** Returns the lifecycle state of a record under whichever name it has. */
export function lifecycleOf(record: AudienceRecord): string {
  const state = record["lifecycleState"] ?? record["lifecycle"];
  return typeof state === "string" ? state : "published";
}

/** Returns the reason why the expression is refused, or undefined. Only expressions over people are checked against schemas. */
export function findExpressionRefusal(
  call: Call,
  expression: unknown,
  schema: unknown = undefined,
): Refusal | undefined {
  const schemaName = readRecord(schema)?.["name"] ?? "_xdm.context.profile";
  const checked = schemaName === "_xdm.context.profile" ? call : { ...call, engine: SMALL_ENGINE };
  const record = readRecord(expression);
  const value = record?.["value"];
  if (record === undefined || typeof value !== "string")
    return { code: INVALID, message: "expression.value is required" };
  if (!/^pql$/i.test(String(record["type"])))
    return { code: INVALID, message: "expression.type must be PQL" };
  if (record["format"] === "pql/json") return findTreeRefusal(checked, value);
  if (record["format"] !== "pql/text")
    return { code: INVALID, message: "expression.format must be pql/text or pql/json" };
  return findTextRefusal(checked, value);
}

function findTextRefusal(call: Call, text: string): Refusal | undefined {
  const fault = findFault(call, text);
  if (fault === undefined) return undefined;
  const message = `Parsing of PQL expression failed: line ${fault.line}:${fault.column} ${fault.message}`;
  return { code: INVALID, message };
}

/** A tree that has a text is checked as that text; one that has none only has to be a tree. */
function findTreeRefusal(call: Call, value: string): Refusal | undefined {
  if (!isJson(value)) return badTree();
  const text = call.engine.toText(value);
  return "value" in text ? findTextRefusal(call, text.value) : undefined;
}

function isJson(text: string): boolean {
  try {
    return readRecord(JSON.parse(text))?.["nodeType"] !== undefined;
  } catch {
    return false;
  }
}

function badTree(): Refusal {
  return {
    code: INVALID,
    message: "Parsing of PQL expression failed: line 1:0 the value is not a pql/json document",
  };
}

/** Returns the reason why a move between states is refused, or undefined. */
export function findMoveRefusal(from: string, to: unknown): Refusal | undefined {
  if (typeof to !== "string") return { code: INVALID, message: "lifecycleState must be a string" };
  if (to === "deleted")
    return { code: INVALID, message: "lifecycleState deleted can only be reached by DELETE" };
  if (MOVES[from]?.includes(to) === true) return undefined;
  const message =
    to === "draft" ? "An audience cannot go back to draft" : `The move from ${from} to ${to} is not allowed`;
  return { code: INVALID, message };
}

/** Returns the reason why the audiences an expression refers to prevent publishing, or undefined. */
export function findDependencyRefusal(
  value: string,
  find: (id: string) => StoredAudience | undefined,
): Refusal | undefined {
  for (const id of findDependencies(value)) {
    const other = find(id);
    if (other === undefined)
      return { code: INVALID, message: `The referenced audience ${id} does not exist` };
    if (!["published", "active"].includes(lifecycleOf(other.record))) {
      return { code: INVALID, message: `The referenced audience ${id} is not published` };
    }
  }
  return undefined;
}

const isText = (value: unknown): boolean => typeof value === "string";

/** What a body may set, and what it has to be. */
const FIELD_KINDS: Readonly<Record<string, readonly [kind: string, holds: (value: unknown) => boolean]>> = {
  name: ["a text that is not empty", (value) => typeof value === "string" && value.trim() !== ""],
  description: ["a text", isText],
  mergePolicyId: ["a text", isText],
  labels: ["a list of texts", (value) => Array.isArray(value) && value.every(isText)],
  evaluationInfo: ["an object", (value) => readRecord(value) !== undefined],
  ansibleUiEnabled: ["true or false", (value) => typeof value === "boolean"],
};

/** Returns the reason why one of the given fields is refused, or undefined. Missing and null say nothing. */
export function findFieldRefusal(fields: Readonly<Record<string, unknown>>): Refusal | undefined {
  for (const [name, value] of Object.entries(fields)) {
    const [kind, holds] = FIELD_KINDS[name] ?? [];
    if (value === undefined || value === null || kind === undefined || holds?.(value) === true) continue;
    return { code: INVALID, message: `${name} must be ${kind}` };
  }
  return undefined;
}

/** Returns the reason why a new audience is refused before its expression is looked at, or undefined. */
export function findBodyRefusal(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  const name = body["name"];
  if (typeof name !== "string" || name.trim() === "") return { code: INVALID, message: "name is required" };
  if (body["type"] !== "SegmentDefinition") {
    return {
      code: INVALID,
      message: "type must be SegmentDefinition; external audiences have their own service",
    };
  }
  if (readRecord(body["schema"])?.["name"] === undefined)
    return { code: INVALID, message: "schema.name is required" };
  const state = body["lifecycleState"] ?? "published";
  if (state !== "draft" && state !== "published") {
    return { code: INVALID, message: `lifecycleState ${String(state)} is not allowed on creation` };
  }
  return undefined;
}
