/**
 * A finished draft as a person reads it before anything else: the rule, what it asks for, what it leaves out, how it is evaluated, its
 * tests, and who is near. Plain text, in which nothing of others can be clicked. Pure.
 */
import { listDoubts } from "../draftJudgement";
import type { FinishedDraft } from "./draftLoop";

/** A part of what is shown. */
interface DraftSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

const RULE_HEADING = "Rule";

function listSections({ rule, judgement }: FinishedDraft): readonly DraftSection[] {
  const { explanation, unheld, tests, similar, evaluation, warnings } = judgement;
  const failed = tests.filter(({ outcome }) => outcome !== "passed");
  const possible = (["edge", "streaming", "batch"] as const).filter(
    (kind) => evaluation[kind].answer !== "no",
  );
  const sections: readonly DraftSection[] = [
    { heading: RULE_HEADING, lines: rule.trim().split("\n") },
    { heading: "In plain words", lines: explanation.split("\n") },
    { heading: "Asked for, but not in the rule", lines: unheld },
    { heading: "Can be evaluated by", lines: [possible.join(", ")] },
    {
      heading: "Tests",
      lines:
        tests.length === 0
          ? []
          : [
              `${tests.length - failed.length} of ${tests.length} made-up profiles come out as expected.`,
              ...tests.map(toTestLine),
            ],
    },
    { heading: "Much the same already", lines: similar.map(({ name, because }) => `“${name}” ${because}.`) },
    { heading: "Warnings", lines: [...warnings, ...listDoubts(judgement)] },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function toTestLine({ name, qualifies, outcome }: FinishedDraft["judgement"]["tests"][number]): string {
  const expected = qualifies === true ? "qualifies" : "does not qualify";
  if (outcome === "broken") return `Cannot be run: ${name}`;
  return outcome === "passed" ? `${name}: ${expected}` : `Not as expected (${expected}): ${name}`;
}

/** As plain text. */
export function toDraftText(draft: FinishedDraft): string {
  return toText(listSections(draft));
}

/** The same for a place that shows the rule itself. */
export function toDraftNotes(draft: FinishedDraft): string {
  return toText(listSections(draft).filter(({ heading }) => heading !== RULE_HEADING));
}

function toText(sections: readonly DraftSection[]): string {
  return sections
    .map(({ heading, lines }) => [`${heading}:`, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}
