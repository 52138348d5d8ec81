/**
 * What somebody hands over with a bug: versions, settings, and the last lines of the log. Pure. Names no organisation, no person, no
 * host and no secret; whoever copies it has read it before, and this file does not count on that.
 */
import { redactText } from "../api/redaction";

const MASK = "•••";

/** A connection as far as a report may tell of it. */
export interface ReportedConnection {
  readonly permissions: string;
  readonly hasOwnHosts: boolean;
  readonly isSample: boolean;
}

/** What a report is made of. `privateTexts` are names and ids that are masked wherever they stand. */
export interface ReportFacts {
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connections: readonly ReportedConnection[];
  readonly log: readonly string[];
  readonly privateTexts: readonly string[];
}

/** Shorter texts would mask ordinary words. */
const SHORTEST_TEXT = 4;

/** Where names of people and of their things stand in a log: folders of a user, what an address asks for, ids in paths. */
const PRIVATE_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/([\\/](?:home|Users)[\\/])[^\\/\s"']+/gi, `$1${MASK}`],
  [/(\b\w+:\/\/)[^/\s"'@]*@/g, `$1${MASK}@`],
  [/(\bhttps?:\/\/[^\s"'?]*)\?[^\s"']*/g, `$1?${MASK}`],
  [/\b[\w.-]+@AdobeOrg\b|\b[\w.-]+@techacct\.adobe\.com\b/gi, MASK],
];

/** The report as Markdown. */
export function writeProblemReport(facts: ReportFacts): string {
  const { versions, settings, connections, log } = facts;
  const mask = createMask(facts.privateTexts);
  const rows = Object.entries(versions).map(([name, value]) => `- ${name}: ${mask(value)}`);
  const chosen = Object.entries(settings).map(
    ([name, value]) => `- \`${name}\`: \`${mask(JSON.stringify(value))}\``,
  );
  return [
    "# Problem report of AEP Workbench",
    "What did you do, what did you expect, and what came instead?\n\n…",
    section("Versions", rows),
    section("Settings that were changed", chosen),
    section("Connections", connections.map(describeConnection)),
    `## Log, its last lines\n\n\`\`\`text\n${log.map((line) => mask(line).replaceAll("```", "'''")).join("\n")}\n\`\`\``,
    "",
  ].join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length === 0 ? "None." : lines.join("\n")}`;
}

function describeConnection({ permissions, hasOwnHosts, isSample }: ReportedConnection): string {
  if (isSample) return `- the sample organisation, ${permissions}`;
  return `- ${permissions}, ${hasOwnHosts ? "with hosts of its own" : "Adobe's hosts"}`;
}

function createMask(privateTexts: readonly string[]): (text: string) => string {
  const texts = privateTexts
    .filter(({ length }) => length >= SHORTEST_TEXT)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const shaped = PRIVATE_SHAPES.reduce(
      (result, [shape, mask]) => result.replace(shape, mask),
      redactText(text),
    );
    return texts.reduce((result, each) => result.replaceAll(each, MASK), shaped);
  };
}
