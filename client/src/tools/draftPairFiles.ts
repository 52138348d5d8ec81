/**
 * A draft as the files it is kept in: rule, fields, tests, and the plan that makes an audience of them. The texts only; writes no file.
 */
import { isReservedName } from "../model/reservedNames";
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
function toDraftFiles({ name, rule, description, evaluation, testText }: FiledDraft): readonly DraftFile[] {
  const stem = toStem(name);
  const fields = { name, description, evaluation, labels: [], lifecycle: "draft" };
  const files = [
    { file: `${stem}.pql`, text: `${rule.trimEnd()}\n` },
    { file: `${stem}.audience.json`, text: `${JSON.stringify(fields, undefined, 2)}\n` },
  ];
  return testText === undefined ? files : [...files, { file: `${stem}.audience-test.json`, text: testText }];
}

/** A name that every system takes. */
function toStem(name: string): string {
  const stem = toFileName(name);
  return isReservedName(stem) ? `_${stem}` : stem;
}

/** Makes a plan of the files, or says why there is none. Where people have no `aep`, nobody does. */
export type DraftPlanner = (asked: {
  readonly files: readonly DraftFile[];
  readonly signal: AbortSignal;
}) => Promise<{ readonly plan: string } | { readonly reasons: readonly string[] }>;

/** What a draft is handed over as. */
export interface HandedDraft {
  /** The pair, its tests, and the plan where there is one. */
  readonly files: readonly DraftFile[];
  /** Why there is no plan, where one was to be made. */
  readonly notes: readonly string[];
  /** How a person makes an audience of the files. */
  readonly howToApply: string;
}

/** The files with their plan. A draft that is doubtful is not planned. */
export async function handOverDraft(
  draft: FiledDraft,
  {
    planner,
    doubts,
    signal,
  }: {
    readonly planner: DraftPlanner | undefined;
    /** Why a person looks at it first. */
    readonly doubts: readonly string[];
    readonly signal: AbortSignal;
  },
): Promise<HandedDraft> {
  const files = toDraftFiles(draft);
  if (planner === undefined) return { files, notes: [], howToApply: toHowToApply(PLAN_FIRST) };
  const planned = doubts.length > 0 ? { reasons: doubts } : await planner({ files, signal });
  if ("reasons" in planned) {
    const notes = [`There is no plan to apply: ${planned.reasons.join(" ")}`];
    return { files, notes, howToApply: toHowToApply(PLAN_FIRST) };
  }
  const file = `${toStem(draft.name)}.plan.json`;
  const howToApply = toHowToApply(
    `runs \`aep apply "${file}"\` there (a production sandbox wants --production NAME)`,
  );
  return { files: [...files, { file, text: planned.plan }], notes: [], howToApply };
}

const PLAN_FIRST = "runs `aep plan --out plan.json FOLDER`, reads the plan, and runs `aep apply plan.json`";

function toHowToApply(steps: string): string {
  return `Nothing was created. Show the rule, what it leaves out and the near audiences to a person first. To create it, a person saves the files into one folder and ${steps}; or opens the folder in the editor and previews the pair there.`;
}
