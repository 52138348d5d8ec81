/**
 * The settings of the language, read from whatever the client sends or answers. Anything that is not as documented is
 * taken for its default.
 */
import type { HintChoice } from "../pql/features/inlayHints";
import { findCode, type Severity, type SeveritySwitches } from "../pql/problems/problemCodes";
import type { EnvironmentParts } from "../pql/semantics/checkEnvironment";

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

function readSeverities(value: unknown): SeveritySwitches {
  return new Map(
    Object.entries(readObject(value)).flatMap(([name, severity]) => {
      const code = findCode(name)?.code;
      return code !== undefined && SEVERITIES.has(severity)
        ? [[code, severity as Severity | "off"] as const]
        : [];
    }),
  );
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

const SETTINGS: ReadonlySet<string> = new Set(["evaluationRules", "severities", "inlayHints"]);

type Section = Readonly<Record<string, unknown>>;

/**
 * The section in what a client tells: the section itself, or a whole configuration, in either of which names may be joined by
 * dots (`{"aep.pql.severities": …}`). Undefined where nothing of it belongs to the language.
 */
function findSection(told: unknown): Section | undefined {
  const section: Record<string, unknown> = {};
  collectSettings(told, "", section);
  return Object.keys(section).length === 0 ? undefined : section;
}

function collectSettings(told: unknown, path: string, section: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(readObject(told))) {
    const full = path === "" ? key : `${path}.${key}`;
    if (full === SETTINGS_SECTION) collectSettings(value, "", section);
    else if (SETTINGS_SECTION.startsWith(`${full}.`)) collectSettings(value, full, section);
    else keepSetting(full.replace(`${SETTINGS_SECTION}.`, ""), value, section);
  }
}

/** Behind its first dot stands one member of a setting; codes of problems have dots of their own. */
function keepSetting(path: string, value: unknown, section: Record<string, unknown>): void {
  const dot = path.indexOf(".");
  const name = dot < 0 ? path : path.slice(0, dot);
  if (!SETTINGS.has(name)) return;
  section[name] = dot < 0 ? value : { ...readObject(section[name]), [path.slice(dot + 1)]: value };
}

interface ToldSections {
  readonly started: Section | undefined;
  pushed?: Section | undefined;
  answered?: Section | undefined;
}

/** The settings in force: what was answered where the client answers, else what it told, else what it was started with. */
export class LanguageSettings {
  readonly #told: ToldSections;
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

  /** Begins with what came with `initialize`. */
  constructor(started: unknown) {
    this.#told = { started: findSection(started) };
    this.#apply();
  }

  /** Takes what the client answered when it was asked for the section. True where anything changed. */
  putAnswer(answer: unknown): boolean {
    this.#told.answered = findSection(answer);
    return this.#apply();
  }

  /** Takes what `workspace/didChangeConfiguration` carried; nothing means no more than "ask again". True where anything changed. */
  putPushed(settings: unknown): boolean {
    if (settings === undefined || settings === null) return false;
    this.#told.pushed = findSection(settings);
    return this.#apply();
  }

  #apply(): boolean {
    const { started, pushed, answered } = this.#told;
    const { evaluationRules, severities, inlayHints }: Section = { ...started, ...pushed, ...answered };
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
}

function describe({ evaluationRules = "current", severities = new Map() }: EnvironmentParts): string {
  return JSON.stringify([evaluationRules, [...severities]]);
}
