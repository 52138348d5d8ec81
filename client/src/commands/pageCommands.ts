/**
 * Commands that open the pages of things. What a page shows is its own business.
 */
import { readDocumentUri } from "../documents/aepUri";
import { nothingSelected } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import {
  describeKind,
  describePage,
  OPEN_PAGE_COMMAND,
  PAGE_KINDS,
  type PageKind,
} from "../model/resourceKinds";
import { readText } from "../model/values";
import type { Services } from "../services";
import { tickStep } from "../walkthrough";
import { say } from "../words/say";
import { findNodeData, findReferences, findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file: one for each page that has one of its own, and one for the others. */
export const PAGE_COMMANDS: readonly Command[] = [
  ...PAGE_KINDS.flatMap((kind): Command[] => {
    const { command } = describePage(kind);
    const open = kind === "schema" ? openSchema : openPageOf(kind);
    return command === undefined ? [] : [{ id: command, run: open }];
  }),
  { id: OPEN_PAGE_COMMAND, run: openAnyPage },
];

/** What a page is opened for. */
interface Subject extends SandboxTarget {
  readonly id: string;
  readonly name: string | undefined;
}

function openPageOf(page: PageKind): Command["run"] {
  return async (services, call) => {
    const subject = findGiven(services, call) ?? findClicked(call, page);
    if (subject === undefined)
      throw nothingSelected(say("a row of the kind “{0}”", say(describeKind(page).noun)));
    await show(services, page, subject);
  };
}

/** The page of whatever is selected, or of what a program names by kind and id. */
async function openAnyPage(services: Services, call: CommandCall): Promise<void> {
  const { kind: given } = getRecord(call);
  const page = PAGE_KINDS.find(
    (kind) => kind === given || (given === undefined && findClicked(call, kind) !== undefined),
  );
  if (page === undefined) throw nothingSelected(say("something that has a page"));
  await openPageOf(page)(services, call);
}

/** A schema is named by a program or chosen among those of the sandbox in use. */
async function openSchema(services: Services, call: CommandCall): Promise<void> {
  const subject =
    findGiven(services, call) ?? findClicked(call, "schema") ?? (await chooseSchema(services, call));
  await show(services, "schema", subject);
}

async function show(services: Services, page: PageKind, subject: Subject): Promise<void> {
  const { connection, sandbox, id, name } = subject;
  if (name !== undefined) await services.recent.note({ connection, sandbox, kind: page, id }, name);
  if (page === "audience") tickStep(services.log, "aep.hasOpenedAudience");
  (await services.pages()).open({ page, connection, sandbox, id }, name ?? id);
}

function findGiven(services: Services, call: CommandCall): Subject | undefined {
  const given = getRecord(call);
  const id = readText(given["id"]);
  return id === undefined ? undefined : { ...getTarget(services, given), id, name: readText(given["name"]) };
}

/** The row clicked, or the thing whose document is in front. */
function findClicked(call: CommandCall, page: PageKind): Subject | undefined {
  const name = findNodeData(call, "resource")?.row.name;
  const reference = findReferences(call).find(({ kind }) => kind === page) ?? findDocument(call, page);
  return reference && { ...reference, name };
}

function findDocument(call: CommandCall, page: PageKind): Omit<Subject, "name"> | undefined {
  const uri = findUri(call);
  const reference = uri === undefined ? undefined : readDocumentUri(uri)?.reference;
  return reference?.kind === page ? reference : undefined;
}

async function chooseSchema(services: Services, call: CommandCall): Promise<Subject> {
  const target = getTarget(services, getRecord(call));
  const schemas = await services.prompts.showProgress(say("Reading schemas"), async (signal) => {
    const { listSchemaChoices } = await import("../pages/schema/choices");
    const session = await (await services.sessions()).open(target.connection, target.sandbox);
    return await listSchemaChoices(session, signal);
  });
  const chosen = await services.prompts.pick(say("Schema of {0}", target.sandbox), schemas);
  return { ...target, id: chosen.id, name: chosen.title };
}
