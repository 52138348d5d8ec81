/**
 * What would break where the schema of a sandbox changes: the audiences, tests and drafts that read a changed field, with what
 * each would become. Collects the texts; the language server looks at them. Changes nothing.
 */
import type {
  FoundImpact,
  ImpactRequest,
  ImpactText,
  SingleChange,
  TouchedText,
} from "../../../server/src/protocol/relationMessages";
import type { LongQuestion } from "../language/longQuestion";
import { silentServer } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { say, sayNumber } from "../words/say";
import { collectRules, type FamilyRun, type NamedRule, type RuleSources } from "./ruleSearch";

/** A change of one field, or another sandbox whose schema takes the place of this one. */
export type SchemaQuestion = SingleChange | { readonly sandbox: string };

/** A rule or a file of tests. Of drafts and files the id is an address. */
export interface ReadText extends Omit<NamedRule, "kind"> {
  readonly kind: "audience" | "file" | "test" | "draft";
}

/** What texts are read from, and who looks at them. */
export interface ImpactSources extends Pick<RuleSources, "listAudiences" | "toSchemaUri"> {
  /** Rules, tests and drafts of the workspace, with what is not saved yet. */
  readonly listTexts: (signal: AbortSignal) => Promise<readonly ReadText[]>;
  readonly findImpact: (request: ImpactRequest, question: LongQuestion) => Promise<FoundImpact | undefined>;
}

/** A text that would break, and how. */
export interface BrokenText extends Omit<TouchedText, "index"> {
  readonly text: ReadText;
}

/** What was found. */
export interface SchemaImpact {
  /** In words. */
  readonly changes: readonly string[];
  readonly broken: readonly BrokenText[];
  /** How many were looked at. */
  readonly looked: { readonly audiences: number; readonly files: number };
  /** Audiences that have no rule in PQL. */
  readonly without: number;
}

/** Searches a sandbox and the workspace. */
export async function findBrokenTexts(
  sources: ImpactSources,
  { target, question }: { readonly target: SandboxTarget; readonly question: SchemaQuestion },
  { signal, report }: FamilyRun,
): Promise<SchemaImpact> {
  const uri = await sources.toSchemaUri({ target });
  const change =
    "sandbox" in question
      ? { uri: await sources.toSchemaUri({ target: { ...target, sandbox: question.sandbox } }) }
      : question;
  const { rules, without } = await collectRules(
    { ...sources, listFiles: async () => [] },
    { target },
    { signal, report },
  );
  const files = await sources.listTexts(signal);
  const texts: readonly ReadText[] = [...rules, ...files];
  report(say("looking at {0} rules and tests", sayNumber(texts.length)));
  const found = await sources.findImpact({ uri, change, texts: texts.map(toImpactText) }, { signal });
  if (found === undefined) throw silentServer(say("it is not known what would break"));
  if (found.failure !== undefined) throw toFailure(found.failure, question, target);
  const broken = found.touched.flatMap(({ index, ...touched }) => {
    const text = texts[index];
    return text === undefined ? [] : [{ ...touched, text }];
  });
  return {
    changes: found.changes,
    broken,
    looked: { audiences: rules.length, files: files.length },
    without,
  };
}

function toImpactText({ kind, format, value }: ReadText): ImpactText {
  return { kind: kind === "test" ? "test" : "rule", format, value };
}

function toFailure(
  failure: NonNullable<FoundImpact["failure"]>,
  question: SchemaQuestion,
  { sandbox }: SandboxTarget,
): UserError {
  if (failure === "noSchema" || "sandbox" in question) {
    const both = "sandbox" in question ? say("{0} and {1}", sandbox, question.sandbox) : sandbox;
    return new UserError(
      "gone",
      say(
        "The schemas of {0} could not be read, so they cannot be compared. Refresh the schemas and try again.",
        both,
      ),
      {
        waysOut: [{ title: say("Refresh Schemas"), command: "aep.schema.refresh" }],
      },
    );
  }
  if (failure === "noField") {
    return new UserError(
      "badArguments",
      say(
        "The schema of {0} has no field {1}. Choose one on the page of the schema.",
        sandbox,
        question.path,
      ),
    );
  }
  const path = question.to ?? question.path;
  return new UserError(
    "badArguments",
    say("“{0}” is no path that this field can have. Write it as PQL does, such as person.name.", path),
  );
}
