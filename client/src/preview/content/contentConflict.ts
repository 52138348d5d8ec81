/**
 * Turns a change of content that met another one into a conflict people can compare and resolve. Resolves nothing.
 */
import type { ContentPart } from "../../content/contentParts";
import {
  type ContentVersions,
  listClashes,
  mergeParts,
  readContentText,
  toContentText,
} from "../../content/contentText";
import type { Conflict } from "../session/conflicts";
import type { Preview } from "../session/previewTypes";

/** What met, and how it goes on. */
interface ContentClash extends Omit<ContentVersions, "now"> {
  readonly name: string;
  /** Undefined when the platform does not hold it any more. */
  readonly now: readonly ContentPart[] | undefined;
  /** Plans and previews parts that start from others. */
  readonly preview: (
    parts: readonly ContentPart[],
    started: readonly ContentPart[],
    signal: AbortSignal,
  ) => Promise<Preview>;
}

/** The conflict of the two. */
export function toContentConflict({ name, started, now, mine, preview }: ContentClash): Conflict {
  const versions = { started, now: now ?? mine, mine };
  const fields = listClashes(versions);
  const toText = (parts: readonly ContentPart[]): string => toContentText(parts, [name]);
  return {
    name,
    fields,
    isThere: now !== undefined,
    toTexts: async () => ({
      started: toText(started),
      now: now === undefined ? "" : toText(now),
      mine: toText(mine),
    }),
    merge: async () => toText(mergeParts(versions)),
    previewAgain: (signal, resolved) =>
      resolved === undefined
        ? preview(mine, toNextStart(versions, fields), signal)
        : preview(readContentText(resolved, [versions.now, mine]), versions.now, signal),
  };
}

/** Mine counts where both changed; what only they changed must not be taken back with it. */
function toNextStart({ started, now }: ContentVersions, fields: readonly string[]): readonly ContentPart[] {
  return started.map((part) =>
    fields.includes(part.file) ? (now.find(({ file }) => file === part.file) ?? part) : part,
  );
}
