/**
 * A draft as the files it is kept in: rule, fields, tests. The texts only; writes no file.
 */
import { toFileName } from "../model/resource";

/** A file by its name. */
export interface DraftFile {
  readonly file: string;
  readonly text: string;
}

/** What the files hold. */
export interface FiledDraft {
  readonly name: string;
  readonly rule: string;
  readonly description?: string | undefined;
  readonly evaluation?: "batch" | "streaming" | "edge" | undefined;
  readonly testText?: string | undefined;
}

/** The pair, and the tests beside it where there are any. */
export function toDraftFiles({
  name,
  rule,
  description,
  evaluation,
  testText,
}: FiledDraft): readonly DraftFile[] {
  const stem = toFileName(name);
  const fields = { name, description, evaluation, labels: [], lifecycle: "draft" };
  const files = [
    { file: `${stem}.pql`, text: `${rule.trimEnd()}\n` },
    { file: `${stem}.audience.json`, text: `${JSON.stringify(fields, undefined, 2)}\n` },
  ];
  return testText === undefined ? files : [...files, { file: `${stem}.audience-test.json`, text: testText }];
}

/** How a person makes an audience of the files. */
export const HOW_TO_APPLY =
  "Nothing was created. Show the rule, what it leaves out and the near audiences to a person first. To create it, a person saves the files into one folder and runs `aep plan --out plan.json FOLDER`, reads the plan, and runs `aep apply plan.json`; or opens the folder in the editor and previews the pair there.";
