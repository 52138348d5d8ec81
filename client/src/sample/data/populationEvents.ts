/**
 * The events of the invented people that audiences are counted over: what they looked at, bought, opened and visited in the
 * last months, most of it lately. Depends on the seed and the day only.
 */
import { pick } from "../seeded";
import type { PersonSource } from "./populationProfiles";
import { CATEGORIES } from "./vocabulary";

/** One event of a person. */
export type PopulationEvent = Readonly<Record<string, unknown>>;

const HOUR = 3_600_000;
const MOST_EVENTS = 14;
/** Events reach back so far; most are much younger. */
const FURTHEST_DAYS = 190;

/** Each as often as it stands here. */
const TYPES = [
  "web.webpagedetails.pageViews",
  "web.webpagedetails.pageViews",
  "web.webpagedetails.pageViews",
  "commerce.productViews",
  "commerce.productViews",
  "commerce.productListAdds",
  "commerce.checkouts",
  "commerce.purchases",
  "directMarketing.emailOpened",
  "directMarketing.emailOpened",
  "directMarketing.emailClicked",
  "application.login",
  "acme.store.visit",
  "acme.loyalty.tierChanged",
] as const;

/** The events of a person, oldest first. */
export function populationEvents({ seeded, index, asOf }: PersonSource): PopulationEvent[] {
  const chance = seeded.stream(`population/${index}/events`);
  const count = Math.floor(chance() ** 1.4 * (MOST_EVENTS + 1));
  const hours = Array.from({ length: count }, () => chance() ** 3 * FURTHEST_DAYS * 24);
  return hours
    .sort((left, right) => right - left)
    .map((ago, place) => {
      const eventType = pick(TYPES, chance());
      return {
        _id: seeded.uuid(`population/${index}/event/${place}`),
        timestamp: new Date(asOf - Math.floor(ago * HOUR) - place * 1000 - 1000).toISOString(),
        eventType,
        ...detailsOf(eventType, chance),
      };
    });
}

function detailsOf(eventType: string, chance: () => number): object {
  const device = { device: { type: chance() < 0.5 ? "mobile" : "desktop" } };
  const referrer = pick(["internal", "external", "search_engine", "email"], chance());
  if (eventType.startsWith("commerce.")) return { ...device, ...shoppingOf(eventType, chance) };
  if (eventType.startsWith("web.")) {
    const web = { webReferrer: { type: referrer }, webPageDetails: { isErrorPage: chance() < 0.05 } };
    return chance() < 0.2
      ? {
          ...device,
          web,
          siteSearch: { phrase: pick(["trail shoes", "Gift for kids", "present", "tent"], chance()) },
        }
      : { ...device, web };
  }
  if (eventType.startsWith("directMarketing.")) {
    return {
      directMarketing: { campaignName: pick(["Autumn looks", "Trail news", "autumn sale"], chance()) },
    };
  }
  if (eventType === "acme.store.visit") {
    return { _acme: { store: { id: "S-1", format: pick(["flagship", "city", "outlet"], chance()) } } };
  }
  if (eventType === "acme.loyalty.tierChanged") {
    return { _acme: { loyalty: { tierAfter: pick(["silver", "gold", "platinum"], chance()) } } };
  }
  return device;
}

function shoppingOf(eventType: string, chance: () => number): object {
  const category = pick(CATEGORIES, chance());
  const items = [{ SKU: `SKU-${1000 + Math.floor(chance() * 30)}`, quantity: 1, _acme: { category } }];
  const order = {
    priceTotal: Math.round(chance() * 30_000) / 100,
    currencyCode: chance() < 0.9 ? "EUR" : "CHF",
  };
  return eventType === "commerce.purchases"
    ? { productListItems: items, commerce: { order } }
    : { productListItems: items };
}
