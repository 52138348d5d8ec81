/**
 * The settings of the language, read from whatever the client sends or answers. Anything that is not as documented is
 * taken for its default.
 */
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

/** The settings in force. */
export class LanguageSettings {
  #parts: EnvironmentParts = {};

  /** What settings say about checking. */
  get parts(): EnvironmentParts {
    return this.#parts;
  }

  /** Takes the value of the section. True where anything changed. */
  put(section: unknown): boolean {
    const { evaluationRules, severities } = readObject(section);
    const parts: EnvironmentParts = {
      evaluationRules: evaluationRules === "before2025" ? "before2025" : "current",
      severities: readSeverities(severities),
    };
    const isSame = describe(parts) === describe(this.#parts);
    this.#parts = parts;
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
