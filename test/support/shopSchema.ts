/**
 * A small shop as one description that is read three ways: as XDM union schemas, as columns of DuckDB, and as arbitraries of
 * profiles. So rules, profiles and tables cannot speak of different fields.
 */
import fc from "fast-check";

/** The shape of a field. */
export type Shape =
  | "text"
  | "whole"
  | "long"
  | "real"
  | "truth"
  | "day"
  | "time"
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly [field: string]: Shape };

const ORDER: Shape = {
  id: "text",
  total: "real",
  quantity: "whole",
  channel: "text",
  placedAt: "time",
  isReturned: "truth",
  items: { list: { sku: "text", category: "text", price: "real" } },
};

/** The fields of a profile but for its events. */
export const PROFILE_SHAPE: { readonly [field: string]: Shape } = {
  person: { name: { firstName: "text", lastName: "text" }, birthDate: "day", birthYear: "whole" },
  homeAddress: { city: "text", countryCode: "text" },
  workAddress: { city: "text" },
  loyalty: {
    tier: "text",
    points: "whole",
    balance: "long",
    score: "real",
    isMember: "truth",
    joinedAt: "time",
  },
  tags: { list: "text" },
  numbers: { list: "whole" },
  orders: { list: ORDER },
  scores: { map: "real" },
  consents: { map: { val: "text" } },
  segmentMembership: { map: { map: { status: "text" } } },
  identityMap: { map: { list: { id: "text", primary: "truth" } } },
};

/** The fields of an event. */
export const EVENT_SHAPE: { readonly [field: string]: Shape } = {
  eventType: "text",
  timestamp: "time",
  commerce: { order: { priceTotal: "real", currencyCode: "text" } },
  productListItems: { list: { SKU: "text", quantity: "whole", name: "text" } },
  web: { views: "whole", url: "text" },
  identityMap: { map: { list: { id: "text", primary: "truth" } } },
};

function isList(shape: object): shape is { readonly list: Shape } {
  return "list" in shape;
}
function isMap(shape: object): shape is { readonly map: Shape } {
  return "map" in shape;
}

const XDM: Readonly<Record<string, object>> = {
  text: { type: "string", "meta:xdmType": "string" },
  whole: { type: "integer", "meta:xdmType": "int" },
  long: { type: "integer", "meta:xdmType": "long" },
  real: { type: "number", "meta:xdmType": "number" },
  truth: { type: "boolean", "meta:xdmType": "boolean" },
  day: { type: "string", format: "date", "meta:xdmType": "date" },
  time: { type: "string", format: "date-time", "meta:xdmType": "date-time" },
};

/** The shape as the schema registry answers it. */
export function toXdm(shape: Shape): object {
  if (typeof shape === "string") return XDM[shape] ?? {};
  if (isList(shape)) return { type: "array", "meta:xdmType": "array", items: toXdm(shape.list) };
  if (isMap(shape)) return { type: "object", "meta:xdmType": "map", additionalProperties: toXdm(shape.map) };
  const properties = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, toXdm(field)]));
  return { type: "object", "meta:xdmType": "object", properties };
}

const COLUMNS: Readonly<Record<string, string>> = {
  text: "VARCHAR",
  whole: "INTEGER",
  long: "BIGINT",
  real: "DOUBLE",
  truth: "BOOLEAN",
  day: "DATE",
  time: "TIMESTAMP",
};

/** The shape as a type of DuckDB. */
export function toColumnType(shape: Shape): string {
  if (typeof shape === "string") return COLUMNS[shape] ?? "VARCHAR";
  if (isList(shape)) return `${toColumnType(shape.list)}[]`;
  if (isMap(shape)) return `MAP(VARCHAR, ${toColumnType(shape.map)})`;
  const fields = Object.entries(shape).map(([name, field]) => `"${name}" ${toColumnType(field)}`);
  return `STRUCT(${fields.join(", ")})`;
}

/** The instant of the tests: a Friday, with a short month before it. */
export const SHOP_NOW = Date.UTC(2024, 2, 29, 10, 30);
const DAY_MS = 86_400_000;

const WORDS = ["a", "A", "ab", "Oslo", "oslo", "gold", "it's", "50%", "x_y", "größe", "web", "app"];

const time = fc
  .oneof(
    fc.integer({ min: SHOP_NOW - 40 * DAY_MS, max: SHOP_NOW + 3 * DAY_MS }),
    fc.integer({ min: SHOP_NOW - 900 * DAY_MS, max: SHOP_NOW }),
    fc
      .constantFrom(-31, -30, -7, -2, -1, 0, 1)
      .map((days) => Math.floor(SHOP_NOW / DAY_MS) * DAY_MS + days * DAY_MS),
    fc.constantFrom(-30, -7, -1).map((days) => SHOP_NOW + days * DAY_MS),
  )
  .map((at) => new Date(at).toISOString());

const LEAVES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  text: fc.constantFrom(...WORDS),
  whole: fc.integer({ min: -3, max: 12 }),
  long: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constantFrom(2 ** 40, 2 ** 53 - 1)),
  real: fc.oneof(fc.constantFrom(0, 1, 0.5, 2.5, -1.25, 100), fc.integer({ min: -3, max: 9 })),
  truth: fc.boolean(),
  day: time.map((text) => text.slice(0, 10)),
  time,
};

const KEYS = ["email", "push", "k'1"];
const AUDIENCES = ["audience-1", "audience-2"];

/** Values of a shape; any part may be missing or null. */
export function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  if (typeof shape === "string") return LEAVES[shape] ?? fc.constant(null);
  if (isList(shape)) return fc.array(valuesOf(shape.list), { maxLength: 4 });
  if (isMap(shape)) return fc.dictionary(fc.constantFrom(...KEYS), valuesOf(shape.map), { maxKeys: 3 });
  const fields = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [
      name,
      fc.oneof({ weight: 8, arbitrary: valuesOf(field) }, { weight: 1, arbitrary: fc.constant(null) }),
    ]),
  );
  return fc.record(fields, { requiredKeys: [] });
}

const membership = fc.dictionary(
  fc.constantFrom("ups", "UPS", "other"),
  fc.dictionary(
    fc.constantFrom(...AUDIENCES),
    fc.record({ status: fc.constantFrom("realized", "existing", "exited", "realized") }),
  ),
);
const { identityMap: _ofEvent, ...EVENT_FIELDS } = EVENT_SHAPE;
const { identityMap: _ofProfile, segmentMembership: _memberships, ...PROFILE_FIELDS } = PROFILE_SHAPE;
const event = fc
  .tuple(valuesOf(EVENT_FIELDS), time)
  .map(([fields, timestamp]) => ({ timestamp, ...withoutNullTime(fields as object) }));

/** A profile's events all have a time: what has none is no event of the platform. */
function withoutNullTime({ timestamp, ...fields }: { readonly timestamp?: unknown }): object {
  return timestamp === undefined || timestamp === null ? fields : { ...fields, timestamp };
}

/** A profile of the shop, events included, without identities. */
export const shopProfile: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(
    valuesOf(PROFILE_FIELDS),
    fc.option(membership, { nil: undefined }),
    fc.option(fc.array(event, { maxLength: 6 }), { nil: undefined, freq: 8 }),
  )
  .map(([fields, segmentMembership, xEvent]) => ({
    ...(fields as object),
    ...(segmentMembership === undefined ? {} : { segmentMembership }),
    ...(xEvent === undefined ? {} : { xEvent }),
  }));
