/**
 * Prepares a copy of an authored message for editing: beside what the platform holds, with what a person must do in the
 * product, and with the way to the fragments that can be edited from here. Writes local files only.
 */
import * as vscode from "vscode";
import { fetchMessageCopies, type MessageCopy } from "../content/contentReading";
import { findMessageSource } from "../content/messageDocuments";
import { type MessageFolder, writeMessageFolder } from "../content/messageFolder";
import { toInstructions } from "../content/messageInstructions";
import { type FoundMessage, findMessages, type MessageOwner } from "../content/messageSources";
import { findUsedFragments, listFragmentReferences, type UsedFragment } from "../content/usedFragments";
import { toDocumentUri } from "../documents/aepUri";
import { includesPermission } from "../model/permissions";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { openDiff, openDiffs, openDocument, toComparisonTitle } from "../ui/editors";
import { withProgress } from "../ui/prompts";
import { say } from "../words/say";
import { findNodeData, findReferences, findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";
import { getContentFolder } from "./fileArguments";

/** The commands of this file. */
export const MESSAGE_COPY_COMMANDS: readonly Command[] = [
  { id: "aep.content.prepareCopy", run: prepareCopy },
];

/** What a program is told. */
interface PreparedCopy {
  /** Addresses of both sides of each part. */
  readonly parts: readonly { readonly authored: string; readonly updated: string }[];
  readonly instructions: string;
  /** Parts that were edited before and left as they are. */
  readonly kept: readonly string[];
  readonly fragments: readonly UsedFragment[];
}

/** Names what is meant, reads it, asks only where there are several, and writes the folder. */
async function prepareCopy(services: Services, call: CommandCall): Promise<PreparedCopy> {
  const meant = getMeant(services, call);
  const root = vscode.Uri.joinPath(getContentFolder(call), "messages");
  const session = await (await services.sessions()).open(meant.target.connection, meant.target.sandbox);
  const found = await withProgress(
    { prompts: services.prompts, call, title: say("Preparing a copy") },
    (signal) => findMessages(session, meant.owner, signal),
  );
  const message = await chooseMessage(services, call, found);
  const copies = await withProgress(
    { prompts: services.prompts, call, title: say("Preparing a copy") },
    (signal) => fetchMessageCopies(session, message.place, signal),
  );
  const copy = await chooseVariant(services, call, { copies, pointedAt: meant.variant });
  const references = listFragmentReferences(copy.parts.map(({ text }) => text).join("\n"));
  const fragments = await withProgress(
    { prompts: services.prompts, call, title: say("Preparing a copy") },
    (signal) => findUsedFragments(session, references, signal),
  );
  const usable = fragments.map((fragment) => withPermission(services, meant.target, fragment));
  const { target } = meant;
  const name = message.origin.step ?? message.origin.name ?? copy.name;
  const files = await writeMessageFolder(
    root,
    { link: { ...target, ...message.place, variant: copy.index }, name, parts: copy.parts },
    toInstructions({
      name,
      parts: copy.parts,
      sandbox: target.sandbox,
      origin: message.origin,
      fragments: usable,
      variant: { number: copy.index + 1, of: copies.length },
    }),
  );
  await openComparison(files, name);
  if (!call.isAutomated) void offerNext(services, target, { files, fragments: usable });
  return toReport(files, usable);
}

interface Meant {
  readonly target: SandboxTarget;
  readonly owner: MessageOwner;
  /** Place among the message's variants, where it was pointed at. */
  readonly variant?: number | undefined;
}

/** A step of a journey, a campaign, or exactly one message. */
function getMeant(services: Services, call: CommandCall): Meant {
  const step = findNodeData(call, "step");
  if (step !== undefined) {
    return { target: step.target, owner: { kind: "journey", id: step.journey.id, step: step.step.id } };
  }
  const uri = findUri(call) ?? vscode.window.activeTextEditor?.document.uri;
  const source = call.isAutomated || uri === undefined ? undefined : findMessageSource(uri);
  if (source !== undefined) {
    const { connection, sandbox, variant, ...place } = source;
    return { target: { connection, sandbox }, owner: { kind: "message", ...place }, variant };
  }
  const given = getRecord(call);
  const owner = readOwner(given);
  if (owner !== undefined) return { target: getTarget(services, given), owner };
  const [reference] = call.isAutomated ? [] : findReferences(call);
  if (reference?.kind === "campaign") {
    const { connection, sandbox, id } = reference;
    return { target: { connection, sandbox }, owner: { kind: "campaign", id } };
  }
  throw new UserError(
    "badArguments",
    "Select a campaign or a message step of a journey in the AEP view, or pass `campaign`, or `journey` and `step`.",
  );
}

function readOwner(given: Readonly<Record<string, unknown>>): MessageOwner | undefined {
  const [campaign, message, journey, step] = ["campaign", "message", "journey", "step"].map((key) =>
    readText(given[key]),
  );
  if (campaign !== undefined && message !== undefined) {
    return { kind: "message", campaignId: campaign, messageId: message };
  }
  if (campaign !== undefined) return { kind: "campaign", id: campaign };
  return journey === undefined || step === undefined ? undefined : { kind: "journey", id: journey, step };
}

async function chooseMessage(
  services: Services,
  call: CommandCall,
  found: readonly FoundMessage[],
): Promise<FoundMessage> {
  const choices = found.map((message, index) => ({
    label: message.channel ?? "message",
    description: say("{0} of {1}", index + 1, found.length),
    value: message,
  }));
  return await choose(services, call, { title: say("Which message?"), given: undefined, choices });
}

async function chooseVariant(
  services: Services,
  call: CommandCall,
  { copies, pointedAt }: { readonly copies: readonly MessageCopy[]; readonly pointedAt: number | undefined },
): Promise<MessageCopy> {
  const known = pointedAt === undefined ? undefined : copies[pointedAt];
  if (known !== undefined) return known;
  const choices = copies.map((copy) => ({ label: copy.label, description: copy.name, value: copy }));
  return await choose(services, call, {
    title: say("Which variant?"),
    given: getRecord(call)["variant"],
    choices,
  });
}

/** A program names the position, or gets the first. */
async function choose<Value>(
  { prompts }: Services,
  call: CommandCall,
  question: {
    readonly title: string;
    readonly given: unknown;
    readonly choices: readonly {
      readonly label: string;
      readonly description: string;
      readonly value: Value;
    }[];
  },
): Promise<Value> {
  const { title, given, choices } = question;
  if (choices.length > 1 && !call.isAutomated) return await prompts.pick(title, choices);
  const chosen = choices[typeof given === "number" ? given : 0];
  if (chosen !== undefined) return chosen.value;
  throw new UserError("badArguments", say("{0} There are {1}.", title, choices.length));
}

/** The platform would let it be edited; the connection may not. */
function withPermission(services: Services, target: SandboxTarget, fragment: UsedFragment): UsedFragment {
  const level = services.connections.find(target.connection)?.permissions ?? "read";
  if (fragment.obstacle !== undefined || includesPermission(level, "draft")) return fragment;
  return { ...fragment, obstacle: say("the connection “{0}” is read-only.", target.connection) };
}

/** One part as a diff, several as one editor with all of them. */
async function openComparison({ parts }: MessageFolder, name: string): Promise<void> {
  const sides = parts.map(({ authored, updated }) => ({ left: authored, right: updated }));
  const [first] = sides;
  const title = toComparisonTitle("authored", say("updated copy"), name);
  if (first === undefined) return;
  if (sides.length === 1) await openDiff(first, title);
  else await openDiffs(title, sides);
}

interface Prepared {
  readonly files: MessageFolder;
  readonly fragments: readonly UsedFragment[];
}

/** Says what was done, and leads to the instructions and to the fragments that can be edited from here. */
async function offerNext(
  { prompts }: Services,
  target: SandboxTarget,
  { files, fragments }: Prepared,
): Promise<void> {
  const editable = fragments.filter(({ obstacle }) => obstacle === undefined);
  const edits = new Map(editable.slice(0, 2).map((fragment) => [say("Edit “{0}”", fragment.name), fragment]));
  const buttons = [say("What to Do"), ...edits.keys()];
  const pressed = await prompts.tell({
    severity: "information",
    text: toMessage(files, editable.length),
    buttons,
  });
  if (pressed === say("What to Do")) await openDocument(files.instructions);
  const fragment = pressed === undefined ? undefined : edits.get(pressed);
  if (fragment?.id === undefined) return;
  const reference = { ...target, kind: "fragment", id: fragment.id } as const;
  const uri = toDocumentUri({ reference, view: "details" }, fragment.name);
  await vscode.commands.executeCommand("aep.content.edit", uri);
}

function toMessage({ kept, overtaken }: MessageFolder, fragments: number): string {
  const words = [
    kept.length === 0
      ? say("Edit the copy on the right.")
      : say(
          "Your edited copy was kept ({0}); the left side shows what the platform holds now.",
          kept.join(", "),
        ),
    ...(overtaken.length === 0
      ? []
      : [say("The authored message has changed since your copy was made ({0}).", overtaken.join(", "))]),
    say("Nothing is sent: a person has to put it back in Journey Optimizer."),
    ...(fragments === 0 ? [] : [say("Shared parts of it can be edited and published from here.")]),
  ];
  return words.join(" ");
}

function toReport(
  { parts, instructions, kept }: MessageFolder,
  fragments: Prepared["fragments"],
): PreparedCopy {
  return {
    parts: parts.map(({ authored, updated }) => ({
      authored: authored.toString(),
      updated: updated.toString(),
    })),
    instructions: instructions.toString(),
    kept,
    fragments,
  };
}
