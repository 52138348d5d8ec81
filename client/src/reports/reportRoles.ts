/**
 * What of a data view means what a template asks for: which metric is an e-mail sent, which an order, which dimension a channel.
 * Proposes by name, id and type; whoever knows the data view confirms it once. Pure.
 */
import type { DataViewComponent } from "../api/cjaDataViews";
import { say } from "../words/say";
import type { DataViewComponents } from "./reportProblems";

/** What templates ask for. */
interface RoleFacts {
  /** To people, at the end of "Which … is". */
  readonly title: string;
  readonly kind: "metric" | "dimension";
  /** What its name or id says, best first. */
  readonly words: readonly RegExp[];
}

const ROLES = {
  visit: { title: say("a visit"), kind: "metric", words: [/\bsessions?\b|visits?\b/i] },
  people: { title: say("people"), kind: "metric", words: [/\b(people|persons?|visitors|profiles)\b/i] },
  cart: { title: say("something put into the cart"), kind: "metric", words: [/cart|basket|listAdds/i] },
  checkout: { title: say("a checkout"), kind: "metric", words: [/check-?outs?/i] },
  purchase: { title: say("a purchase"), kind: "metric", words: [/\borders?\b|purchases?\b/i] },
  entry: {
    title: say("a step of a journey entered"),
    kind: "metric",
    words: [/(journey|step).*(entr|enter)/i, /\b(entries|entrances|entered)\b/i],
  },
  send: {
    title: say("an e-mail sent"),
    kind: "metric",
    words: [/e-?mail.*\bsen[dt]s?|_sends?\b/i, /\b(sends?|sent|deliver)/i],
  },
  open: {
    title: say("an e-mail opened"),
    kind: "metric",
    words: [/e-?mail.*opens?|_opens?\b/i, /\bopen(s|ed)?\b/i],
  },
  click: {
    title: say("a click in an e-mail"),
    kind: "metric",
    words: [/e-?mail.*clicks?|_clicks?\b/i, /\bclicks?\b/i],
  },
  day: { title: say("the day"), kind: "dimension", words: [/daterangeday/i] },
  channel: { title: say("the channel"), kind: "dimension", words: [/marketing.?channel/i, /channel/i] },
  audience: { title: say("the audience"), kind: "dimension", words: [/audience|segment/i] },
  campaign: { title: say("the campaign"), kind: "dimension", words: [/campaign/i] },
  journey: {
    title: say("the journey"),
    kind: "dimension",
    words: [/journey.?(version.?)?name/i, /journey(?!management|.*step)/i, /campaign/i],
  },
  step: {
    title: say("the step of a journey"),
    kind: "dimension",
    words: [/(journey.*step|step.*name|node.?name)/i, /\bsteps?\b/i],
  },
} as const satisfies Readonly<Record<string, RoleFacts>>;

/** A meaning that a template needs a component for. */
export type ReportRole = keyof typeof ROLES;

const REPORT_ROLES = Object.keys(ROLES) as readonly ReportRole[];

/** Ids of components by what they mean. */
export type RoleIds = Readonly<Partial<Record<ReportRole, string>>>;

/** What the table says of a role. */
export function describeRole(role: ReportRole): RoleFacts {
  return ROLES[role];
}

/** The component that is most likely meant; undefined where nothing looks like it. */
export function proposeComponent(
  role: ReportRole,
  components: DataViewComponents,
): DataViewComponent | undefined {
  const { words } = describeRole(role);
  const list = listCandidates(role, components);
  for (const word of words) {
    const named = list.find(({ name }) => word.test(name)) ?? list.find(({ id }) => word.test(id));
    if (named !== undefined) return named;
  }
  return undefined;
}

/** What may stand for a role: a step is a count, never a share or an amount of money. */
export function listCandidates(
  role: ReportRole,
  { metrics, dimensions }: DataViewComponents,
): readonly DataViewComponent[] {
  const list = describeRole(role).kind === "dimension" ? dimensions : metrics.filter(isCount);
  return list.filter(({ isHidden }) => !isHidden);
}

function isCount({ type }: DataViewComponent): boolean {
  return type === undefined || !/percent|currency|time/i.test(type);
}

/** Reads what was kept; what is not text, or no role, is left out. */
export function readRoleIds(value: unknown): RoleIds {
  if (typeof value !== "object" || value === null) return {};
  const kept = new Map<string, unknown>(Object.entries(value));
  const entries = REPORT_ROLES.flatMap((role) => {
    const id = kept.get(role);
    return typeof id === "string" ? [[role, id] as const] : [];
  });
  return Object.fromEntries(entries);
}
