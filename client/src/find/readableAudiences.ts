/**
 * The audiences of a sandbox with their expressions, page by page, for the index of fields. Reads only.
 */
import { listAudiences } from "../api/audiences";
import type { Sessions } from "../auth/sessions";
import { toAudienceRow } from "../model/platformRows";
import type { SandboxTarget } from "../model/resource";
import type { FieldIndexSources, ReadableAudience } from "./fieldIndex";

/** The pages of a sandbox's audiences; those without expression are left out. */
export async function* listReadableAudiences(
  sessions: Sessions,
  target: SandboxTarget,
  signal: AbortSignal,
): ReturnType<FieldIndexSources["listAudiences"]> & AsyncGenerator {
  const walk = listAudiences(await sessions.open(target.connection, target.sandbox));
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    const audiences = page.items.flatMap((audience): ReadableAudience[] => {
      const { expression } = audience;
      if (expression === undefined) return [];
      const format = expression.format ?? "pql/text";
      return [{ row: toAudienceRow(audience), expression: { format, value: expression.value } }];
    });
    yield { audiences, total: page.total };
  }
}
