/**
 * Who talks to the user: `window.show…` belongs to client/src/ui alone, so that every message can be
 * worded, tested and answered in one place.
 */
import ts from "typescript";
import { type SourceTree, walkSyntax } from "./sourceTree.js";

const SPEAKERS = "client/src/ui/";

function isWindowShow(node: ts.Node): node is ts.PropertyAccessExpression {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text.startsWith("show") &&
    /(^|\.)window$/.test(node.expression.getText())
  );
}

/** Places outside client/src/ui that show something themselves. */
export function findStrayConversation(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ path }) => path.startsWith("client/src/") && !path.startsWith(SPEAKERS))
    .flatMap((file) =>
      [...walkSyntax(file.syntax)].filter(isWindowShow).map((node) => `${file.path}: ${node.getText()}`),
    );
}
