/**
 * Reads a schema, or the union of a class, and hands its fields to the page; writes a path where PQL was last written.
 */

import { printExactJson } from "../../../../server/src/pql/text/exactJson";
import { fetchSchema, fetchUnionSchema } from "../../api/schemas";
import { findText } from "../../api/tolerantShapes";
import { readSchemaRoot } from "../../model/schemaFields";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import { listFields } from "./fields";
import { type SchemaContent, schemaRequestShape } from "./schemaPageContent";

export const schemaPage: PageHost = { load, answer };

async function load(context: PageContext): Promise<PageContent> {
  const { place } = context;
  const schema = await fetch(context);
  const name = schema.title ?? place.id;
  const content: SchemaContent = {
    id: place.id,
    name,
    connection: place.connection,
    sandbox: place.sandbox,
    ...withoutAbsent({ description: findText(schema.json["description"]) }),
    ...listFields(schema.json),
  };
  return { title: name, content };
}

/** Unions are another kind of thing to the registry, told by the ending of their ids. */
async function fetch({ session, place, signal }: PageContext): ReturnType<typeof fetchSchema> {
  const isUnion = place.id.endsWith("__union");
  return await (isUnion ? fetchUnionSchema : fetchSchema)(session, place.id, { signal });
}

async function answer(context: PageContext, request: unknown): Promise<string | undefined> {
  const read = schemaRequestShape.safeParse(request);
  if (!read.success) return undefined;
  if (read.data.type === "insert") return await context.editor.insert(read.data.path);
  const { json } = await fetch(context);
  if (read.data.type === "whatWouldBreak") {
    const isEvent = readSchemaRoot(json) === "event";
    return void (await context.editor.askWhatBreaks(isEvent ? `xEvent.${read.data.path}` : read.data.path));
  }
  await context.editor.create(`${printExactJson(json, 2)}\n`, "json");
  return undefined;
}
