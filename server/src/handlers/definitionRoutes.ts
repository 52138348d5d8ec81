/**
 * Routes of definition and type definition, and the text of the schema documents they lead to.
 */
import {
  DefinitionRequest,
  ErrorCodes,
  ResponseError,
  TextDocumentContentRequest,
  TypeDefinitionRequest,
} from "vscode-languageserver";
import type { Location, LocationLink } from "vscode-languageserver-types";
import { toRange } from "../convert/lspRanges";
import { readSchemaUri, toSchemaUri } from "../convert/schemaUri";
import type { Origin } from "../pql/features/nameReferences";
import { ROOT_FIELD } from "../pql/schema/schemaIndex";
import type { FieldBinding } from "../pql/semantics/clauseAnalysis";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

type SchemaModule = typeof import("../pql/features/schemaDocument");

export function routeDefinition(session: Session): void {
  routeFeature(session, {
    type: DefinitionRequest.type,
    neutral: null,
    load,
    answer: ([{ findDefinition }, schemas], { document, params }) => {
      const origin = findDefinition(document, document.offsetAt(params.position));
      return origin === undefined ? null : toAnswer(session, { document, origin, schemas });
    },
  });
  routeFeature(session, {
    type: TypeDefinitionRequest.type,
    neutral: null,
    load,
    answer: ([{ findTypeDefinition }, schemas], { document, params }) => {
      const origin = findTypeDefinition(document, document.offsetAt(params.position));
      return origin === undefined ? null : toAnswer(session, { document, origin, schemas });
    },
  });
  routeSchemaText(session);
}

function load() {
  return Promise.all([import("../pql/features/nameReferences"), import("../pql/features/schemaDocument")]);
}

interface FoundOrigin {
  readonly document: PqlDocument;
  readonly origin: Origin;
  readonly schemas: SchemaModule;
}

async function toAnswer(session: Session, found: FoundOrigin): Promise<Location | LocationLink[] | null> {
  const target = await toTarget(session, found);
  if (target === undefined) return null;
  if (!session.client.takesLocationLinks) return target;
  const { uri, range } = target;
  const originSelectionRange = toRange(found.origin.span, found.document);
  return [{ originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range }];
}

function toTarget(
  session: Session,
  { document, origin, schemas }: FoundOrigin,
): Location | Promise<Location | undefined> | undefined {
  const { target } = origin;
  switch (target.kind) {
    case "here":
      return { uri: document.uri, range: toRange(target.span, document) };
    case "audience": {
      const uri = session.schemas.audiencesOf(document.uri).find(({ id }) => id === target.id)?.uri;
      return uri === undefined ? undefined : { uri, range: AT_START };
    }
    default:
      return session.client.showsServerText
        ? toField(session.schemas.keyOf(document.uri), target.field, schemas)
        : findInFile(session, document.uri, target.field);
  }
}

/** A client that shows no text of the server's has the file it handed over. */
async function findInFile(
  { schemas, findFieldPlace, log }: Session,
  uri: string,
  { schema, field, root }: FieldBinding,
): Promise<Location | undefined> {
  const source = schemas.sourceOf(uri, root);
  if (typeof source !== "string" || findFieldPlace === undefined) return undefined;
  const names: string[] = [];
  for (let each = field; each !== ROOT_FIELD; each = schema.parent(each)) {
    if (!schema.isElement(each)) names.unshift(schema.name(each));
  }
  return findFieldPlace(source, names).catch((error: unknown) => {
    log(`the schema file ${source} could not be read again: ${String(error)}`);
    return undefined;
  });
}

const AT_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function toField(
  key: string,
  { schema, field, root }: FieldBinding,
  { branchOf, findLine }: SchemaModule,
): Location {
  const branch = branchOf(schema, field);
  const { line, start, end } = findLine(branch, field);
  return {
    uri: toSchemaUri({ key, root, top: schema.name(branch.top) }),
    range: { start: { line, character: start }, end: { line, character: end } },
  };
}

function routeSchemaText(session: Session): void {
  session.connection.onRequest(TextDocumentContentRequest.type, async ({ uri }) => {
    const address = readSchemaUri(uri);
    const root = address && session.schemas.environmentOfKey(address.key)?.[address.root];
    if (address === undefined || root === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, "No schema is loaded under this address.");
    }
    const { writeBranch } = await import("../pql/features/schemaDocument");
    const { schema } = root;
    return { text: writeBranch({ schema, top: schema.findChild(0, address.top) }) };
  });
}
