/**
 * The union schema all examples of the catalogue are true of, so that they can be checked and not just parsed.
 * Holds what the examples use and nothing more.
 */

const TEXT = { type: "string", "meta:xdmType": "string" };
const WHOLE = { type: "integer", "meta:xdmType": "int" };
const NUMBER = { type: "number", "meta:xdmType": "double" };
const FLAG = { type: "boolean", "meta:xdmType": "boolean" };
const DAY = { type: "string", format: "date", "meta:xdmType": "date" };
const INSTANT = { type: "string", format: "date-time", "meta:xdmType": "date-time" };

function objectWith(properties: Record<string, unknown>) {
  return { type: "object", "meta:xdmType": "object", properties };
}

function listOf(items: unknown) {
  return { type: "array", "meta:xdmType": "array", items };
}

function mapTo(additionalProperties: unknown) {
  return { type: "object", "meta:xdmType": "map", additionalProperties };
}

const ADDRESS = objectWith({ city: TEXT, countryCode: TEXT, postalCode: TEXT });

const EVENT = objectWith({
  eventType: TEXT,
  timestamp: INSTANT,
  productListItems: listOf(objectWith({ SKU: TEXT, priceTotal: NUMBER, quantity: WHOLE })),
  commerce: objectWith({ order: objectWith({ priceTotal: NUMBER }) }),
  web: objectWith({ webPageDetails: objectWith({ name: TEXT }) }),
});

/** The profile union of the examples, with its events below `xEvent`. */
export const EXAMPLE_SCHEMA = {
  $id: "https://ns.adobe.com/acme/schemas/examples__union",
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  ...objectWith({
    person: objectWith({
      name: objectWith({ firstName: TEXT, lastName: TEXT }),
      gender: TEXT,
      birthDate: DAY,
    }),
    homeAddress: ADDRESS,
    workAddress: ADDRESS,
    personalEmail: objectWith({ address: TEXT }),
    mobilePhone: objectWith({ number: TEXT }),
    xEvent: listOf(EVENT),
    _acme: objectWith({
      orders: listOf(objectWith({ status: TEXT, total: NUMBER })),
      hobbies: listOf(TEXT),
      newsletterTopics: listOf(TEXT),
      preferences: mapTo(TEXT),
      ratings: mapTo(WHOLE),
      visits: WHOLE,
      loyaltyPoints: WHOLE,
      balance: NUMBER,
      isMember: FLAG,
      lastLogin: INSTANT,
      firstPurchase: INSTANT,
      expiresOn: INSTANT,
    }),
  }),
};
