/**
 * Invented people, for dataset previews and profile lookups. Addresses end in reserved domains, so that nobody real can
 * be meant; one value is planted as a canary that must never turn up in a log.
 */
import { pick, type Seeded } from "../seeded";
import { COUNTRIES, FIRST_NAMES, LAST_NAMES, TIERS } from "./vocabulary";

/** Occurs in profile data and nowhere else: a log or file that contains it leaked personal data. */
export const PROFILE_CANARY = "canary.7f3a91@leak.example";

const TOWNS = [
  "Berlin",
  "Hamburg",
  "Lyon",
  "Utrecht",
  "Wien",
  "Zürich",
  "Gent",
  "Gdańsk",
  "Torino",
  "Bilbao",
] as const;

/** One invented person as a profile record. */
export interface Person {
  readonly email: string;
  readonly crmId: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Returns person number `index`; the same number is always the same person. */
export function personAt(seeded: Seeded, index: number): Person {
  const chance = seeded.stream(`person/${index}`);
  const firstName = pick(FIRST_NAMES, chance());
  const lastName = pick(LAST_NAMES, chance());
  const [countryCode, country] = pick<readonly [string, string]>(COUNTRIES, chance());
  const crmId = `C-${100_000 + index}`;
  const email = index === 0 ? PROFILE_CANARY : `${firstName}.${lastName}${index}@mail.example`.toLowerCase();
  const year = 1950 + Math.floor(chance() * 55);
  const record = {
    _id: seeded.uuid(`person/${index}`),
    person: {
      name: { firstName, lastName, fullName: `${firstName} ${lastName}` },
      birthYear: year,
      birthDate: `${year}-0${1 + (index % 9)}-1${index % 9}`,
      gender: chance() < 0.5 ? "female" : "male",
    },
    personalEmail: { address: email, primary: true },
    mobilePhone: index % 3 === 0 ? null : { number: `+49 30 5550${100 + (index % 800)}` },
    homeAddress: {
      street1: `Hauptstraße ${1 + (index % 90)}`,
      city: pick(TOWNS, chance()),
      postalCode: String(10_000 + Math.floor(chance() * 80_000)),
      countryCode,
      country,
    },
    identityMap: {
      Email: [{ id: email, primary: false }],
      CRMID: [{ id: crmId, primary: true }],
      ECID: [{ id: `${seeded.hex(`ecid/${index}`, 12)}` }],
    },
    consents: { marketing: { email: { val: chance() < 0.7 ? "y" : "n", time: "2026-01-14T09:00:00Z" } } },
    _acme: {
      identification: { crmId, loyaltyId: index % 2 === 0 ? `L-${index}` : null },
      customer: {
        lifecycle: "active",
        valueBand: "medium",
        ordersCount: Math.floor(chance() * 30),
        lifetimeValue: Math.round(chance() * 90_000) / 100,
      },
      loyalty: { tier: pick(TIERS, chance()), points: Math.floor(chance() * 5_000) },
      preferences: { favoriteColors: ["red", "blue"].slice(0, index % 3), brands: [] },
      ...(index === 3 ? { notes: "Lorem ipsum dolor sit amet. ".repeat(180).slice(0, 5_000) } : {}),
    },
  };
  return { email, crmId, record };
}

/** Returns event number `index` of the invented people. */
export function eventAt(seeded: Seeded, index: number, today: number): Readonly<Record<string, unknown>> {
  const person = personAt(seeded, index % 12);
  const types = [
    "commerce.productViews",
    "commerce.productListAdds",
    "commerce.purchases",
    "directMarketing.emailOpened",
  ] as const;
  const eventType = pick(types, seeded.stream(`event/${index}`)());
  return {
    _id: seeded.uuid(`event/${index}`),
    timestamp: new Date(today - index * 5_400_000).toISOString(),
    eventType,
    identityMap: person.record["identityMap"],
    commerce:
      eventType === "commerce.purchases"
        ? { order: { purchaseID: `P-${index}`, priceTotal: 20 + (index % 180), currencyCode: "EUR" } }
        : null,
    productListItems: [
      {
        SKU: `SKU-${1_000 + index}`,
        name: "Trail shoe",
        quantity: 1 + (index % 3),
        _acme: { category: "shoes" },
      },
    ],
    web: { webPageDetails: { URL: "https://www.acme.example/trail", name: "Trail shoes" } },
  };
}
