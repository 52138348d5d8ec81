/**
 * Whom a report from a template is about: the audience or journey the command was called on, the one a person chooses, or (undefined)
 * everything. Reads names only.
 */
import { fetchJourney } from "../api/journeys";
import type { ReportTemplate, TemplateFilling } from "../reports/reportTemplates";
import type { Services } from "../services";
import { later, say } from "../words/say";
import { findNodeData } from "./arguments";
import type { CommandCall } from "./command";
import { getMeantAudience } from "./meantAudiences";
import { getMeantPlace } from "./meantPlace";

type Subject = NonNullable<TemplateFilling["subject"]>;

/** The audience or journey the command was called on. */
export function findSubject(call: CommandCall): Subject | undefined {
  const row = findNodeData(call, "resource")?.row;
  if (row?.kind !== "audience" && row?.kind !== "journey") return undefined;
  return { role: row.kind, name: row.name };
}

interface Question {
  readonly title: string;
  readonly all: string;
  readonly one: string;
}

/** Templates whose names say one thing, although they count everything as well. */
const QUESTIONS: Readonly<Partial<Record<ReportTemplate, Question>>> = {
  audience: {
    title: later("A report on whom?"),
    all: later("Everybody"),
    one: later("The people of one audience…"),
  },
  journey: {
    title: later("A report on which journeys?"),
    all: later("All journeys"),
    one: later("One journey…"),
  },
};

/** Asks a person who called the command on nothing; a program that names nothing means everything. */
export async function askSubject(
  services: Services,
  call: CommandCall,
  template: ReportTemplate,
): Promise<Subject | undefined> {
  const question = QUESTIONS[template];
  if (call.isAutomated || question === undefined) return undefined;
  const isOne = await services.prompts.pick(say(question.title), [
    { label: say(question.all), value: false },
    { label: say(question.one), value: true },
  ]);
  if (!isOne) return undefined;
  if (template === "audience") {
    const { name } = await getMeantAudience(services, call, { verb: later("Report on") });
    return { role: "audience", name };
  }
  const { connection, sandbox, id } = await getMeantPlace(services, call, "journey");
  const session = await (await services.sessions()).open(connection, sandbox);
  const { name } = await fetchJourney(session, id, { signal: call.signal });
  return { role: "journey", name };
}
