/**
 * Route of `aep/rewriteTree`: the pql/json an edited text stands for. Keeps nothing.
 */
import { REWRITE_TREE, type RewrittenExpression } from "../protocol/messages";
import type { Connection } from "../wire/connection";

/** Names the handler. */
export function routeTreeRewriting(connection: Connection): void {
  connection.onRequest(REWRITE_TREE, async ({ stored, text }): Promise<RewrittenExpression> => {
    const { replaceTree } = await import("../pql/service");
    return replaceTree(stored, text);
  });
}
