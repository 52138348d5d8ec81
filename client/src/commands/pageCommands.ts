/**
 * Commands that open the pages of things: an audience, a journey, a campaign, a template, a fragment, a dataset, a schema, a destination, a data view. What a page shows is its own business.
 */
import { readDocumentUri } from "../documents/aepUri";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { PageName } from "../pages/frame/protocol";
import type { Services } from "../services";
import { findNodeData, findReferences, findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const PAGE_COMMANDS: readonly Command[] = [
  { id: "aep.audience.details", run: (services, call) => openPage(services, call, "audience") },
  { id: "aep.journey.open", run: (services, call) => openPage(services, call, "journey") },
  { id: "aep.campaign.open", run: (services, call) => openPage(services, call, "campaign") },
  { id: "aep.template.open", run: (services, call) => openPage(services, call, "template") },
  { id: "aep.fragment.open", run: (services, call) => openPage(services, call, "fragment") },
  { id: "aep.dataset.details", run: (services, call) => openPage(services, call, "dataset") },
  { id: "aep.destination.open", run: (services, call) => openPage(services, call, "destination") },
  { id: "aep.dataView.open", run: (services, call) => openPage(services, call, "dataView") },
  { id: "aep.schema.open", run: openSchema },
];

/** What people call a thing whose page has another name. */
const NOUNS: Readonly<Partial<Record<PageName, string>>> = { dataView: "data view" };

/** What a page is opened for. */
interface Subject extends SandboxTarget {
  readonly id: string;
  readonly name: string | undefined;
}

async function openPage(services: Services, call: CommandCall, page: PageName): Promise<void> {
  const subject = findGiven(services, call) ?? findClicked(call, page);
  if (subject === undefined)
    throw new UserError("badArguments", `Select a ${NOUNS[page] ?? page} in the AEP view first.`);
  await show(services, page, subject);
}

/** A schema is named by a program or chosen among those of the sandbox in use. */
async function openSchema(services: Services, call: CommandCall): Promise<void> {
  const subject =
    findGiven(services, call) ?? findClicked(call, "schema") ?? (await chooseSchema(services, call));
  await show(services, "schema", subject);
}

async function show(services: Services, page: PageName, subject: Subject): Promise<void> {
  const { connection, sandbox, id, name } = subject;
  if (page !== "rendered" && name !== undefined)
    await services.recent.note({ connection, sandbox, kind: page, id }, name);
  (await services.pages()).open({ page, connection, sandbox, id }, name ?? id);
}

function findGiven(services: Services, call: CommandCall): Subject | undefined {
  const given = getRecord(call);
  const id = readText(given["id"]);
  return id === undefined ? undefined : { ...getTarget(services, given), id, name: readText(given["name"]) };
}

/** The row clicked, or the thing whose document is in front. */
function findClicked(call: CommandCall, page: PageName): Subject | undefined {
  const name = findNodeData(call, "resource")?.row.name;
  const reference = findReferences(call).find(({ kind }) => kind === page) ?? findDocument(call, page);
  return reference && { ...reference, name };
}

function findDocument(call: CommandCall, page: PageName): Omit<Subject, "name"> | undefined {
  const uri = findUri(call);
  const reference = uri === undefined ? undefined : readDocumentUri(uri)?.reference;
  return reference?.kind === page ? reference : undefined;
}

async function chooseSchema(services: Services, call: CommandCall): Promise<Subject> {
  const target = getTarget(services, getRecord(call));
  const schemas = await services.prompts.showProgress("Reading schemas", async (signal) => {
    const { listSchemaChoices } = await import("../pages/schema/choices");
    const session = await (await services.sessions()).open(target.connection, target.sandbox);
    return await listSchemaChoices(session, signal);
  });
  const chosen = await services.prompts.pick(`Schema of ${target.sandbox}`, schemas);
  return { ...target, id: chosen.id, name: chosen.title };
}
