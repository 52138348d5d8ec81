/**
 * The audiences of a sandbox with their expressions, page by page or one by one, for the index of fields. Reads only.
 */
import { orMissing } from "../api/apiError";
import { type AudienceSummary, fetchAudience, listAudiences } from "../api/audiences";
import type { Sessions } from "../auth/sessions";
import type { SandboxTarget } from "../model/resource";
import { toAudienceRow } from "../model/resourceRows";
import type { AudiencePage, ReadableAudience } from "./fieldIndex";

/** The pages of a sandbox's audiences. */
export async function* listReadableAudiences(
  sessions: Pick<Sessions, "open">,
  target: SandboxTarget,
  signal: AbortSignal,
): AsyncGenerator<AudiencePage> {
  const walk = listAudiences(await sessions.open(target.connection, target.sandbox));
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    const audiences = page.items.flatMap((audience) => toReadable(audience) ?? []);
    yield { audiences, listed: page.items.length, total: page.total };
  }
}

/** One audience; undefined when it is gone or has no expression. */
export async function findReadableAudience(
  sessions: Pick<Sessions, "open">,
  { connection, sandbox, id }: SandboxTarget & { readonly id: string },
  signal: AbortSignal,
): Promise<ReadableAudience | undefined> {
  const session = await sessions.open(connection, sandbox);
  const audience = await orMissing(fetchAudience(session, id, { signal }));
  return audience && toReadable(audience);
}

/** The audience as the index takes it; undefined without expression. */
export function toReadable(audience: AudienceSummary): ReadableAudience | undefined {
  const { expression } = audience;
  if (expression === undefined) return undefined;
  const format = expression.format ?? "pql/text";
  const { kind, id, name, state, hasExpression } = toAudienceRow(audience);
  // Of 50,000 audiences everything would be too much to keep: what a list to choose from shows, and what opens one.
  return {
    row: { kind, id, name, state, hasExpression, facts: [] },
    expression: { format, value: expression.value },
  };
}
