/**
 * Every expression the tests of the language hold, right and wrong, and the published ones where they stand beside the
 * repository: what properties that must hold for any text are tried on, whole and changed.
 */
import fc from "fast-check";
import { anyText, mutationsOf } from "../../support/queryArbitraries";
import { readSharedCorpus } from "../../support/sharedCorpus";
import { INVALID_FOR_SHOP } from "./semantics/invalidForShop";
import { VALID_FOR_SHOP } from "./semantics/validForShop";
import { VARIED_INVALID } from "./semantics/variedInvalid";
import { VARIED_VALID } from "./semantics/variedValid";

/** The expressions as they are. */
export function readCorpora(): readonly string[] {
  return [
    ...VALID_FOR_SHOP,
    ...VARIED_VALID,
    ...INVALID_FOR_SHOP.map(({ text }) => text),
    ...VARIED_INVALID.map(([, text]) => text),
    ...(readSharedCorpus() ?? []).map(({ expression }) => expression),
  ];
}

/** The expressions changed in a few places at random, and texts that are nearly PQL. */
export function brokenText(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: mutationsOf(readCorpora()) }, anyText);
}
