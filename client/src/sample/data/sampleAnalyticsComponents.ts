/** What people made in Customer Journey Analytics: filters, calculated metrics, date ranges, projects, annotations. Facts only; ids and owners are added on the way out. */
import type { Seeded } from "../seeded";
import type { Metric } from "./sampleAnalytics";

/** Kinds, by the words that this product uses for them. */
export type ComponentKind = "segment" | "calculatedMetric" | "dateRange" | "project" | "annotation";

/** One component; everything but its name depends on the kind. */
type ComponentFacts = Readonly<Record<string, unknown>> & { readonly name: string };

const filterOn = (name: string, field: string, value: string): ComponentFacts => ({
  name,
  definition: {
    func: "segment",
    version: [1, 0, 0],
    container: {
      func: "container",
      context: "visitors",
      pred: { func: "streq", val: { func: "attr", name: field }, str: value },
    },
  },
});

interface Ratio {
  readonly name: string;
  readonly type: string;
  readonly of: readonly [string, string];
}

const RATIOS: readonly Ratio[] = [
  {
    name: "Revenue per session",
    type: "CURRENCY",
    of: ["metrics/commerce.order.priceTotal", "metrics/visits"],
  },
  {
    name: "E-mail click rate",
    type: "PERCENT",
    of: ["metrics/ajo_email_clicks", "metrics/ajo_email_sends"],
  },
];

const toRatio = ({ name, type, of: [above, below] }: Ratio): ComponentFacts => ({
  name,
  type,
  polarity: "positive",
  precision: 2,
  definition: {
    func: "calc-metric",
    version: [1, 0, 0],
    formula: { func: "divide", col1: { func: "metric", name: above }, col2: { func: "metric", name: below } },
  },
});

/** All components by kind. Their fields and metrics are those of the data views. */
export const ANALYTICS_COMPONENTS: Readonly<Record<ComponentKind, readonly ComponentFacts[]>> = {
  segment: [
    filterOn("Orders above 100", "variables/commerce.order.currencyCode", "EUR"),
    filterOn("Gold members", "variables/_acme.loyalty.tier", "gold"),
    filterOn("Returning people", "variables/marketing_channel", "Direct"),
  ],
  calculatedMetric: RATIOS.map(toRatio),
  dateRange: [
    { name: "Last quarter", definition: { start: { "date-fn": ["quarter", -1] } } },
    { name: "Black Friday week", definition: { start: "2025-11-24", end: "2025-11-30" } },
  ],
  project: [
    { name: "CRM weekly", type: "project", accessLevel: "edit", panels: ["Sessions and orders"] },
    { name: "Shops on the phone", type: "mobileScorecard", accessLevel: "view", panels: ["Orders"] },
  ],
  annotation: [
    {
      name: "New shop in Lyon",
      dateRange: "2026-01-05T00:00:00/2026-01-05T23:59:59",
      color: "STANDARD1",
      applyToAllReports: true,
      scope: { metrics: [], filters: [] },
    },
  ],
};

/** Letters before the id, as each kind has its own. */
const PREFIXES: Readonly<Record<ComponentKind, string>> = {
  segment: "s_",
  calculatedMetric: "cm_",
  dateRange: "",
  project: "",
  annotation: "",
};

/** The id of a component. */
export function toComponentId(seeded: Seeded, kind: ComponentKind, name: string): string {
  return `${PREFIXES[kind]}${seeded.hex(`${kind}/${name}`, 24)}`;
}

/** Calculated metrics as reports count them. */
export function listCalculatedMetrics(seeded: Seeded): readonly Metric[] {
  return RATIOS.map(({ name, type, of }) => ({
    id: toComponentId(seeded, "calculatedMetric", name),
    name,
    daily: 0,
    ratio: of,
    type: type === "PERCENT" ? "percent" : "currency",
  }));
}

/** The functions that formulas are made of, as the service describes them. */
export const FUNCTIONS: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[] = (
  [
    ["divide", "Divides one column by another"],
    ["multiply", "Multiplies two columns"],
    ["mean", "Mean of a column"],
    ["approximate-count-distinct", "Number of different values"],
  ] as const
).map(([id, description]) => ({
  id,
  category: "BASIC",
  persistable: true,
  name: id.replaceAll("-", " "),
  namespace: "",
  description,
  exampleKey: "",
  example: "",
  definition: { func: "calc-metric-function", parameters: [], formula: {}, version: [1, 0, 0] },
}));
