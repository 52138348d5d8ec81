/**
 * Who talks to the user: `window.show…` belongs to client/src/ui alone, so that every message can be
 * worded, tested and answered in one place; and what is refused in several places is worded in one.
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
      walkSyntax(file.syntax)
        .filter(isWindowShow)
        .map((node) => `${file.path}: ${node.getText()}`),
    );
}

/** The words of a refusal, whatever stands in their gaps: what reads alike is the same sentence. */
function findRefusal(node: ts.Node): string | undefined {
  if (!ts.isNewExpression(node) || node.expression.getText() !== "UserError") return undefined;
  const given = node.arguments?.[1];
  const words = given !== undefined && ts.isCallExpression(given) ? given.arguments[0] : given;
  const isWritten = words !== undefined && (ts.isStringLiteralLike(words) || ts.isTemplateExpression(words));
  const sentence = isWritten ? words.getText().slice(1, -1) : "";
  const plain = sentence.replaceAll(/\$?\{[^{}]*\}/g, "…");
  return /[a-z]/.test(plain) ? plain : undefined;
}

/** Refusals that are worded in more than one place, with these places. */
export function findRepeatedRefusals(tree: SourceTree): string[] {
  const places = new Map<string, string[]>();
  for (const file of tree.values()) {
    for (const node of walkSyntax(file.syntax)) {
      const words = findRefusal(node);
      if (words !== undefined) places.set(words, [...(places.get(words) ?? []), file.path]);
    }
  }
  return [...places].flatMap(([words, files]) => (files.length > 1 ? [`${words} ${files.join(", ")}`] : []));
}
