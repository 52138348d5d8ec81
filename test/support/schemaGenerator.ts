/**
 * Generates union schemas of any size from a seed, in the form the schema registry answers for `xed-full+json`.
 * For tests and benchmarks: realistic in shape and proportion, exact in the number of leaf fields.
 */
import { COMMON_NAMES, GROUP_NAMES, NOUNS, QUALIFIERS, SENTENCES, VALUE_LISTS } from "./schemaVocabulary";
import { SeededRandom } from "./seededRandom";

/** What to generate. */
export interface SchemaRecipe {
  readonly seed: number;
  /** Exact number of fields that hold a plain value. */
  readonly leafFields: number;
  /** `realistic`: nested up to 12 levels, most fields below `_acme`. `flat`: all fields on the top level. */
  readonly shape?: "realistic" | "flat";
  readonly className?: "profile" | "experienceevent";
}

/** A node of a generated schema. */
export type GeneratedNode = Record<string, unknown>;

/** Schemas of fewer leaf fields have one level. */
const LEAST_REALISTIC = 25;

/** Levels below the root that a realistic schema reaches when it has room for them. */
export const GENERATED_DEPTH = 12;

/** A union schema; the same recipe gives the same schema. */
export function generateSchema(recipe: SchemaRecipe): GeneratedNode {
  const className = recipe.className ?? "profile";
  const grower = new SchemaGrower(new SeededRandom(recipe.seed), recipe.leafFields);
  const id = `https://ns.adobe.com/xdm/context/${className}`;
  return {
    $id: `${id}__union`,
    "meta:altId": `_xdm.context.${className}__union`,
    "meta:resourceType": "unions",
    version: "1.0",
    title: className === "profile" ? "Generated Profile" : "Generated ExperienceEvent",
    type: "object",
    "meta:class": id,
    properties: recipe.shape === "flat" ? grower.flat() : grower.realistic(className),
  };
}

class SchemaGrower {
  readonly #random: SeededRandom;
  #left: number;

  constructor(random: SeededRandom, leafFields: number) {
    this.#random = random;
    this.#left = leafFields;
  }

  flat(): GeneratedNode {
    const properties: GeneratedNode = {};
    while (this.#left > 0) this.#addLeaf(properties);
    return properties;
  }

  realistic(className: string): GeneratedNode {
    if (this.#left < LEAST_REALISTIC) return this.flat();
    const properties: GeneratedNode = {};
    const ownFields = Math.floor(this.#left * 0.6);
    if (className === "profile") this.#addProfileFields(properties);
    else this.#addEventFields(properties);
    properties["_acme"] = {
      type: "object",
      "meta:xdmType": "object",
      properties: this.#tenantFields(ownFields),
    };
    while (this.#left > 0) this.#addMember(properties, 1, this.#left);
    return properties;
  }

  #addProfileFields(properties: GeneratedNode): void {
    properties["_id"] = this.#plain({ type: "string", "meta:xdmType": "string", "meta:xdmField": "@id" });
    properties["person"] = this.#object({
      name: this.#object({ firstName: this.#string(), lastName: this.#string() }),
    });
    properties["homeAddress"] = this.#object({ city: this.#string(), countryCode: this.#string() });
    properties["identityMap"] = this.#map(
      this.#array(this.#object({ id: this.#string(), primary: this.#boolean() })),
    );
    properties["segmentMembership"] = this.#map(this.#map(this.#object({ status: this.#leaf("status") })));
  }

  #addEventFields(properties: GeneratedNode): void {
    properties["_id"] = this.#plain({ type: "string", "meta:xdmType": "string", "meta:xdmField": "@id" });
    properties["timestamp"] = this.#plain({
      type: "string",
      format: "date-time",
      "meta:xdmType": "date-time",
    });
    properties["eventType"] = this.#string();
    const item = this.#object({
      SKU: this.#string(),
      quantity: this.#leaf("quantity"),
      priceTotal: this.#leaf("priceTotal"),
    });
    properties["productListItems"] = this.#array(item);
  }

  #tenantFields(budget: number): GeneratedNode {
    const properties: GeneratedNode = {};
    const stop = Math.max(0, this.#left - budget);
    if (budget > GENERATED_DEPTH) this.#addDeepField(properties);
    while (this.#left > stop) this.#addMember(properties, 2, this.#left - stop);
    return properties;
  }

  #addDeepField(properties: GeneratedNode): void {
    let inner = properties;
    for (let level = 3; level <= GENERATED_DEPTH; level++) {
      const next: GeneratedNode = {};
      inner[this.#freeName(inner, GROUP_NAMES)] = {
        type: "object",
        "meta:xdmType": "object",
        properties: next,
      };
      inner = next;
    }
    this.#addLeaf(inner);
  }

  /** A leaf, or a group of fields that uses up to `budget` leaves. */
  #addMember(properties: GeneratedNode, level: number, budget: number): void {
    const mayNest = budget > 3 && level < GENERATED_DEPTH - 1;
    if (!mayNest || this.#random.chance(0.7)) {
      this.#addLeaf(properties);
      return;
    }
    const share = Math.min(
      budget,
      this.#random.integer(2, Math.max(3, Math.min(120, Math.floor(budget / 3)))),
    );
    const name = this.#freeName(properties, GROUP_NAMES);
    const group = this.#group(level + 1, share);
    properties[name] = this.#random.chance(0.8) ? group : this.#container(group);
  }

  #group(level: number, budget: number): GeneratedNode {
    const properties: GeneratedNode = {};
    const stop = this.#left - budget;
    while (this.#left > stop) this.#addMember(properties, level, this.#left - stop);
    return { ...this.#texts(this.#random.pick(GROUP_NAMES)), ...this.#object(properties) };
  }

  #container(item: GeneratedNode): GeneratedNode {
    return this.#random.chance(0.8) ? this.#array(item) : this.#map(item);
  }

  #addLeaf(properties: GeneratedNode): void {
    const name = this.#freeName(properties, COMMON_NAMES);
    properties[name] = this.#random.chance(0.04) ? this.#array(this.#leaf(name)) : this.#leaf(name);
  }

  #freeName(taken: GeneratedNode, common: readonly string[]): string {
    const { pick, chance } = { pick: this.#random.pick.bind(this.#random), chance: this.#random.chance(0.5) };
    const name = chance ? pick(common) : `${pick(QUALIFIERS)}${pick(NOUNS)}`;
    if (!Object.hasOwn(taken, name)) return name;
    const longer = `${name}${pick(NOUNS)}`;
    if (!Object.hasOwn(taken, longer)) return longer;
    for (let number = this.#random.integer(2, 99); ; number += this.#random.integer(1, 999)) {
      if (!Object.hasOwn(taken, `${longer}${number}`)) return `${longer}${number}`;
    }
  }

  #leaf(name: string): GeneratedNode {
    const node = this.#plain({ ...this.#texts(name), ...this.#valueType(), "meta:xdmField": `xdm:${name}` });
    if (node["meta:xdmType"] === "string" && this.#random.chance(0.15)) this.#addValues(node);
    if (this.#random.chance(0.04)) node["meta:status"] = "deprecated";
    return node;
  }

  #valueType(): GeneratedNode {
    return { ...this.#random.pick(VALUE_TYPES) };
  }

  #addValues(node: GeneratedNode): void {
    const titles = this.#random.pick(VALUE_LISTS);
    const isClosed = this.#random.chance(0.6);
    if (isClosed) node["enum"] = Object.keys(titles);
    if (!isClosed || this.#random.chance(0.8)) node["meta:enum"] = { ...titles };
  }

  #texts(name: string): GeneratedNode {
    const words = name
      .replace(/([A-Z0-9]+)/g, " $1")
      .trim()
      .toLowerCase();
    const title = words.replace(/^./, (letter) => letter.toUpperCase());
    return { title, description: this.#random.pick(SENTENCES).replace("%", `${words} (${this.#left})`) };
  }

  #plain(node: GeneratedNode): GeneratedNode {
    this.#left--;
    return node;
  }

  #string(): GeneratedNode {
    return this.#plain({ type: "string", "meta:xdmType": "string" });
  }

  #boolean(): GeneratedNode {
    return this.#plain({ type: "boolean", "meta:xdmType": "boolean" });
  }

  #object(properties: GeneratedNode): GeneratedNode {
    return { type: "object", "meta:xdmType": "object", properties };
  }

  #array(items: GeneratedNode): GeneratedNode {
    return { type: "array", "meta:xdmType": "array", items };
  }

  #map(values: GeneratedNode): GeneratedNode {
    return { type: "object", "meta:xdmType": "map", additionalProperties: values };
  }
}

const STRING_TYPE: GeneratedNode = { type: "string", "meta:xdmType": "string" };

const VALUE_TYPES: readonly GeneratedNode[] = [
  STRING_TYPE,
  STRING_TYPE,
  STRING_TYPE,
  STRING_TYPE,
  { type: "string", format: "uri", "meta:xdmType": "string" },
  { type: "integer", "meta:xdmType": "int", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  { type: "integer", "meta:xdmType": "long" },
  { type: "number", "meta:xdmType": "number", minimum: 0 },
  { type: "boolean", "meta:xdmType": "boolean" },
  { type: "string", format: "date", "meta:xdmType": "date" },
  { type: "string", format: "date-time", "meta:xdmType": "date-time" },
];
