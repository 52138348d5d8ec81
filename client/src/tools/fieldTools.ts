/**
 * Tools about fields: which fields of the sandbox are about something, and everything known of one.
 */

import * as z from "zod";
import { UserError } from "../model/userError";
import { later, say } from "../words/say";
import { rankFields } from "./fieldRanking";
import { toReaderKey } from "./readerKey";
import type { KnownField } from "./ruleDesk";
import { defineTool, type Tool } from "./tool";

/** Values shown in a list of fields; the description of one field shows all. */
const FEW_VALUES = 12;

function toFieldRow(field: KnownField, usedByAudiences: number) {
  const { values = [], root, path, type } = field;
  return {
    pql: root === "event" ? `xEvent[${path}]` : path,
    root,
    path,
    type: field.isList === true ? `list of ${type}` : type,
    title: field.title,
    description: field.description,
    values: values.length === 0 ? undefined : values.slice(0, FEW_VALUES).map(({ value }) => value),
    moreValues: values.length > FEW_VALUES ? values.length - FEW_VALUES : undefined,
    onlyTheseValues: field.isClosed,
    deprecated: field.isDeprecated,
    usedByAudiences,
  };
}

const FIND_FIELDS = defineTool({
  name: "find_fields",
  title: later("Find fields"),
  description:
    "Fields of the sandbox's union schemas that a description is about, best first: ranked over name, title, description, values and how many audiences read them. Use it before writing PQL; never invent a field.",
  input: z.strictObject({
    about: z
      .string()
      .min(1)
      .max(400)
      .describe("What the field is about, in words: 'loyalty tier', 'last purchase date'"),
    root: z
      .enum(["profile", "event"])
      .optional()
      .describe("Only fields of the profile, or only of experience events"),
    limit: z.int().min(1).max(50).default(15),
  }),
  confirmation: ({ about }) => say("Look for fields about “{0}”", about),
  async run({ about, root, limit }, { knowledge, signal }) {
    const [schemas, { readers }] = await Promise.all([
      knowledge.schemas(signal),
      knowledge.audiences(signal),
    ]);
    const fields = schemas.fields.filter((field) => root === undefined || field.root === root);
    const countReaders = (field: KnownField) => readers.get(toReaderKey(field.root, field.path)) ?? 0;
    const ranked = rankFields(fields, about, countReaders);
    return {
      data: {
        fields: ranked.slice(0, limit).map((field) => toFieldRow(field, countReaders(field))),
        matches: ranked.length,
      },
      readAt: schemas.readAt,
      notes:
        schemas.fields.length === 0 ? ["The sandbox's schemas could not be read, so no field is known."] : [],
    };
  },
});

const DESCRIBE_FIELD = defineTool({
  name: "describe_field",
  title: later("Describe a field"),
  description: "Type, title, description and all values of one field, and which audiences read it.",
  input: z.strictObject({
    path: z.string().min(1).max(400).describe("As PQL writes it, for example homeAddress.city"),
    root: z.enum(["profile", "event"]).default("profile"),
  }),
  confirmation: ({ path }) => say("Describe the field {0}", path),
  async run({ path, root }, { knowledge, signal }) {
    const [schemas, { readers }] = await Promise.all([
      knowledge.schemas(signal),
      knowledge.audiences(signal),
    ]);
    const field = schemas.fields.find((each) => each.root === root && each.path === path);
    if (field === undefined) {
      const near = rankFields(schemas.fields, path.replaceAll(".", " "), () => 0).slice(0, 5);
      const hint = near.length === 0 ? "" : ` Similar fields: ${near.map((each) => each.path).join(", ")}.`;
      throw new UserError(
        "badArguments",
        `The sandbox's ${root} schema has no field ${path} that holds a plain value.${hint}`,
      );
    }
    return {
      data: {
        ...toFieldRow(field, readers.get(toReaderKey(root, path)) ?? 0),
        values: field.values,
        moreValues: undefined,
      },
      readAt: schemas.readAt,
    };
  },
});

/** Tools about fields. */
export const FIELD_TOOLS: readonly Tool[] = [FIND_FIELDS, DESCRIBE_FIELD];
