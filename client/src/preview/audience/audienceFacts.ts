/**
 * The facts that stand above both sides of an audience's preview. Turns what is known into lines, asks nobody; what is not
 * known yet, or cannot be known, is said so.
 */
import type { Inspection } from "../../../../server/src/protocol/clientMessages";
import type { AudienceDefinition } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { toPreviewText } from "../../model/previewText";
import type { SideTexts } from "../session/writeTask";

/** A fact that is looked up while the preview is open: undefined while it is. */
type LateFact = string | undefined;

/** One side of the preview. */
interface Side {
  readonly definition: AudienceDefinition | undefined;
  /** What the core says about the expression; undefined when it could not be asked. */
  readonly inspection: Inspection | undefined;
  /** The definition says an id, which is what is sent; undefined where nobody knows the name. */
  readonly mergePolicyName: string | undefined;
}

const PENDING = "…";

/** What a change makes invisible where, or visible again; empty for a change that does neither. */
export function toVisibilityFacts({
  before,
  after,
}: Pick<AudiencePlan, "before" | "after">): readonly string[] {
  const [from, to] = [before?.lifecycle, after?.lifecycle];
  if (from === to) return [];
  if (to === "inactive") {
    return [
      "Becomes invisible: in the platform’s list of audiences, and wherever one is chosen from it",
      "Stays visible: in the AEP view, in Find and in the lists of commands, as “inactive”; it can be published again",
    ];
  }
  if (from === "inactive" && after !== undefined) {
    return [
      "Becomes visible again: in the platform’s list of audiences, and wherever one is chosen from it",
      "Members: a batch audience has none before the next daily evaluation",
    ];
  }
  return [];
}

/** What is known so far of both sides of one preview. */
export class AudienceFacts {
  usage: LateFact;
  policies: LateFact;
  /** Estimated sizes before and after. */
  sizes: readonly [LateFact, LateFact] = [undefined, undefined];
  /** Who qualifies after a change of the rule; undefined where the rule stays. */
  qualifying: string | undefined;

  constructor(
    private readonly heading: readonly string[],
    private readonly sides: readonly [Side, Side],
  ) {}

  toTexts(): SideTexts {
    const [before, after] = this.sides;
    const [sizeBefore, sizeAfter] = this.sizes;
    return { before: this.toText(before, sizeBefore), after: this.toText(after, sizeAfter) };
  }

  /** The text of one side with its facts; empty where there is nothing. */
  private toText(side: Side, size: LateFact): string {
    const { definition, inspection, mergePolicyName } = side;
    if (definition === undefined) return "";
    const isTree = definition.expression?.format === "pql/json";
    const facts = [
      ...this.heading,
      `Evaluation: ${toEvaluation(side)}`,
      ...(mergePolicyName === undefined ? [] : [`Merge policy: ${mergePolicyName}`]),
      `Estimated size: ${size ?? PENDING}`,
      ...(this.qualifying === undefined ? [] : [`Who qualifies: ${this.qualifying}`]),
      `Used by: ${this.usage ?? PENDING}`,
      `Policy violations: ${this.policies ?? PENDING}`,
      `Problems: ${toProblems(inspection)}`,
      ...toPlainWords(inspection),
      ...(isTree && inspection?.text !== undefined ? ["Kept as a tree (pql/json); shown as text."] : []),
    ];
    return toPreviewText(toReadable(definition, inspection), facts);
  }
}

/** The definition with its expression as people write it, formatted, where the core can do that. */
export function toReadable(
  definition: AudienceDefinition,
  inspection: Inspection | undefined,
): AudienceDefinition {
  const text = inspection?.text;
  if (text === undefined || definition.expression === undefined) return definition;
  return { ...definition, expression: { format: "pql/text", value: text.trimEnd() } };
}

function toEvaluation({ definition, inspection }: Side): string {
  const asked = definition?.evaluation;
  const possible = inspection?.evaluation;
  if (asked === undefined) {
    return possible === undefined ? "not known" : `${possible} is possible; the platform chooses`;
  }
  return possible === undefined || possible === asked ? asked : `${asked}; ${possible} is possible`;
}

/** A long rule is told from its beginning: whoever reads on reads the rule itself. */
const MOST_LINES = 30;

function toPlainWords(inspection: Inspection | undefined): readonly string[] {
  const lines = inspection?.plainWords ?? [];
  const [first, ...others] = lines.slice(0, MOST_LINES);
  if (first === undefined) return [];
  return [`In plain words: ${first}`, ...others, ...(lines.length > MOST_LINES ? ["…"] : [])];
}

function toProblems(inspection: Inspection | undefined): string {
  if (inspection === undefined) return "not checked";
  const all = [...inspection.errors, ...inspection.warnings];
  const [first] = all;
  if (first === undefined) return "none";
  return all.length === 1 ? first.message : `${first.message} (and ${all.length - 1} more)`;
}
