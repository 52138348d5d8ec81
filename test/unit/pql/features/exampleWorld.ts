/**
 * A small organisation for the tests of features: a profile and an event schema with titles, values, maps, lists and
 * unusual names, and three audiences.
 */
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { PqlDocument } from "../../../../server/src/session/pqlDocument";

type Node = Record<string, unknown>;

function plain(type: string, more: Node = {}): Node {
  return { type: type === "int" ? "integer" : type, "meta:xdmType": type, ...more };
}

function time(format: "date" | "date-time", more: Node = {}): Node {
  return { type: "string", format, "meta:xdmType": format, ...more };
}

function record(properties: Node, more: Node = {}): Node {
  return { type: "object", "meta:xdmType": "object", properties, ...more };
}

function list(items: unknown): Node {
  return { type: "array", "meta:xdmType": "array", items };
}

function map(additionalProperties: unknown): Node {
  return { type: "object", "meta:xdmType": "map", additionalProperties };
}

const text = plain("string");
const number = plain("number");

const TIERS = {
  enum: ["gold", "silver"],
  "meta:enum": { gold: "Gold member", silver: "Silver member" },
};

const ADDRESS = record({
  city: plain("string", { title: "City", description: "The city of the address." }),
  countryCode: plain("string", { title: "Country code" }),
  postalCode: text,
});

const PROFILE: Node = {
  $id: "https://ns.adobe.com/acme/schemas/profile__union",
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  ...record({
    person: record({
      name: record({ firstName: plain("string", { title: "First name" }), lastName: text }),
      birthDate: time("date"),
      gender: plain("string", { "meta:enum": { female: "Female", male: "Male" } }),
    }),
    homeAddress: ADDRESS,
    workAddress: ADDRESS,
    identityMap: map(list(record({ id: text, primary: plain("boolean") }))),
    segmentMembership: map(map(record({ status: text, lastQualificationTime: time("date-time") }))),
    _acme: record({
      tier: plain("string", { title: "Loyalty tier", ...TIERS }),
      points: plain("int", { title: "Points" }),
      isMember: plain("boolean"),
      joinedAt: time("date-time"),
      last: text,
      "e-mail": text,
      "in-app-2": text,
      oldTier: plain("string", { "meta:status": "deprecated", ...TIERS }),
      orders: list(
        record({
          status: plain("string", { ...TIERS }),
          total: number,
          placedAt: time("date-time"),
          lines: list(record({ sku: text, price: number })),
        }),
      ),
      hobbies: list(text),
      tags: list(plain("string", TIERS)),
      level: plain("int", { enum: [1, 2, -3], "meta:enum": { "1": "Beginner" } }),
      ratings: map(plain("int")),
    }),
  }),
};

const EVENT: Node = {
  $id: "https://ns.adobe.com/acme/schemas/event__union",
  "meta:class": "https://ns.adobe.com/xdm/context/experienceevent",
  ...record({
    eventType: plain("string", { "meta:enum": { "commerce.purchases": "Purchase", "web.visit": "Visit" } }),
    timestamp: time("date-time", { title: "When it happened" }),
    commerce: record({ order: record({ priceTotal: number }), purchases: record({ value: number }) }),
    productListItems: list(record({ SKU: text, quantity: plain("int"), priceTotal: number })),
    web: record({ webPageDetails: record({ name: text, URL: text }) }),
  }),
};

/** The profile and event schemas of the example. */
export const WORLD: Environment = createEnvironment({
  profile: readSchema(PROFILE).index,
  event: readSchema(EVENT).index,
  audiences: [
    { id: "11111111-aaaa", name: "Big spenders" },
    { id: "22222222-bbbb", name: "Loyal customers" },
    { id: "33333333-cccc", name: "Newsletter readers" },
  ],
});

/** Nothing is known: no schema, no audiences. */
export const NOTHING_KNOWN: Environment = createEnvironment();

/** A document of this text. */
export function documentOf(content: string, environment: Environment = WORLD): PqlDocument {
  return new PqlDocument({ uri: "file:///test.pql", version: 1, text: content }, environment, 1);
}

/** The document of a text in which `|` is the cursor, and its offset. Brackets beside the cursor are the text's own. */
export function openAtCursor(
  marked: string,
  environment: Environment = WORLD,
): { readonly document: PqlDocument; readonly offset: number } {
  const offset = marked.indexOf("|");
  if (offset < 0 || marked.includes("|", offset + 1)) throw new Error(`Not one cursor in ${marked}`);
  return { document: documentOf(marked.replace("|", ""), environment), offset };
}
