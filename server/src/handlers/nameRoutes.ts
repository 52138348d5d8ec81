/**
 * Routes about the name under the cursor: references, highlights, rename, linked editing.
 */
import {
  DocumentHighlightRequest,
  LinkedEditingRangeRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
} from "vscode-languageserver";
import type { DocumentHighlight, Location } from "vscode-languageserver-types";
import { toRange, toWorkspaceEdit } from "../convert/lspRanges";
import type { NameAtCursor } from "../pql/features/nameReferences";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { collectInSlices } from "../session/slices";
import { routeFeature } from "./featureRoute";

const load = () => import("../pql/features/nameReferences");
type Names = Awaited<ReturnType<typeof load>>;

/** Highlights follow every move of the cursor, so they look at the clauses near it only. */
const MOST_HIGHLIGHTED_CLAUSES = 400;
/** A name; editors read it as a regular expression without the flag for Unicode classes. */
const NAME = "[A-Za-z_\\u00a1-\\uffff][\\w\\u00a1-\\uffff]*";
const READ = 2;
const WRITE = 3;

export function routeNames(session: Session): void {
  routeReferences(session);
  routeHighlights(session);
  routeLinkedEditing(session);
  routeRename(session);
}

function routeReferences(session: Session): void {
  routeFeature(session, {
    type: ReferencesRequest.type,
    neutral: null,
    load,
    answer: async (names, { document, params, cancellation }) => {
      const found = names.findNameAt(document, document.offsetAt(params.position));
      if (found === undefined) return null;
      const work = eachReference(names, { session: session, document, found });
      const references = await collectInSlices(work, { document, cancellation });
      return references
        .flat()
        .filter(({ isDeclaration }) => params.context.includeDeclaration || !isDeclaration)
        .map(({ location }) => location);
    },
  });
}

interface ReferenceQuery {
  readonly session: Session;
  readonly document: PqlDocument;
  readonly found: NameAtCursor;
}

interface Reference {
  readonly location: Location;
  readonly isDeclaration: boolean;
}

/** Variables live in one document; fields and audiences are looked for in every open one of the same schemas. */
function* eachReference(
  { eachOccurrence }: Names,
  { session, document, found }: ReferenceQuery,
): Generator<Reference[]> {
  const documents =
    found.thing.kind === "variable"
      ? [document]
      : [...session.documents.all()].filter(({ environment }) => environment === document.environment);
  for (const each of documents) {
    for (const occurrences of eachOccurrence(each, found)) {
      yield occurrences.map(({ span, isDeclaration }) => ({
        location: { uri: each.uri, range: toRange(span, each) },
        isDeclaration,
      }));
    }
  }
}

function routeHighlights(session: Session): void {
  routeFeature(session, {
    type: DocumentHighlightRequest.type,
    neutral: null,
    load,
    answer: ({ findNameAt, findOccurrences }, { document, params }) => {
      const found = findNameAt(document, document.offsetAt(params.position));
      if (found === undefined) return null;
      return findOccurrences(document, found, MOST_HIGHLIGHTED_CLAUSES).map(
        ({ span, isDeclaration }): DocumentHighlight => ({
          range: toRange(span, document),
          kind: isDeclaration ? WRITE : READ,
        }),
      );
    },
  });
}

function routeLinkedEditing(session: Session): void {
  routeFeature(session, {
    type: LinkedEditingRangeRequest.type,
    neutral: null,
    load,
    answer: ({ findNameAt, findOccurrences }, { document, params }) => {
      const found = findNameAt(document, document.offsetAt(params.position));
      if (found?.thing.kind !== "variable" || found.thing.variable.uses.length === 0) return null;
      const ranges = findOccurrences(document, found).map(({ span }) => toRange(span, document));
      return { ranges, wordPattern: NAME };
    },
  });
}

function routeRename(session: Session): void {
  const loadRename = () => import("../pql/features/nameReferences");
  routeFeature(session, {
    type: PrepareRenameRequest.type,
    neutral: null,
    load: loadRename,
    answer: ({ findRenamable }, { document, params }) => {
      const found = findRenamable(document, document.offsetAt(params.position));
      return found === undefined ? null : { range: toRange(found.span, document), placeholder: found.name };
    },
  });
  routeFeature(session, {
    type: RenameRequest.type,
    neutral: null,
    load: loadRename,
    answer: ({ planRename }, { document, params }) => {
      const plan = planRename(document, document.offsetAt(params.position), params.newName);
      if ("refusal" in plan)
        throw new ResponseError(LSPErrorCodes.RequestFailed, session.translate(plan.refusal));
      return toWorkspaceEdit(plan.edits, { document, isVersioned: session.client.versionsEdits });
    },
  });
}
