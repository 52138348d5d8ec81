/**
 * What two audiences have to do with each other, told when they are compared: whether one is contained in the other, with a
 * made-up profile that is in one and not in the other. Says nothing where there are no rules to be read.
 */
import * as vscode from "vscode";
import type { RelatedRules } from "../../../server/src/protocol/relationMessages";
import type { NamedReference } from "../find/comparisons";
import type { Services } from "../services";
import { openUntitled, type Sides } from "../ui/editors";
import { say } from "../words/say";

/** What the message calls an audience by. */
type ComparedAudience = Pick<NamedReference, "name" | "sandbox">;

const SHOW = say("Show an Example");

/** Tells it in a message that nobody has to answer; gives it back for programs. */
export async function tellRelation(
  { server, prompts }: Services,
  { left, right }: Sides,
  pair: readonly [ComparedAudience, ComparedAudience],
): Promise<RelatedRules | undefined> {
  const [first, second] = await Promise.all(
    [left, right].map((uri) => vscode.workspace.openTextDocument(uri)),
  );
  if (first === undefined || second === undefined) return undefined;
  const toRule = (document: vscode.TextDocument) => ({ format: "pql/text", value: document.getText() });
  const shown = toShownNames(pair);
  const request = { uri: left.toString(), first: toRule(first), second: toRule(second), names: shown };
  const related = await server.relateRules(request);
  if (related === undefined) return undefined;
  const example = toExample(related, shown);
  const buttons = example === undefined ? [] : [SHOW];
  void prompts.tell({ severity: "information", text: related.sentence, buttons }).then(async (pressed) => {
    if (pressed === SHOW && example !== undefined) await openUntitled(example, "json");
  });
  return related;
}

/** Namesakes are told apart by their sandboxes. */
function toShownNames([first, second]: readonly [ComparedAudience, ComparedAudience]): readonly [
  string,
  string,
] {
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
