/**
 * The settings of the language, read from whatever the client sends or answers. Anything that is not as documented is
 * taken for its default.
 */
import type { HintChoice } from "../pql/features/inlayHints";
import type { Severity } from "../pql/problems/problem";
import type { EnvironmentParts } from "../pql/semantics/environment";

/** Section of the client's configuration. */
export const SETTINGS_SECTION = "aep.pql";

const SEVERITIES: ReadonlySet<unknown> = new Set<Severity | "off">([
  "error",
  "warning",
  "information",
  "hint",
  "off",
]);

function readObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function readSeverities(value: unknown): ReadonlyMap<string, Severity | "off"> {
  const entries = Object.entries(readObject(value)).filter(([, severity]) => SEVERITIES.has(severity));
  return new Map(entries as [string, Severity | "off"][]);
}

/** Names of audiences are what ids lack; types of variables are short; titles of fields would fill the line. */
const USUAL_HINTS: HintChoice = { audienceNames: true, variableTypes: true, fieldTitles: false };

function readHints(value: unknown): HintChoice {
  const { audienceNames, variableTypes, fieldTitles } = readObject(value);
  const choose = (wanted: unknown, usual: boolean) => (typeof wanted === "boolean" ? wanted : usual);
  return {
    audienceNames: choose(audienceNames, USUAL_HINTS.audienceNames),
    variableTypes: choose(variableTypes, USUAL_HINTS.variableTypes),
    fieldTitles: choose(fieldTitles, USUAL_HINTS.fieldTitles),
  };
}

/** The settings in force. */
export class LanguageSettings {
  #parts: EnvironmentParts = {};
  #hints: HintChoice = USUAL_HINTS;

  /** Which inlay hints are wanted: `inlayHints.audienceNames`, `.variableTypes`, `.fieldTitles`. */
  get hints(): HintChoice {
    return this.#hints;
  }

  /** What settings say about checking. */
  get parts(): EnvironmentParts {
    return this.#parts;
  }

  /** Takes the value of the section. True where anything changed. */
  put(section: unknown): boolean {
    const { evaluationRules, severities, inlayHints } = readObject(section);
    const hints = readHints(inlayHints);
    const parts: EnvironmentParts = {
      evaluationRules: evaluationRules === "before2025" ? "before2025" : "current",
      severities: readSeverities(severities),
    };
    const isSame =
      describe(parts) === describe(this.#parts) && JSON.stringify(hints) === JSON.stringify(this.#hints);
    this.#parts = parts;
    this.#hints = hints;
    return !isSame;
  }

  /** Takes a whole configuration as `workspace/didChangeConfiguration` may carry it. */
  putConfiguration(settings: unknown): boolean {
    const section = readObject(readObject(settings)["aep"])["pql"];
    return section !== undefined && this.put(section);
  }
}

function describe({ evaluationRules = "current", severities = new Map() }: EnvironmentParts): string {
  return JSON.stringify([evaluationRules, [...severities]]);
}
