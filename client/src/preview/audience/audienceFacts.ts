/**
 * The facts that stand above both sides of an audience's preview. Turns what is known into lines, asks nobody; what is not
 * known yet, or cannot be known, is said so.
 */
import type { Inspection } from "../../../../server/src/protocol/clientMessages";
import type { AudienceDefinition } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { toPreviewText } from "../../model/previewText";
import { findRefusedEvaluation } from "../../model/refusedEvaluation";
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
  const members = say("Members: a batch audience has none before the next daily evaluation");
  if (from === "inactive" && after !== undefined) {
    return [
      say("Becomes visible again: in the platform’s list of audiences, and wherever one is chosen from it"),
      members,
    ];
  }
  return to === "published" && from !== "active" && after?.evaluation === "batch" ? [members] : [];
}

/** What is known so far of both sides of one preview. */
export class AudienceFacts {
  usage: LateFact;
  policies: LateFact;
  /** Estimated sizes before and after. */
  sizes: readonly [LateFact, LateFact] = [undefined, undefined];
  /** Who qualifies after a change of the rule; undefined where the rule stays. */
  qualifying: string | undefined;
  /** How the tests beside the rule come out on what would be sent; undefined where there are none. */
  tests: string | undefined;

  constructor(
    /** What the change does, in a sentence, and the place where it does it. */
    private readonly heading: { readonly sentence: string; readonly place: readonly string[] },
    private readonly sides: readonly [Side, Side],
  ) {}

  toTexts(): SideTexts {
    const [before, after] = this.sides;
    const [sizeBefore, sizeAfter] = this.sizes;
    const tests = this.tests === undefined ? [] : [say("Tests beside the rule: {0}", this.tests)];
    return { before: this.toText(before, sizeBefore), after: this.toText(after, sizeAfter, tests) };
  }

  /** The text of one side with its facts; empty where there is nothing. */
  private toText(side: Side, size: LateFact, tests: readonly string[] = []): string {
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
      ...tests,
      say("Problems: {0}", toProblems(side)),
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
  const refused = findRefusedEvaluation(asked, inspection?.reasons);
  if (refused !== undefined)
    return say("{0} is asked for; the rule allows {1}", asked ?? "", refused.possible);
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

function toProblems({ definition, inspection }: Side): string {
  if (inspection === undefined) return say("not checked");
  const refused = findRefusedEvaluation(definition?.evaluation, inspection.reasons);
  const evaluation =
    refused && say("It is evaluated by {0}, whatever is asked for. {1}", refused.possible, refused.reason);
  const messages = [...inspection.errors, ...inspection.warnings].map(({ message }) => message);
  const [first, ...others] = [...(evaluation === undefined ? [] : [evaluation]), ...messages];
  if (first === undefined) return say("none");
  return others.length === 0 ? first : say("{0} (and {1} more)", first, others.length);
}
