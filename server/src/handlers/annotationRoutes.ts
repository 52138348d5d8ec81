/**
 * Routes of what is written around the text: inlay hints, code lenses, links.
 */
import {
  type CancellationToken,
  CodeLensRequest,
  DocumentLinkRequest,
  InlayHintRequest,
} from "vscode-languageserver";
import type { CodeLens } from "vscode-languageserver-types";
import { toRange } from "../convert/lspRanges";
import type { Hint } from "../pql/features/inlayHints";
import type { Span } from "../pql/text/span";
import { CLIENT_COMMANDS, type ExplainedReason, PLATFORM_SCHEME } from "../protocol/clientMessages";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { isShownTree } from "../session/shownTree";
import { collectInSlices } from "../session/slices";
import { routeFeature } from "./featureRoute";

export function routeAnnotations(session: Session): void {
  routeHints(session);
  routeLenses(session);
  routeLinks(session);
}

function routeHints(session: Session): void {
  const { settings, profiles } = session;
  routeFeature(session, {
    type: InlayHintRequest.type,
    neutral: null,
    load: () => Promise.all([import("../pql/features/inlayHints"), import("../convert/lspHints")]),
    answer: async ([{ listHints }, { toInlayHint }], { document, params: { range } }) => {
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const values = profiles.has(document.uri) ? await listValues(session, document, span) : [];
      return [...listHints(document, span, settings.hints), ...values].map((hint) =>
        toInlayHint(hint, document),
      );
    },
  });
}

/** What the conditions give for the profile that was chosen for the document. */
async function listValues(
  { profiles, ...speech }: Session,
  document: PqlDocument,
  span: Span,
): Promise<readonly Hint[]> {
  const { listValueHints } = await import("../pql/features/valueHints");
  const { text, clauses } = document;
  const explanation = await profiles.explain(document.uri, text, { clauses });
  return explanation === undefined ? [] : listValueHints(explanation, { text, range: span }, speech);
}

const loadEvaluation = () =>
  Promise.all([import("../pql/semantics/evaluationKind"), import("../pql/features/evaluationLens")]);

/** Command lenses in the order they are shown. */
const COMMAND_LENSES = [
  ["Estimate size", CLIENT_COMMANDS.estimateAudience],
  ["Preview", CLIENT_COMMANDS.previewAudience],
  ["Compare", CLIENT_COMMANDS.compareAudience],
] as const;

/** What the platform holds is neither previewed nor compared with itself. */
const LENSES_OF_COPIES = COMMAND_LENSES.slice(0, 1);

/** Above the first line, and only for clients that carry the commands out. */
function routeLenses(session: Session): void {
  const { edgeStates, client, translate } = session;
  const { commands } = client;
  routeFeature(session, {
    type: CodeLensRequest.type,
    neutral: null,
    load: loadEvaluation,
    answer: async (modules, { document, cancellation }) => {
      if (commands.size === 0 || isBlank(document) || isShownTree(document)) return [];
      const isActiveOnEdge = edgeStates.find(document.uri);
      const evaluation = await describe(modules, document, {
        commands,
        cancellation,
        isActiveOnEdge,
        translate,
      });
      const isCopy = document.uri.startsWith(`${PLATFORM_SCHEME}:`);
      const offered = (isCopy ? LENSES_OF_COPIES : COMMAND_LENSES).filter(([, command]) =>
        commands.has(command),
      );
      return [
        ...evaluation,
        ...offered.map(([title, command]) => toLens(translate(title), command, [document.uri])),
      ];
    },
  });
}

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function isBlank({ clauses }: PqlDocument): boolean {
  const [clause] = clauses;
  return clauses.length === 1 && clause !== undefined && clause.endToken === clause.firstToken;
}

interface LensCircumstances {
  readonly commands: ReadonlySet<string>;
  readonly cancellation: CancellationToken;
  readonly isActiveOnEdge: boolean | undefined;
  readonly translate: Session["translate"];
}

/** The lens that tells the engine, and why when one points at it or clicks; none while the text has errors, because then no engine takes it. */
async function describe(
  [{ evaluateKind }, { describeEvaluation, listReasons }]: Awaited<ReturnType<typeof loadEvaluation>>,
  document: PqlDocument,
  { commands, cancellation, isActiveOnEdge, translate }: LensCircumstances,
): Promise<readonly CodeLens[]> {
  await collectInSlices(checking(document), { document, cancellation });
  if (document.checks.nextWith("errors", 0) >= 0) return [];
  const { evaluationRules: rules } = document.environment;
  const evaluation = evaluateKind(document, { rules, isActiveOnEdge });
  const { title: words, why } = describeEvaluation(evaluation);
  const told = { title: translate(words), ...(why !== undefined && { tooltip: translate(why) }) };
  const command = CLIENT_COMMANDS.explainEvaluation;
  if (!commands.has(command)) return [{ range: FIRST_LINE, command: { ...told, command: "" } }];
  const reasons = listReasons(evaluation).map(({ span, text, ...reason }): ExplainedReason => {
    const shown = { ...reason, text: translate(text) };
    return span === undefined ? shown : { ...shown, position: document.positionAt(span.start) };
  });
  return [{ range: FIRST_LINE, command: { ...told, command, arguments: [document.uri, reasons] } }];
}

function toLens(title: string, command: string, args: readonly unknown[]): CodeLens {
  return { range: FIRST_LINE, command: { title, command, arguments: [...args] } };
}

/** The check of a whole document, with a pause after each portion. */
function* checking(document: PqlDocument): Generator<void> {
  while (!document.check(1)) yield;
}

function routeLinks(session: Session): void {
  const { schemas, say } = session;
  routeFeature(session, {
    type: DocumentLinkRequest.type,
    neutral: null,
    load: () => import("../pql/features/audienceMentions"),
    answer: ({ listMentions }, { document }) => {
      const known = new Map(schemas.audiencesOf(document.uri).map((audience) => [audience.id, audience]));
      return listMentions(document).flatMap(({ id, span }) => {
        const audience = known.get(id);
        if (audience?.uri === undefined) return [];
        const inside = { start: span.start + 1, end: span.end - 1 };
        return [
          {
            range: toRange(inside, document),
            target: audience.uri,
            tooltip: say("Open “{0}”", audience.name),
          },
        ];
      });
    },
  });
}
