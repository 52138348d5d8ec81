/**
 * The attributes of the invented people that audiences are counted over, field by field as Acme's schema has them. Depends on
 * the seed and the day only. Builds on the people of dataset previews, so that a person is the same wherever it is met.
 */
import { pick, type Seeded } from "../seeded";
import { personAt } from "./people";
import { CATEGORIES, TIERS } from "./vocabulary";

/** One person as a profile, without events. */
export type PopulationRecord = Readonly<Record<string, unknown>>;

/** What one person is made from. */
export interface PersonSource {
  readonly seeded: Seeded;
  readonly index: number;
  /** The instant the profile is as of, in milliseconds. */
  readonly asOf: number;
}

const DAY = 86_400_000;
const CHANNELS = ["web", "app", "store", "marketplace"] as const;
const COLOURS = ["red", "blue", "green", "black", "white"] as const;
const BRANDS = ["Nordhang", "Salta", "Acme Basics", "Trailwind", "Ondine"] as const;
const TOPICS = ["running", "trail", "garden", "family", "travel"] as const;

/** Chances and the times they are about. */
class Dice {
  private readonly asOf: number;

  constructor(
    readonly chance: () => number,
    asOf: number,
  ) {
    this.asOf = asOf;
  }

  isLucky(share: number): boolean {
    return this.chance() < share;
  }

  whole(most: number): number {
    return Math.floor(this.chance() * (most + 1));
  }

  /** So many days ago, more often recently. */
  daysAgo(most: number): string {
    return new Date(this.asOf - Math.floor(this.chance() ** 2 * most * DAY) - 60_000).toISOString();
  }

  /** A day as a date. */
  dayAhead(most: number): string {
    return new Date(this.asOf + Math.floor(this.chance() * most * DAY)).toISOString().slice(0, 10);
  }

  some<Item>(items: readonly Item[], share: number): Item[] {
    return items.filter(() => this.isLucky(share));
  }
}

/** The profile of a person. */
export function populationRecord({ seeded, index, asOf }: PersonSource): PopulationRecord {
  const dice = new Dice(seeded.stream(`population/${index}`), asOf);
  const { record, crmId } = personAt(seeded, index);
  const base = record as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const isMember = dice.isLucky(0.45);
  const isKnown = dice.isLucky(0.88);
  const orders = isKnown ? ordersOf(dice, index) : [];
  const month = String(1 + dice.whole(11)).padStart(2, "0");
  const birthYear = Number(base["person"]?.["birthYear"]);
  return {
    ...record,
    person: {
      ...base["person"],
      birthDate: `${birthYear}-${month}-${String(1 + dice.whole(27)).padStart(2, "0")}`,
    },
    homeAddress: {
      ...base["homeAddress"],
      postalCode: dice.isLucky(0.06) ? `8${dice.whole(1)}331` : base["homeAddress"]?.["postalCode"],
    },
    ...(dice.isLucky(0.4)
      ? {
          workAddress: {
            city: dice.isLucky(0.5) ? base["homeAddress"]?.["city"] : "Oslo",
            countryCode: "NO",
          },
        }
      : {}),
    personalEmail: { address: mailOf(dice, String(base["personalEmail"]?.["address"])), primary: true },
    ...(dice.isLucky(0.1) ? { workEmail: { address: `c${index}@work.example` } } : {}),
    preferredLanguage: pick(["de-DE", "de-AT", "fr-FR", "nl-NL", "it-IT", "en-GB"], dice.chance()),
    testProfile: dice.isLucky(0.01),
    identityMap: identitiesOf(dice, { index, isMember, base: base["identityMap"] ?? {} }),
    consents: consentsOf(dice),
    optInOut: { globalOptout: dice.isLucky(0.03) },
    _acme: {
      identification: isKnown ? { crmId, ...(isMember ? { loyaltyId: `L-${index}` } : {}) } : {},
      customer: customerOf(dice, orders, asOf),
      ...(isMember ? { loyalty: loyaltyOf(dice, index) } : {}),
      ...(orders.length > 0 ? { orders } : {}),
      ...engagementOf(dice),
      ...belongingsOf(dice),
      ...modelsOf(dice),
      ...serviceOf(dice, index),
    },
  };
}

function mailOf(dice: Dice, usual: string): string {
  if (dice.isLucky(0.04)) return usual.replace("@", "+news@");
  return dice.isLucky(0.08)
    ? usual.replace(/@.*/, dice.isLucky(0.5) ? "@example.com" : "@example.org")
    : usual;
}

function identitiesOf(
  dice: Dice,
  { index, isMember, base }: { readonly index: number; readonly isMember: boolean; readonly base: object },
): object {
  const email = (base as { readonly Email?: readonly object[] }).Email ?? [];
  const state = dice.isLucky(0.3) ? "authenticated" : "ambiguous";
  return {
    ...base,
    Email: email.map((identity) => ({ ...identity, authenticatedState: state })),
    ...(isMember ? { Loyalty: [{ id: `L-${index}`, primary: false }] } : {}),
  };
}

function consentsOf(dice: Dice): object {
  const isOnFile = dice.isLucky(0.94);
  const val = (share: number): object => ({ val: dice.isLucky(share) ? "y" : "n", time: dice.daysAgo(700) });
  return {
    marketing: {
      preferred: pick(["email", "push", "sms", "unknown"], dice.chance()),
      ...(isOnFile
        ? { email: dice.isLucky(0.05) ? { val: "dy" } : val(0.68), call: val(0.2), any: val(0.75) }
        : {}),
    },
  };
}

interface Order {
  readonly placedAt: string;
  readonly total: number;
  readonly [field: string]: unknown;
}

function ordersOf(dice: Dice, index: number): Order[] {
  return Array.from({ length: Math.floor(dice.chance() ** 2 * 6) }, (_value, place) => {
    const items = Array.from({ length: 1 + dice.whole(2) }, () => ({
      sku: `SKU-${1000 + dice.whole(80)}`,
      category: pick(CATEGORIES, dice.chance()),
      brand: pick(BRANDS, dice.chance()),
      quantity: 1 + dice.whole(2),
      price: Math.round(dice.chance() * 12_000) / 100,
      returned: dice.isLucky(0.12),
      giftWrapped: dice.isLucky(0.1),
    }));
    const total =
      Math.round(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0) * 100) / 100;
    return {
      orderId: `O-${index}-${place}`,
      storeId: `S-${dice.whole(6)}`,
      channel: pick(CHANNELS, dice.chance()),
      placedAt: dice.daysAgo(420),
      total,
      currency: "EUR",
      status: pick(["open", "paid", "shipped", "delivered", "delivered", "returned"], dice.chance()),
      items,
    };
  });
}

function customerOf(dice: Dice, orders: readonly Order[], asOf: number): object {
  const times = orders.map(({ placedAt }) => placedAt).sort();
  const last = times.at(-1);
  const spent = orders.reduce((sum, { total }) => sum + total, 0);
  return {
    lifecycle: pick(["new", "active", "active", "at_risk", "lapsed"], dice.chance()),
    valueBand: spent > 600 ? "vip" : spent > 300 ? "high" : spent > 100 ? "medium" : "low",
    lifetimeValue: Math.round(spent * 100) / 100,
    ordersCount: orders.length,
    ...(last === undefined
      ? {}
      : {
          firstPurchaseAt: times[0],
          lastPurchaseAt: last,
          daysSinceLastPurchase: Math.floor((asOf - Date.parse(last)) / DAY),
        }),
    lastVisitAt: dice.daysAgo(200),
    isEmployee: dice.isLucky(0.008),
    segmentCode: pick(["A", "B", "C"], dice.chance()),
  };
}

function loyaltyOf(dice: Dice, index: number): object {
  const isExpiring = dice.isLucky(0.3);
  return {
    tier: pick(TIERS, dice.chance() ** 1.6),
    points: dice.whole(5_000),
    ...(isExpiring ? { pointsExpiring: dice.whole(1_200), pointsExpireOn: dice.dayAhead(400) } : {}),
    memberNumber: `M-${100_000 + index}`,
    isSuspended: dice.isLucky(0.03),
    upgrade: { pointsMissing: dice.whole(2_000), nextTier: "gold" },
  };
}

function engagementOf(dice: Dice): object {
  if (dice.isLucky(0.2)) return {};
  const isUnsubscribed = dice.isLucky(0.08);
  return {
    emailEngagement: {
      ...(dice.isLucky(0.9) ? { score: dice.whole(100) } : {}),
      lastOpenAt: dice.daysAgo(500),
      opens30d: dice.whole(9),
      clicks30d: dice.whole(3),
      hardBounces: dice.isLucky(0.04) ? 1 + dice.whole(2) : 0,
      isUnsubscribed,
      ...(isUnsubscribed ? { unsubscribedAt: dice.daysAgo(120) } : {}),
      favouriteHour: dice.whole(23),
    },
  };
}

function belongingsOf(dice: Dice): object {
  const categories = dice.some(CATEGORIES, 0.15);
  const rollup = (): object => ({ last90Days: { revenue: dice.whole(400), orders: dice.whole(4) } });
  const items = Array.from({ length: 1 + dice.whole(3) }, () => ({
    category: pick(CATEGORIES, dice.chance()),
    price: dice.whole(120),
    discount: dice.isLucky(0.4) ? 5 : 0,
  }));
  const stores = [{ storeId: `S-${dice.whole(6)}`, distanceKm: dice.whole(60), visits: dice.whole(4) }];
  return {
    purchases: Object.fromEntries(categories.map((category) => [category, rollup()])),
    ...(dice.isLucky(0.3)
      ? { cart: { value: dice.whole(240), currency: "EUR", isAbandoned: dice.isLucky(0.6), items } }
      : {}),
    ...(dice.isLucky(0.3)
      ? { wishlist: [{ sku: "SKU-1", price: dice.whole(120), isInStock: dice.isLucky(0.6) }] }
      : {}),
    preferences: {
      favoriteColors: dice.some(COLOURS, 0.25),
      brands: dice.some(BRANDS, 0.3),
      topics: dice.some(TOPICS, 0.35),
      sizes: { shoe: 36 + dice.whole(24) / 2 },
      stores,
    },
    household: { hasChildren: dice.isLucky(0.35), size: 1 + dice.whole(4) },
    ...(dice.isLucky(0.5) ? { app: { isInstalled: dice.isLucky(0.8), pushEnabled: dice.isLucky(0.6) } } : {}),
    store: {
      clickAndCollect: dice.isLucky(0.15),
      events: dice.isLucky(0.1) ? [{ title: dice.isLucky(0.5) ? "Grand Opening" : "Night run" }] : [],
    },
    ...(dice.isLucky(0.2) ? { subscriptions: [subscriptionOf(dice)] } : {}),
    ...(dice.isLucky(0.12) ? { giftCards: [{ number: "G-1", balance: dice.whole(60) }] } : {}),
    privacy: { isErasurePending: dice.isLucky(0.004) },
  };
}

function subscriptionOf(dice: Dice): object {
  return {
    productCode: "P-1",
    status: pick(["trial", "active", "active", "paused", "cancelled"], dice.chance()),
    renewsAt: `${dice.dayAhead(30)}T06:00:00.000Z`,
  };
}

function modelsOf(dice: Dice): object {
  const band = pick(["low", "medium", "high"], dice.chance());
  return {
    models: {
      churn: { band, score: Math.round(dice.chance() * 1000) / 1000 },
      discountAffinity: { percentile: dice.whole(100) },
    },
    scores: { affinity_trail: Math.round(dice.chance() * 1000) / 1000 },
    traits: { survey: { segment: pick(["explorer", "regular", "bargain"], dice.chance()) } },
    surveys: { nps: dice.whole(200) - 100, delivery: { lastScore: dice.whole(10) } },
  };
}

function serviceOf(dice: Dice, index: number): object {
  const referral = dice.isLucky(0.1)
    ? {
        referral: {
          customerId: `C-${index}`,
          referredBy: dice.isLucky(0.4) ? { referredBy: { customerId: "C-1" } } : {},
        },
      }
    : {};
  if (!dice.isLucky(0.25)) return referral;
  const city = pick(["Trondheim", "Lyon", "Gent"], dice.chance());
  const supplier = { site: { contact: { address: { city } } } };
  const coverage = {
    level: pick(["basic", "plus", "premium"], dice.chance()),
    device: { component: { part: { supplier } } },
  };
  return {
    ...referral,
    service: {
      openTickets: dice.whole(2),
      lastTicketAt: dice.daysAgo(90),
      contract: { endsAt: dice.dayAhead(60), coverage },
    },
  };
}
