/**
 * Reads templates, fragments and authored messages for local editing. Reads only; text from outside stays text.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchMessageVariants, type MessagePlace } from "../api/campaignMessages";
import { fetchContentFragment, fetchContentTemplate } from "../api/contentItems";
import type { ContentKind } from "../api/contentWrites";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { type ContentPart, type MessagePart, toMessageParts, toParts } from "./contentParts";

/** Content ready to be written into files. */
export interface TakenContent {
  readonly name: string;
  readonly parts: readonly ContentPart[];
}

/** One variant of an authored message. */
export interface MessageCopy {
  /** What people know the message by. */
  readonly name: string;
  /** Tells variants apart. */
  readonly label: string;
  /** Counted from zero. */
  readonly index: number;
  readonly parts: readonly MessagePart[];
}

/** One template or fragment. */
export async function fetchContentItem(
  session: ApiSession,
  { kind, id }: { readonly kind: ContentKind; readonly id: string },
  signal: AbortSignal,
): Promise<TakenContent> {
  const fetch = kind === "template" ? fetchContentTemplate : fetchContentFragment;
  const { name, raw } = await fetch(session, id, { signal });
  return { name, parts: toParts(raw) };
}

/** The variants of a message that can be copied. Throws `notAllowed` where the platform does not hand out the content. */
export async function fetchMessageCopies(
  session: ApiSession,
  place: MessagePlace,
  signal: AbortSignal,
): Promise<readonly MessageCopy[]> {
  const variants = await fetchMessageVariants(session, place, { signal });
  const copies = variants.map((variant, index) => ({
    name: toPlainName(variant.subject ?? variant.title ?? "") || (variant.name ?? place.messageId),
    label: variant.name ?? say("Variant {0}", index + 1),
    index,
    parts: toMessageParts(variant),
  }));
  if (copies.some(({ parts }) => parts.length > 0)) return copies;
  throw new UserError("notAllowed", say("The platform does not hand out the content of this message."));
}

/** A subject without its personalisation, which says nothing in the name of a folder. */
function toPlainName(subject: string): string {
  const plain = subject.replaceAll(/\{\{[\s\S]*?\}\}+|\{%[\s\S]*?%\}/g, " ").replaceAll(/\s+/g, " ");
  return plain.replace(/^[\s,;:.!–-]+/, "").trim();
}
