/**
 * The union schemas of a made-up shop, `_acme`: profile and events with every kind of field that rules are written over.
 */
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { type Shape, schemaOf } from "./schemaNotation";

const ADDRESS: Shape = { city: "text", countryCode: "text", postalCode: "text", stateProvince: "text" };
const IDENTITY: Shape = { id: "text", primary: "flag", authenticatedState: "text" };

/** The profile union. */
export const SHOP_PROFILE = schemaOf("profile", {
  _id: "text",
  person: {
    name: { firstName: "text", lastName: "text" },
    gender: ["male", "female", "not_specified"],
    birthDate: "day",
    birthYear: "whole",
    birthDayAndMonth: "text",
  },
  homeAddress: ADDRESS,
  workAddress: ADDRESS,
  personalEmail: { address: "text", status: ["~active", "blocked"] },
  consents: { marketing: { email: { val: ["y", "n", "p"] }, sms: { val: ["y", "n", "p"] } } },
  "identityMap{}[]": IDENTITY,
  "segmentMembership{}{}": {
    status: ["realized", "exited"],
    lastQualificationTime: "instant",
  },
  "identities![]": IDENTITY,
  loyalty: { points: "number", tier: "text", joinDate: "instant" },
  testProfile: "flag",
  _acme: {
    visits: "whole",
    balance: "number",
    score: "long",
    isMember: "flag",
    tier: ["bronze", "silver", "gold"],
    plan: ["~basic", "premium"],
    lastLogin: "instant",
    firstPurchase: "instant",
    expiresOn: "day",
    storedTime: "text",
    "direct-mail": "flag",
    next: { action: "text" },
    "hobbies[]": "text",
    "topics[]": "text",
    "luckyNumbers[]": "whole",
    "orders[]": {
      id: "text",
      status: "text",
      total: "number",
      placedOn: "instant",
      storeId: "text",
      "items[]": { SKU: "text", price: "number", quantity: "whole", "tags[]": { label: "text" } },
    },
    "preferences{}": "text",
    "ratings{}": "whole",
    "scores{}{}": "number",
    anything: "anything",
  },
});

/** The event union. */
export const SHOP_EVENT = schemaOf("experienceevent", {
  _id: "text",
  timestamp: "instant",
  eventType: ["~commerce.purchases", "commerce.productViews", "web.webpagedetails.pageViews"],
  commerce: {
    order: { priceTotal: "number", currencyCode: "text", purchaseID: "text" },
    purchases: { value: "number" },
    productViews: { value: "number" },
  },
  "productListItems[]": {
    SKU: "text",
    name: "text",
    quantity: "long",
    priceTotal: "number",
    "selectedOptions[]": { attribute: "text", value: "text" },
  },
  web: {
    webPageDetails: { name: "text", URL: "text", pageViews: { value: "number" } },
    webReferrer: { URL: "text" },
  },
  device: { type: "text", screenWidth: "long" },
  placeContext: { geo: { countryCode: "text", city: "text" } },
  "identityMap{}[]": IDENTITY,
  _acme: { campaign: "text", "labels[]": "text", channel: ["email", "sms", "push"] },
});

/** Checks against the shop. */
export const SHOP: Environment = createEnvironment({ profile: SHOP_PROFILE, event: SHOP_EVENT });
/** Checks without any schema. */
export const NO_SCHEMA: Environment = createEnvironment();
