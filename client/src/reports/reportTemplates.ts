/**
 * Reports that people ask for again and again, as files made from what a data view's components mean. Pure; what they find is worked
 * out by the same rules as for any other report.
 */
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { FIGURE_ROLES } from "./journeyFigures";
import type { ReportDates, ReportFile, ReportTable } from "./reportFile";
import type { ReportRole, RoleIds } from "./reportRoles";

const TEMPLATES = {
  abandonment: {
    title: say("Abandonment"),
    detail: say("Volume, conversion, and where people drop off by step and by channel"),
    needs: ["visit", "cart", "checkout", "purchase", "day", "channel"],
  },
  audience: {
    title: say("Audience performance"),
    detail: say("How many people, how many of them buy, across channels"),
    needs: ["people", "visit", "purchase", "day", "channel", "audience"],
  },
  journey: {
    title: say("Journey performance"),
    detail: say("Entries, sends, opens, clicks and purchases, by step and by day"),
    needs: ["entry", "send", "open", "click", "purchase", "day", "journey", "step"],
  },
  combined: {
    title: say("Combined report"),
    detail: say("Audience size, e-mail engagement, conversion trend, recommendations"),
    needs: ["people", "visit", "purchase", "send", "open", "click", "day", "channel", "audience", "campaign"],
  },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly detail: string; readonly needs: readonly ReportRole[] }>
>;

export type ReportTemplate = keyof typeof TEMPLATES;

/** What a template is called and needs. */
export function describeTemplate(template: ReportTemplate): {
  readonly title: string;
  readonly detail: string;
  readonly needs: readonly ReportRole[];
} {
  return TEMPLATES[template];
}

export interface TemplateFilling {
  readonly dataView: string;
  readonly dates: ReportDates;
  readonly roles: RoleIds;
  /** The audience or journey it is about, by the name the data view knows it by. */
  readonly subject?: { readonly role: "audience" | "journey"; readonly name: string } | undefined;
}

/**
 * The file of a template. Steps and tables whose components the data view lacks are left out. Refuses where nothing is left, and
 * where a report on one audience or journey would count everybody.
 */
export function fillTemplate(template: ReportTemplate, filling: TemplateFilling): ReportFile {
  const { dataView, dates, roles, subject } = filling;
  const { title } = describeTemplate(template);
  const dimension = subject && roles[subject.role];
  const tables = subject?.role === "journey" ? listJourneyTables(roles) : listTables(template, roles);
  if (tables.length === 0)
    throw new UserError(
      "gone",
      say("The data view has nothing that the report “{0}” counts. Choose another data view.", title),
    );
  if (subject !== undefined && dimension === undefined)
    throw new UserError(
      "gone",
      say(
        "The data view has no dimension that tells who belongs to “{0}”, so the report would count everybody. Choose another data view, or start the report from the palette.",
        subject.name,
      ),
    );
  const where = subject === undefined || dimension === undefined ? [] : [toCondition(subject, dimension)];
  return {
    title: subject === undefined ? title : `${title}: ${subject.name}`,
    dataView,
    dates,
    compareBefore: true,
    ...(where.length === 0 ? {} : { where }),
    tables,
  };
}

/** Whatever people of an audience do is of interest; of a journey, what happens in it, or its numbers would be those of all messages. */
function toCondition(
  { role, name: equals }: NonNullable<TemplateFilling["subject"]>,
  dimension: string,
): NonNullable<ReportFile["where"]>[number] {
  return role === "journey" ? { dimension, equals, of: "event" } : { dimension, equals };
}

/** The table whose rows are steps of a journey. */
const STEP_TABLE = say("By step");

const SHOP_STEPS: readonly ReportRole[] = ["visit", "cart", "checkout", "purchase"];
const MAIL_STEPS: readonly ReportRole[] = ["send", "open", "click"];

interface TableWish {
  readonly metrics: readonly ReportRole[];
  /** Whether the metrics follow each other. */
  readonly hasSteps?: boolean;
}

/** Makes tables of what a data view has; none where it lacks the dimension, or all metrics. */
function toTableMaker(roles: RoleIds) {
  return (title: string, by: ReportRole, { metrics, hasSteps = false }: TableWish): ReportTable[] => {
    const dimension = roles[by];
    const ids = [...new Set(metrics.flatMap((role) => roles[role] ?? []))];
    if (dimension === undefined || ids.length === 0) return [];
    return [{ title, dimension, metrics: ids, ...(hasSteps && ids.length > 1 ? { steps: ids } : {}) }];
  };
}

/** What is counted in one journey. A purchase is no event of a journey. */
const JOURNEY_EVENTS: readonly ReportRole[] = FIGURE_ROLES.filter((role) => role !== "purchase");

function listJourneyTables(roles: RoleIds): ReportTable[] {
  const make = toTableMaker(roles);
  return [
    ...make(STEP_TABLE, "step", { metrics: JOURNEY_EVENTS }),
    ...make(say("By day"), "day", { metrics: JOURNEY_EVENTS }),
  ];
}

function listTables(template: ReportTemplate, roles: RoleIds): ReportTable[] {
  const make = toTableMaker(roles);
  switch (template) {
    case "abandonment":
      return [
        ...make(say("Where people drop off"), "channel", { metrics: SHOP_STEPS, hasSteps: true }),
        ...make(say("Volume by day"), "day", { metrics: SHOP_STEPS }),
      ];
    case "audience":
      return [
        ...make(say("By channel"), "channel", { metrics: ["people", "visit", "purchase"] }),
        ...make(say("By day"), "day", { metrics: ["people", "purchase"] }),
      ];
    case "journey":
      return [
        ...make(STEP_TABLE, "step", { metrics: FIGURE_ROLES }),
        ...make(say("Messages"), "journey", { metrics: [...MAIL_STEPS, "purchase"], hasSteps: true }),
        ...make(say("By day"), "day", { metrics: [...MAIL_STEPS, "purchase"] }),
      ];
    case "combined":
      return [
        ...make(say("Audience size"), "audience", { metrics: ["people"] }),
        ...make(say("E-mail engagement"), "campaign", { metrics: MAIL_STEPS, hasSteps: true }),
        ...make(say("Conversion by channel"), "channel", { metrics: ["visit", "purchase"], hasSteps: true }),
        ...make(say("Conversion trend"), "day", { metrics: ["purchase", "visit"] }),
      ];
  }
}
