/**
 * Names in the place of ids, in texts that people read: a rule in words names audiences as the platform does, by id. Pure.
 */
import { readDuration } from "../model/durations";

/** The name of an audience; undefined where it is not known. */
export type AudienceNames = (id: string) => string | undefined;

const UUID = /"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"?/gi;

/** The text with `“name”` for each id of an audience that is known. */
export function withAudienceNames(text: string, findName: AudienceNames): string {
  return text.replace(UUID, (written, id: string) => {
    const name = findName(id);
    return name === undefined ? written : `“${name.replaceAll(/\s+/g, " ")}”`;
  });
}

/** How long `PT72H` is, as people say it: `72 hours`. What is written in another way stays as it is. */
export function toDurationWords(written: string): string {
  const words = readDuration(written).map(([unit, count]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return words.join(" ") || written;
}
