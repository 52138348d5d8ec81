/**
 * Route of `aep/listFields`: the fields of a sandbox's schemas that hold a plain value, for lists people choose from. Keeps
 * nothing.
 */
import { type FieldList, type FieldListRequest, LIST_FIELDS } from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeFieldList({ connection, schemas }: Session): void {
  connection.onRequest(LIST_FIELDS, async ({ uri }: FieldListRequest): Promise<FieldList> => {
    await schemas.firstLoad(uri);
    const { listFields } = await import("../pql/service");
    return { fields: listFields(schemas.environmentOf(uri)) };
  });
}
