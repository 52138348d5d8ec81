/**
 * What the page of kinds that need none of their own is sent: facts, and up to two tables.
 */
import * as z from "zod/mini";
import { PAGE_KINDS } from "../../model/resourceKinds";
import { factGroupShape, HEAD_SHAPES, namesShape, sectionOf } from "../frame/protocol";

const cellShape = z.object({
  text: z.string(),
  /** Leads to the page of this audience. */
  audienceId: z.optional(z.string()),
});
export type CellContent = z.infer<typeof cellShape>;

const columnShape = z.object({
  title: z.string(),
  /** Numbers stand right, moments in one line. */
  form: z.optional(z.enum(["number", "time"])),
});
export type ColumnContent = z.infer<typeof columnShape>;

const tableShape = z.object({
  columns: z.array(columnShape),
  rows: z.array(z.array(cellShape)),
  /** Whether the platform has more. */
  hasMore: z.boolean(),
});
export type TableContent = z.infer<typeof tableShape>;

const sheetTableShape = z.object({
  part: z.enum(["members", "others"]),
  title: z.string(),
  /** What it is a table of, for those who do not see it. */
  label: z.string(),
  /** What it says without rows. */
  empty: z.string(),
  /** What it says where it could not be read, without the full stop. */
  failed: z.string(),
});
export type FactSheetTable = z.infer<typeof sheetTableShape>;

/** Everything the page shows. */
export const factSheetShape = z.object({
  ...HEAD_SHAPES,
  kind: z.enum(PAGE_KINDS),
  /** What one of them is called. */
  word: z.string(),
  /** The heading above the name of what it is connected to, for kinds that are connected to anything. */
  sourceTitle: z.optional(z.string()),
  /** What it is connected to, by name: the kind of destination, or the connection the data comes from. */
  source: sectionOf(z.nullable(z.string())),
  /** Its tables, in reading order. */
  tables: z.array(sheetTableShape),
  members: sectionOf(tableShape),
  others: sectionOf(tableShape),
  names: sectionOf(namesShape),
  groups: z.array(factGroupShape),
});
export type FactSheetContent = z.infer<typeof factSheetShape>;

/** What of the content arrives on its own. */
export type FactSheetPart = "source" | "members" | "others" | "names";
