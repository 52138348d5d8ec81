/**
 * Words the problems of names that nothing declares: variables, carets that climb too far. Fields have their own rule.
 * Without a schema only a variable in the wrong case is certain, because any other name may be a field.
 */
import { nearestName } from "../../language/nearestName";
import { type Fix, replacementFix } from "../../problems/problem";
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

/** Names that people give to variables and schemas hardly ever to fields. */
const VARIABLE_NAME = /^[A-Z][A-Z0-9]?$/;

/** Reports a name that was meant to be a variable. True where it was; else it may be a field. */
export function reportUnknownVariable(state: CheckState, token: number, hasSchema: boolean): boolean {
  const name = state.nameOf(token);
  const isVariableLike = hasSchema && VARIABLE_NAME.test(name);
  const visible = visibleNames(state);
  if (!isVariableLike && !visible.some((variable) => variable.toLowerCase() === name.toLowerCase()))
    return false;
  if (isStepLabel(state, name)) {
    state.reportToken(token, {
      code: "pql.unknownVariable",
      message: `\`${name}\` is the label of a step; no page shows how another step reads it. A window counts from a time such as \`now\`.`,
    });
    return true;
  }
  const nearest = nearestName(name, visible);
  const suggestion = nearest ?? (visible.length === 1 ? visible[0] : undefined);
  state.reportToken(token, {
    code: "pql.unknownVariable",
    message:
      suggestion === undefined
        ? `Nothing here declares \`${name}\`; a variable is visible only inside the expression that declares it.`
        : `Nothing here declares \`${name}\`. Did you mean \`${suggestion}\`?`,
    fix:
      suggestion === undefined ? undefined : state.replaceToken(`Change to ${suggestion}`, token, suggestion),
  });
  return true;
}

/** `WHEN(<= 3 days after A)`: whether a step of a chain has this label. */
function isStepLabel({ tokens }: CheckState, name: string): boolean {
  const { kinds, starts, text } = tokens;
  for (let token = 0; kinds[token] !== TokenKind.EndOfText; token++) {
    const isLabel = kinds[token + 1] === TokenKind.Colon && kinds[token + 2] === TokenKind.What;
    if (isLabel && text.startsWith(name, starts[token])) return true;
  }
  return false;
}

/** Variables that are offered; nobody means one that is declared further away. */
const MOST_OFFERED = 64;

function visibleNames(state: CheckState): string[] {
  const { scopes } = state;
  const names: string[] = [];
  for (let frame = scopes.depth - 1; frame >= 0 && names.length < MOST_OFFERED; frame--) {
    if (!scopes.isElement(frame)) names.push(state.nameOf(scopes.tokenOf(frame)));
  }
  return names;
}

/** Reports more carets than there are elements around. */
export function reportUpTooFar(state: CheckState, node: NodeId, level: number): void {
  const { elementCount } = state.scopes;
  const around = elementCount === 1 ? "one element stands" : `${elementCount} elements stand`;
  state.report(node, {
    code: "pql.upTooFar",
    message:
      elementCount === 0
        ? "`^` reads from the element around a filter; there is no filter here."
        : `Only ${around} around this; ${level} carets lead past the profile.`,
    fix: caretFix(state, node, level),
  });
}

/** As many carets as there are elements; a dot behind them goes with the last. */
function caretFix(state: CheckState, node: NodeId, level: number): Fix | undefined {
  const { elementCount } = state.scopes;
  const first = state.tree.firstToken(node);
  const behind = first + level + Number(state.tokens.kinds[first + level] === TokenKind.Dot);
  if (behind >= state.tree.endToken(node)) return undefined;
  const last = elementCount === 0 ? behind : first + level - elementCount;
  const span = { start: state.tokenSpan(first).start, end: state.tokenSpan(last).start };
  return replacementFix(elementCount === 0 ? "Remove ^" : "Remove what is too much", span, "");
}
