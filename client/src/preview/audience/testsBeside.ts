/**
 * How the tests beside a draft come out on the rule that would be sent, as a line of its preview. Reads the file of tests, asks the
 * language server, and stops nothing: a person decides with both in sight.
 */
import type * as vscode from "vscode";
import { findText } from "../../documents/draftFiles";
import type { ServerSeam } from "../../language/serverSeam";
import { EXPRESSION_FILE_ENDING, TESTS_FILE_ENDING } from "../../model/audienceFolder";
import { say } from "../../words/say";

/** The draft whose neighbour is looked for, and the text of the rule as it would be sent. */
interface TestedDraft {
  readonly uri: vscode.Uri;
  readonly rule: string;
}

/** `8 of 9 pass; “a gold member” fails`. Undefined where no file of tests stands beside a draft that is a file, or the server says nothing. */
export async function tellTestsBeside(
  server: Pick<ServerSeam, "runAudienceTests">,
  { uri, rule }: TestedDraft,
): Promise<string | undefined> {
  if (uri.scheme === "untitled" || !uri.path.endsWith(EXPRESSION_FILE_ENDING)) return undefined;
  const stem = uri.path.slice(0, -EXPRESSION_FILE_ENDING.length);
  const tests = await findText(uri.with({ path: stem + TESTS_FILE_ENDING }));
  if (tests === undefined) return undefined;
  const report = await server.runAudienceTests({ tests, rule }, undefined);
  if (report === undefined) return undefined;
  const [problem] = report.problems;
  if (problem !== undefined) return say("not run: {0}", problem.message);
  const failed = report.tests.filter(({ outcome }) => outcome !== "passed");
  const [first, ...others] = failed.map(({ name }) => `“${name}”`);
  const [passed, all] = [report.tests.length - failed.length, report.tests.length];
  if (first === undefined) return say("{0} of {1} pass", passed, all);
  const names = others.length === 0 ? first : say("{0} (and {1} more)", first, others.length);
  return say("{0} of {1} pass; not so: {2}", passed, all, names);
}
