/**
 * What is wrong with the published definitions and must be put right before anything can be judged by them: a file
 * no parser reads, and declarations that refuse correct requests or say nothing about lists. Every repair has its
 * reason. Differences in answers are not repaired but listed, in `knownDifferences.ts`.
 */
import { findObject, type JsonObject, readList } from "../../../client/src/api/tolerantShapes";

/** One repair of a parsed definition. */
interface Repair {
  readonly file: string;
  /** Steps to the node; a step that does not exist makes the repair an error, so that none outlives its defect. */
  readonly at: readonly (string | number)[];
  readonly reason: string;
  readonly change: (node: unknown) => unknown;
}

const ANYTHING = {};
const TEXTS = { type: "array", items: { type: "string" } };

/** The answer's schema of an operation that answers JSON. */
const answerAt = (path: string, method: string): readonly string[] => [
  "paths",
  path,
  method,
  "responses",
  "200",
  "content",
  "application/json",
  "schema",
];

const listIn =
  (member: string) =>
  (item: unknown): JsonObject => ({
    type: "object",
    properties: { [member]: { type: "array", items: item } },
  });

const REPAIRS: readonly Repair[] = [
  {
    file: "aep-segmentation.yaml",
    at: ["paths", "/audiences", "get", "parameters"],
    reason: "The guide repeats `property`, once for each filter; the definition has a single text.",
    change: (node) => replaceParameter(node, { name: "property", in: "query", schema: TEXTS }),
  },
  {
    file: "aep-segmentation.yaml",
    at: ["paths", "/audiences/{AUDIENCE_ID}", "get", "parameters"],
    reason: "The beta of audience sizes reads one audience with a `property` that was never added here.",
    change: (node) => replaceParameter(node, { name: "property", in: "query", schema: { type: "string" } }),
  },
  {
    file: "aep-segmentation.yaml",
    at: [
      "paths",
      "/audiences/{AUDIENCE_ID}",
      "patch",
      "requestBody",
      "content",
      "application/json",
      "schema",
      "items",
      "properties",
      "value",
    ],
    reason:
      "Only the value of an expression is an object; the guide changes the lifecycle state with a text.",
    change: () => ANYTHING,
  },
  {
    file: "aep-segmentation.yaml",
    at: answerAt("/segment/definitions", "get"),
    reason: "A list, declared as one of its items.",
    change: listIn("segments"),
  },
  {
    file: "aep-destinations.yaml",
    at: answerAt("/flows", "get"),
    reason: "A list, declared as one of its items.",
    change: listIn("items"),
  },
  {
    file: "aep-destinations.yaml",
    at: answerAt("/flows/{id}", "get"),
    reason: "A list of one, declared as the item.",
    change: listIn("items"),
  },
  {
    file: "aep-destinations.yaml",
    at: ["components", "schemas", "PatchFlowItem", "required"],
    reason: "A step that removes has no value (RFC 6902), but every step is required to have one.",
    change: (node) => readList(node).filter((name) => name !== "value"),
  },
  {
    file: "aep-access-control.yaml",
    at: [
      "paths",
      "/acl/effective-policies",
      "post",
      "requestBody",
      "content",
      "*/*",
      "schema",
      "items",
      "enum",
    ],
    reason: "Three examples are declared as all names there are; each organisation has its own list.",
    change: () => [],
  },
  {
    file: "aep-sandbox.yaml",
    at: ["paths", "/sandbox-management/sandboxes", "get", "parameters"],
    reason: "The guide pages this list, and its own next link names `limit` and `offset`.",
    change: (node) =>
      ["limit", "offset"].reduce(
        (parameters, name) =>
          replaceParameter(parameters, { name, in: "query", schema: { type: "integer", minimum: 0 } }),
        readList(node),
      ),
  },
  {
    file: "aep-data-hygiene.yaml",
    at: ["servers"],
    reason: "The base of the addresses is told in the guide only.",
    change: () => [{ url: "https://platform.adobe.io/data/core/hygiene" }],
  },
  {
    file: "ajo-content.yaml",
    at: ["components", "schemas", "patch-document"],
    reason: "Names and descriptions are texts; the value of a step is declared as an object.",
    change: dropValueTypes,
  },
  {
    file: "ajo-simulations.yaml",
    at: ["components", "schemas", "Channel", "type"],
    reason: "An object with an enumeration of texts: nothing satisfies it.",
    change: () => "string",
  },
  {
    file: "cja-swagger.json",
    at: [
      "paths",
      "/reports",
      "post",
      "requestBody",
      "content",
      "application/json",
      "schema",
      "properties",
      "globalFilters",
      "items",
      "properties",
      "type",
      "enum",
    ],
    reason: "The guide and every published sample write `dateRange` and `segment`.",
    change: (node) => [...readList(node), "dateRange", "segment"],
  },
  ...["dimensions", "metrics"].map(
    (kind): Repair => ({
      file: "cja-swagger.json",
      at: answerAt(`/data/dataviews/{dataviewId}/${kind}`, "get"),
      reason: "A list, declared as one of its items; bare lists and pages of them both occur.",
      change: (item) => ({ anyOf: [{ type: "array", items: item }, listIn("content")(item)] }),
    }),
  ),
];

/** Puts right what no parser reads. */
export function repairText(file: string, text: string): string {
  if (file !== "ajo-suppression.yaml") return text;
  // The description holds a quotation mark that ends it too early.
  return text.replace(/^ {2}description: "\n[\s\S]*?"\n(?= {2}version)/m, "");
}

/** Applies the repairs of that file; throws when one no longer finds its place. */
export function repairDocument(file: string, document: JsonObject): JsonObject {
  return REPAIRS.filter((repair) => repair.file === file).reduce<JsonObject>(
    (repaired, repair) => findObject(changeAt(repaired, repair.at, repair)) ?? repaired,
    document,
  );
}

function changeAt(node: unknown, steps: readonly (string | number)[], repair: Repair): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return repair.change(node);
  const object = findObject(node);
  if (object === undefined || !(step in object))
    throw new Error(
      `${repair.file}: no ${repair.at.join("/")} to repair. Is the defect gone? ${repair.reason}`,
    );
  return { ...object, [step]: changeAt(object[step], rest, repair) };
}

function replaceParameter(parameters: unknown, parameter: JsonObject): readonly unknown[] {
  const others = readList(parameters).filter((one) => findObject(one)?.["name"] !== parameter["name"]);
  return [...others, parameter];
}

/** Takes every declaration of a member `value` out of a schema. */
function dropValueTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(dropValueTypes);
  const object = findObject(node);
  if (object === undefined) return node;
  const kept = Object.entries(object).filter(([name, value]) => name !== "value" || !findObject(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, dropValueTypes(value)]));
}
