/**
 * Records of what has a rule in PQL: audiences and computed attributes. A rule that is kept as a tree is written as text by the core;
 * nothing is asked of the platform for it.
 */
import type { ApiSession } from "../api/apiSession";
import { type AudienceSummary, fetchAudience, listAudiences } from "../api/audiences";
import { type ComputedAttribute, listComputedAttributes } from "../api/computedAttributes";
import { redactText } from "../api/redaction";
import { listSegmentDefinitions } from "../api/segmentDefinitions";
import { toFieldsText } from "../files/pairWriter";
import { EMPTY_DRAFT, toDefinition, toFingerprint } from "../model/audienceDefinition";
import { EMPTY_AUDIENCE_FILE, toRemoteKey } from "../model/audienceFile";
import { toOriginText, USUAL_ORIGIN } from "../model/audienceOrigins";
import { findReferences } from "../model/expressionReferences";
import { type PossibleFact, toKnownFacts, toRowName, toYesOrNo } from "../model/rowFacts";
import type { RecordDraft, RecordRule, RecordUse, Trait } from "./inventoryRecord";
import { type FoundObject, type FoundPage, type ReadingContext, walkFound } from "./objectReader";

/** Audiences of both lists: the usual one leaves out inactive ones. */
export async function* findAudiences(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPage> {
  const listed = new Set<string>();
  let gap: string | undefined;
  for await (const page of walkFound(listAudiences(session), toFoundAudience, signal)) {
    for (const { id } of page.found) listed.add(id);
    gap ??= page.gap;
    yield { found: page.found };
  }
  let others = 0;
  for await (const page of walkFound(listSegmentDefinitions(session), toUnlistedAudience, signal)) {
    const found = page.found.filter(({ id }) => !listed.has(id));
    others += found.length;
    gap ??= page.gap;
    yield { found };
  }
  if (gap !== undefined)
    yield { found: [], gap: `${gap}${others > 0 ? ` The older list has ${others} more.` : ""}` };
}

function toFoundAudience(audience: AudienceSummary): FoundObject {
  const { id, name } = audience;
  return { id, name: toRowName(name, id), read: (context) => toAudienceDraft(audience, context) };
}

/** An audience by its id. */
export function findAudience(id: string): FoundObject {
  return toUnlistedAudience({ id, name: "" });
}

/** The older list has words of its own for states, so the audience itself is asked. */
function toUnlistedAudience({ id, name }: Pick<AudienceSummary, "id" | "name">): FoundObject {
  const read = async (context: ReadingContext): Promise<RecordDraft> =>
    await toAudienceDraft(await fetchAudience(context.session, id, { signal: context.signal }), context);
  return { id, name: toRowName(name, id), read };
}

/** What tests are called beside the page: not as tests of a rule, which stands elsewhere. */
export const TESTS_FILE = "tests.json";

/** The record of an audience. */
async function toAudienceDraft(audience: AudienceSummary, context: ReadingContext): Promise<RecordDraft> {
  const { id, audienceId, expression } = audience;
  const hasRule = expression !== undefined && expression.value !== "";
  const { format = "pql/text", value = "" } = expression ?? {};
  const rule = hasRule ? await context.rules.read({ format, value }) : undefined;
  const tests = rule === undefined ? undefined : await context.findTests?.(id);
  const isPersonal = tests !== undefined && redactText(tests) !== tests;
  const definition = toDefinition(audience);
  const policy = audience.mergePolicyId;
  const policyName = policy === undefined ? undefined : context.mergePolicyNames.get(policy);
  const origin = toOriginText(audience.originName);
  const size = context.findSize?.(audience);
  const traits: Trait[] = [
    ...(hasRule ? [] : (["noRule"] as const)),
    ...(hasRule && rule === undefined ? (["noRuleText"] as const) : []),
  ];
  return {
    name: toRowName(audience.name, id),
    state: audience.lifecycleState,
    changedAt: audience.updatedAt,
    description: audience.description,
    size:
      size === undefined || size.source === "unknown"
        ? undefined
        : { members: size.members, countedAt: size.evaluatedAt },
    facts: toKnownFacts([
      ["Origin", origin === USUAL_ORIGIN && hasRule ? undefined : origin],
      ["Evaluation", definition.evaluation],
      ["Merge policy", policyName ?? policy],
      ["Of", audience.schemaName === "_xdm.context.profile" ? undefined : audience.schemaName],
      ["Namespace", audience.namespace],
      ["Labels", [...audience.labels].sort().join(", ")],
      ["Tests", isPersonal ? "left out, because they name somebody’s address" : undefined],
    ]),
    texts: tests === undefined || isPersonal ? [] : [{ file: TESTS_FILE, title: "Tests", text: tests }],
    uses: toAudienceUses(audience, { rule, context }),
    aliases: audienceId === undefined || audienceId === id ? [] : [audienceId],
    traits,
    rule,
    pairFields: rule === undefined ? undefined : toPairFields(audience, rule, { policyName, context }),
  };
}

function toAudienceUses(
  { id, dependencies, mergePolicyId }: AudienceSummary,
  { rule, context }: { readonly rule: RecordRule | undefined; readonly context: ReadingContext },
): readonly RecordUse[] {
  const named = findReferences(rule?.text ?? "");
  const audiences = new Set([...dependencies, ...named.audiences]);
  const guesses = named.memberships.filter((one) => !audiences.has(one));
  return [
    ...[...audiences].map((one): RecordUse => ({ kind: "audience", id: one })),
    ...guesses.map((one): RecordUse => ({ kind: "audience", id: one, isGuess: true })),
    ...(mergePolicyId === undefined ? [] : [toPolicyUse(mergePolicyId, context)]),
    ...named.namespaces.map((code): RecordUse => ({ kind: "namespace", id: code })),
    ...toAttributeUses(rule, context),
  ].filter((use) => use.kind !== "audience" || use.id !== id);
}

/** Fields that a computed attribute is written to. */
function toAttributeUses(rule: RecordRule | undefined, { findKnown }: ReadingContext): readonly RecordUse[] {
  const ids = (rule?.fields ?? []).flatMap(({ path }) => findKnown("computedAttribute", path) ?? []);
  return [...new Set(ids)].map((id) => ({ kind: "computedAttribute", id }));
}

/** The use of a merge policy, by name where it is known. */
export function toPolicyUse(id: string, { mergePolicyNames }: ReadingContext): RecordUse {
  return { kind: "mergePolicy", id, name: mergePolicyNames.get(id) };
}

function toPairFields(
  audience: AudienceSummary,
  rule: RecordRule,
  { policyName, context }: { readonly policyName: string | undefined; readonly context: ReadingContext },
): string {
  const { orgId, sandbox = "" } = context.session;
  const draft = { ...EMPTY_DRAFT, expression: { format: "pql/text", value: rule.text } } as const;
  const seen = {
    key: toRemoteKey(orgId, sandbox),
    id: audience.id,
    definition: toDefinition(audience),
    // What tells later whether somebody edited the text that stands for a tree.
    text: audience.expression?.format === "pql/json" ? toFingerprint("expression", draft) : undefined,
    changedAt: audience.updatedAt,
    mergePolicyName: policyName,
  };
  return toFieldsText(EMPTY_AUDIENCE_FILE, seen, undefined);
}

/** Computed attributes; their list holds everything. */
export function findComputedAttributes(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncIterable<FoundPage> {
  return walkFound(listComputedAttributes(session), toFoundAttribute, signal);
}

function toFoundAttribute(attribute: ComputedAttribute): FoundObject {
  const name = toRowName(attribute.displayName || attribute.name, attribute.id);
  return { id: attribute.id, name, read: (context) => toAttributeDraft(attribute, name, context) };
}

async function toAttributeDraft(
  attribute: ComputedAttribute,
  name: string,
  { rules }: ReadingContext,
): Promise<RecordDraft> {
  const { path, expression, status, description } = attribute;
  const field = [...(path ?? "").split(/[/.]/), attribute.name].filter((step) => step !== "").join(".");
  const facts: readonly PossibleFact[] = [
    ["Field", field],
    ["Merge function", attribute.mergeFunction?.value],
    ["Fast refresh", toYesOrNo(attribute.keepCurrent)],
  ];
  return {
    name,
    state: status?.toLowerCase(),
    changedAt: attribute.updateEpoch,
    description,
    facts: toKnownFacts(facts),
    aliases: [field],
    rule: expression?.value ? await rules.read({ format: "pql/text", value: expression.value }) : undefined,
  };
}
