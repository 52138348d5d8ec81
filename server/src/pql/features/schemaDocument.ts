/**
 * A branch of a schema as a text people can read: one field a line, indented, with type, title and description.
 * The text is YAML, so that editors colour and fold it; nobody reads it back.
 */
import { type FieldId, FieldKind, fieldKindName, ROOT_FIELD, type SchemaIndex } from "../schema/schemaIndex";

/** A top-level field whose branch is shown; the root shows every branch by its first level. */
export interface SchemaBranch {
  readonly schema: SchemaIndex;
  readonly top: FieldId;
}

/** The branch a field stands in. */
export function branchOf(schema: SchemaIndex, field: FieldId): SchemaBranch {
  let top = field;
  while (top !== ROOT_FIELD && schema.parent(top) !== ROOT_FIELD) top = schema.parent(top);
  return { schema, top };
}

/** The text of a branch. */
export function writeBranch({ schema, top }: SchemaBranch): string {
  const lines: string[] = [];
  walkBranch({ schema, top }, (field, depth) =>
    lines.push(`${"  ".repeat(depth)}${describe(schema, field)}`),
  );
  return `${lines.join("\n")}\n`;
}

/** The line of a field in the text of its branch, from 0, and where its name stands in it. */
export function findLine(
  { schema, top }: SchemaBranch,
  wanted: FieldId,
): { readonly line: number; readonly start: number; readonly end: number } {
  // An item of a list or a value of a map is described on the line of its list or map.
  let named = wanted;
  while (schema.isElement(named)) named = schema.parent(named);
  let line = 0;
  let found = { line: 0, start: 0, end: 0 };
  walkBranch({ schema, top }, (field, depth) => {
    const start = depth * 2;
    if (field === named) found = { line, start, end: start + nameText(schema, field).length };
    line++;
  });
  return found;
}

type Visit = (field: FieldId, depth: number) => void;

/** Visits a field and what is below it; items and values are passed silently. */
function walkBranch({ schema, top }: SchemaBranch, visit: Visit): void {
  const walk = (field: FieldId, depth: number): void => {
    if (field !== ROOT_FIELD) visit(field, depth);
    const record = schema.record(field);
    const inner = field === ROOT_FIELD ? depth : depth + 1;
    for (let child = schema.firstChild(record); child !== 0; child = schema.nextSibling(child)) {
      walk(child, inner);
    }
  };
  walk(top, 0);
}

function nameText(schema: SchemaIndex, field: FieldId): string {
  const name = schema.name(field);
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : JSON.stringify(name);
}

function describe(schema: SchemaIndex, field: FieldId): string {
  const texts = [
    schema.title(field),
    schema.description(field),
    schema.isDeprecated(field) ? "Deprecated." : "",
  ].filter((text) => text !== "");
  const remark = texts.join(" · ").replace(/\s+/g, " ");
  const line = `${nameText(schema, field)}: ${typeText(schema, field)}`;
  return remark === "" ? line : `${line} # ${remark}`;
}

function typeText(schema: SchemaIndex, field: FieldId): string {
  const kind = schema.kind(field);
  const element = schema.element(field);
  if (element === 0) return fieldKindName(kind);
  return `${kind === FieldKind.Map ? "map to" : "array of"} ${typeText(schema, element)}`;
}
