/**
 * `AEP: Show Duplicate and Contained Audiences`: over a sandbox or a folder, shown as a page; a program gets the findings.
 */
import * as vscode from "vscode";
import { readText } from "../model/values";
import { NO_CONNECTION } from "../pages/frame/pageNames";
import { toRuleSources } from "../rules/editorRules";
import { findRuleFamilies, type RuleFamilies, type RulePlace } from "../rules/ruleSearch";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findNode, getRecord, getTarget, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import { findFolderUri, getFilesRoot } from "./fileArguments";

/** The commands of this file. */
export const FAMILY_COMMANDS: readonly Command[] = [{ id: "aep.audiences.findFamilies", run: findFamilies }];

/** What a program is told: names and ids in the place of numbers. */
interface FamilyReport {
  readonly rules: number;
  readonly equal: readonly (readonly string[])[];
  readonly contained: readonly { readonly inner: string; readonly outer: string }[];
  readonly never: readonly string[];
  readonly unread: readonly string[];
}

/** For a program with `{connection?, sandbox?}` or `{folder}`: returns ids or addresses of files without a page. */
async function findFamilies(services: Services, call: CommandCall): Promise<FamilyReport | undefined> {
  const place = await findPlace(services, call);
  if (call.isAutomated) {
    const { signal } = call;
    const sources = toRuleSources(services);
    return toReport(await findRuleFamilies(sources, place, { signal, report: () => undefined }));
  }
  const title = say("Duplicates");
  const pages = await services.pages();
  if ("folder" in place) {
    pages.open({ page: "families", connection: NO_CONNECTION, sandbox: "", id: place.folder }, title);
  } else pages.open({ page: "families", ...place.target, id: "" }, title);
  return undefined;
}

/** What was clicked; else the sandbox in use, or a folder where there is a choice. */
async function findPlace(services: Services, call: CommandCall): Promise<RulePlace> {
  const given = getRecord(call);
  const folder = readFileArgument(given["folder"]) ?? (await findFolderUri(call));
  if (folder !== undefined) return { folder: folder.toString() };
  const data = findNode(call)?.data;
  if (data !== undefined && "target" in data) return { target: getTarget(services, { ...data.target }) };
  if (call.isAutomated || readText(given["sandbox"]) !== undefined)
    return { target: getTarget(services, given) };
  return await choosePlace(services);
}

async function choosePlace(services: Services): Promise<RulePlace> {
  const { current } = services.selection;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const choices: Choice<RulePlace>[] = [
    ...(current === undefined
      ? []
      : [
          {
            label: say("Audiences of {0}", current.sandbox),
            description: current.connection,
            value: { target: { ...current } },
          },
        ]),
    ...folders.map(({ name, uri }) => ({
      label: say("PQL files of {0}", name),
      description: say("folder"),
      value: { folder: uri.toString() },
    })),
  ];
  const [only, more] = choices;
  if (only === undefined) return { folder: getFilesRoot(undefined).toString() };
  return more === undefined
    ? only.value
    : await services.prompts.pick(say("Where to look for duplicates"), choices);
}

function toReport({ rules, equal, contained, never, unread }: RuleFamilies): FamilyReport {
  const toId = (place: number): string => rules[place]?.id ?? "";
  return {
    rules: rules.length,
    equal: equal.map((group) => group.map(toId)),
    contained: contained.map(([inner, outer]) => ({ inner: toId(inner), outer: toId(outer) })),
    never: never.map(toId),
    unread: unread.map(toId),
  };
}
