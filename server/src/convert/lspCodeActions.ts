/**
 * Fixes and refactorings of the core as code actions of LSP.
 */
import type { CodeAction, Diagnostic } from "vscode-languageserver-types";
import type { RepairableProblem } from "../pql/features/quickFixes";
import type { Refactoring } from "../pql/features/refactorings/refactoring";
import type { TextEdit } from "../pql/text/span";
import { CLIENT_COMMANDS } from "../protocol/clientMessages";
import { type EditStyle, toRange, toWorkspaceEdit } from "./lspRanges";
import type { Translate } from "./translatedTexts";

/** The kind of the action that applies every safe fix of a document. */
export const FIX_ALL = "source.fixAll.pql";

/** How actions are written. */
export interface ActionStyle extends EditStyle {
  /** What the client showed when it asked. */
  readonly diagnostics: readonly Diagnostic[];
  readonly translate: Translate;
}

/** The fixes of problems, each tied to the diagnostic it repairs. */
export function toQuickFixes(problems: readonly RepairableProblem[], style: ActionStyle): CodeAction[] {
  return problems.flatMap((problem) => {
    const repaired = findDiagnostic(problem, style);
    return problem.fixes.map(({ title, edits, isPreferred }) => ({
      title: style.translate(title),
      kind: "quickfix",
      ...(isPreferred && { isPreferred }),
      ...(repaired !== undefined && { diagnostics: [repaired] }),
      edit: toWorkspaceEdit(edits, style),
    }));
  });
}

function findDiagnostic(
  { code, span }: RepairableProblem,
  { diagnostics, document }: ActionStyle,
): Diagnostic | undefined {
  const { start, end } = toRange(span, document);
  return diagnostics.find(
    ({ code: other, range }) =>
      other === code &&
      range.start.line === start.line &&
      range.start.character === start.character &&
      range.end.line === end.line &&
      range.end.character === end.character,
  );
}

const UNKNOWN_FIELD = "pql.unknownField";

/** Fetching the schema anew may know the field; only for clients that can. */
export function toRefreshFix(problems: readonly RepairableProblem[], style: ActionStyle): CodeAction[] {
  const problem = problems.find(({ code }) => code === UNKNOWN_FIELD);
  if (problem === undefined) return [];
  const repaired = findDiagnostic(problem, style);
  const title = style.translate("Refresh the schema");
  return [
    {
      title,
      kind: "quickfix",
      ...(repaired !== undefined && { diagnostics: [repaired] }),
      command: { title, command: CLIENT_COMMANDS.refreshSchema, arguments: [style.document.uri] },
    },
  ];
}

/** The action that applies every safe fix. */
export function toFixAll(edits: readonly TextEdit[], style: ActionStyle): CodeAction[] {
  if (edits.length === 0) return [];
  return [
    {
      title: style.translate("Fix all PQL problems"),
      kind: FIX_ALL,
      edit: toWorkspaceEdit(edits, style),
    },
  ];
}

export function toRefactorings(found: readonly Refactoring[], style: ActionStyle): CodeAction[] {
  return found.map(({ title, kind, edits }) => ({
    title: style.translate(title),
    kind,
    edit: toWorkspaceEdit(edits, style),
  }));
}
