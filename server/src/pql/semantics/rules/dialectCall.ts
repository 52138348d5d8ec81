/**
 * Flags calls in the style of another dialect: `contains(x, "a")` in an audience, `x.contains("a")` in personalization, and
 * functions that only one of them has. Names that exist nowhere are left to `unknownCall.ts`.
 */
import { type Dialect, getDialect } from "../../language/dialect";
import { findReplacement } from "../../language/foreignNames";
import {
  type Equivalence,
  findFunctionForm,
  findMemberForm,
  findMethod,
  type PqlFunction,
} from "../../language/functionCatalogue";
import type { NodeId } from "../../syntax/nodeKinds";
import type { CheckState } from "../checkState";
import { textBeforeDot } from "../literalFacts";
import { ignoredCaseFix } from "./ignoredCase";
import { adviceOf } from "./unknownCall";

/** Checks that a function exists in the dialect at hand. True where it does not, which is then reported. */
export function checkDialectOfCall(state: CheckState, node: NodeId, entry: PqlFunction): boolean {
  const { dialect } = state.environment;
  if (entry.isIn(dialect) || isShared(entry, dialect)) return false;
  const token = state.tree.detail(node);
  if (entry.status === "historical") {
    state.reportToken(token, {
      code: "pql.obsolete",
      message: `\`${entry.name}\` belongs to old offer filters and does not exist here.`,
    });
    return true;
  }
  const member = findMemberForm(entry.name);
  const newText = member && toMemberText(state, node, member);
  state.reportToken(token, {
    code: "pql.dialectCall",
    message: messageOf(entry, newText),
    fix:
      newText === undefined
        ? ignoredCaseFix(state, node)
        : state.replaceNode(`Write \`${newText}\``, node, newText),
  });
  return true;
}

/** Decision rules are written in the language of audiences and may ask for membership in one. */
function isShared(entry: PqlFunction, dialect: Dialect): boolean {
  return dialect === "decisioning" && entry.isIn("segmentation");
}

function messageOf(entry: PqlFunction, newText: string | undefined): string {
  const home = getDialect(entry.dialects[0]).title;
  if (newText !== undefined) return `This is the call style of ${home}; here, write \`${newText}\`.`;
  const replacement = findReplacement(entry.name);
  const advice = replacement === undefined ? "" : ` ${adviceOf(replacement)}`;
  return `\`${entry.name}\` exists in ${home} only.${advice}`;
}

/** `x.f(y)` or `x in y` for `f(x, y)`; undefined where arguments are missing. */
function toMemberText(state: CheckState, node: NodeId, member: Equivalence): string | undefined {
  const { tree } = state;
  const [object, ...rest] = tree.children(node);
  if (object === undefined) return undefined;
  const receiver = textBeforeDot(tree, object);
  const texts = rest.map((argument) => state.text(argument));
  if (member.style === "infix") {
    return texts.length === 1 ? `${receiver} ${member.memberName} ${texts[0]}` : undefined;
  }
  return `${receiver}.${member.memberName}(${[...texts, ...member.extraArguments].join(", ")})`;
}

/** Checks that a method is written as the dialect at hand writes it. Methods without another form, such as `get`, pass. */
export function checkDialectOfMethod(state: CheckState, node: NodeId, name: string): void {
  const { dialect } = state.environment;
  if (dialect !== "ajo-personalization" || findMethod(name, dialect) !== undefined) return;
  const { tree } = state;
  const form = findFunctionForm(name);
  if (form === undefined) return;
  const values = tree.children(node).map((each) => state.text(each));
  const newText = `${form.functionName}(${values.join(", ")})`;
  state.reportToken(tree.detail(node), {
    code: "pql.dialectCall",
    message: `Personalization writes calls the other way: \`${newText}\`.`,
    fix: state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}
