/**
 * Commands on content of Journey Optimizer: take a template or fragment as local files, update it from them, publish a
 * fragment. Nothing is written to the platform here.
 */
import * as vscode from "vscode";
import type { ContentKind } from "../api/contentWrites";
import {
  CONTENT_FILES,
  type ContentLink,
  readContentFolder,
  writeApplied,
  writeContentFolder,
} from "../content/contentFolder";
import type { ContentPart } from "../content/contentParts";
import { nothingSelected, unopened } from "../model/refusals";
import type { ResourceReference } from "../model/resource";
import { toFileName } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { openDocument } from "../ui/editors";
import { say } from "../words/say";
import { findReferences, findUri, getPreviewId, getRecord, getTarget, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import { getContentFolder } from "./fileArguments";
import { tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const CONTENT_COMMANDS: readonly Command[] = [
  { id: "aep.content.edit", progress: say("Taking the content"), run: edit },
  { id: "aep.content.update", needs: "draft", progress: say("Planning"), run: update },
  { id: "aep.preview.showRendered", run: showRendered },
  { id: "aep.content.publish", needs: "publish", progress: say("Planning"), run: publish },
];

type ContentReference = ResourceReference & { readonly kind: ContentKind };

async function edit(services: Services, call: CommandCall): Promise<string | undefined> {
  const { connection, sandbox, kind, id } = getContent(services, call);
  const { fetchContentItem } = await import("../content/contentReading");
  const session = await (await services.sessions()).open(connection, sandbox);
  const { name, parts } = await fetchContentItem(session, { kind, id }, call.signal);
  if (parts.length === 0)
    throw new UserError("notAllowed", say("“{0}” holds nothing that can be edited as text.", name));
  const folder = vscode.Uri.joinPath(getContentFolder(call), `${kind}s`, toFileName(name));
  const uri = await writeContentFolder(folder, { kind, id, name, connection, sandbox }, parts);
  if (uri !== undefined) await openDocument(uri);
  return uri?.toString();
}

async function update(services: Services, call: CommandCall): Promise<Preview> {
  const folder = getFileFolder(call);
  const { link, parts, started } = await readContentFolder(folder, CONTENT_FILES);
  const { connection, sandbox } = link;
  const previews = await services.contentPreviews();
  const onApplied = (now: readonly ContentPart[]): Promise<void> =>
    writeApplied(folder, { sent: parts, now });
  const report = await previews.preview(
    { connection, sandbox },
    { ...pickWish(link), parts, started, onApplied },
    call.signal,
  );
  if (call.isAutomated) return report;
  await openRendered(report);
  return tellOutcome(services, report, { name: link.name });
}

async function publish(services: Services, call: CommandCall): Promise<Preview> {
  const { connection, sandbox, kind, id } = findContent(services, call) ?? (await readFrontLink(call));
  if (kind !== "fragment")
    throw new UserError("notAllowed", say("Only fragments are published; templates are used as they are."));
  const target = { connection, sandbox };
  const onStarted = (name: string): void => void follow(services, { ...target, id, name });
  const previews = await services.contentPreviews();
  const report = await previews.previewPublication(target, { id, onStarted }, call.signal);
  if (call.isAutomated) return report;
  await openRendered(report);
  return tellOutcome(services, report, { look: say("Look at what messages will use") });
}

/** Shows both sides of an open preview of content as people will see them, beside the diff. */
async function showRendered(services: Services, call: CommandCall): Promise<void> {
  const id = getPreviewId(services, call);
  const preview = services.rendered.find(id);
  if (preview === undefined)
    throw new UserError("gone", say("Only previews of content can be shown rendered."));
  const { connection, sandbox, name } = preview;
  (await services.pages()).openBeside({ page: "rendered", connection, sandbox, id }, name);
}

async function openRendered(report: Preview): Promise<void> {
  if (report.kind !== "open") return;
  await vscode.commands.executeCommand("aep.preview.showRendered", report.preview.id);
}

interface Started {
  readonly connection: string;
  readonly sandbox: string;
  readonly id: string;
  readonly name: string;
}

/** Follows a publication with progress; it goes on also when nobody watches. */
async function follow(services: Services, { connection, sandbox, id, name }: Started): Promise<void> {
  const { prompts, log } = services;
  try {
    const { waitForPublication } = await import("../preview/content/contentPreviews");
    const session = await (await services.sessions()).open(connection, sandbox);
    const text = await prompts.showProgress(say("Publishing “{0}”", name), (signal) =>
      waitForPublication(session, id, signal),
    );
    void prompts.tell({ severity: "information", text: `“${name}”: ${text}` });
  } catch (error) {
    log.error("The publication could not be followed", error);
  }
}

function pickWish({ kind, id, name }: ContentLink): Pick<ContentLink, "kind" | "id" | "name"> {
  return { kind, id, name };
}

/** The content whose file is in front. */
async function readFrontLink(call: CommandCall): Promise<ContentLink> {
  return (await readContentFolder(getFileFolder(call), CONTENT_FILES)).link;
}

function getContent(services: Services, call: CommandCall): ContentReference {
  const found = findContent(services, call);
  if (found !== undefined) return found;
  throw nothingSelected(say("a template or fragment"));
}

function findContent(services: Services, call: CommandCall): ContentReference | undefined {
  const given = getRecord(call);
  const id = readText(given["id"]);
  const reference =
    id === undefined
      ? findReferences(call)[0]
      : ({
          ...getTarget(services, given),
          kind: given["kind"] === "fragment" ? "fragment" : "template",
          id,
        } as const);
  return reference !== undefined && isContent(reference) ? reference : undefined;
}

function isContent(reference: ResourceReference): reference is ContentReference {
  return reference.kind === "template" || reference.kind === "fragment";
}

function getFileFolder(call: CommandCall): vscode.Uri {
  const uri =
    readFileArgument(getRecord(call)["file"]) ??
    findUri(call) ??
    vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) throw unopened(say("a file of the template or fragment"));
  return vscode.Uri.joinPath(uri, "..");
}
