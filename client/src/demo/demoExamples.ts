/**
 * What the demo page begins with: rules over the schema of the sample organisation, and invented people. Their events lie some hours
 * before the page was opened, so that rules about today have something to find.
 */

/** A rule by the name it is chosen by. */
export interface ExampleRule {
  readonly name: string;
  readonly rule: string;
}

/** A person by the name they are chosen by. */
export interface ExampleProfile {
  readonly name: string;
  /** As JSON that people read. */
  readonly profile: string;
}

/** The rules, the first of which stands there at the beginning. */
export const EXAMPLE_RULES: readonly ExampleRule[] = [
  {
    name: "A cart worth a reminder",
    rule: `_acme.cart.value > 100
and _acme.cart.currency = "EUR"
and _acme.cart.items.exists(category = "shoes")
and consents.marketing.email.val = "y"
`,
  },
  {
    name: "With three mistakes",
    rule: `_acme.loyalty.tierr = "gold"
&& homeAddress.countryCode = "DE"
and _acme.customer.ordersCount > "5"
`,
  },
  {
    name: "Into the cart today, not bought",
    rule: `(select A from xEvent where A.eventType = "commerce.productListAdds" and A.timestamp occurs today)
and not (select P from xEvent where P.eventType = "commerce.purchases" and P.timestamp occurs today)
`,
  },
  {
    name: "Upper tiers in the DACH region",
    rule: `_acme.loyalty.tier in ["gold", "platinum"]
and homeAddress.countryCode in ["DE", "AT", "CH"]
`,
  },
  {
    name: "Average order above 80",
    rule: "_acme.orders.average(total) > 80 and _acme.orders.count() >= 2\n",
  },
];

const HOUR_MS = 3_600_000;

/** The people, as of a time in milliseconds. */
export function listExampleProfiles(now: number): readonly ExampleProfile[] {
  const hoursAgo = (hours: number): string => new Date(now - hours * HOUR_MS).toISOString();
  return [
    {
      name: "Mia, gold, shoes in the cart",
      profile: toText({
        homeAddress: { countryCode: "DE", city: "Hamburg" },
        consents: { marketing: { email: { val: "y" } } },
        _acme: {
          loyalty: { tier: "gold", points: 2140 },
          customer: { ordersCount: 7 },
          cart: { value: 129.9, currency: "EUR", items: [{ category: "shoes", quantity: 1 }] },
          orders: [{ total: 64.5 }, { total: 118 }],
        },
        xEvent: [{ eventType: "commerce.productListAdds", timestamp: hoursAgo(0.1) }],
      }),
    },
    {
      name: "Jonas, silver, bought just now",
      profile: toText({
        homeAddress: { countryCode: "AT", city: "Wien" },
        consents: { marketing: { email: { val: "n" } } },
        _acme: {
          loyalty: { tier: "silver", points: 310 },
          customer: { ordersCount: 2 },
          cart: { value: 0, currency: "EUR", items: [] },
          orders: [{ total: 39 }, { total: 52.2 }],
        },
        xEvent: [
          { eventType: "commerce.productListAdds", timestamp: hoursAgo(0.2) },
          { eventType: "commerce.purchases", timestamp: hoursAgo(0.1) },
        ],
      }),
    },
    { name: "Nobody we know anything of", profile: toText({}) },
  ];
}

/** What fits stands in one line. */
const LINE_LENGTH = 60;

function toText(profile: object): string {
  return `${print(profile, "")}\n`;
}

function print(value: unknown, indent: string): string {
  const flat = JSON.stringify(value, undefined, 1).replaceAll(/\n */g, " ");
  if (flat.length <= LINE_LENGTH || typeof value !== "object" || value === null) return flat;
  const inner = `${indent}  `;
  const [opening, closing] = Array.isArray(value) ? "[]" : "{}";
  const lines = Object.entries(value).map(([key, part]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    return `${inner}${name}${print(part, inner)}`;
  });
  return `${opening}\n${lines.join(",\n")}\n${indent}${closing}`;
}
