/**
 * The signatures of the call around a cursor, and which argument the cursor is in.
 * Finds the call by its parenthesis, so that it works while arguments are missing.
 */
import {
  findFunction,
  findMethod,
  findOperatorFunction,
  type PqlFunction,
} from "../language/functionCatalogue";
import { toSignatureLabel } from "../language/languageDocumentation";
import { analyseClause } from "../semantics/analyseClause";
import { isReservedWord, isWord, TokenKind } from "../syntax/tokenKinds";
import { findParameter, type Signature } from "../types/signature";
import { bindType } from "../types/typeBindings";
import { readTyped } from "./completion/completionPlace";
import { before, type Frame, findFrame } from "./completion/enclosingPart";
import { typeEndingAt } from "./leftOperand";
import { type Cursor, findCursor, type QueryView } from "./queryCursor";

/** One way to call the function. */
export interface SignatureText {
  readonly label: string;
  /** Half-open offsets into the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  /** The parameter the cursor is in; -1 where there are too many arguments. */
  readonly activeParameter: number;
}

/** What is shown beside a call. */
export interface CallHelp {
  readonly signatures: readonly SignatureText[];
  readonly activeSignature: number;
  readonly documentation: string;
}

/** The call around an offset; undefined outside calls. */
export function findCallHelp(query: QueryView, offset: number): CallHelp | undefined {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return undefined;
  const call = findCall(cursor);
  if (call === undefined) return undefined;
  const { entry, frame } = call;
  const fitting = entry.signatures.filter((signature) => fits(query, cursor, { ...call, signature }));
  const signatures = fitting.length > 0 ? fitting : entry.signatures;
  const takesIt = signatures.findIndex((signature) => findParameter(signature, frame.part) !== undefined);
  return {
    signatures: signatures.map((signature) => toText(signature, frame.part)),
    activeSignature: Math.max(0, takesIt),
    documentation: entry.summary,
  };
}

interface CallAround {
  readonly entry: PqlFunction;
  readonly frame: Frame;
  readonly isMethod: boolean;
}

/** The innermost call; groups, lists and filters inside its arguments are looked through. */
function findCall(cursor: Cursor): CallAround | undefined {
  const { tree, firstToken } = cursor.clause;
  const { tokens } = tree;
  let last = lastBefore(cursor);
  for (;;) {
    const frame = findFrame({ tokens, first: firstToken, last });
    if (frame.open < 0) return undefined;
    const name = frame.open - 1;
    const isMethod = name > firstToken && tokens.kinds[name - 1] === TokenKind.Dot;
    const isNamed =
      tokens.kinds[frame.open] === TokenKind.OpenParen && name >= firstToken && isWord(tokens.kinds[name]);
    const entry =
      isNamed && (isMethod || mayCall(tokens.kinds[name])) ? findEntry(tree.name(name), isMethod) : undefined;
    if (entry !== undefined) return { entry, frame, isMethod };
    last = before(tokens, frame.open);
    if (last < firstToken) return undefined;
  }
}

function lastBefore(cursor: Cursor): number {
  const typed = readTyped(cursor);
  return typed.start < cursor.treeOffset ? typed.before + 1 : typed.before;
}

function mayCall(kind: number): boolean {
  return (
    !isReservedWord(kind) || kind === TokenKind.Where || kind === TokenKind.In || kind === TokenKind.NotIn
  );
}

function findEntry(name: string, isMethod: boolean): PqlFunction | undefined {
  if (isMethod) return findMethod(name);
  return findFunction(name) ?? (name === "if" ? findOperatorFunction("if") : undefined);
}

function fits(
  query: QueryView,
  { clause }: Cursor,
  { frame, isMethod, signature }: CallAround & { readonly signature: Signature },
): boolean {
  const { receiver } = signature;
  if (!isMethod || receiver === undefined) return true;
  const type = typeEndingAt(analyseClause(clause, query.environment), query.environment, frame.open - 3);
  return bindType(receiver, type, new Map()) !== "no";
}

function toText(signature: Signature, part: number): SignatureText {
  const { text, parameters } = toSignatureLabel(signature);
  const parameter = findParameter(signature, part);
  return {
    label: text,
    parameters,
    activeParameter: parameter === undefined ? -1 : signature.parameters.indexOf(parameter),
  };
}
