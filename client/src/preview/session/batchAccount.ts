/**
 * The account of a batch: what was done, what was not, and why, as one Markdown text. Pure.
 */
import type { BatchResult, ItemResult } from "./previewTypes";

const WORDS: Readonly<Record<ItemResult["outcome"], string>> = {
  applied: "done",
  conflict: "**not sent**: conflict",
  failed: "**refused**",
  unknown: "**unknown**: the connection broke while sending",
  notSent: "**not sent**",
};

/** The account as a document. */
export function toAccount({
  title,
  results,
  leftOut,
}: Pick<BatchResult, "title" | "results" | "leftOut">): string {
  const done = results.filter(({ outcome }) => outcome === "applied").length;
  const lines = [
    ...results.map((result) => toLine(result.subject, toWords(result))),
    ...leftOut.map(({ subject, reason }) => toLine(subject, `left out before the preview: ${reason}`)),
  ];
  return [`# ${title}`, "", `${done} of ${results.length} done.`, "", ...lines, ""].join("\n");
}

/** One sentence for a message. */
export function toSummary(results: readonly ItemResult[]): string {
  const done = results.filter(({ outcome }) => outcome === "applied").length;
  if (done === results.length) return `All ${done} are done; the platform holds them as sent.`;
  const first = results.find(({ outcome }) => outcome !== "applied");
  const why = first?.message === undefined ? "" : ` “${first.subject}”: ${first.message}`;
  return `${done} of ${results.length} are done, ${results.length - done} are not.${why}`;
}

function toWords({ outcome, isAsPlanned, message }: ItemResult): string {
  const odd =
    outcome === "applied" && !isAsPlanned
      ? ", but the platform holds something other than what was sent"
      : "";
  return `${WORDS[outcome]}${odd}${message === undefined ? "" : ` — ${message}`}`;
}

function toLine(subject: string, words: string): string {
  return `- ${subject.replace(/\s+/g, " ")} — ${words}`;
}
