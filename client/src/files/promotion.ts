/**
 * What an expression of one sandbox needs to mean the same in another: audiences and namespaces by name. What has no
 * counterpart is listed and blocks; nothing is guessed. Reads both sandboxes, writes neither.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudiences } from "../api/audiences";
import { fetchNamespaces, type IdentityNamespace } from "../api/namespaces";
import { findReferences, type ReferenceChanges, replaceReferences } from "../model/expressionReferences";
import { say } from "../words/say";
import { findAudiencesByName } from "./platformAudiences";

/** From where to where. */
export interface PromotionPlaces {
  readonly source: ApiSession;
  readonly target: ApiSession;
  readonly signal?: AbortSignal | undefined;
  /** Ids of audiences that will be in the target before the expression is sent; they stay as they are until then. */
  readonly awaited?: ReadonlySet<string> | undefined;
}

/** An expression as the target needs it, and what stands in the way. */
export interface ResolvedExpression {
  readonly expression: string;
  /** One sentence per reference without a counterpart. */
  readonly problems: readonly string[];
}

/** Carries an expression over. */
export async function resolveExpression(
  expression: string,
  places: PromotionPlaces,
): Promise<ResolvedExpression> {
  const { audiences, memberships, namespaces } = findReferences(expression);
  const ids = await resolveAudiences({ certain: audiences, possible: memberships }, places);
  const codes = await resolveNamespaces(namespaces, places);
  const changes: ReferenceChanges = { audiences: ids.changes, namespaces: codes.changes };
  return {
    expression: replaceReferences(expression, changes),
    problems: [...ids.problems, ...codes.problems],
  };
}

interface Resolved {
  readonly changes: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

interface AudienceIds {
  readonly certain: readonly string[];
  readonly possible: readonly string[];
}

async function resolveAudiences(
  { certain, possible }: AudienceIds,
  { source, target, signal, awaited }: PromotionPlaces,
): Promise<Resolved> {
  const ids = [...new Set([...certain, ...possible])].filter((id) => awaited?.has(id) !== true);
  if (ids.length === 0) return NOTHING;
  const [there, here] = [
    await fetchAudiences(target, ids, { signal }),
    await fetchAudiences(source, ids, { signal }),
  ];
  const open = ids.filter((id) => isApiError(there.get(id), "notFound"));
  const names = new Map(
    open.flatMap((id) => {
      const audience = here.get(id);
      return audience === undefined || isApiError(audience) ? [] : [[id, audience.name] as const];
    }),
  );
  const found = await findAudiencesByName(target, [...names.values()], signal);
  const changes = new Map<string, string>();
  const problems: string[] = [];
  for (const id of open) {
    const name = names.get(id);
    const counterpart = name === undefined ? undefined : found.get(name);
    if (counterpart !== undefined) changes.set(id, counterpart);
    else if (name !== undefined)
      problems.push(say("The audience “{0}” is not in {1}.", name, target.sandbox ?? ""));
    else if (certain.includes(id))
      problems.push(
        say("The audience {0} is neither in {1} nor in {2}.", id, source.sandbox ?? "", target.sandbox ?? ""),
      );
  }
  return { changes, problems };
}

async function resolveNamespaces(
  codes: readonly string[],
  { source, target, signal }: PromotionPlaces,
): Promise<Resolved> {
  if (codes.length === 0) return NOTHING;
  const [here, there] = [
    await fetchNamespaces(source, { signal }),
    await fetchNamespaces(target, { signal }),
  ];
  const changes = new Map<string, string>();
  const problems: string[] = [];
  for (const code of codes) {
    const verdict = findNamespace(code, { here, there });
    if (verdict === undefined)
      problems.push(say("The identity namespace “{0}” is not in {1}.", code, target.sandbox ?? ""));
    else if (verdict !== code) changes.set(code, verdict);
  }
  return { changes, problems };
}

interface BothNamespaces {
  readonly here: readonly IdentityNamespace[];
  readonly there: readonly IdentityNamespace[];
}

/** The same code where it exists, whatever its case; else the code of the one namespace with the same name. */
function findNamespace(code: string, { here, there }: BothNamespaces): string | undefined {
  const isCode = (one: IdentityNamespace): boolean => one.code.toLowerCase() === code.toLowerCase();
  if (there.some(isCode)) return code;
  const name = here.find(isCode)?.name;
  const named = there.filter((one) => name !== undefined && one.name === name);
  return named.length === 1 ? named[0]?.code : undefined;
}

const NOTHING: Resolved = { changes: new Map(), problems: [] };
