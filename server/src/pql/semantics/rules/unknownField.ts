/**
 * Words the problem of a step that the schema does not have, with the field that was probably meant.
 * Never asks whether the schema is complete: callers stay silent where it is open. Fields of an organisation (`_acme`) only
 * warn where the schema at hand has none at all, because then it is not the organisation's own.
 */
import { findFunction, findMethod } from "../../language/functionCatalogue";
import { nearestName } from "../../language/nearestName";
import { type Fix, replacementFix } from "../../problems/problem";
import { type NearestField, nearestField } from "../../schema/nearestField";
import { type FieldId, ROOT_FIELD, type SchemaIndex } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import { mostArguments } from "../../types/signature";
import { displayType } from "../../types/typeNames";
import type { SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { isBareText } from "./bareText";
import { reportCountedItems } from "./countedItems";
import { decodeText } from "./unknownEscape";

/** Where a name was looked for in vain. */
export interface MissingChild {
  readonly root: SchemaRoot;
  readonly parent: FieldId;
}

/** Reports the name at a token as no field below `parent`. */
export function reportUnknownField(state: CheckState, token: number, { root, parent }: MissingChild): void {
  // Looking for the field that was meant costs more than the rest of a clause.
  if (!state.isOn("pql.unknownField")) return;
  const { schema } = root;
  const name = state.nameOf(token);
  if (isForeignTenant(schema, parent, name)) {
    state.reportToken(token, {
      code: "pql.unknownField",
      severity: "warning",
      message: `The loaded schema has no fields of an organisation, so \`${name}\` cannot be checked.`,
    });
    return;
  }
  if (reportCountedItems(state, token, { root, parent })) return;
  if (schema.isLeaf(parent) || findMethod(name) !== undefined) {
    reportFieldOfValue(state, token, root.types.of(parent));
    return;
  }
  if (parent === root.field && isCallable(state, token, name)) {
    state.reportToken(token, {
      code: "pql.unknownField",
      message: `\`${name}\` is a function: it needs parentheses.`,
      fix: state.replaceToken(`Write ${name}()`, token, `${name}()`),
    });
    return;
  }
  if (isRepeated(state, token)) {
    reportRepeatedName(state, token);
    return;
  }
  const found = nearestField(schema, parent, name);
  // The place the path begins at has no name of its own.
  const nearest = found?.path === "" ? undefined : found;
  const fix = nearest && nearestFix(state, token, nearest);
  const quoted = fix === undefined && isBareText(state, token) ? `"${name}"` : undefined;
  const suggestion =
    quoted === undefined ? didYouMean(fix && nearest?.path) : ` A text stands in double quotes: ${quoted}.`;
  state.reportToken(token, {
    code: "pql.unknownField",
    message: `There is no field \`${name}\` ${describeParent(state, { root, parent })}.${suggestion}`,
    fix: quoted === undefined ? fix : optional(state.replaceToken("Put it in quotes", token, quoted)),
  });
}

function didYouMean(path: string | undefined): string {
  return path === undefined ? "" : ` Did you mean \`${path}\`?`;
}

/** `currentMonth = 3`: the name of a function that takes nothing. */
function isCallable({ tokens }: CheckState, token: number, name: string): boolean {
  const isAlone = tokens.kinds[token + 1] !== TokenKind.Dot && tokens.kinds[token - 1] !== TokenKind.Dot;
  return isAlone && findFunction(name)?.signatures.some((each) => mostArguments(each) === 0) === true;
}

/** `homeAddress.homeAddress.city`. */
function isRepeated(state: CheckState, token: number): boolean {
  const { kinds } = state.tokens;
  return token > 1 && kinds[token - 1] === TokenKind.Dot && state.nameOf(token) === state.nameOf(token - 2);
}

function reportRepeatedName(state: CheckState, token: number): void {
  const name = state.nameOf(token);
  const span = state.tokensSpan(token - 1, token);
  state.reportToken(token, {
    code: "pql.unknownField",
    message: `There is no field \`${name}\` in \`${name}\`; the name is written twice.`,
    fix: replacementFix("Remove the second one", span, ""),
  });
}

/** Field groups put an organisation's fields below its own step at the top and below standard objects alike. */
function isForeignTenant(schema: SchemaIndex, parent: FieldId, name: string): boolean {
  return name.startsWith("_") && schema.facts.tenants.length === 0 && !schema.isLeaf(parent);
}

/** Reports the name in quotes of a field that an object does not have, as in `person["nmae"]`. */
export function reportUnknownKey(state: CheckState, literal: NodeId, { root, parent }: MissingChild): void {
  if (!state.isOn("pql.unknownField")) return;
  const name = decodeText(state.text(literal));
  const isUncertain = isForeignTenant(root.schema, parent, name);
  const nearest = nearestField(root.schema, parent, name);
  const isNear = nearest !== undefined && nearest.reason !== "elsewhere";
  state.report(literal, {
    code: "pql.unknownField",
    ...(isUncertain ? { severity: "warning" as const } : {}),
    message: `There is no field \`${name}\` ${describeParent(state, { root, parent })}.`,
    fix: isNear ? state.replaceNode(`Change to ${nearest.path}`, literal, `"${nearest.path}"`) : undefined,
  });
}

/** Replaces the name, or the whole path up to it where the field stands elsewhere and the path begins at the root. */
function nearestFix(state: CheckState, token: number, nearest: NearestField): Fix | undefined {
  const title = `Change to ${nearest.path}`;
  if (nearest.reason !== "elsewhere") return state.replaceToken(title, token, nearest.path);
  if (!nearest.isFromRoot) return optional(state.replaceToken(title, token, nearest.path));
  const first = state.cursor.bareName;
  if (first < 0 || state.scopes.elementCount > 0) return undefined;
  return optional(replacementFix(title, state.tokensSpan(first, token), nearest.path));
}

function optional(fix: Fix): Fix {
  return { ...fix, isPreferred: false };
}

function describeParent(state: CheckState, { root, parent }: MissingChild): string {
  const { event } = state.environment;
  const isEvents = root === event;
  const whole = isEvents ? "in an event" : "in the profile";
  if (parent === root.field) return whole;
  const path =
    root.field === ROOT_FIELD ? root.schema.path(parent) : root.schema.relativePath(parent, root.field);
  return path ? `in \`${path}\`` : whole;
}

/** Reports a step on a value that has no fields, or not this one. */
export function reportFieldOfValue(state: CheckState, token: number, type: Type): void {
  const name = state.nameOf(token);
  const isMethod = findMethod(name) !== undefined;
  const members = type.kind === "record" ? type.entries : type.kind === "tuple" ? type.variables : undefined;
  const nearest = members && nearestName(name, members.keys());
  const suggestion = nearest === undefined ? "" : ` Did you mean \`${nearest}\`?`;
  state.reportToken(token, {
    code: "pql.unknownField",
    message: isMethod
      ? `\`${name}\` is a method: it needs parentheses.`
      : members === undefined
        ? `A value of type ${displayType(type)} has no fields, so there is no \`${name}\`.`
        : `There is no \`${name}\` among ${Array.from(members.keys(), (key) => `\`${key}\``).join(", ")}.${suggestion}`,
    fix: isMethod
      ? state.replaceToken(`Write ${name}()`, token, `${name}()`)
      : nearest === undefined
        ? undefined
        : state.replaceToken(`Change to ${nearest}`, token, nearest),
  });
}
