/**
 * Which signature of a function a call means, and if none fits, what is wrong with the call.
 *
 * Binds the type variables of a signature from receiver and arguments. Unknown arguments fit everything. Words no
 * message: it hands back the facts one needs.
 */
import { spreadOf, type Type } from "./pqlTypes";
import { findParameter, leastArguments, mostArguments, type Signature } from "./signature";
import { type Bindings, bindType, substitute } from "./typeBindings";
import { isOpen } from "./typeRelations";

/** A signature that fits, and what the call yields under it. */
export interface ChosenOverload {
  readonly outcome: "chosen";
  readonly signature: Signature;
  /** The result with all type variables bound; unknown where nothing binds one. */
  readonly result: Type;
  /** Indexes of the arguments that fit only because text written in the query is coerced. */
  readonly coerced: readonly number[];
}

/** No signature is for a receiver of this type. */
export interface ReceiverMismatch {
  readonly outcome: "receiver";
  /** What the signatures want before the dot. */
  readonly expected: readonly Type[];
}

/** Too few or too many arguments. */
export interface ArityMismatch {
  readonly outcome: "arity";
  readonly least: number;
  /** `Infinity` when any number of arguments may follow. */
  readonly most: number;
}

/** The first argument that does not fit. */
export interface ArgumentMismatch {
  readonly outcome: "argument";
  readonly index: number;
  readonly expected: Type;
  readonly signature: Signature;
}

/** What came of a call. */
export type OverloadChoice = ChosenOverload | ReceiverMismatch | ArityMismatch | ArgumentMismatch;

type Attempt = ChosenOverload | ArgumentMismatch | "receiver" | "arity";

function takesCount(signature: Signature, count: number): boolean {
  return count >= leastArguments(signature) && count <= mostArguments(signature);
}

/** A method on the items of a path through an array gives one result per item, unless it is a test. */
function resultOf(signature: Signature, receiver: Type | undefined, bindings: Bindings): Type {
  const result = substitute(signature.result, bindings);
  const isPerItem =
    receiver?.kind === "array" && receiver.isSpread && isItemReceiver(signature) && result.kind !== "boolean";
  return isPerItem ? spreadOf(result) : result;
}

function isItemReceiver({ receiver }: Signature): boolean {
  return receiver !== undefined && receiver.kind !== "array" && !isOpen(receiver);
}

function attempt(signature: Signature, receiver: Type | undefined, args: readonly Type[]): Attempt {
  const bindings: Bindings = new Map();
  if (signature.receiver && receiver && bindType(signature.receiver, receiver, bindings) === "no") {
    return "receiver";
  }
  if (!takesCount(signature, args.length)) return "arity";
  const coerced: number[] = [];
  for (const [index, argument] of args.entries()) {
    const expected = findParameter(signature, index)?.type ?? argument;
    const fit = bindType(expected, argument, bindings);
    // A literal becomes an item of the list the method is called on; nothing else is coerced.
    if (fit === "no" || (fit === "byCoercion" && !signature.receiver)) {
      return { outcome: "argument", index, expected: substitute(expected, bindings), signature };
    }
    if (fit === "byCoercion") coerced.push(index);
  }
  return { outcome: "chosen", signature, result: resultOf(signature, receiver, bindings), coerced };
}

interface FailedAttempts {
  readonly signatures: readonly Signature[];
  readonly attempts: readonly Attempt[];
  readonly receiver: Type | undefined;
  /** Number of arguments. */
  readonly count: number;
}

function explainFailure({ signatures, attempts, receiver, count }: FailedAttempts): OverloadChoice {
  const mismatches = attempts.filter((each) => typeof each === "object" && each.outcome === "argument");
  const furthest = mismatches.sort((left, right) => right.index - left.index).at(0);
  if (furthest) return furthest;
  const counted = signatures.filter(
    (each, index) => attempts[index] === "receiver" && takesCount(each, count),
  );
  // An expression as argument helps a list of objects; a list of plain values has nothing to choose from.
  if (counted.length > 0 && isPlainList(receiver)) {
    return { outcome: "receiver", expected: counted.flatMap((each) => each.receiver ?? []) };
  }
  const miscounted = signatures.filter((_, index) => attempts[index] === "arity");
  if (miscounted.length > 0) {
    return {
      outcome: "arity",
      least: Math.min(...miscounted.map(leastArguments)),
      most: Math.max(...miscounted.map(mostArguments)),
    };
  }
  return { outcome: "receiver", expected: signatures.flatMap(({ receiver }) => receiver ?? []) };
}

function isPlainList(receiver: Type | undefined): boolean {
  if (receiver?.kind !== "array") return false;
  const { kind } = receiver.element;
  return kind !== "object" && kind !== "record" && kind !== "tuple" && !isOpen(receiver.element);
}

/**
 * The first signature that fits the call. Types of arguments a signature reads as expressions are those of their
 * result. A receiver is ignored by signatures without one, and not asked for where it is undefined.
 */
export function chooseOverload(
  signatures: readonly Signature[],
  receiver: Type | undefined,
  args: readonly Type[],
): OverloadChoice {
  const attempts: Attempt[] = [];
  for (const signature of signatures) {
    const tried = attempt(signature, receiver, args);
    if (typeof tried === "object" && tried.outcome === "chosen") return tried;
    attempts.push(tried);
  }
  return explainFailure({ signatures, attempts, receiver, count: args.length });
}
