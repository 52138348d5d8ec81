/**
 * Makes test profiles for a rule: shows the new file of tests beside what is there, and writes it when the person accepts.
 * Changes no sign of what is there, and nothing at all where the file changed meanwhile.
 */
import * as vscode from "vscode";
import type { MadeTests } from "../../../server/src/protocol/clientMessages";
import { findText } from "../documents/draftFiles";
import { EXPRESSION_FILE_ENDING, TESTS_FILE_ENDING } from "../model/audienceFolder";
import { silentServer, unopened } from "../model/refusals";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import { openDocument } from "../ui/editors";
import { showMadeTests } from "../ui/passingViews";
import { say, sayCount } from "../words/say";
import { findPqlUri, findUri, getRecord, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";

const WRITE = say("Write the Tests");

/** The command of this file. */
export const TEST_GENERATION_COMMANDS: readonly Command[] = [
  { id: "aep.tests.generate", run: generateTests },
];

/** What a program that calls the command is told. */
interface GenerationReport extends Pick<MadeTests, "added" | "uncovered" | "untried"> {
  readonly file: string;
}

async function generateTests(services: Services, call: CommandCall): Promise<GenerationReport> {
  const ruleUri = getRuleUri(call);
  const testUri = ruleUri.with({
    path: ruleUri.path.slice(0, -EXPRESSION_FILE_ENDING.length) + TESTS_FILE_ENDING,
  });
  const rule = await findText(ruleUri);
  if (rule === undefined) throw new UserError("badFile", say("There is no .pql file beside these tests."));
  const tests = await findText(testUri);
  const request = { uri: ruleUri.toString(), rule, ...(tests === undefined ? {} : { tests }) };
  const made = await services.server.generateTests(request);
  if (made === undefined) throw silentServer();
  if (made.problem !== undefined) throw new UserError("badFile", made.problem);
  const { added, uncovered, untried } = made;
  const report = { file: testUri.fsPath, added, uncovered, untried };
  if (added === 0) {
    await services.prompts.tell({
      severity: "information",
      text: toSentences(made, say("The tests already cover the rule.")),
    });
    return report;
  }
  if (!call.isAutomated && !(await isAccepted(services, made, { testUri, tests })))
    return { ...report, added: 0 };
  await write(testUri, tests, made.text);
  if (!call.isAutomated) await openDocument(testUri);
  return report;
}

/** The `.pql` file that is meant: in front, or beside the tests in front. */
function getRuleUri(call: CommandCall): vscode.Uri {
  const given = readFileArgument(getRecord(call)["file"]) ?? findUri(call);
  const uri = given ?? findPqlUri(call) ?? vscode.window.activeTextEditor?.document.uri;
  for (const ending of [EXPRESSION_FILE_ENDING, TESTS_FILE_ENDING])
    if (uri?.path.endsWith(ending) === true)
      return uri.with({ path: uri.path.slice(0, -ending.length) + EXPRESSION_FILE_ENDING });
  throw unopened(say("a saved .pql file or its tests"));
}

async function isAccepted(
  { prompts }: Services,
  made: MadeTests,
  { testUri, tests }: { readonly testUri: vscode.Uri; readonly tests: string | undefined },
): Promise<boolean> {
  const shown = await showMadeTests(testUri, { before: tests ?? "", after: made.text });
  try {
    const text = toSentences(made, sayCount(made.added, ["1 test was made.", "{0} tests were made."]));
    // Whoever reads the tests takes longer than a message stays in front.
    const waiting = `${text} ${say("This question waits under the bell as well.")}`;
    return (await prompts.tell({ severity: "information", text: waiting, buttons: [WRITE] })) === WRITE;
  } finally {
    await shown.close();
  }
}

/** What was made, and what cannot be covered. */
function toSentences({ uncovered, untried }: MadeTests, first: string): string {
  const left = [...uncovered, ...untried];
  if (left.length === 0) return say("{0} Every condition is covered.", first);
  const more = left.length > 3 ? ` ${say("And {0} more.", left.length - 3)}` : "";
  return say("{0} Not reached: {1}.{2}", first, left.slice(0, 3).join("; "), more);
}

async function write(uri: vscode.Uri, before: string | undefined, after: string): Promise<void> {
  if ((await findText(uri)) !== before)
    throw new UserError("badFile", say("The test file changed in the meantime. Make the tests again."));
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined)
    edit.createFile(uri, { contents: new TextEncoder().encode(after), overwrite: false });
  else {
    const document = await vscode.workspace.openTextDocument(uri);
    const all = new vscode.Range(
      new vscode.Position(0, 0),
      document.lineAt(document.lineCount - 1).range.end,
    );
    edit.replace(uri, all, after);
  }
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  await document.save();
}
