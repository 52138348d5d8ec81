/**
 * What carrying audiences of one sandbox to another would send, without files in between. Everything is found by name in
 * the target; what has no counterpart blocks. Sends nothing.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { type AudienceDefinition, toDefinition } from "../model/audienceDefinition";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import type { AudienceRequest } from "../preview/audience/audienceRequests";
import { say } from "../words/say";
import {
  type BlockedPair,
  listAwaited,
  toCircularOnes,
  toSendingOrder,
  type WaitingWrite,
} from "./plannedReferences";
import { findAudiencesByName } from "./platformAudiences";
import { resolveExpression } from "./promotion";

/** Which audiences to carry where. */
export interface PromotionRequest {
  readonly references: readonly ResourceReference[];
  readonly target: SandboxTarget;
  readonly openSession: (sandbox: string) => Promise<ApiSession>;
  readonly signal: AbortSignal;
}

/** What would be sent, and what stands in the way. */
export interface PromotionPlan {
  readonly changes: readonly AudienceRequest<string>[];
  readonly blocked: readonly BlockedPair[];
}

/** Plans a promotion. What others of the same promotion refer to is created first. */
export async function planPromotion(request: PromotionRequest): Promise<PromotionPlan> {
  const { references, target, openSession, signal } = request;
  const there = await openSession(target.sandbox);
  const read: ReadOne[] = [];
  for (const { id, sandbox } of references) {
    const source = await openSession(sandbox);
    const definition = toDefinition(await fetchAudience(source, id, { signal }));
    const found = await findAudiencesByName(there, [definition.name], signal);
    read.push({ id, source, definition, counterpart: found.get(definition.name) });
  }
  const toCome = new Map(
    read.flatMap(({ id, counterpart, definition }) =>
      counterpart === undefined ? [[id, definition.name] as const] : [],
    ),
  );
  const created = new Map<string, string>();
  const planned: PlannedOne[] = [];
  for (const one of read) planned.push(await planOne(one, { target, there, toCome, created, signal }));
  const { ordered, circular } = toSendingOrder(planned.filter(({ problems }) => problems.length === 0));
  return {
    changes: ordered.map(({ change }) => change),
    blocked: [
      ...planned.flatMap(({ change, problems }) =>
        problems.map((reason) => ({ name: change.subject, reason })),
      ),
      ...toCircularOnes(circular.map((id) => toCome.get(id) ?? id)),
    ],
  };
}

interface ReadOne {
  readonly id: string;
  readonly source: ApiSession;
  readonly definition: AudienceDefinition;
  /** The audience of the same name in the target. */
  readonly counterpart: string | undefined;
}

interface PlannedOne extends WaitingWrite {
  readonly change: AudienceRequest<string>;
  readonly problems: readonly string[];
}

interface PromotionPlace {
  readonly target: SandboxTarget;
  readonly there: ApiSession;
  /** Names of the audiences that this promotion creates, by their ids at home. */
  readonly toCome: ReadonlyMap<string, string>;
  readonly created: Map<string, string>;
  readonly signal: AbortSignal;
}

async function planOne(
  { id, source, definition, counterpart }: ReadOne,
  { target, there, toCome, created, signal }: PromotionPlace,
): Promise<PlannedOne> {
  const { expression, name } = definition;
  const others = new Map([...toCome].filter(([other]) => other !== id));
  const awaited = expression === undefined ? [] : listAwaited(expression.value, others);
  const places = { source, target: there, signal, awaited: new Set(awaited) };
  const resolved =
    expression?.format === "pql/text"
      ? await resolveExpression(expression.value, places)
      : { expression: "", problems: [say("It is not written as PQL text.")] };
  const policies = toMergePolicyNames(await fetchMergePolicies(source, { signal }));
  const lifecycle = definition.lifecycle === "active" ? "published" : definition.lifecycle;
  const mergePolicy = definition.mergePolicy && policies.toName(definition.mergePolicy);
  const draft = {
    ...definition,
    lifecycle,
    mergePolicy,
    expression: { format: "pql/text", value: resolved.expression },
  };
  const awaits = awaited.map((one) => [one, { key: one, name: toCome.get(one) ?? one }] as const);
  const order = { key: id, awaits: Object.fromEntries(awaits), created };
  return {
    stem: id,
    write: { awaits: Object.fromEntries(awaited.map((one) => [one, one])) },
    change: { target, subject: name, draft, id: counterpart, order },
    problems: resolved.problems,
  };
}
