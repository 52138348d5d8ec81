/**
 * Route of `aep/inspectExpression`: checks, formats and judges a text that is no document. Keeps nothing, and says nothing
 * rather than guess: what cannot be told is missing from the answer.
 */
import type { Problem } from "../pql/problems/problem";
import type { Environment } from "../pql/semantics/checkEnvironment";
import type { Evaluation } from "../pql/semantics/evaluationKind";
import type { SayPhrase } from "../pql/text/phrases";
import {
  INSPECT_EXPRESSION,
  type InspectedProblem,
  type Inspection,
  type InspectionRequest,
} from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

export function routeInspection(session: Session): void {
  session.connection.onRequest(
    INSPECT_EXPRESSION,
    async (request: InspectionRequest): Promise<Inspection> => {
      const { uri, isActiveOnEdge } = request;
      await session.schemas.firstLoad(uri);
      const [core, { listReasons }] = await Promise.all([
        import("../pql/service"),
        import("../pql/features/evaluationLens"),
      ]);
      const text = core.toRuleText(request);
      if (text === undefined) return { errors: [], warnings: [] };
      const environment = session.schemas.environmentOf(uri);
      const { problems, evaluation } = core.checkText(text, environment, { isActiveOnEdge });
      const errors = select(problems, "error", session);
      const fastest = findFastest(evaluation);
      return {
        text: core.formatText(text),
        ...(fastest === undefined ? {} : { evaluation: fastest }),
        reasons: listReasons(evaluation).map(({ engine, answer, text: reason }) => ({
          engine,
          answer,
          text: session.translate(reason),
        })),
        ...(errors.length > 0 ? {} : tellMeaning(core, { text, environment, say: session.say })),
        errors,
        warnings: select(problems, "warning", session),
      };
    },
  );
}

/** What a rule without errors asks for, in the reader's language, and until when. */
function tellMeaning(
  core: Pick<typeof import("../pql/service"), "explainText" | "readWindowEnd">,
  {
    text,
    environment,
    say,
  }: { readonly text: string; readonly environment: Environment; readonly say: SayPhrase },
): Pick<Inspection, "plainWords" | "windowEnd"> {
  const windowEnd = core.readWindowEnd(text, environment);
  const plainWords = core.explainText(text, environment, say).text.split("\n");
  return { plainWords, ...(windowEnd === undefined ? {} : { windowEnd }) };
}

/** The first engine that says yes, unless a faster one depends on what is not known here. */
function findFastest(evaluation: Evaluation): Inspection["evaluation"] {
  const kinds = ["edge", "streaming", "batch"] as const;
  const first = kinds.find((kind) => evaluation[kind].answer !== "no");
  return first !== undefined && evaluation[first].answer === "yes" ? first : undefined;
}

function select(
  problems: readonly Problem[],
  severity: Problem["severity"],
  { translate }: Pick<Session, "translate">,
): readonly InspectedProblem[] {
  return problems
    .filter((problem) => problem.severity === severity)
    .map(({ code, message }) => ({ code, message: translate(message) }));
}
