/**
 * What two audiences have to do with each other, told when they are compared: whether one is contained in the other, with a
 * made-up profile that is in one and not in the other. Says nothing where there are no rules to be read, and why where rules
 * of two sandboxes cannot be compared.
 */
import * as vscode from "vscode";
import type { RelatedRules } from "../../../server/src/protocol/relationMessages";
import { type AlignedRule, alignRule } from "../files/alignedRules";
import type { Pair } from "../find/comparisons";
import { type ResourceReference, toSandboxKey } from "../model/resource";
import { isRecord } from "../model/values";
import { toFieldWord } from "../preview/audience/changeSentence";
import type { Services } from "../services";
import { openUntitled, type Sides } from "../ui/editors";
import { say } from "../words/say";

const SHOW = say("Show an Example");

/** Tells it in a message that nobody has to answer; gives it back for programs. */
export async function tellRelation(
  services: Services,
  { rules, definitions }: { readonly rules: Sides; readonly definitions: Sides | undefined },
  pair: Pair,
): Promise<RelatedRules | undefined> {
  const { server, prompts } = services;
  const [first, second] = await readTexts(rules);
  const shown = toShownNames(pair);
  const { text, problems, remark } = await align(services, pair, [first, second]);
  if (problems.length > 0) {
    const reasons = problems.join(" ");
    const notCompared = say("Who qualifies for {0} and for {1} was not compared. {2}", ...shown, reasons);
    void prompts.tell({ severity: "information", text: notCompared });
    return undefined;
  }
  const toRule = (value: string) => ({ format: "pql/text", value });
  const request = { uri: rules.left.toString(), first: toRule(text), second: toRule(second), names: shown };
  const related = await server.relateRules(request);
  if (related === undefined) return undefined;
  const others = definitions && toOthersText(await readTexts(definitions), related.kind === "equal");
  const sentence = [related.sentence, remark, others].filter((part) => part !== undefined).join(" ");
  const example = toExample(related, shown);
  const buttons = example === undefined ? [] : [SHOW];
  void prompts.tell({ severity: "information", text: sentence, buttons }).then(async (pressed) => {
    if (pressed === SHOW && example !== undefined) await openUntitled(example, "json");
  });
  return { ...related, sentence };
}

async function readTexts({ left, right }: Sides): Promise<readonly [string, string]> {
  const read = async (uri: vscode.Uri): Promise<string> =>
    (await vscode.workspace.openTextDocument(uri)).getText();
  return await Promise.all([read(left), read(right)]);
}

/** What else people write of the two and is not the same; their names stand in the sentence before. */
function toOthersText([left, right]: readonly [string, string], isRuleEqual: boolean): string | undefined {
  const [first, second] = [readFields(left), readFields(right)];
  const fields = [...new Set([...first.keys(), ...second.keys()])];
  const differing = fields.filter((field) => first.get(field) !== second.get(field));
  const others = differing.filter((field) => field !== "name");
  if (others.length > 0) return say("They also differ in: {0}.", others.map(toFieldWord).join(", "));
  return isRuleEqual && differing.length === 0 ? say("Nothing else differs.") : undefined;
}

function readFields(text: string): ReadonlyMap<string, string> {
  const fields: unknown = JSON.parse(text);
  return new Map(
    isRecord(fields) ? Object.entries(fields).map(([key, value]) => [key, JSON.stringify(value)]) : [],
  );
}

/** Ids mean nothing in another sandbox. */
async function align(
  { sessions }: Services,
  [left, right]: Pair,
  [first, second]: readonly [string, string],
): Promise<AlignedRule> {
  if (toSandboxKey(left) === toSandboxKey(right)) return { text: first, problems: [], remark: undefined };
  const opened = await sessions();
  const place = async ({ connection, sandbox }: ResourceReference, text: string) => ({
    text,
    session: await opened.open(connection, sandbox),
  });
  return await alignRule(await place(left, first), await place(right, second));
}

/** Namesakes are told apart by their sandboxes. */
function toShownNames([first, second]: Pair): readonly [string, string] {
  if (first.name !== second.name) return [`“${first.name}”`, `“${second.name}”`];
  if (first.sandbox === second.sandbox) return [say("The left one"), say("the right one")];
  return [say("“{0}” of {1}", first.name, first.sandbox), say("“{0}” of {1}", second.name, second.sandbox)];
}

/** The profiles that qualify for one alone, as JSON that says which. */
function toExample(
  { onlyFirst, onlySecond, clock }: RelatedRules,
  [first, second]: readonly [string, string],
): string | undefined {
  if (onlyFirst === undefined && onlySecond === undefined) return undefined;
  const parts = [
    [say("in {0} and not in {1}", first, second), onlyFirst],
    [say("in {0} and not in {1}", second, first), onlySecond],
  ].flatMap(([title, profile]) =>
    profile === undefined || title === undefined ? [] : [[title, JSON.parse(profile)]],
  );
  return `${JSON.stringify({ clock, ...Object.fromEntries(parts) }, null, 2)}\n`;
}
