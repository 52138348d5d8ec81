/**
 * Route of `aep/listFieldReads`: which fields expressions that are no documents read. Keeps nothing; an expression that has
 * no text reads nothing that could be told.
 */
import { type FieldReads, type FieldReadsRequest, LIST_FIELD_READS } from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeFieldReads({ connection }: Session): void {
  connection.onRequest(LIST_FIELD_READS, async ({ expressions }: FieldReadsRequest): Promise<FieldReads> => {
    const [{ convertToText }, { listFieldUses }] = await Promise.all([
      import("../pql/service"),
      import("../pql/features/fieldUsage"),
    ]);
    return {
      reads: expressions.map(({ format, value }) => {
        const text = format === "pql/json" ? convertToText(value).text : value;
        return listFieldUses(text ?? "");
      }),
    };
  });
}
