/**
 * Names of tags for the files, where audiences carry only ids. A reader's comfort: without it the ids stand there.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { AttachedTag } from "../api/audiences";
import { collectItems } from "../api/pages";
import { listTags } from "../api/tags";

/** Names by id; empty when the organisation does not let this credential see them. */
export async function fetchTagNames(
  session: ApiSession,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  try {
    const tags = await collectItems(listTags(session), signal);
    return new Map(tags.map(({ id, name }) => [id, name]));
  } catch (error) {
    if (!isApiError(error) || error.code === "cancelled") throw error;
    session.log.write({ level: "info", message: `Tags stay without names: ${error.message}` });
    return new Map();
  }
}

/** What a file says of an audience's tags. */
export function toTagTexts(
  tags: readonly AttachedTag[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  return tags.flatMap(({ id, name }) => {
    const text = name ?? names.get(id ?? "") ?? id;
    return text === undefined ? [] : [text];
  });
}
