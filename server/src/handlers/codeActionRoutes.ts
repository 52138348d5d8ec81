/**
 * Route of code actions: quick fixes, "fix all", refactorings. Makes only the kinds that are asked for, because "fix all"
 * looks at the whole text.
 */
import { CodeActionRequest } from "vscode-languageserver";
import type { CodeActionParams } from "vscode-languageserver-protocol";
import type { CodeAction } from "vscode-languageserver-types";
import type { Span } from "../pql/text/span";
import { CLIENT_COMMANDS } from "../protocol/clientMessages";
import type { ClientFacts } from "../session/clientFacts";
import type { Session } from "../session/serverSession";
import { collectInSlices } from "../session/slices";
import { type FeatureRequest, routeFeature } from "./featureRoute";

export function routeCodeActions(session: Session): void {
  const { client, translate } = session;
  routeFeature(session, {
    type: CodeActionRequest.type,
    neutral: null,
    load: loadActions,
    answer: (modules, request) => {
      return client.takesCodeActions ? listActions(modules, { ...request, client, translate }) : [];
    },
    answerEmbedded: ([{ problemsAt }, , { toQuickFixes }], { document, params: { range, context } }) => {
      if (!client.takesCodeActions || !isWanted("quickfix", context.only)) return [];
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const { diagnostics } = context;
      return toQuickFixes(document.problemsAt(span, problemsAt), {
        document,
        diagnostics,
        isVersioned: client.versionsEdits,
        translate,
      });
    },
  });
}

function loadActions() {
  return Promise.all([
    import("../pql/features/quickFixes"),
    import("../pql/features/refactorings/refactorings"),
    import("../convert/lspCodeActions"),
  ]);
}

interface ActionRequest extends FeatureRequest<CodeActionParams> {
  readonly client: ClientFacts;
  readonly translate: Session["translate"];
}

type Modules = Awaited<ReturnType<typeof loadActions>>;

async function listActions(
  [fixes, refactorings, convert]: Modules,
  request: ActionRequest,
): Promise<CodeAction[]> {
  const { document, params, client, translate } = request;
  const { range, context } = params;
  const wants = (kind: string) => isWanted(kind, context.only);
  const span: Span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const style = { document, diagnostics: context.diagnostics, isVersioned: client.versionsEdits, translate };
  const problems = wants("quickfix") ? fixes.problemsAt(document, span) : [];
  const reshaped = wants("refactor") ? refactorings.findRefactorings(document, span) : [];
  // Nobody looks for a change of the whole text in the menu of one place.
  const wantsAll = context.only !== undefined && wants(convert.FIX_ALL);
  const repairs = wantsAll ? await collectInSlices(fixes.eachRepair(document), request) : [];
  return [
    ...convert.toQuickFixes(problems, style),
    ...(client.commands.has(CLIENT_COMMANDS.refreshSchema) ? convert.toRefreshFix(problems, style) : []),
    ...convert.toRefactorings(reshaped, style).filter(({ kind }) => wants(kind ?? "refactor")),
    ...convert.toFixAll(repairs.flat(), style),
  ];
}

/** A kind is wanted where it, one above it, or one below it is asked for. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return true;
  return only.some((each) => kind === each || kind.startsWith(`${each}.`) || each.startsWith(`${kind}.`));
}
