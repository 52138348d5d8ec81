/**
 * Commands on the things the sidebar lists: open what they are, see every field, copy their ids.
 */
import * as vscode from "vscode";
import { type DocumentView, readDocumentUri, toDocumentUri } from "../documents/aepUri";
import { nothingSelected } from "../model/refusals";
import type { ResourceReference } from "../model/resource";
import { OPEN_DOCUMENT_COMMAND, RESOURCE_KINDS } from "../model/resourceKinds";
import type { ResourceRow } from "../model/rows";
import { readText } from "../model/values";
import type { Services } from "../services";
import { openDocument } from "../ui/editors";
import { say } from "../words/say";
import { findReferences, findRow, findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

export const RESOURCE_COMMANDS: readonly Command[] = [
  { id: OPEN_DOCUMENT_COMMAND, run: open },
  { id: "aep.resource.openDetails", run: openDetails },
  { id: "aep.resource.copyId", run: copyIds },
  { id: "aep.resource.refresh", run: refresh },
];

/** Opens the expressions of what has one, otherwise the details. Returns the last document's address. */
async function open(services: Services, call: CommandCall): Promise<string> {
  return await showAll(services, call, (reference, row) => {
    const hasExpression = row === undefined ? reference.kind === "audience" : row.hasExpression === true;
    return hasExpression ? "expression" : "details";
  });
}

async function openDetails(services: Services, call: CommandCall): Promise<string> {
  return await showAll(services, call, () => "details");
}

/** Several documents stay open; a single one gives way to the next. */
async function showAll(
  services: Services,
  call: CommandCall,
  chooseView: (reference: ResourceReference, row: ResourceRow | undefined) => DocumentView,
): Promise<string> {
  const references = getReferences(services, call);
  let address = "";
  for (const reference of references) {
    const row = findRow(call, reference);
    const name = toName(call, reference);
    const uri = toDocumentUri({ reference, view: chooseView(reference, row) }, name);
    if (name !== reference.id) await services.recent.note(reference, name);
    await services.files.readAhead(uri);
    await openDocument(uri, { isPreview: references.length === 1 });
    address = uri.toString();
  }
  return address;
}

/** From the palette of what is in front, or else of the selected rows: then it says whose id that is. */
async function copyIds(services: Services, call: CommandCall): Promise<string> {
  const { selection } = services.sidebar;
  const isOfRows = !call.isAutomated && findReferences(call).length === 0;
  const meant = isOfRows ? { ...call, args: [selection[0], selection] } : call;
  const references = getReferences(services, meant);
  const text = references.map(({ id }) => id).join("\n");
  await vscode.env.clipboard.writeText(text);
  if (call.args.length === 0) {
    const names = references.map((reference) => toName(meant, reference)).join(", ");
    void services.prompts.tell({ severity: "information", text: say("Copied the id of {0}", names) });
  }
  return text;
}

/** Reads a document again from the platform. */
async function refresh(services: Services, call: CommandCall): Promise<void> {
  for (const reference of getReferences(services, call)) services.files.announce(reference);
}

/** The name in the address is for people: the row's, the given one, the one of the document in front, or the id. */
function toName(call: CommandCall, reference: ResourceReference): string {
  const row = findRow(call, reference);
  return row?.name ?? readText(getRecord(call)["name"]) ?? findShownName(call) ?? reference.id;
}

function findShownName(call: CommandCall): string | undefined {
  const uri = findUri(call) ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined || readDocumentUri(uri) === undefined) return undefined;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  return name.replace(/\.(pql|details\.json)$/, "");
}

function getReferences(
  services: Services,
  call: CommandCall,
): readonly [ResourceReference, ...(readonly ResourceReference[])] {
  const given = call.isAutomated ? readReference(services, call) : undefined;
  const [first, ...others] = given === undefined ? findReferences(call) : [given];
  if (first !== undefined) return [first, ...others];
  throw nothingSelected();
}

function readReference(services: Services, call: CommandCall): ResourceReference | undefined {
  const given = getRecord(call);
  const id = readText(given["id"]);
  const kind = RESOURCE_KINDS.find((known) => known === (given["kind"] ?? "audience"));
  return id === undefined || kind === undefined ? undefined : { ...getTarget(services, given), kind, id };
}
