/**
 * Which numbers a report over the tracking datasets needs, in the days asked for and in those before. Pure. Each number is a query, so
 * long times are counted in parts of as many days; no more are planned than may be asked.
 */
import { say } from "../words/say";
import { splitRange } from "./campaignFigures";
import { countDays, type DayRange, toItemId, toRangeBefore } from "./reportDates";
import type { ReportTemplate } from "./reportTemplates";
import { listTrackedTables, type TrackedTable } from "./trackedTables";
import type { TrackedChannel, TrackingQuestion, TrackingSubject } from "./trackingStatements";

/** The messages of a sandbox, or some of them. */
type SandboxSubject = Extract<TrackingSubject, { readonly kind: "sandbox" }>;

/** A row, whose numbers are one for each role of its table. */
export interface PlannedRow {
  readonly id: string;
  readonly label: string;
  readonly subject: SandboxSubject;
  readonly range: DayRange;
}

/** A table with its rows. */
export interface PlannedTable extends TrackedTable {
  readonly rows: readonly PlannedRow[];
  /** Of the days before: for each row one, or for all days together. */
  readonly rowsBefore: readonly PlannedRow[];
}

/** What a plan is made for. */
export interface TrackedWish {
  readonly sandbox: string;
  readonly range: DayRange;
  /** How many numbers may be asked for. */
  readonly most: number;
}

/** The tables of a template with the numbers they need. */
export function planTracked(
  template: ReportTemplate,
  { sandbox, range, most }: TrackedWish,
): readonly PlannedTable[] {
  const tables = listTrackedTables(template);
  const before = toRangeBefore(range);
  const fixed = tables.map((table) => ({ table, rows: listFixedRows(table, { sandbox, range }) }));
  const taken = fixed.reduce((sum, { table, rows }) => sum + 2 * rows.length * table.roles.length, 0);
  return fixed.map(({ table, rows }) => {
    if (table.by !== "day")
      return { ...table, rows, rowsBefore: rows.map((row) => ({ ...row, range: before })) };
    if (table.roles.length === 0) return { ...table, rows: [], rowsBefore: [] };
    const { sender } = table;
    const subject = { kind: "sandbox", name: sandbox, channel: "email", ...(sender && { sender }) } as const;
    const parts = splitEvenly(range, Math.floor((most - taken) / table.roles.length) - 1);
    return {
      ...table,
      rows: parts.map((part) => ({ ...part, subject })),
      rowsBefore: [{ id: "", label: "", subject, range: before }],
    };
  });
}

/** What is asked, table by table: first the rows, then those of the days before. */
export function listQuestions(tables: readonly PlannedTable[]): readonly TrackingQuestion[] {
  return tables.flatMap(({ roles, rows, rowsBefore }) =>
    [...rows, ...rowsBefore].flatMap(({ subject, range }) => roles.map((role) => ({ subject, role, range }))),
  );
}

/** What is told apart, whatever the days. */
function listFixedRows(
  { by, sender }: TrackedTable,
  { sandbox: name, range }: Pick<TrackedWish, "sandbox" | "range">,
): readonly PlannedRow[] {
  if (by === "day") return [];
  if (by === "sender")
    return (["journeys", "campaigns"] as const).map((id) => ({
      id,
      label: id === "journeys" ? say("Journeys") : say("Campaigns"),
      subject: { kind: "sandbox", name, channel: "email", sender: id },
      range,
    }));
  const labels: Readonly<Record<TrackedChannel, string>> = {
    email: say("E-mail"),
    push: say("Push message"),
    sms: say("SMS"),
    other: say("Other channels"),
  };
  return (["email", "push", "sms", "other"] as const).map((channel) => ({
    id: channel,
    label: labels[channel],
    subject: { kind: "sandbox", name, channel, ...(sender && { sender }) },
    range,
  }));
}

/** Parts of as many days. Where they cannot be alike they are no moments: a shorter last one would look like a fall. */
function splitEvenly(range: DayRange, most: number): readonly Omit<PlannedRow, "subject">[] {
  const days = countDays(range);
  const shortest = Math.max(1, Math.ceil(days / most));
  const lengths = Array.from({ length: shortest + 1 }, (_length, more) => shortest + more);
  const even = lengths.find((length) => days % length === 0);
  return splitRange(range, even === undefined ? most : days / even).map((part) => ({
    id: even === undefined ? part.from : toItemId(part.from),
    label: part.from === part.to ? part.from : say("{0} to {1}", part.from, part.to),
    range: part,
  }));
}
