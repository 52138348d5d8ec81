/**
 * What changes of a schema do to tests of audiences: which of their profiles hold a changed field, and the file with renamed
 * fields by their new names. Every other sign stays as it is.
 */
import { type Node, parseTree } from "jsonc-parser";
import type { Span, TextEdit } from "../text/span";
import type { FieldChange, FieldPlace } from "./fieldChange";

/** A changed field in the profile of a test. */
export interface TouchedValue {
  readonly change: FieldChange;
  /** Name of the test; its number where it has none. */
  readonly test: string;
  /** The name of the field in the file. */
  readonly span: Span;
}

/** What changes do to a file of tests. */
export interface TestImpact {
  readonly values: readonly TouchedValue[];
  /** The file with new names; fields that move to another parent stay where they are. */
  readonly text: string;
}

/** Looks at a file of tests. A file that is no JSON holds nothing. */
export function findTestImpact(text: string, changes: readonly FieldChange[]): TestImpact {
  const root = parseTree(text, undefined, { disallowComments: true });
  const tests = memberOf(root, "tests")?.children ?? [];
  const edits: TextEdit[] = [];
  const values = tests.flatMap((test, index) => {
    const name: unknown = memberOf(test, "name")?.value;
    const told = typeof name === "string" ? name : `test ${index + 1}`;
    return changes.flatMap((change) =>
      findKeys(test, change).map((key): TouchedValue => {
        const edit = toEdit(key, change);
        if (edit !== undefined) edits.push(edit);
        return { change, test: told, span: { start: key.offset, end: key.offset + key.length } };
      }),
    );
  });
  const rewritten = edits
    .sort((left, right) => right.span.start - left.span.start)
    .reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end), text);
  return { values, text: rewritten };
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  return node?.children?.find(({ children: [key] = [] }) => key?.value === name)?.children?.[1];
}

/** The names of the changed field, wherever the test holds it. */
function findKeys(test: Node, { root, steps }: FieldPlace): readonly Node[] {
  const profile = memberOf(test, "profile");
  const roots = root === "profile" ? [profile] : [memberOf(test, "events"), memberOf(profile, "xEvent")];
  const visit = (node: Node | undefined, depth: number): readonly Node[] => {
    if (node?.type === "array") return (node.children ?? []).flatMap((item) => visit(item, depth));
    if (node?.type !== "object") return [];
    const property = node.children?.find(({ children: [key] = [] }) => key?.value === steps[depth]);
    const [key, value] = property?.children ?? [];
    if (key === undefined) return [];
    return depth === steps.length - 1 ? [key] : visit(value, depth + 1);
  };
  return roots.flatMap((node) => visit(node, 0));
}

function toEdit(key: Node, { steps, to }: FieldChange): TextEdit | undefined {
  const isBeside =
    to !== undefined &&
    to.length === steps.length &&
    steps.slice(0, -1).every((name, index) => to[index] === name);
  if (!isBeside) return undefined;
  const newText = JSON.stringify(to[to.length - 1]);
  return { span: { start: key.offset, end: key.offset + key.length }, newText };
}
