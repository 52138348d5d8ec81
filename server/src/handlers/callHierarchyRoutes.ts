/**
 * Routes of the hierarchy of audiences: one "calls" another where its expression names it in `inSegment`.
 * Looks into open documents only; what the platform holds beyond them is the client's to know.
 */
import { CallHierarchyPrepareRequest } from "vscode-languageserver";
import type { CallHierarchyItem, Range } from "vscode-languageserver-types";
import { toRange } from "../convert/lspRanges";
import type { AudienceMention } from "../pql/features/audienceMentions";
import type { NamedAudience } from "../protocol/clientMessages";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

const loadMentions = () => import("../pql/features/audienceMentions");
const CLASS = 5;
const AT_START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What an item carries: the audience it is, and the document that shows its expression; each where known. */
interface ItemData {
  readonly id?: string | undefined;
  readonly shownIn?: string | undefined;
}

export function routeCallHierarchy(session: Session): void {
  routePrepare(session);
  const { connection } = session;
  connection.onRequest("callHierarchy/outgoingCalls", async ({ item }) => {
    const document = findDocument(session, item);
    if (document === undefined) return [];
    const mentions = groupById((await loadMentions()).listMentions(document));
    return [...mentions].map(([id, spans]) => ({
      to: toAudienceItem(session, document.uri, id),
      fromRanges: spans.map((span) => toRange(span, document)),
    }));
  });
  connection.onRequest("callHierarchy/incomingCalls", async ({ item }) => {
    const wanted = (item.data as ItemData | undefined)?.id;
    if (wanted === undefined) return [];
    const { listMentions } = await loadMentions();
    return [...session.documents.all()].flatMap((document) => {
      const mentions = listMentions(document).filter(({ id }) => id === wanted);
      if (mentions.length === 0) return [];
      const fromRanges = mentions.map(({ span }) => toRange(span, document));
      return [{ from: toDocumentItem(session, document), fromRanges }];
    });
  });
}

/** The audience at the cursor, or else the one the document is. */
function routePrepare(session: Session): void {
  routeFeature(session, {
    type: CallHierarchyPrepareRequest.type,
    neutral: null,
    load: loadMentions,
    answer: ({ listMentions }, { document, params }) => {
      const offset = document.offsetAt(params.position);
      const found = listMentions(document).find(({ span }) => span.start <= offset && offset <= span.end);
      return [
        found === undefined
          ? toDocumentItem(session, document)
          : toAudienceItem(session, document.uri, found.id),
      ];
    },
  });
}

function groupById(mentions: readonly AudienceMention[]): Map<string, AudienceMention["span"][]> {
  const groups = new Map<string, AudienceMention["span"][]>();
  for (const { id, span } of mentions) groups.set(id, [...(groups.get(id) ?? []), span]);
  return groups;
}

function toAudienceItem({ schemas }: Session, from: string, id: string): CallHierarchyItem {
  const audience = schemas.audiencesOf(from).find((each) => each.id === id);
  const data: ItemData = { id, shownIn: audience?.uri };
  return {
    name: audience?.name ?? id,
    detail: id,
    kind: CLASS,
    uri: audience?.uri ?? from,
    range: AT_START,
    selectionRange: AT_START,
    data,
  };
}

function toDocumentItem({ schemas }: Session, document: PqlDocument): CallHierarchyItem {
  const audience = findAudience(schemas.audiencesOf(document.uri), document.uri);
  const data: ItemData = { id: audience?.id, shownIn: document.uri };
  return {
    name: audience?.name ?? fileName(document.uri),
    kind: CLASS,
    uri: document.uri,
    range: toRange({ start: 0, end: document.textLength }, document),
    selectionRange: AT_START,
    data,
  };
}

function findAudience(audiences: readonly NamedAudience[], uri: string): NamedAudience | undefined {
  return audiences.find((each) => each.uri === uri);
}

function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1).replace(/\.pql$/, "");
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The open document that holds an item's expression. */
function findDocument({ documents }: Session, { data }: CallHierarchyItem): PqlDocument | undefined {
  const { shownIn } = (data ?? {}) as Partial<ItemData>;
  return shownIn === undefined ? undefined : documents.find(shownIn);
}
