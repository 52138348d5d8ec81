/**
 * What of each template the tracking datasets of Journey Optimizer answer for a whole sandbox, and why not the rest. Pure. A part that is
 * not answered is a table without numbers that says why; nothing near it stands in its place.
 */
import { say } from "../words/say";
import type { ReportTemplate } from "./reportTemplates";
import { UNCOUNTED_PURCHASES } from "./trackingRemarks";
import type { CountedRole } from "./trackingStatements";

/** A table as it will be counted; one without roles is not answered. */
export interface TrackedTable {
  readonly title: string;
  /** What its rows are. */
  readonly by: "day" | "channel" | "sender";
  readonly roles: readonly CountedRole[];
  /** Those that follow each other. */
  readonly steps: readonly CountedRole[];
  /** Whose messages it counts; undefined for everybody's. */
  readonly sender?: "journeys";
  /** What it leaves out, in sentences. */
  readonly gaps: readonly string[];
}

const UNKNOWN_PEOPLE = say(
  "The tracking datasets hold messages, not people: they tell neither who was in an audience nor how many people there are.",
);
const UNCOUNTED_VISITS = say(
  "Visits, carts and checkouts are not there either: these are the steps of e-mails, which may be opened more than once.",
);
const STEPS_ELSEWHERE = say(
  "Steps are counted for one journey at a time: choose “Show Performance…” on it. Here are all journeys of the sandbox.",
);

const MAIL_STEPS = ["send", "open", "click"] as const;
const CHANNELS = {
  by: "channel",
  roles: ["send", "delivered", "bounce"],
  steps: ["send", "delivered"],
  gaps: [],
} as const;
const DAYS = { by: "day", roles: MAIL_STEPS, steps: MAIL_STEPS, gaps: [] } as const;

function unanswered(title: string, gap: string): TrackedTable {
  return { title, by: "day", roles: [], steps: [], gaps: [gap] };
}

/** The tables of a template, in its order and called as there. */
export function listTrackedTables(template: ReportTemplate): readonly TrackedTable[] {
  switch (template) {
    case "abandonment":
      return [
        {
          ...DAYS,
          title: say("Where people drop off"),
          by: "sender",
          gaps: [UNCOUNTED_PURCHASES, UNCOUNTED_VISITS],
        },
        { ...DAYS, title: say("Volume by day") },
      ];
    case "audience":
      return [
        { ...CHANNELS, title: say("By channel"), gaps: [UNKNOWN_PEOPLE, UNCOUNTED_PURCHASES] },
        { ...DAYS, title: say("By day") },
      ];
    case "journey":
      return [
        unanswered(say("By step"), STEPS_ELSEWHERE),
        { ...CHANNELS, title: say("Messages"), sender: "journeys" },
        {
          ...DAYS,
          title: say("By day"),
          roles: ["entry", ...MAIL_STEPS],
          sender: "journeys",
          gaps: [UNCOUNTED_PURCHASES],
        },
      ];
    case "combined":
      return [
        unanswered(say("Audience size"), UNKNOWN_PEOPLE),
        {
          ...DAYS,
          title: say("E-mail engagement"),
          roles: [...CHANNELS.roles, "open", "click", "unsubscribe"],
        },
        unanswered(say("Conversion by channel"), UNCOUNTED_PURCHASES),
        unanswered(say("Conversion trend"), UNCOUNTED_PURCHASES),
      ];
  }
}
