/**
 * Flags a text or a number that the list of the field does not have. A closed list draws a warning, an open one only a remark where the
 * text differs in case from one of its values. Never an error: data may hold what the schema forbids.
 */
import { nearestName } from "../../language/nearestName";
import { EnumKind, type FieldId, FieldKind, isNumericKind } from "../../schema/schemaIndex";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { decodeText } from "./unknownEscape";

/** The field that a text is compared with. */
export interface EnumTest {
  readonly root: SchemaRoot;
  readonly field: FieldId;
  readonly isCaseSensitive: boolean;
}

/** Checks a literal against the values of the field; does nothing for other nodes and for fields without a list. */
export function checkEnumValue(state: CheckState, node: NodeId, test: EnumTest): void {
  const { root, field } = test;
  if (root.schema.enumKind(field) === EnumKind.None) return;
  const isNumber = isNumericKind(root.schema.kind(field));
  const value = isNumber ? readNumber(state, node) : readText(state, node);
  if (value === undefined) return;
  const values = root.enums.valuesOf(field);
  if (values.size > 0 && !values.has(value)) reportValue(state, node, { test, value, values });
}

/** As `checkEnumValue`, for an item of the list that the field is. */
export function checkEnumItem(state: CheckState, node: NodeId, test: EnumTest): void {
  const { schema } = test.root;
  const isList = schema.kind(test.field) === FieldKind.Array;
  if (isList) checkEnumValue(state, node, { ...test, field: schema.element(test.field) });
}

function readText({ tree, tokens }: CheckState, node: NodeId): string | undefined {
  if (tree.kind(node) !== NodeKind.StringLiteral) return undefined;
  const token = tree.firstToken(node);
  const isPlain = tokens.kinds[token] === TokenKind.String;
  return isPlain
    ? tokens.text.slice(tokens.starts[token] + 1, tokens.ends[token] - 1)
    : decodeText(tree.tokenText(token));
}

const NUMBERS: ReadonlySet<number> = new Set([
  NodeKind.IntegerLiteral,
  NodeKind.LongLiteral,
  NodeKind.DoubleLiteral,
]);

/** A number as lists of values spell it. */
function readNumber({ tree }: CheckState, node: NodeId): string | undefined {
  const isNegative = tree.kind(node) === NodeKind.Negate;
  const literal = isNegative ? tree.firstChild(node) : node;
  if (!NUMBERS.has(tree.kind(literal))) return undefined;
  const digits = tree.text(literal).replace(/l$/i, "");
  const plain = /^(?:0|[1-9]\d*)$/.test(digits) ? digits : String(Number(digits));
  return isNegative && plain !== "0" ? `-${plain}` : plain;
}

interface Mismatch {
  readonly test: EnumTest;
  readonly value: string;
  readonly values: ReadonlySet<string>;
}

function reportValue(state: CheckState, node: NodeId, { test, value, values }: Mismatch): void {
  const { root, field, isCaseSensitive } = test;
  const isClosed = root.schema.enumKind(field) === EnumKind.Closed;
  // A number near another one is as likely meant as any.
  const nearest = isNumericKind(root.schema.kind(field)) ? undefined : nearestName(value, values);
  const isCase = nearest?.toLowerCase() === value.toLowerCase();
  if (isCase ? !isCaseSensitive : !isClosed) return;
  const suggestion = nearest === undefined ? listed(values) : ` Did you mean \`${nearest}\`?`;
  state.report(node, {
    code: "pql.unknownEnumValue",
    severity: isClosed ? "warning" : "information",
    message: `\`${root.schema.path(field)}\` has no value \`${value}\`${isCase ? " in this spelling" : ""}.${suggestion}`,
    fix:
      nearest === undefined
        ? undefined
        : state.replaceNode(`Change to ${nearest}`, node, JSON.stringify(nearest)),
  });
}

const MOST_LISTED = 6;

function listed(values: ReadonlySet<string>): string {
  if (values.size > MOST_LISTED) return "";
  return ` Its values are ${Array.from(values, (value) => `\`${value}\``).join(", ")}.`;
}
