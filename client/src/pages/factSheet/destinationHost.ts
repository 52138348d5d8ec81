/**
 * Reads what the page of a destination shows. Reads only: no run is started.
 */
import {
  type Flow,
  type FlowReference,
  type FlowRun,
  fetchFlow,
  fetchFlowReferenceName,
  listConnectionSpecs,
  listFlowRuns,
} from "../../api/flows";
import { collectItems } from "../../api/pages";
import { isRecord } from "../../model/values";
import { later, say, sayNumber } from "../../words/say";
import { readNames } from "../frame/factNames";
import { type GroupText, time, toFactGroups, toTimeText, withNames } from "../frame/facts";
import {
  type PageContent,
  type PageContext,
  type PageHost,
  type PartReader,
  withoutAbsent,
} from "../frame/pageHost";
import type { FactNames } from "../frame/protocol";
import { toHead } from "./factSheetHost";
import type {
  CellContent,
  ColumnContent,
  FactSheetContent,
  FactSheetPart,
  TableContent,
} from "./factSheetPageContent";

export const destinationPage: PageHost = { load };

const GROUPS: readonly GroupText[] = later([
  { title: "Identity", fields: { id: "Id", version: "Version", flowSpec: "Kind of dataflow" } },
  {
    title: "Sending",
    fields: {
      scheduleParams: "Schedule",
      transformations: "Audiences and fields (as written)",
      lastRunDetails: "Last run",
    },
  },
  {
    title: "Who and when",
    fields: {
      createdBy: "Created by",
      createdAt: time("Created"),
      updatedBy: "Changed by",
      updatedAt: time("Changed"),
    },
  },
  {
    title: "Technical",
    fields: {
      etag: "Version tag",
      sourceConnectionIds: "Source connections",
      targetConnectionIds: "Target connections",
      inheritedAttributes: "Connections (as written)",
      imsOrgId: "Organisation",
      sandboxName: "Sandbox",
      sandboxId: "Sandbox id",
    },
  },
]);

const RUN_COLUMNS: readonly ColumnContent[] = [
  { title: say("Started"), form: "time" },
  { title: say("Outcome") },
  { title: say("Records read"), form: "number" },
  { title: say("Records sent"), form: "number" },
  { title: say("Records failed"), form: "number" },
];

async function load(context: PageContext): Promise<PageContent> {
  const { session, place, signal } = context;
  const flow = await fetchFlow(session, place.id, { signal });
  const content: Omit<FactSheetContent, FactSheetPart> = {
    ...toHead("destination", place),
    sourceTitle: say("Sends to"),
    tables: [
      {
        part: "members",
        title: say("Audiences"),
        label: say("All audiences"),
        empty: say("It sends no audience."),
        failed: say("The audiences could not be read"),
      },
      {
        part: "others",
        title: say("Runs"),
        label: say("All runs"),
        empty: say("It has not run yet."),
        failed: say("The runs could not be read"),
      },
    ],
    name: flow.name.trim() === "" ? flow.id : flow.name,
    ...withoutAbsent({ description: flow.description, state: flow.state?.toLowerCase() }),
    groups: withNames(toFactGroups(flow.raw, GROUPS, ["name", "description", "state"]), {
      "Last run": toLastRunText(flow),
    }),
  };
  const parts: Record<FactSheetPart, PartReader> = {
    source: async () => {
      const specs = await collectItems(listConnectionSpecs(session), signal);
      return specs.find(({ id }) => flow.targetSpecIds.includes(id))?.name ?? null;
    },
    members: async () => toAudienceTable(flow),
    others: async () => {
      const page = await listFlowRuns(session, flow.id).nextPage(signal);
      return toRunTable(page?.items ?? [], page !== undefined && !page.isLast);
    },
    names: () => readReferences(context, flow),
  };
  return { title: content.name, content, parts };
}

/** "success, 2026-11-28 23:00 UTC"; empty when it has not run. */
function toLastRunText({ lastRunDetails: run }: Flow): string {
  const at = run?.completedAtUTC ?? run?.startedAtUTC;
  return [run?.state ?? "", at === undefined ? "" : toTimeText(at)].filter((text) => text !== "").join(", ");
}

/** A flow names its kind and its connections by id alone. */
function readReferences({ session, signal }: PageContext, flow: Flow): Promise<FactNames> {
  const read = async (kind: FlowReference, id: string): Promise<string> =>
    (await fetchFlowReferenceName(session, { kind, id }, { signal })) ?? id;
  const { flowSpec, sourceConnectionIds, targetConnectionIds } = flow;
  const readAll = (kind: FlowReference, ids: readonly string[]) => () =>
    Promise.all(ids.map((id) => read(kind, id)));
  const kind = flowSpec?.id;
  return readNames({
    "Kind of dataflow": kind === undefined ? undefined : () => read("flowSpecs", kind),
    "Source connections": readAll("sourceConnections", sourceConnectionIds),
    "Target connections": readAll("targetConnections", targetConnectionIds),
  });
}

/** Files are exported at times; a stream sends each change, so its table has the audiences alone. */
function toAudienceTable({ audiences }: Flow): TableContent {
  const rows = audiences.map(({ id, name, settings }): CellContent[] => [
    { text: name ?? id, audienceId: id },
    { text: toWords(settings["exportMode"]) },
    { text: toScheduleText(settings["schedule"]) },
  ]);
  const titles = [say("Audience"), say("Export"), say("Schedule")];
  const used = titles.map((_title, index) => index === 0 || rows.some((row) => row[index]?.text !== ""));
  return {
    columns: titles.filter((_title, index) => used[index]).map((title) => ({ title })),
    rows: rows.map((row) => row.filter((_cell, index) => used[index])),
    hasMore: false,
  };
}

/** `DAILY_FULL_EXPORT` as "daily full export". */
function toWords(setting: unknown): string {
  return typeof setting === "string" ? setting.toLowerCase().replaceAll("_", " ") : "";
}

/** "daily, from 2026-01-05 to 2026-03-01, at 02:00 UTC, after the evaluation". */
function toScheduleText(schedule: unknown): string {
  if (!isRecord(schedule)) return "";
  const { frequency, startDate, endDate, startTime, triggerType } = schedule;
  const tell = (sentence: string, value: unknown): string =>
    typeof value === "string" && value !== "" ? say(sentence, value) : "";
  const days = [tell(later("from {0}"), startDate), tell(later("to {0}"), endDate)]
    .filter((text) => text !== "")
    .join(" ");
  const trigger = triggerType === "AFTER_SEGMENT_EVAL" ? say("after the evaluation") : "";
  return [toWords(frequency), days, tell(later("at {0} UTC"), startTime), trigger]
    .filter((text) => text !== "")
    .join(", ");
}

function toRunTable(runs: readonly FlowRun[], hasMore: boolean): TableContent {
  const rows = runs.map(({ createdAt, metrics }) => {
    const { recordSummary: records, statusSummary: outcome, durationSummary: duration } = metrics ?? {};
    const start = duration?.startedAtUTC ?? createdAt;
    const errors = (outcome?.errors ?? []).flatMap(({ message, code }) => message ?? code ?? []);
    return [
      start === undefined ? say("unknown") : toTimeText(start),
      [outcome?.status?.toLowerCase() ?? say("unknown"), ...errors].join(": "),
      toNumberText(records?.inputRecordCount),
      toNumberText(records?.outputRecordCount),
      toNumberText(records?.failedRecordCount),
    ].map((text) => ({ text }));
  });
  return { columns: [...RUN_COLUMNS], rows, hasMore };
}

function toNumberText(value: number | undefined): string {
  return value === undefined ? say("unknown") : sayNumber(value);
}
