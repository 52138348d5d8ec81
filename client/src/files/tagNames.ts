/**
 * Names of tags for the files, where audiences carry only ids. A reader's comfort: without it the ids stand there.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { AttachedTag } from "../api/audiences";
import { collectItems } from "../api/pages";
import { listTags } from "../api/tagsAndFolders";
import { toReasonText } from "../model/failureText";
import { say } from "../words/say";

/** Names by id, and why there are none; not being allowed to see them is no reason worth telling. */
export async function fetchTagNames(
  session: ApiSession,
  signal: AbortSignal | undefined,
): Promise<{ readonly names: ReadonlyMap<string, string>; readonly problem: string | undefined }> {
  try {
    const tags = await collectItems(listTags(session), signal);
    return { names: new Map(tags.map(({ id, name }) => [id, name])), problem: undefined };
  } catch (error) {
    if (!isApiError(error) || error.code === "cancelled") throw error;
    const problem = say(
      "New files say the ids of tags, because their names could not be read: {0}",
      toReasonText(error),
    );
    session.log.write({ level: "info", message: problem });
    const isForbidden = isApiError(error, "forbidden", "sandboxForbidden", "notFound", "wrongRoute");
    return { names: new Map(), problem: isForbidden ? undefined : problem };
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
