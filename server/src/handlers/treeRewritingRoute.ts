/**
 * Route of `aep/rewriteTree`: the pql/json an edited text stands for. Keeps nothing.
 */
import { REWRITE_TREE, type RewrittenExpression, type TreeRewriteRequest } from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeTreeRewriting({ connection }: Session): void {
  connection.onRequest<RewrittenExpression, void>(
    REWRITE_TREE,
    async ({ stored, text }: TreeRewriteRequest): Promise<RewrittenExpression> => {
      const { replaceTree } = await import("../pql/service");
      return replaceTree(stored, text);
    },
  );
}
