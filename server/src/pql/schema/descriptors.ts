/**
 * Descriptors say about fields of a schema what the schema itself does not: display names, labels, identities, deprecation.
 * They name their field by a JSON pointer and come in several shapes; whatever is not understood is passed over.
 */
import type { FieldIdentity } from "./schemaColumns";
import { toFieldName } from "./xdmChildren";
import { type JsonObject, readObject, readObjects, readText, readTexts } from "./xdmNode";
import { decodePointerStep } from "./xdmParts";

/** What the descriptors of one field say. Texts are empty where they say nothing. */
export interface FieldDescriptors {
  readonly title: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly identity: FieldIdentity | undefined;
  readonly isDeprecated: boolean;
  /** Values the organisation suggests besides those of the schema, with what people call them. */
  readonly addedValues: ReadonlyMap<string, string>;
  /** Values of the schema that the organisation does not suggest. */
  readonly removedValues: ReadonlySet<string>;
}

/** Descriptors by the path of their field, one step per level; items and map values take no step. */
export class DescriptorTree {
  readonly #steps = new Map<string, DescriptorTree>();
  /** The descriptors of this very field. */
  readonly descriptors: JsonObject[] = [];

  /** The descriptors below the field of this name, or `undefined` where there are none. */
  below(name: string): DescriptorTree | undefined {
    return this.#steps.get(name);
  }

  /** Files one descriptor under the field its `xdm:sourceProperty` points to; one without it is left out. */
  add(descriptor: JsonObject): void {
    const pointer = descriptor["xdm:sourceProperty"];
    if (typeof pointer !== "string") return;
    let place: DescriptorTree = this;
    for (const step of fieldSteps(pointer)) {
      const next = place.#steps.get(step) ?? new DescriptorTree();
      place.#steps.set(step, next);
      place = next;
    }
    place.descriptors.push(descriptor);
  }
}

/** The tree of all descriptors in these values, each a list, a list grouped by type, or a page of results. */
export function readDescriptorTree(values: readonly unknown[]): DescriptorTree | undefined {
  const descriptors = values.flatMap((value) => findDescriptors(value, 0));
  if (descriptors.length === 0) return undefined;
  const tree = new DescriptorTree();
  for (const descriptor of descriptors) tree.add(descriptor);
  return tree;
}

function findDescriptors(value: unknown, depth: number): readonly JsonObject[] {
  if (depth > 3) return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown) => findDescriptors(each, depth + 1));
  const node = readObject(value);
  if (!node) return [];
  if (typeof node["@type"] === "string") return [node];
  return Object.values(node).flatMap((each) => findDescriptors(each, depth + 1));
}

/** `/properties/_acme/properties/email` and `/_acme/email` are the same field; so are a list and its items. */
function fieldSteps(pointer: string): readonly string[] {
  const steps = pointer.split("/").filter((step) => step !== "");
  const isSchemaPointer = steps[0] === "properties";
  const names: string[] = [];
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] ?? "";
    if (isSchemaPointer && step === "properties") at++;
    if (isSchemaPointer && (step === "items" || step === "additionalProperties")) continue;
    if (isItemStep(step)) continue;
    names.push(toFieldName(decodePointerStep(steps[at] ?? "")));
  }
  return names.map((name) => name.replace(/\[\*?\]$/, ""));
}

function isItemStep(step: string): boolean {
  return step === "*" || step === "[*]" || step === "[]";
}

/** What these descriptors, all of one field, say together; the first wins. */
export function readDescriptors(descriptors: readonly JsonObject[]): FieldDescriptors {
  const identities = descriptors.filter(hasType("xdm:descriptorIdentity", "xdm:descriptorReferenceIdentity"));
  const display = descriptors.filter(hasType("xdm:alternateDisplayInfo"));
  return {
    title: firstText(display.map((each) => readLocalised(each["xdm:title"]))),
    description: firstText(display.map((each) => readLocalised(each["xdm:description"]))),
    labels: [...new Set(descriptors.flatMap((each) => readTexts(each["xdm:labels"])))],
    identity: identities.map(readIdentity).find((each) => each !== undefined),
    isDeprecated: descriptors.some(hasType("xdm:descriptorDeprecated")),
    addedValues: new Map(display.flatMap((each) => readTitles(each["meta:enum"]))),
    removedValues: new Set(
      display.flatMap((each) => readTitles(each["xdm:excludeMetaEnum"])).map(([value]) => value),
    ),
  };
}

function readTitles(value: unknown): (readonly [value: string, title: string])[] {
  return Object.entries(readObject(value) ?? {}).map(([each, title]) => [each, readText(title) || each]);
}

function hasType(...types: readonly string[]): (descriptor: JsonObject) => boolean {
  return (descriptor) => types.includes(readText(descriptor["@type"]));
}

function readIdentity(descriptor: JsonObject): FieldIdentity | undefined {
  const space = descriptor["xdm:namespace"] ?? descriptor["xdm:identityNamespace"];
  const namespace = readText(space) || readText(readObject(space)?.["code"]);
  return namespace === "" ? undefined : { namespace, isPrimary: descriptor["xdm:isPrimary"] === true };
}

/** Texts in descriptors are given by language; English first, since the rest of the schema is. */
function readLocalised(value: unknown): string {
  const texts = readObject(value);
  if (!texts) return readText(value);
  return firstText([readText(texts["en_us"]), readText(texts["en"]), ...Object.values(texts).map(readText)]);
}

function firstText(texts: readonly string[]): string {
  return texts.find((text) => text !== "") ?? "";
}

/** Of the descriptors a node carries in `meta:descriptors`, those without a pointer: they speak of the node itself. */
export function ownDescriptors(value: unknown): readonly JsonObject[] {
  return readObjects(value).filter((each) => each["xdm:sourceProperty"] === undefined);
}
