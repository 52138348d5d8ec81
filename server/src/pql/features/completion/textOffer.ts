/**
 * Suggestions between the quotes of a text: the same values as in front of it, held against what stands there already.
 */
import type { ValueSlot } from "./place";
import type { Situation } from "./situation";
import { type Offer, offer } from "./suggestion";
import { isArgumentOf, listTexts } from "./texts";

/** The texts that answer to what stands between the opening quote and the cursor. */
export function offerInText(situation: Situation, token: number, slot: ValueSlot): Offer {
  const { tree } = situation.cursor.clause;
  const { starts, text } = tree.tokens;
  const typed = text.slice(starts[token] + 1, situation.cursor.treeOffset);
  const { items, isIncomplete } = offer(listTexts(situation, slot), typed);
  // Editors hold the text from the quote on against the filter.
  const quote = text.charAt(starts[token]);
  // Names may be on their way: the list is asked for again with the next key.
  const awaitsNames =
    situation.environment.audiences === undefined && isArgumentOf(situation, slot.frame, "inSegment");
  return {
    items: items.map((item) => ({ ...item, filter: `${quote}${item.filter ?? item.label}` })),
    isIncomplete: isIncomplete || awaitsNames,
  };
}
