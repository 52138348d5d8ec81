/**
 * Picks the signature a call means and hands a failure to the rule that words it. Signatures without type variables are
 * tried without allocating, because nearly every call is one of a text.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { chooseOverload } from "../../types/overloadResolution";
import { arrayOf, mapOf, spreadOf, type Type, UNKNOWN } from "../../types/pqlTypes";
import { findParameter, leastArguments, mostArguments, type Signature } from "../../types/signature";
import { isAssignable, isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { reportCall, type TypedCall } from "../rules/callMismatch";

/** The type of the result; unknown where nothing fits, which is reported. */
export function chooseSignature(state: CheckState, node: NodeId, call: TypedCall): Type {
  const { entry, receiver, types } = call;
  const { signatures } = entry;
  const [only] = signatures;
  if (signatures.length === 1 && isPlain(only) && fits(only, receiver, types)) {
    state.recorder?.call(node, entry, only);
    return isPerItem(only, receiver) ? spreadOf(only.result) : only.result;
  }
  const special = mapOfGroups(call) ?? orderOfTimes(call);
  if (special !== undefined) {
    state.recorder?.call(node, entry, signatures[signatures.length - 1]);
    return special;
  }
  const choice = chooseOverload(signatures, receiver, types);
  const signature = choice.outcome === "chosen" ? choice.signature : undefined;
  state.recorder?.call(node, entry, signature);
  if (choice.outcome === "chosen") return choice.result;
  reportCall(state, node, { call, choice });
  return resultAnyway(signatures);
}

/** The result whatever the arguments: what every signature gives, unknown where they differ or where it depends on them. */
export function resultAnyway(signatures: readonly Signature[]): Type {
  const [first] = signatures;
  const isShared = signatures.every(({ result }) => result === first.result);
  return isShared && first.result.kind !== "variable" && isPlain(first) ? first.result : UNKNOWN;
}

function isPlain(signature: Signature): boolean {
  const { receiver, result, parameters } = signature;
  const isReceiverPlain = receiver === undefined || isPlainType(receiver);
  return isReceiverPlain && isPlainType(result) && parameters.every(({ type }) => isPlainType(type));
}

function isPlainType({ kind }: Type): boolean {
  switch (kind) {
    case "array":
    case "map":
    case "mapEntry":
    case "lambda":
    case "expression":
    case "variable":
    case "syntax":
      return false;
    default:
      return true;
  }
}

function fits(signature: Signature, receiver: Type | undefined, types: readonly Type[]): boolean {
  if (
    receiver !== undefined &&
    signature.receiver !== undefined &&
    !isAssignable(receiver, signature.receiver)
  ) {
    return false;
  }
  if (types.length < leastArguments(signature) || types.length > mostArguments(signature)) return false;
  for (let index = 0; index < types.length; index++) {
    const wanted = findParameter(signature, index);
    if (wanted === undefined || !isAssignable(types[index], wanted.type)) return false;
  }
  return true;
}

/** A method on the items of a path through an array gives one result per item, unless it is a test. */
function isPerItem({ receiver: wanted, result }: Signature, receiver: Type | undefined): boolean {
  return receiver?.kind === "array" && receiver.isSpread && result.kind !== "boolean" && wanted !== UNKNOWN;
}

/** `xEvent.topN(timestamp, 1)`: the signatures know numbers only, computed attributes order by time as well. */
function orderOfTimes({ entry, receiver, types }: TypedCall): Type | undefined {
  const isExtreme = entry.name === "min" || entry.name === "max";
  if (receiver?.kind !== "array") return undefined;
  const by = types[0] ?? (isExtreme ? receiver.element : undefined);
  if (by === undefined || !isTime(withoutSpread(by))) return undefined;
  switch (entry.name) {
    case "topN":
    case "bottomN":
      return types.length === 2 ? receiver : undefined;
    case "min":
    case "max":
      return types.length <= 1 ? withoutSpread(by) : undefined;
    default:
      return undefined;
  }
}

/** `groups.map(…)` without a lambda, the older way to turn groups into values: objects make a list, one for each group. */
function mapOfGroups({ entry, receiver, types }: TypedCall): Type | undefined {
  const [value] = types;
  if (entry.name !== "map" || receiver?.kind !== "map" || types.length !== 1) return undefined;
  if (value.kind === "record") return arrayOf(value);
  return value.kind === "lambda" ? undefined : mapOf(receiver.key, value);
}
