/**
 * A flat list of fields as a tree: paths, what is unfolded, what a search leaves over. Pure, and quick enough for
 * 50,000 fields at each key stroke.
 */
import type { FieldContent } from "./schemaPageContent";

/** A field with its place in the tree. */
export interface TreeField extends FieldContent {
  readonly index: number;
  /** Index of the field above; undefined at the top. */
  readonly parent: number | undefined;
  /** Names from the top, joined by dots: what PQL wants. */
  readonly path: string;
  /** Index after the last field below. */
  readonly end: number;
  /** Whether the path leads through any key of a map, so that it cannot be written as it is. */
  readonly isThroughMap: boolean;
}

/** The tree of one schema. */
export class FieldTree {
  readonly fields: readonly TreeField[];
  private readonly texts: readonly string[];

  constructor(fields: readonly FieldContent[]) {
    this.fields = placeFields(fields);
    this.texts = this.fields.map(({ path, title }) => `${path} ${title ?? ""}`.toLowerCase());
  }

  /** Indexes of the rows to show: those whose parents are all unfolded. */
  listUnfolded(unfolded: ReadonlySet<number>): readonly number[] {
    const rows: number[] = [];
    for (let index = 0; index < this.fields.length; ) {
      const field = this.fields[index];
      rows.push(index);
      index = field === undefined || unfolded.has(index) ? index + 1 : field.end;
    }
    return rows;
  }

  /** Rows whose path or title contains every word of `text`, with what stands above them. */
  search(text: string): { readonly rows: readonly number[]; readonly found: number } {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const kept = new Set<number>();
    let found = 0;
    for (const [index, searched] of this.texts.entries()) {
      if (!words.every((word) => searched.includes(word))) continue;
      found += 1;
      for (
        let at: number | undefined = index;
        at !== undefined && !kept.has(at);
        at = this.fields[at]?.parent
      )
        kept.add(at);
    }
    return { rows: [...kept].sort((one, other) => one - other), found };
  }
}

function placeFields(fields: readonly FieldContent[]): readonly TreeField[] {
  const trail: number[] = [];
  const placed: (TreeField & { end: number })[] = [];
  for (const [index, field] of fields.entries()) {
    while (trail.length > 0 && (fields[trail.at(-1) ?? 0]?.depth ?? 0) >= field.depth) trail.pop();
    const parent = trail.at(-1);
    const above = parent === undefined ? undefined : placed[parent];
    const path = above === undefined ? field.name : `${above.path}.${field.name}`;
    const isThroughMap = field.isAnyKey === true || above?.isThroughMap === true;
    placed.push({ ...field, index, parent, path, isThroughMap, end: index + 1 });
    trail.push(index);
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const field = placed[index];
    const above = field?.parent === undefined ? undefined : placed[field.parent];
    if (field !== undefined && above !== undefined) above.end = Math.max(above.end, field.end);
  }
  return placed;
}
