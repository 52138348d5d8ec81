/**
 * Route of `aep/convertToSql`: an expression as a statement for Query Service, by the schemas of its sandbox. Keeps nothing.
 */
import { CONVERT_TO_SQL, type ConvertedSql, type SqlRequest } from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeSql({ connection, schemas }: Session): void {
  connection.onRequest(
    CONVERT_TO_SQL,
    async ({ uri, format, value, profileTable, eventTables, now }: SqlRequest): Promise<ConvertedSql> => {
      await schemas.firstLoad(uri);
      const { convertToSql, convertToText } = await import("../pql/service");
      const text = format === "pql/json" ? convertToText(value).text : value;
      if (text === undefined) {
        const reason = "The tree has no text, and so no form that could be translated.";
        return { problems: [{ clause: "", reason }], readsEvents: false };
      }
      const tables = { profile: profileTable, events: eventTables };
      const { statement, problems, readsEvents } = convertToSql(text, schemas.environmentOf(uri), {
        tables,
        now,
      });
      return {
        statement,
        problems: problems.map(({ clause, reason }) => ({ clause, reason })),
        readsEvents,
      };
    },
  );
}
