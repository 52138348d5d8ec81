/**
 * How much white space stands between two tokens that share a line: none or one blank.
 * Looks at tokens and the tree only, so printing twice changes nothing. The one blank it cares for is that beside a minus
 * between names: `favori-te` may be one name that lacks its backticks, and blanks would hide that.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { isClosing, isOpening, TokenKind } from "../syntax/tokenKinds";
import { isHyphen } from "../syntax/tokenList";

/** The tokens of one clause with the blanks between them. */
export interface Spacing {
  readonly tree: Tree;
  readonly firstToken: number;
  readonly endToken: number;
  /** Column of each token if the whole clause stood on one line, by distance from `firstToken`; one more for the end. */
  readonly columns: Int32Array;
  /** 1 where a blank stands before the token, else 0. */
  readonly blanks: Uint8Array;
}

/** The spacing of a clause. */
export function spaceClause({ tree, root, firstToken, endToken }: Clause): Spacing {
  const blanks = defaultBlanks(tree, firstToken, endToken);
  closeUp(tree, root, (token) => {
    blanks[token - firstToken] = 0;
  });
  const columns = new Int32Array(endToken - firstToken + 1);
  const { starts, ends } = tree.tokens;
  let column = 0;
  for (let token = firstToken; token < endToken; token++) {
    column += blanks[token - firstToken];
    columns[token - firstToken] = column;
    column += ends[token] - starts[token];
  }
  columns[endToken - firstToken] = column;
  return { tree, firstToken, endToken, columns, blanks };
}

function defaultBlanks(tree: Tree, firstToken: number, endToken: number): Uint8Array {
  const { tokens } = tree;
  const { kinds } = tokens;
  const blanks = new Uint8Array(endToken - firstToken);
  for (let token = firstToken + 1; token < endToken; token++) {
    const isJoined = isHyphen(tokens, token) || isHyphen(tokens, token - 1);
    blanks[token - firstToken] = !isJoined && standsApart(kinds[token - 1], kinds[token]) ? 1 : 0;
  }
  return blanks;
}

function standsApart(before: number, kind: number): boolean {
  if (before === TokenKind.Dot || kind === TokenKind.Dot || before === TokenKind.Caret) return false;
  if (isOpening(before) || isClosing(kind)) return false;
  return kind !== TokenKind.Comma && kind !== TokenKind.Colon && before !== TokenKind.Bang;
}

/** Tells every token that follows its predecessor without a blank because of what it is in the tree. */
function closeUp(tree: Tree, node: NodeId, close: (token: number) => void): void {
  switch (tree.kind(node)) {
    case NodeKind.Call:
    case NodeKind.MethodCall:
    case NodeKind.If:
    case NodeKind.Chain:
      close(tree.detail(node) + 1);
      break;
    case NodeKind.What:
    case NodeKind.When:
    case NodeKind.Count:
    case NodeKind.WherePart:
    case NodeKind.Negate:
      close(tree.firstToken(node) + 1);
      break;
    case NodeKind.Subscript:
      close(tree.detail(node));
      break;
    default:
  }
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child))
    closeUp(tree, child, close);
}
