/**
 * What was found about two rules as sentences, the same wherever they are read. Names rules as they are called there.
 */
import type { Finding, Obstacle, Relation } from "./relateRules";

/** How two rules are called. */
export type RuleNames = readonly [first: string, second: string];

/** Why nothing can be said, as one sentence. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle) {
    case "unreadable":
      return "A rule has errors or is too large to be looked into.";
    case "effort":
      return "It would take too long.";
    case "lists":
      return "Nothing says which fields are lists; the schemas would.";
    case "undecided":
      return "The rules hold parts that are only known by their text.";
  }
}

/** The relation of two rules in one sentence. */
export function relationSentence(
  { kind, contained, contains, disjoint }: Relation,
  [first, second]: RuleNames,
): string {
  switch (kind) {
    case "equal":
      return `${first} and ${second} accept the same profiles.`;
    case "contained":
      return `${first} is contained in ${second}: whoever qualifies for the first qualifies for the second.`;
    case "contains":
      return `${first} contains ${second}: whoever qualifies for the second qualifies for the first.`;
    case "disjoint":
      return `${first} and ${second} have nobody in common.`;
    case "overlapping":
      return `${first} and ${second} overlap: some profiles qualify for both, and some for one alone.`;
    case "unknown":
      return `What ${first} and ${second} have in common cannot be told. ${whyUnknown([contained, contains, disjoint])}`;
  }
}

function whyUnknown(findings: readonly Finding[]): string {
  const open = findings.find((finding) => finding.answer === "unknown");
  return open?.answer === "unknown" ? obstacleText(open.obstacle) : "";
}

/** What an update does to those who qualified, in one sentence without the example. */
export function updateSentence(stillQualify: Finding): string {
  switch (stillQualify.answer) {
    case "proved":
      return "Everyone who qualified still does.";
    case "refuted":
      return "Some who qualified no longer do.";
    case "unknown":
      return `Whether everyone who qualified still does cannot be told. ${obstacleText(stillQualify.obstacle)}`;
  }
}
