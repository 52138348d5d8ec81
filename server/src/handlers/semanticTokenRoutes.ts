/**
 * Routes of semantic tokens: whole documents, changes since the last answer, ranges.
 */
import {
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { collectInSlices } from "../session/slices";
import { routeFeature } from "./featureRoute";

const load = () => import("../pql/features/semanticTokens/tokenColors");
type Tokens = InstanceType<Awaited<ReturnType<typeof load>>["DocumentTokens"]>;

/** Names the handlers. What is kept of a document goes with it. */
export function routeSemanticTokens(session: Session): void {
  const kept = new WeakMap<PqlDocument, Tokens>();
  const tokensOf = ({ DocumentTokens }: Awaited<ReturnType<typeof load>>, document: PqlDocument): Tokens => {
    const known = kept.get(document);
    if (known !== undefined) return known;
    const tokens = new DocumentTokens();
    kept.set(document, tokens);
    return tokens;
  };
  const tellAll = (tokens: Tokens, document: PqlDocument) => {
    const { resultId } = document;
    return { resultId, data: tokens.full(document, resultId) };
  };
  routeFeature(session, {
    type: SemanticTokensRequest.type,
    neutral: null,
    load,
    answer: (module, { document, cancellation }) => {
      const tokens = tokensOf(module, document);
      const prepared = collectInSlices(tokens.prepare(document), { document, cancellation });
      if (prepared instanceof Promise) return prepared.then(() => tellAll(tokens, document));
      return tellAll(tokens, document);
    },
  });
  routeFeature(session, {
    type: SemanticTokensDeltaRequest.type,
    neutral: null,
    load,
    answer: (module, { document, params }) => {
      const { resultId } = document;
      const tokens = tokensOf(module, document);
      const edits = tokens.delta(document, params.previousResultId, resultId);
      if (edits === undefined) return tellAll(tokens, document);
      return { resultId, edits: edits.map((edit) => ({ ...edit, data: [...edit.data] })) };
    },
  });
  routeFeature(session, {
    type: SemanticTokensRangeRequest.type,
    neutral: null,
    load,
    answer: (module, { document, params: { range } }) => {
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const positionAt = (offset: number) => document.positionAt(offset);
      return { data: tokensOf(module, document).range(document, span, positionAt) };
    },
  });
}
