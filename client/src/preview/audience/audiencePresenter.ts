/**
 * How the change of an audience is shown: both sides formatted, the facts above them, the slow ones as they are found.
 * Also the last guard before a diff opens: an expression with errors is not previewed. Sends no change.
 */
import type * as vscode from "vscode";
import type { Inspection } from "../../../../server/src/protocol/clientMessages";
import { isApiError } from "../../api/apiError";
import type { Audience } from "../../api/audiences";
import { estimateExpression } from "../../api/estimates";
import { fetchMergePolicies } from "../../api/mergePolicies";
import { toDocumentUri } from "../../documents/aepUri";
import type { ServerSeam } from "../../language/serverSeam";
import type { AudienceDefinition } from "../../model/audienceDefinition";
import { AudienceUsers } from "../../model/audienceUsers";
import type { AudiencePlan } from "../../model/changePlan";
import { type MergePolicyNames, toMergePolicyNames } from "../../model/mergePolicyNames";
import { faultyExpression } from "../../model/refusals";
import { say, sayNumber } from "../../words/say";
import type { Presentation } from "../session/previewTypes";
import type { WritePlace } from "../session/writePlaces";
import type { SideTexts } from "../session/writeTask";
import { AudienceFacts, toVisibilityFacts } from "./audienceFacts";
import { toChangeSentence } from "./changeSentence";
import { toExampleLine } from "./exampleLine";
import { tellTestsBeside } from "./testsBeside";
import { findUsage, toUsageText, USAGE_FRESH_MS } from "./usage";
import { FieldLabelSearch, findViolations } from "./usageLabels";

interface Presented {
  readonly place: WritePlace;
  readonly change: AudiencePlan;
  /** The audience as it was read; undefined when it is new. */
  readonly audience: Audience | undefined;
  /** The draft it comes from, beside which tests may stand. */
  readonly draft: vscode.Uri | undefined;
}

/** Who uses an audience must be known before it is taken away; longer than this nobody waits for it. */
const USAGE_WAIT_MS = 15_000;

/** Presents changes of audiences. */
export class AudiencePresenter {
  private readonly users: AudienceUsers;
  private readonly labels: FieldLabelSearch;

  constructor(
    private readonly server: Pick<
      ServerSeam,
      "inspect" | "listFieldReads" | "relateRules" | "runAudienceTests"
    >,
    now: () => number,
  ) {
    this.labels = new FieldLabelSearch(now);
    this.users = new AudienceUsers({ now, freshForMs: USAGE_FRESH_MS });
  }

  /** What to show. Throws `expressionHasErrors` when the change brings an expression the platform would refuse. */
  async present(presented: Presented, signal: AbortSignal): Promise<Presentation> {
    const { place, change } = presented;
    const policies = await findMergePolicies(place);
    const toSide = async (definition: AudienceDefinition | undefined) => ({
      definition,
      inspection: await this.inspectWith(policies, place, definition),
      mergePolicyName: nameMergePolicy(policies, definition),
    });
    const [before, after] = await Promise.all([toSide(change.before), toSide(change.after)]);
    if (change.fields.includes("expression")) checkErrors(after.inspection);
    const sentence = toChangeSentence(change, place.target.sandbox);
    const heading = { sentence, place: [...place.heading, ...toVisibilityFacts(change)] };
    const facts = new AudienceFacts(heading, [before, after]);
    [facts.qualifying, facts.tests] = await Promise.all([
      this.compareRules(place, change),
      this.tellTests(presented, after.inspection),
    ]);
    if (takesAway(change)) facts.usage = await this.findUsageSoon(presented, signal);
    return {
      texts: facts.toTexts(),
      follow: (show, ending) => this.follow(presented, { facts, show, signal: ending }),
    };
  }

  private async tellTests(
    { draft, place: { session }, change: { after } }: Presented,
    inspection: Inspection | undefined,
  ): Promise<string | undefined> {
    const { expression } = after ?? {};
    const rule = expression?.format === "pql/text" ? expression.value : inspection?.text;
    if (draft === undefined || rule === undefined) return undefined;
    try {
      return await tellTestsBeside(this.server, { uri: draft, rule });
    } catch (error) {
      session.log.write({ level: "warn", message: `Tests beside a draft were not run: ${String(error)}` });
      return undefined;
    }
  }

  /** The expression as people write it; undefined when the core cannot be asked. */
  async inspect(
    place: WritePlace,
    definition: AudienceDefinition | undefined,
  ): Promise<Inspection | undefined> {
    return await this.inspectWith(await findMergePolicies(place), place, definition);
  }

  /** What a change of the rule does to those who qualify; undefined where the rule stays or nobody can be asked. */
  private async compareRules(
    place: WritePlace,
    { before, after, fields }: AudiencePlan,
  ): Promise<string | undefined> {
    const [first, second] = [before?.expression, after?.expression];
    if (!fields.includes("expression") || first === undefined || second === undefined) return undefined;
    const uri = toExpressionUri(place);
    const related = await this.server.relateRules({
      uri,
      first,
      second,
      names: [say("The old rule"), say("the new rule")],
    });
    if (related === undefined) return undefined;
    const { onlyFirst, onlySecond, clock } = related;
    const lost = onlyFirst === undefined ? "" : ` ${toExampleLine(onlyFirst, clock)}`;
    const more = onlySecond !== undefined ? ` ${say("Others qualify as well.")}` : "";
    return related.kind === "equal" ? say("The same profiles as before.") : `${related.update}${lost}${more}`;
  }

  private async inspectWith(
    policies: MergePolicyNames | undefined,
    place: WritePlace,
    definition: AudienceDefinition | undefined,
  ): Promise<Inspection | undefined> {
    if (definition?.expression === undefined) return undefined;
    const { format, value } = definition.expression;
    const uri = toExpressionUri(place);
    const isActiveOnEdge = policies?.isActiveOnEdge(definition.mergePolicy);
    return await this.server.inspect({ uri, format, value, isActiveOnEdge });
  }

  private async follow(presented: Presented, { facts, show, signal }: Following): Promise<void> {
    const tell = (found: Partial<AudienceFacts>): void => {
      if (signal.aborted) return;
      Object.assign(facts, found);
      show(facts.toTexts());
    };
    const findings = [
      this.findUsage(presented, signal).then((usage) => tell({ usage })),
      this.findPolicies(presented, signal).then((policies) => tell({ policies })),
      findSizes(presented, signal).then((sizes) => tell({ sizes })),
    ];
    await Promise.all(findings);
  }

  /** By the labels of both versions, and of the fields that either reads. */
  private async findPolicies({ place, change }: Presented, signal: AbortSignal): Promise<string> {
    const definitions = [change.before, change.after].filter((one) => one !== undefined);
    const own = [...new Set(definitions.flatMap(({ labels }) => labels ?? []))];
    const audience = own.map((label) => ({ label, source: say("the audience") }));
    const fields = await this.findFieldLabels(place, definitions, signal);
    return await findViolations(
      place.session,
      { labels: [...audience, ...fields.labels], isComplete: fields.isComplete },
      signal,
    );
  }

  private async findFieldLabels(
    { session }: WritePlace,
    definitions: readonly AudienceDefinition[],
    signal: AbortSignal,
  ): ReturnType<FieldLabelSearch["find"]> {
    const expressions = definitions.flatMap(({ expression }) => expression ?? []);
    try {
      const answer = await this.server.listFieldReads({ expressions }, signal);
      if (answer === undefined) return { labels: [], isComplete: false };
      return await this.labels.find(session, answer.reads.flat(), signal);
    } catch (error) {
      signal.throwIfAborted();
      session.log.write({ level: "warn", message: `Labels of fields could not be read: ${String(error)}` });
      return { labels: [], isComplete: false };
    }
  }

  private async findUsage({ place, audience }: Presented, signal: AbortSignal): Promise<string> {
    if (audience === undefined) return say("nothing yet");
    const { session } = place;
    return toUsageText(await findUsage({ session, users: this.users }, audience, signal));
  }

  private async findUsageSoon(presented: Presented, signal: AbortSignal): Promise<string> {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(USAGE_WAIT_MS)]);
    return await this.findUsage(presented, soon).catch(() => {
      signal.throwIfAborted();
      return say("not known: the platform did not answer in time");
    });
  }
}

/** An address that stands for the schemas of the sandbox. */
function toExpressionUri({ target }: WritePlace): string {
  const reference = { ...target, kind: "audience", id: "expression" } as const;
  return toDocumentUri({ reference, view: "expression" }, "expression").toString();
}

interface Following {
  readonly facts: AudienceFacts;
  readonly show: (texts: SideTexts) => void;
  readonly signal: AbortSignal;
}

/** Errors block, warnings do not: the platform would refuse the expression, or do something else than was meant. */
function checkErrors(inspection: Inspection | undefined): void {
  const errors = inspection?.errors ?? [];
  if (errors.length > 0) throw faultyExpression(errors.map(({ message }) => message));
}

/** Whether others lose something by the change. */
function takesAway({ before, after }: AudiencePlan): boolean {
  return before !== undefined && (after === undefined || after.lifecycle === "inactive");
}

/** The same expression is estimated once. */
async function findSizes(
  { place, change: { before, after } }: Presented,
  signal: AbortSignal,
): Promise<readonly [string, string]> {
  const first = await findSize(place, before ?? after, signal);
  const isSame = before?.expression?.value === after?.expression?.value;
  if (isSame || before === undefined || after === undefined) return [first, first];
  return [first, await findSize(place, after, signal)];
}

async function findSize(
  { session }: WritePlace,
  definition: AudienceDefinition | undefined,
  signal: AbortSignal,
): Promise<string> {
  const expression = definition?.expression;
  if (expression === undefined) return say("not known: it has no expression");
  const format = expression.format === "pql/json" ? "pql/json" : "pql/text";
  try {
    const request = { expression: { format, value: expression.value } } as const;
    const { estimate } = await estimateExpression(session, request, { signal });
    const size = estimate.estimatedSize;
    return size === undefined ? say("not known") : say("about {0} profiles", sayNumber(size));
  } catch {
    signal.throwIfAborted();
    return say("not known: the platform gave no estimate");
  }
}

/** The merge policies of the sandbox; undefined where they cannot be read. */
async function findMergePolicies({ session }: WritePlace): Promise<MergePolicyNames | undefined> {
  try {
    return toMergePolicyNames(await fetchMergePolicies(session));
  } catch (error) {
    // The preview is for what is written; names and edge state only refine what is said of it.
    if (!isApiError(error)) throw error;
    return undefined;
  }
}

function nameMergePolicy(
  policies: MergePolicyNames | undefined,
  definition: AudienceDefinition | undefined,
): string | undefined {
  const id = definition?.mergePolicy;
  const name = id === undefined ? undefined : policies?.toName(id);
  return name === id ? undefined : name;
}
