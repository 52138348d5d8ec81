/**
 * What carrying audiences of one sandbox to another would send, without files in between. Everything is found by name in
 * the target; what has no counterpart blocks. Sends nothing.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { toDefinition } from "../model/audienceDefinition";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import type { AudienceChange } from "../preview/audienceWishes";
import { findAudiencesByName } from "./platformAudiences";
import { resolveExpression } from "./promotion";
import type { BlockedPair } from "./push";

/** Which audiences to carry where. */
export interface PromotionRequest {
  readonly references: readonly ResourceReference[];
  readonly target: SandboxTarget;
  readonly openSession: (sandbox: string) => Promise<ApiSession>;
  readonly signal: AbortSignal;
}

/** What would be sent, and what stands in the way. */
export interface PromotionPlan {
  readonly changes: readonly AudienceChange[];
  readonly blocked: readonly BlockedPair[];
}

/** Plans a promotion. */
export async function planPromotion(request: PromotionRequest): Promise<PromotionPlan> {
  const changes: AudienceChange[] = [];
  const blocked: BlockedPair[] = [];
  for (const reference of request.references) {
    const { change, problems } = await planOne(reference, request);
    if (problems.length === 0) changes.push(change);
    else blocked.push(...problems.map((reason) => ({ name: change.subject, reason })));
  }
  return { changes, blocked };
}

async function planOne(
  { id, sandbox }: ResourceReference,
  { target, openSession, signal }: PromotionRequest,
): Promise<{ readonly change: AudienceChange; readonly problems: readonly string[] }> {
  const [source, there] = [await openSession(sandbox), await openSession(target.sandbox)];
  const audience = await fetchAudience(source, id, { signal });
  const definition = toDefinition(audience);
  const { expression } = definition;
  const isText = expression?.format === "pql/text";
  const resolved = isText
    ? await resolveExpression(expression.value, { source, target: there, signal })
    : { expression: "", problems: ["It is not written as PQL text."] };
  const policies = toMergePolicyNames(await fetchMergePolicies(source, { signal }));
  const found = await findAudiencesByName(there, [definition.name], signal);
  const lifecycle = definition.lifecycle === "active" ? "published" : definition.lifecycle;
  const mergePolicy = definition.mergePolicy && policies.toName(definition.mergePolicy);
  const draft = {
    ...definition,
    lifecycle,
    mergePolicy,
    expression: { format: "pql/text", value: resolved.expression },
  };
  return {
    change: { target, subject: definition.name, draft, id: found.get(definition.name) },
    problems: resolved.problems,
  };
}
