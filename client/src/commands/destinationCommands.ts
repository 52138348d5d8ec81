/**
 * Commands that add an audience to an existing destination, remove it, or export it now. At most three questions, only
 * where the destination needs the answer. What a file destination needs to know, its rhythm and
 * first day, is said in the settings of the flow. Nothing is written here.
 */
import * as vscode from "vscode";
import type { FlowAudience } from "../api/flows";
import { toDocumentUri } from "../documents/aepUri";
import { type ExportRhythm, RHYTHMS, toRhythmText } from "../model/exportRhythm";
import type { SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { isUnpublished, toUnpublishedText } from "../model/unpublished";
import { Cancelled, UserError } from "../model/userError";
import { isRecord, readText } from "../model/values";
import type { Preview } from "../preview/session/previewTypes";
import type { Destination } from "../resources/destinationReading";
import type { Services } from "../services";
import { withProgress } from "../ui/prompts";
import { later, say } from "../words/say";
import { getRecord } from "./arguments";
import { type AudienceWish, chooseAudience } from "./audienceChoice";
import type { Command, CommandCall } from "./command";
import { getMeantAudience, readAudience } from "./meantAudiences";
import { tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const DESTINATION_COMMANDS: readonly Command[] = [
  { id: "aep.audience.activate", needs: "publish", run: activate },
  { id: "aep.audience.removeFromDestination", needs: "publish", run: removeFromDestination },
  { id: "aep.audience.exportNow", needs: "publish", run: exportNow },
];

async function activate(services: Services, call: CommandCall): Promise<Preview> {
  const wanted = { verb: later("Activate"), refuse: refuseUnpublished };
  const meant = await getMeantAudience(services, call, wanted);
  const { target } = meant;
  // The one in front was not chosen among those that can be sent.
  const { id, name } = call.isAutomated ? meant : await orAnother(services, meant, wanted);
  const flow = await chooseFlow(services, call, {
    target,
    question: say("Send “{0}” to which destination?", name),
    isWanted: ({ audienceIds }) => !audienceIds.includes(id),
  });
  const settings = await getSettings(services, call, { flow, name });
  const wish = { flowId: flow.id, destinationName: flow.name, add: [{ id, name, settings }], remove: [] };
  const previews = await services.destinationPreviews();
  const report = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.preview(target, wish, signal),
  );
  return tell(services, call, { report, flow, look: say("Look at what “{0}” will send", flow.name) });
}

/** What nobody has published has no members to send. */
function refuseUnpublished({ state }: ResourceRow): string | undefined {
  return isUnpublished(state) ? say("{0}: publish it first", say(state)) : undefined;
}

/** The audience, or the one chosen in its place where nobody has published it. Rejects with `Cancelled` where none is. */
async function orAnother(
  services: Services,
  meant: Awaited<ReturnType<typeof getMeantAudience>>,
  wanted: AudienceWish,
): Promise<Pick<ResourceRow, "id" | "name">> {
  const { target, id, name } = meant;
  const reference = { ...target, kind: "audience", id } as const;
  const { lifecycle } = await readAudience(services, reference);
  const text = toUnpublishedText(name, lifecycle);
  if (text === undefined) return meant;
  const buttons = [say("Publish"), say("Choose Another…")];
  const pressed = await services.prompts.tell({ severity: "error", text, buttons });
  if (pressed === buttons[1]) return await chooseAudience(services, target, wanted);
  if (pressed !== undefined) {
    const uri = toDocumentUri({ reference, view: "expression" }, name);
    await vscode.commands.executeCommand("aep.audience.publish", uri);
  }
  throw new Cancelled();
}

async function removeFromDestination(services: Services, call: CommandCall): Promise<Preview> {
  const { target, id, name } = await getMeantAudience(services, call, { verb: later("Remove") });
  const flow = await chooseFlow(services, call, {
    target,
    question: say("Remove “{0}” from which destination?", name),
    isWanted: ({ audienceIds }) => audienceIds.includes(id),
  });
  const wish = { flowId: flow.id, destinationName: flow.name, add: [], remove: [id] };
  const previews = await services.destinationPreviews();
  const report = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.preview(target, wish, signal),
  );
  return tell(services, call, {
    report,
    flow,
    look: say("Look at what “{0}” will no longer send", flow.name),
  });
}

async function exportNow(services: Services, call: CommandCall): Promise<Preview> {
  const { target, id, name } = await getMeantAudience(services, call, { verb: later("Export") });
  const isWanted = (choice: Destination): boolean => choice.isFile && choice.audienceIds.includes(id);
  const question = say("Export “{0}” through which destination?", name);
  const flow = await chooseFlow(services, call, { target, question, isWanted });
  if (!flow.isFile) {
    throw new UserError(
      "notAllowed",
      say("“{0}” is not a file destination; it exports by itself.", flow.name),
    );
  }
  const onStarted = (runId: string | undefined): void => void followRun(services, { target, flow, runId });
  const wish = { flowId: flow.id, destinationName: flow.name, audienceIds: [id], onStarted };
  const previews = await services.destinationPreviews();
  const report = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.previewRun(target, wish, signal),
  );
  return tell(services, call, {
    report,
    flow,
    look: say("“{0}” exports as soon as you apply: look at what", flow.name),
  });
}

function tell(
  services: Services,
  call: CommandCall,
  { report, flow, look }: { readonly report: Preview; readonly flow: Destination; readonly look: string },
): Preview {
  return call.isAutomated ? report : tellOutcome(services, report, { name: flow.name, look });
}

interface StartedRun {
  readonly target: SandboxTarget;
  readonly flow: Destination;
  readonly runId: string | undefined;
}

/** Follows the run with progress until it ends or the person stops watching; the run goes on either way. */
async function followRun(services: Services, { target, flow, runId }: StartedRun): Promise<void> {
  const { prompts, log } = services;
  if (runId === undefined) return;
  try {
    const { waitForRun } = await import("../resources/destinationReading");
    const session = await (await services.sessions()).open(target.connection, target.sandbox);
    const text = await prompts.showProgress(say("Exporting through “{0}”", flow.name), (signal) =>
      waitForRun(session, runId, signal),
    );
    void prompts.tell({ severity: "information", text: `“${flow.name}”: ${text}` });
  } catch (error) {
    log.error("The export could not be followed", error);
  }
}

interface FlowChoice {
  readonly target: SandboxTarget;
  readonly question: string;
  readonly isWanted: (choice: Destination) => boolean;
}

async function chooseFlow(
  services: Services,
  call: CommandCall,
  { target, question, isWanted }: FlowChoice,
): Promise<Destination> {
  const { fetchDestination, listDestinations, toWorkingFirst } = await import(
    "../resources/destinationReading"
  );
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const given = readText(getRecord(call)["flow"]);
  if (given !== undefined) return await fetchDestination(session, given, call.signal);
  if (call.isAutomated)
    throw new UserError("badArguments", "Name the destination: pass the id of its `flow`.");
  const found = await services.prompts.showProgress(say("Reading destinations"), (signal) =>
    listDestinations(session, signal),
  );
  const choices = toWorkingFirst(found.filter(isWanted)).map((choice) => ({
    label: choice.name,
    description: [choice.kind, say(choice.state ?? "")].filter(Boolean).join(" · "),
    value: choice.id,
  }));
  if (choices.length === 0) throw new UserError("gone", say("No destination of this sandbox fits."));
  const id = await services.prompts.pick(question, choices);
  return await fetchDestination(session, id, call.signal);
}

async function getSettings(
  services: Services,
  call: CommandCall,
  { flow, name }: { readonly flow: Destination; readonly name: string },
): Promise<FlowAudience["settings"] | undefined> {
  const given = getRecord(call)["settings"];
  if (isRecord(given)) return given;
  const { isFile, needsMapping, likeOthers } = flow;
  if (isFile && !call.isAutomated) return await askExportSettings(services, name, likeOthers);
  if (isFile && likeOthers !== undefined) return likeOthers;
  if (isFile) throw new UserError("badArguments", "A file destination needs `settings` with a schedule.");
  if (!needsMapping) return undefined;
  if (call.isAutomated) throw new UserError("badArguments", "This destination needs `settings.mappingId`.");
  const mappingId = await services.prompts.ask({
    title: say("Mapping in “{0}”", flow.name),
    prompt: say("Name of the attribute that stands for this audience in the other system"),
    value: name,
    check: (text) => (text.trim() === "" ? say("The destination needs a mapping.") : undefined),
  });
  return { mappingId: mappingId.trim() };
}

type ExportSettings = FlowAudience["settings"];
const FILE_TEMPLATE = "%DESTINATION_NAME%_%SEGMENT_ID%_%DATETIME(YYYYMMdd_HHmmss)%";
const DAY_MS = 86_400_000;
/** When nobody waits for the platform; in UTC. */
const START_TIME = "02:00";

/** Settings a person chose: those of the audiences that are there, or a schedule of its own. */
async function askExportSettings(
  { prompts, now }: Pick<Services, "prompts" | "now">,
  name: string,
  likeOthers: ExportSettings | undefined,
): Promise<ExportSettings> {
  const choices = [
    ...(likeOthers === undefined
      ? []
      : [
          {
            label: say("Like the other audiences of this destination"),
            description: toRhythmText(likeOthers),
            value: likeOthers,
          },
        ]),
    ...RHYTHMS,
  ];
  const picked = await prompts.pick<ExportSettings | ExportRhythm>(
    say("What is exported of “{0}”, and when?", name),
    choices,
  );
  if (typeof picked !== "string") return picked;
  const startDate = await prompts.ask({
    title: picked === "once" ? say("Date of the export") : say("Date of the first export"),
    prompt: say("As year-month-day; it starts at {0} UTC.", START_TIME),
    value: new Date(now() + DAY_MS).toISOString().slice(0, 10),
    check: findDateProblem,
  });
  return toExportSettings(picked, startDate);
}

/** A daily, incremental or single export from `startDate` (`YYYY-MM-DD`) on, at two in the morning UTC. */
function toExportSettings(rhythm: ExportRhythm, startDate: string): ExportSettings {
  return {
    filenameTemplate: FILE_TEMPLATE,
    exportMode: rhythm === "incremental" ? "FIRST_FULL_THEN_INCREMENTAL" : "DAILY_FULL_EXPORT",
    schedule: {
      frequency: rhythm === "once" ? "ONCE" : "DAILY",
      startDate,
      startTime: START_TIME,
      triggerType: "SCHEDULED",
    },
  };
}

/** Undefined for a date a schedule can start on; otherwise what is wrong with it. */
function findDateProblem(text: string): string | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate ? undefined : say("Write the date as year-month-day, for example 2026-03-01.");
}
