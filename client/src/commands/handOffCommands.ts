/**
 * Makes a hand-off packet of an audience, a journey or a campaign: asks for the next system and a folder, and writes a folder of its own
 * there. Sends nothing.
 */
import * as vscode from "vscode";
import { redactText } from "../api/redaction";
import { assignFileNames } from "../files/fileNames";
import { HAND_OFF_PAGE } from "../handOff/handOffText";
import { type HandOffReport, type HandOffRequest, makeHandOff } from "../handOff/makeHandOff";
import { findHandedId, HANDED_KINDS, type HandedKind } from "../handOff/readHanded";
import { HAND_OFF_TARGETS, type HandOffTarget, TARGET_TITLES } from "../handOff/translationTable";
import { toCountText } from "../inventory/inventoryMarkdown";
import type { ResourceReference } from "../model/resource";
import { describeKind } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { openReadable } from "../ui/editors";
import { findFree } from "../ui/namedDocuments";
import { withProgress } from "../ui/prompts";
import { say } from "../words/say";
import { findReferences, findRowNames, getRecord, getTarget, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import { openServerRules } from "./serverRules";

/** The command of this file. */
export const HAND_OFF_COMMANDS: readonly Command[] = [{ id: "aep.handOff.make", run: make }];

/** What a program is told. */
interface MadeHandOff extends HandOffReport {
  readonly folder: string;
}

const WORDS: Readonly<Record<HandOffTarget, string>> = {
  sfmc: say("e-mails with AMPscript"),
  marketo: say("e-mails with tokens"),
  sandbox: say("audiences for `aep plan`, messages as they are"),
};

async function make(services: Services, call: CommandCall): Promise<MadeHandOff> {
  const meant = await getMeant(services, call);
  const given = getRecord(call);
  const target = await getHandOffTarget(services, call);
  const parent = readFileArgument(given["folder"]) ?? (await chooseParent(services));
  const called = meant.called ?? findRowNames(call).get(meant.id) ?? describeKind(meant.kind).noun;
  const stem = assignFileNames([{ id: "", name: redactText(called) }]).get("") ?? "";
  const name = `${stem} for ${TARGET_TITLES[target]}`;
  const folder = call.isAutomated ? parent : await findFree(vscode.Uri.joinPath(parent, name));
  const { prompts } = services;
  const report = await withProgress(
    { prompts, call, title: say("Making a hand-off packet") },
    async (signal) => {
      const session = await (await services.sessions()).open(meant.connection, meant.sandbox);
      return await makeHandOff({
        session,
        signal,
        target,
        kind: meant.kind,
        id: meant.id,
        openRules: openServerRules(services, meant),
        folder: toHandOffFolder(folder),
      });
    },
  );
  if (!call.isAutomated) {
    await openReadable(vscode.Uri.joinPath(folder, HAND_OFF_PAGE));
    tellReport(services, report, target);
  }
  return { ...report, folder: folder.toString() };
}

interface Meant extends Omit<ResourceReference, "kind"> {
  readonly kind: HandedKind;
  readonly called?: string;
}

/** A row, a page, a document; else the person looks for one. */
async function getMeant(services: Services, call: CommandCall): Promise<Meant> {
  const given = getRecord(call);
  const kind = HANDED_KINDS.find((one) => one === given["kind"]);
  const id = readText(given["id"]);
  if (kind !== undefined && id !== undefined) return { ...getTarget(services, given), kind, id };
  const meant = call.isAutomated ? undefined : findReferences(call).flatMap(toMeant)[0];
  if (meant !== undefined) return meant;
  if (call.isAutomated)
    throw new UserError(
      "badArguments",
      `\`kind\` has to be one of ${HANDED_KINDS.join(", ")}, with an \`id\`.`,
    );
  return await askForThing(services);
}

/** From the palette, with nothing in front. */
async function askForThing(services: Services): Promise<Meant> {
  const target = getTarget(services);
  const { prompts } = services;
  const title = say("Hand over from {0}", target.sandbox);
  const choices = HANDED_KINDS.map((value) => ({ label: describeKind(value).title, value }));
  const kind = await prompts.pick(title, choices);
  const prompt = say("The whole name or the id of the {0}", describeKind(kind).noun);
  const called = (await prompts.ask({ title, prompt })).trim();
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const id = await prompts.showProgress(say("Looking for “{0}”", called), (signal) =>
    findHandedId(session, { kind, called }, signal),
  );
  return { ...target, kind, id, called };
}

function toMeant(reference: ResourceReference): readonly Meant[] {
  const kind = HANDED_KINDS.find((one) => one === reference.kind);
  return kind === undefined ? [] : [{ ...reference, kind }];
}

async function getHandOffTarget({ prompts }: Services, call: CommandCall): Promise<HandOffTarget> {
  const given = HAND_OFF_TARGETS.find((one) => one === getRecord(call)["to"]);
  if (given !== undefined) return given;
  if (call.isAutomated)
    throw new UserError("badArguments", `\`to\` has to be one of ${HAND_OFF_TARGETS.join(", ")}.`);
  const choices = HAND_OFF_TARGETS.map((value) => ({
    label: TARGET_TITLES[value],
    description: WORDS[value],
    value,
  }));
  return await prompts.pick(say("Hand over to"), choices);
}

async function chooseParent({ prompts }: Services): Promise<vscode.Uri> {
  return await prompts.chooseFolder(say("Where is the folder of the packet made?"), say("Make It Here"));
}

/** Any place the editor can write to. */
function toHandOffFolder(root: vscode.Uri): HandOffRequest["folder"] {
  const { fs } = vscode.workspace;
  return {
    listTop: async () => {
      try {
        return (await fs.readDirectory(root)).map(([name]) => name);
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return [];
        throw error;
      }
    },
    write: async (path, text) =>
      await fs.writeFile(vscode.Uri.joinPath(root, ...path.split("/")), new TextEncoder().encode(text)),
  };
}

function tellReport({ prompts }: Services, report: HandOffReport, target: HandOffTarget): void {
  const { name, untranslated, problems } = report;
  const sentences = [
    say("“{0}” is ready for {1}. Nothing was sent.", name, TARGET_TITLES[target]),
    ...(untranslated === 0
      ? []
      : [say("{0} could not be translated; see the page.", toCountText(untranslated, "place"))]),
    ...(problems.length === 0
      ? []
      : [say("Incomplete: {0} could not be read; the page says why.", problems.length)]),
  ];
  const severity = problems.length === 0 ? "information" : "warning";
  void prompts.tell({ severity, text: sentences.join(" ") });
}
