/**
 * What stands above every fact sheet: kind, word and place. Pure.
 */
import { describeKind, type PageKind } from "../../model/resourceKinds";
import type { PagePlace } from "../frame/protocol";

/** The head of the sheet of a thing. */
export function toHead(kind: PageKind, { id, connection, sandbox }: PagePlace) {
  const { noun } = describeKind(kind);
  return { kind, word: `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`, id, connection, sandbox };
}
