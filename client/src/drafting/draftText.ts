/**
 * A finished draft as a person reads it before the preview: the rule, what it asks for, what it leaves out, how it is evaluated, its
 * tests, and who is near. As plain text, or as Markdown in which nothing of others can be clicked. Pure.
 */
import type { FinishedDraft } from "./draftLoop";

/** A part of what is shown. */
interface DraftSection {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly isCode?: boolean;
}

function listSections({ rule, judgement }: FinishedDraft): readonly DraftSection[] {
  const { explanation, unheld, tests, similar, evaluation, warnings } = judgement;
  const failed = tests.filter(({ outcome }) => outcome !== "passed");
  const possible = (["edge", "streaming", "batch"] as const).filter(
    (kind) => evaluation[kind].answer !== "no",
  );
  const sections: readonly DraftSection[] = [
    { heading: "Rule", lines: rule.trim().split("\n"), isCode: true },
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
              ...failed.map(({ name }) => `Not as expected: ${name}`),
            ],
    },
    { heading: "Much the same already", lines: similar.map(({ name, because }) => `“${name}” ${because}.`) },
    { heading: "Warnings", lines: warnings },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** As plain text. */
export function toDraftText(draft: FinishedDraft): string {
  return listSections(draft)
    .map(({ heading, lines }) => [`${heading}:`, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}

/** As Markdown without links, pictures, HTML or commands, whatever the texts hold. */
export function toDraftMarkdown(draft: FinishedDraft): string {
  const sections = listSections(draft).map(({ heading, lines, isCode }) =>
    isCode === true
      ? `**${heading}**\n\n${toFence(lines.join("\n"))}`
      : `**${heading}**\n\n${lines.map((line) => `${escapeMarkdown(line)}  `).join("\n")}`,
  );
  return [`### ${escapeMarkdown(draft.name)}`, ...sections].join("\n\n");
}

/** Text in which Markdown sees nothing but text. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, " ")
    .replaceAll(/[\\`*_{}[\]()#+!|~$]/g, "\\$&")
    .replaceAll(/[<>&]/g, (sign) => ESCAPES[sign] ?? sign)
    .replaceAll(/(?<=\w):(?=\S)/g, "&#58;")
    .replaceAll(/\bwww\./giu, (host) => `${host.slice(0, -1)}&#46;`)
    .replaceAll("@", "&#64;")
    .replaceAll(/^(\s*)-/gm, "$1•");
}

const ESCAPES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

/** A fence longer than any run of backticks inside. */
function toFence(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}pql\n${code}\n${fence}`;
}
