/**
 * A finished draft as a person reads it before anything else: the rule, what it asks for, what it leaves out, how it is evaluated, its
 * tests, and who is near. Plain text, in which nothing of others can be clicked. Pure.
 */
import { later, say } from "../../words/say";
import { listDoubts } from "../draftJudgement";
import type { FinishedDraft } from "./draftLoop";

/** A part of what is shown. */
interface DraftSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

const RULE_HEADING = later("Rule");

function listSections({ rule, judgement }: FinishedDraft): readonly DraftSection[] {
  const { words, unheld, tests, similar, evaluation, warnings } = judgement;
  const failed = tests.filter(({ outcome }) => outcome !== "passed");
  const possible = (["edge", "streaming", "batch"] as const).filter(
    (kind) => evaluation[kind].answer !== "no",
  );
  const sections: readonly DraftSection[] = [
    { heading: RULE_HEADING, lines: rule.trim().split("\n") },
    { heading: later("In plain words"), lines: words.split("\n") },
    { heading: later("Asked for, but not in the rule"), lines: unheld },
    { heading: later("Can be evaluated by"), lines: [possible.join(", ")] },
    {
      heading: later("Tests"),
      lines:
        tests.length === 0
          ? []
          : [
              say(
                "{0} of {1} made-up profiles come out as expected.",
                tests.length - failed.length,
                tests.length,
              ),
              ...tests.map(toTestLine),
            ],
    },
    {
      heading: later("Much the same already"),
      lines: similar.map(({ name, because }) => say("“{0}” {1}.", name, say(because))),
    },
    { heading: later("Warnings"), lines: [...warnings, ...listDoubts(judgement).map((doubt) => say(doubt))] },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function toTestLine({ name, qualifies, outcome }: FinishedDraft["judgement"]["tests"][number]): string {
  const expected = say(qualifies === true ? "qualifies" : "does not qualify");
  if (outcome === "broken") return say("Cannot be run: {0}", name);
  return outcome === "passed" ? `${name}: ${expected}` : say("Not as expected ({0}): {1}", expected, name);
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
    .map(({ heading, lines }) => [`${say(heading)}:`, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}
