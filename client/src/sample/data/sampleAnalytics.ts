/** The objects of Customer Journey Analytics: connections, data views, their dimensions and metrics, filters, calculated metrics. */
import type { Seeded } from "../seeded";
import { listJourneyTexts } from "./journeyTexts";

/** One data view. */
export interface AnalyticsView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly connectionId: string;
  readonly timezone: string;
  /** Size of this view relative to the whole company. */
  readonly share: number;
}

/** One dimension. `items` is how many values it has; dates make theirs from the range. */
export interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly items: number | "date";
  readonly values: readonly string[];
}

/** One metric: how large it is on an ordinary day, or how it follows from two others. */
export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly type: "int" | "decimal" | "currency" | "percent";
  readonly daily: number;
  readonly ratio?: readonly [string, string];
}

/** Returns the connections: one healthy, one switched off. */
export function listConnections(
  seeded: Seeded,
): { id: string; name: string; isDisabled: boolean; sandboxName: string }[] {
  return [
    {
      id: `dg_${seeded.uuid("connection/0")}`,
      name: "Acme cross-channel",
      isDisabled: false,
      sandboxName: "prod",
    },
    {
      id: `dg_${seeded.uuid("connection/1")}`,
      name: "Acme development",
      isDisabled: true,
      sandboxName: "dev",
    },
  ];
}

/** Returns the data views. */
export function listDataViews(seeded: Seeded): AnalyticsView[] {
  const [main, development] = listConnections(seeded);
  const make = (name: string, share: number, connectionId: string): AnalyticsView => ({
    id: `dv_${seeded.hex(`dataview/${name}`, 24)}`,
    name,
    description: `${name}: sessions, orders and messages.`,
    connectionId,
    timezone: "Europe/Berlin",
    share,
  });
  return [
    make("Acme all channels", 1, main?.id ?? ""),
    make("Acme shops", 0.22, main?.id ?? ""),
    { ...make("Acme Journey Optimizer", 0.6, main?.id ?? ""), timezone: "UTC" },
    make("Acme development", 0.01, development?.id ?? ""),
  ];
}

const DATE_DIMENSIONS: readonly (readonly [string, string])[] = [
  ["variables/daterangehour", "Hour"],
  ["variables/daterangeday", "Day"],
  ["variables/daterangeweek", "Week"],
  ["variables/daterangemonth", "Month"],
];

const VALUE_DIMENSIONS: readonly (readonly [string, string, string])[] = [
  [
    "variables/marketing_channel",
    "Marketing channel",
    "E-mail|Search|Direct|Social|Affiliate|Display|Push|Referral",
  ],
  [
    "variables/web.webPageDetails.name",
    "Page",
    "Home|Trail shoes|Cart|Checkout|Thank you|Sale|Gift finder|Account|Store finder|Returns",
  ],
  ["variables/device.type", "Device type", "mobile|desktop|tablet"],
  ["variables/placeContext.geo.countryCode", "Country", "DE|FR|NL|AT|CH|BE|PL|IT|ES|DK"],
  ["variables/_acme.loyalty.tier", "Loyalty tier", "bronze|silver|gold|platinum|No value"],
  ["variables/commerce.order.currencyCode", "Currency", "EUR|CHF|PLN|DKK"],
  [
    "variables/_experience.customerJourneyManagement.messageExecution.campaignID",
    "Campaign",
    "Autumn look book|Welcome series|Abandoned cart|Birthday|Loyalty statement",
  ],
  [
    "variables/adobe_personid_audience",
    "Audience",
    "Newsletter readers|Loyalty members|VIP suppression|Families",
  ],
];

/** The name of the journey that an event belongs to. */
export const JOURNEY_DIMENSION = "variables/_experience.journeyOrchestration.stepEvents.journeyVersionName";
/** The name of the step. */
export const STEP_DIMENSION = "variables/_experience.journeyOrchestration.stepEvents.nodeName";

function listJourneyDimensions(): Dimension[] {
  const journeys = listJourneyTexts();
  const names = journeys.map(({ name }) => name);
  const steps = [...new Set(journeys.flatMap((journey) => journey.steps.map(({ name }) => name)))];
  return [
    { id: JOURNEY_DIMENSION, name: "Journey name", items: names.length, values: names },
    { id: STEP_DIMENSION, name: "Journey step", items: steps.length, values: steps },
  ];
}

/** Returns every dimension of a data view; product SKU has fifty thousand values. */
export function listDimensions(): Dimension[] {
  return [
    ...listJourneyDimensions(),
    ...DATE_DIMENSIONS.map(([id, name]): Dimension => ({ id, name, items: "date", values: [] })),
    ...VALUE_DIMENSIONS.map(([id, name, values]): Dimension => {
      const list = values.split("|");
      return { id, name, items: list.length, values: list };
    }),
    { id: "variables/productListItems.SKU", name: "Product SKU", items: 50_000, values: [] },
  ];
}

/** Returns every metric of a data view. */
export function listMetrics(): Metric[] {
  const plain: readonly (readonly [string, string, Metric["type"], number])[] = [
    ["metrics/visits", "Sessions", "int", 41_000],
    ["metrics/visitors", "People", "int", 29_000],
    ["metrics/occurrences", "Events", "int", 310_000],
    ["metrics/pageviews", "Page views", "int", 174_000],
    ["metrics/commerce.productViews.value", "Product views", "int", 88_000],
    ["metrics/commerce.productListAdds.value", "Cart additions", "int", 9_400],
    ["metrics/commerce.checkouts.value", "Checkouts", "int", 4_100],
    ["metrics/commerce.purchases.value", "Orders", "int", 2_300],
    ["metrics/commerce.order.priceTotal", "Revenue", "currency", 168_000],
    ["metrics/journey_step_entries", "Journey step entries", "int", 26_000],
    ["metrics/ajo_email_sends", "E-mail sends", "int", 120_000],
    ["metrics/ajo_email_opens", "E-mail opens", "int", 38_000],
    ["metrics/ajo_email_clicks", "E-mail clicks", "int", 5_200],
    ["metrics/adobe_timespent_seconds", "Time spent (seconds)", "int", 7_900_000],
  ];
  return [
    ...plain.map(([id, name, type, daily]): Metric => ({ id, name, type, daily })),
    {
      id: "metrics/conversion_rate",
      name: "Conversion rate",
      type: "percent",
      daily: 0,
      ratio: ["metrics/commerce.purchases.value", "metrics/visits"],
    },
    {
      id: "metrics/average_order_value",
      name: "Average order value",
      type: "decimal",
      daily: 0,
      ratio: ["metrics/commerce.order.priceTotal", "metrics/commerce.purchases.value"],
    },
  ];
}
