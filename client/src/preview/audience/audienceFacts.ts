/**
 * The facts that stand above both sides of an audience's preview. Turns what is known into lines, asks nobody; what is not
 * known yet, or cannot be known, is said so.
 */
import type { Inspection } from "../../../../server/src/protocol/clientMessages";
import type { AudienceDefinition } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { toPreviewText } from "../../model/previewText";
import { say } from "../../words/say";
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

const PENDING = say("being looked up; it will stand here in a moment");

/** What a change makes invisible where, or visible again; empty for a change that does neither. */
export function toVisibilityFacts({
  before,
  after,
}: Pick<AudiencePlan, "before" | "after">): readonly string[] {
  const [from, to] = [before?.lifecycle, after?.lifecycle];
  if (from === to) return [];
  if (to === "inactive") {
    return [
      say("Becomes invisible: in the platform’s list of audiences, and wherever one is chosen from it"),
      say(
        "Stays visible: in the AEP view, in Find and in the lists of commands, as “inactive”; it can be published again",
      ),
    ];
  }
  if (from === "inactive" && after !== undefined) {
    return [
      say("Becomes visible again: in the platform’s list of audiences, and wherever one is chosen from it"),
      say("Members: a batch audience has none before the next daily evaluation"),
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
    /** What the change does, in a sentence, and the place where it does it. */
    private readonly heading: { readonly sentence: string; readonly place: readonly string[] },
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
      this.heading.sentence,
      ...toPlainWords(inspection),
      ...this.heading.place,
      say("Evaluation: {0}", toEvaluation(side)),
      ...(mergePolicyName === undefined ? [] : [say("Merge policy: {0}", mergePolicyName)]),
      say("Estimated size: {0}", size ?? PENDING),
      ...(this.qualifying === undefined ? [] : [say("Who qualifies: {0}", this.qualifying)]),
      say("Used by: {0}", this.usage ?? PENDING),
      say("Policy violations: {0}", this.policies ?? PENDING),
      say("Problems: {0}", toProblems(inspection)),
      ...(isTree && inspection?.text !== undefined ? [say("Kept as a tree (pql/json); shown as text.")] : []),
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
    return possible === undefined ? say("not known") : say("{0} is possible; the platform chooses", possible);
  }
  return possible === undefined || possible === asked ? asked : say("{0}; {1} is possible", asked, possible);
}

/** A long rule is told from its beginning, so that the facts below stay in sight: whoever reads on reads the rule itself. */
const MOST_LINES = 12;

function toPlainWords(inspection: Inspection | undefined): readonly string[] {
  const lines = inspection?.plainWords ?? [];
  const [first, ...others] = lines.slice(0, MOST_LINES);
  if (first === undefined) return [];
  return [say("Who is in it: {0}", first), ...others, ...(lines.length > MOST_LINES ? ["…"] : [])];
}

function toProblems(inspection: Inspection | undefined): string {
  if (inspection === undefined) return say("not checked");
  const all = [...inspection.errors, ...inspection.warnings];
  const [first] = all;
  if (first === undefined) return say("none");
  return all.length === 1 ? first.message : say("{0} (and {1} more)", first.message, all.length - 1);
}
