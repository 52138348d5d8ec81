/**
 * Finds fragments that authored messages use although they are not published: what people receive lacks them, or has an older
 * form. Reads only, and no more than a page can wait for; what cannot be read is not guessed.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchMessageVariants, type MessagePlace } from "../api/campaignMessages";
import { type FragmentReference, findMeantFragment, listFragmentReferences } from "./usedFragments";

/** More are not looked at. */
const MOST_MESSAGES = 10;
const MOST_FRAGMENTS = 20;

/** A fragment that is not published. */
export interface UnpublishedFragment {
  readonly id: string;
  readonly name: string;
}

/** The fragments, each once, in the order they are used. */
export async function findUnpublishedFragments(
  session: ApiSession,
  messages: readonly MessagePlace[],
  signal: AbortSignal,
): Promise<UnpublishedFragment[]> {
  const references = new Map<string, FragmentReference>();
  for (const place of messages.slice(0, MOST_MESSAGES)) {
    for (const reference of await listReferences(session, place, signal)) {
      if (reference.origin === "ajo") references.set(reference.id, reference);
    }
  }
  const found = new Map<string, UnpublishedFragment>();
  for (const reference of [...references.values()].slice(0, MOST_FRAGMENTS)) {
    const fragment = await unlessUnreadable(() => findMeantFragment(session, reference, signal));
    const isPublished = fragment?.status === undefined || /^publish/i.test(fragment.status);
    if (fragment !== undefined && !isPublished)
      found.set(fragment.id, { id: fragment.id, name: fragment.name });
  }
  return [...found.values()];
}

async function listReferences(
  session: ApiSession,
  place: MessagePlace,
  signal: AbortSignal,
): Promise<readonly FragmentReference[]> {
  const variants = await unlessUnreadable(() => fetchMessageVariants(session, place, { signal }));
  const texts = (variants ?? []).flatMap(({ subject, preheader, html, text }) => [
    subject,
    preheader,
    html,
    text,
  ]);
  return listFragmentReferences(texts.filter((text) => text !== undefined).join("\n"));
}

/** What one message or fragment withholds says nothing of the others. */
async function unlessUnreadable<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isApiError(error) || error.code === "cancelled") throw error;
    return undefined;
  }
}
