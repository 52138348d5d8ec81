/**
 * Suggestions between the quotes of a text: the same values as in front of it, held against what stands there already.
 * What is replaced and what is written begin inside the quote, because many clients hold the letters behind it, and not the
 * quote, against what they are offered.
 */
import { TokenKind } from "../../syntax/tokens";
import type { Span } from "../../text/span";
import type { ValueSlot } from "./place";
import type { Situation } from "./situation";
import { type Offer, offer, type Suggestion } from "./suggestion";
import { isArgumentOf, listTexts } from "./texts";

/** The texts that answer to what stands between the opening quote and the cursor. */
export function offerInText(situation: Situation, token: number, slot: ValueSlot): Offer {
  const { starts, text } = situation.cursor.clause.tree.tokens;
  const typed = text.slice(starts[token] + 1, situation.cursor.treeOffset);
  const { items, isIncomplete } = offer(listTexts(situation, slot), typed);
  const around = readTextAround(situation, token);
  // Names may be on their way: the list is asked for again with the next key.
  const awaitsNames =
    situation.environment.audiences === undefined && isArgumentOf(situation, slot.frame, "inSegment");
  return {
    items: items.flatMap((item) => toInnerSuggestion(item, around)),
    isIncomplete: isIncomplete || awaitsNames,
  };
}

/** The part of a text that a value replaces, in offsets of the tree. */
export interface TextAround extends Span {
  /** The quote that is replaced with the text because it is none of PQL; empty where it stays. */
  readonly foreignQuote: string;
  readonly isClosed: boolean;
}

/** The text around the cursor. One that lacks its second quote is replaced only up to the cursor. */
export function readTextAround({ cursor }: Situation, token: number): TextAround {
  const { starts, ends, text, kinds } = cursor.clause.tree.tokens;
  const [start, end] = [starts[token], ends[token]];
  const quote = text.charAt(start);
  const isForeign = quote !== '"';
  const hasSecond = isForeign
    ? end - start > 1 && text.charAt(end - 1) === quote
    : kinds[token] !== TokenKind.UnclosedString;
  const isClosed = hasSecond && end > cursor.treeOffset;
  const sign = isForeign ? 0 : 1;
  return {
    start: start + sign,
    end: isClosed ? end - sign : cursor.treeOffset,
    foreignQuote: isForeign ? quote : "",
    isClosed,
  };
}

function toInnerSuggestion(item: Suggestion, { foreignQuote, isClosed }: TextAround): Suggestion[] {
  const { label, text = label, filter = label } = item;
  if (foreignQuote !== "") return [{ ...item, filter: `${foreignQuote}${filter}` }];
  // A number is no text.
  if (!text.startsWith('"')) return [];
  return [{ ...item, text: text.slice(1, isClosed ? -1 : undefined), filter }];
}
