/**
 * Route of `aep/findImpact`: what changes of a schema do to rules and tests that are no documents. Works in slices, so that
 * typing goes on meanwhile and a cancellation is heard. Keeps nothing and writes nothing.
 */
import type { CancellationToken } from "vscode-languageserver";
import type { BrokenRule } from "../pql/answers/schemaImpact";
import type { FieldChange } from "../pql/schemaChanges/fieldChange";
import type { TestImpact } from "../pql/schemaChanges/testImpact";
import type { Environment } from "../pql/semantics/checkEnvironment";
import type { Span } from "../pql/text/span";
import {
  FIND_IMPACT,
  type FoundImpact,
  type ImpactRequest,
  type ImpactText,
  type TouchedPlace,
  type TouchedText,
} from "../protocol/relationMessages";
import type { Session } from "../session/serverSession";
import { finishInSlices } from "../session/slices";

type Core = typeof import("../pql/service");

export function routeImpact({ connection, schemas }: Session): void {
  connection.onRequest(
    FIND_IMPACT,
    async ({ uri, change, texts }: ImpactRequest, token: CancellationToken): Promise<FoundImpact> => {
      await schemas.firstLoad(uri);
      if ("uri" in change) await schemas.firstLoad(change.uri);
      const core = await import("../pql/service");
      const before = schemas.environmentOf(uri);
      const question = compare(core, { before, change, environmentOf: (one) => schemas.environmentOf(one) });
      if ("failure" in question) return { changes: [], touched: [], failure: question.failure };
      const touched = await finishInSlices(findTouched(core, texts, question), { token });
      return { changes: question.changes.map(core.describeChange), touched };
    },
  );
}

interface Question {
  readonly changes: readonly FieldChange[];
  readonly before: Environment;
  readonly after: Environment;
}

interface Asked {
  readonly before: Environment;
  readonly change: ImpactRequest["change"];
  readonly environmentOf: (uri: string) => Environment;
}

function compare(
  core: Core,
  { before, change, environmentOf }: Asked,
): Question | { readonly failure: NonNullable<FoundImpact["failure"]> } {
  if (!("uri" in change)) {
    const supposed = core.supposeSchemaChange(before, change);
    return "failure" in supposed ? supposed : { ...supposed, before };
  }
  const after = environmentOf(change.uri);
  if (before.profile === undefined || after.profile === undefined) return { failure: "noSchema" };
  return { changes: core.compareSchemas(before, after) ?? [], before, after };
}

function* findTouched(
  core: Core,
  texts: readonly ImpactText[],
  question: Question,
): Generator<number, readonly TouchedText[]> {
  const touched: TouchedText[] = [];
  for (const [index, text] of texts.entries()) {
    const found = text.kind === "test" ? lookAtTest(core, text, question) : lookAtRule(core, text, question);
    if (found !== undefined) touched.push({ index, ...found });
    yield index / texts.length;
  }
  return touched;
}

type Touched = Omit<TouchedText, "index">;

function lookAtTest(core: Core, { value }: ImpactText, { changes }: Question): Touched | undefined {
  const impact: TestImpact | undefined = core.checkTestImpact(value, changes);
  if (impact === undefined) return undefined;
  const toPlace = toPlaces(core, value);
  return {
    places: impact.values.map(({ change, span, test }) => ({ ...toPlace(change, span), test })),
    problems: [],
    ...(impact.text !== value && { becomes: impact.text }),
  };
}

function lookAtRule(core: Core, stored: ImpactText, question: Question): Touched | undefined {
  const text = core.toRuleText(stored);
  const impact = text === undefined ? undefined : core.checkRuleImpact(text, question.changes, question);
  if (text === undefined || impact === undefined) return undefined;
  const toPlace = toPlaces(core, text);
  const becomes = stored.format === "pql/json" ? findTree(core, stored.value, impact.text) : impact.text;
  return {
    places: impact.reads.map(({ change, span }) => toPlace(change, span)),
    problems: toProblems(core, impact),
    ...(impact.text !== text && { shown: impact.text, ...(becomes !== undefined && { becomes }) }),
  };
}

function findTree(core: Core, stored: string, text: string): string | undefined {
  const tree = core.replaceTree(stored, text);
  return "value" in tree ? tree.value : undefined;
}

function toPlaces(core: Core, text: string): (change: FieldChange, span: Span) => TouchedPlace {
  const lines = new core.LineIndex(text);
  return (change, { start, end }) => {
    const { line, character } = lines.positionAt(start);
    return { change: core.describeChange(change), line, column: character, length: end - start };
  };
}

function toProblems(core: Core, { left, problems }: BrokenRule): readonly string[] {
  const kept = left.map(
    (change) => `${core.describeChange(change)}, but the new path cannot take its place here.`,
  );
  return [...kept, ...problems.map(({ message }) => message)];
}
