/**
 * The audiences that come in families (one per category, country, month …), as every large organisation has them.
 * Enumerates without end: distinct rules for the 3,900 of the big organisation, and for as many as somebody asks for.
 */
import type { AudienceText } from "./audienceTexts";
import { CATEGORIES, COUNTRIES, TIERS } from "./vocabulary";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const LIFECYCLES = ["new", "active", "at_risk", "lapsed"];
const CHANNELS = ["web", "app", "store", "marketplace"];
const WINDOWS = [7, 14, 30, 60, 90, 180];

/** Returns the first `count` family audiences, always the same ones in the same order. */
export function createFamilyTexts(count: number): AudienceText[] {
  const texts = [...shortFamilies()];
  for (let leastOrders = 0; texts.length < count; leastOrders++) texts.push(...longFamily(leastOrders));
  return texts.slice(0, count);
}

function* shortFamilies(): Generator<AudienceText> {
  for (const category of CATEGORIES) {
    const rule = `_acme.purchases.${category}.last90Days.revenue > 150 and _acme.purchases.${category}.last90Days.orders >= 2`;
    yield { name: `${capital(category)} fans`, rule, kind: "edge", folder: "Categories" };
    yield boughtRecently(category, 30);
  }
  for (const tier of TIERS) {
    for (const lifecycle of LIFECYCLES) {
      const rule = `_acme.loyalty.tier = "${tier}" and _acme.customer.lifecycle = "${lifecycle}"`;
      yield {
        name: `${capital(tier)} · ${lifecycle.replace("_", " ")}`,
        rule,
        kind: "edge",
        folder: "Loyalty",
      };
    }
  }
  for (const [code, country] of COUNTRIES) {
    const rule = `homeAddress.countryCode = "${code}" and consents.marketing.email.val = "y"`;
    yield { name: `Mailable in ${country}`, rule, kind: "edge", folder: "Countries" };
  }
  for (const [index, month] of MONTHS.entries()) {
    const rule = `person.birthDate.getMonth() = ${index + 1}`;
    yield {
      name: `Born in ${month}`,
      rule,
      kind: "batch",
      folder: "People",
      description: `Birthday mailing of ${month}.`,
    };
  }
  for (const days of WINDOWS) {
    const step = `chain(xEvent, timestamp, [O: WHAT(eventType = "directMarketing.emailOpened") WHEN(<= ${days} days before now)])`;
    yield { name: `Opened an e-mail in ${days} days`, rule: step, kind: "batch", folder: "E-mail" };
    yield { name: `No open in ${days} days`, rule: `not (${step})`, kind: "batch", folder: "E-mail" };
  }
}

function* longFamily(leastOrders: number): Generator<AudienceText> {
  const [words, clause] =
    leastOrders === 0
      ? ["", ""]
      : [` · ${leastOrders} or more orders`, ` and _acme.customer.ordersCount >= ${leastOrders}`];
  for (const days of WINDOWS) {
    for (const [code, country] of COUNTRIES) {
      for (const category of CATEGORIES) {
        for (const channel of CHANNELS) {
          const order = `channel = "${channel}" and placedAt occurs <= ${days} days before now and items.exists(category = "${category}")`;
          yield {
            name: `${country} · ${category} · ${channel} · ${days} days${words}`,
            rule: `homeAddress.countryCode = "${code}" and _acme.orders.exists(${order})${clause}`,
            kind: "batch",
            folder: "Countries",
          };
        }
      }
    }
  }
}

function boughtRecently(category: string, days: number): AudienceText {
  const what = `eventType = "commerce.purchases" and productListItems.exists(_acme.category = "${category}")`;
  const rule = `chain(xEvent, timestamp, [P: WHAT(${what}) WHEN(<= ${days} days before now)])`;
  return { name: `Bought ${category} in ${days} days`, rule, kind: "batch", folder: "Categories" };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
