/**
 * Whom a report from a template is about: the audience or journey the command was called on, the one a person chooses, or (undefined)
 * everything. Reads names only.
 */
import { fetchAudience } from "../api/audiences";
import { fetchJourney } from "../api/journeys";
import type { ReportTemplate, TemplateFilling } from "../reports/reportTemplates";
import type { Services } from "../services";
import { later, say } from "../words/say";
import { findNodeData, findReferences, getTarget } from "./arguments";
import { chooseAudience } from "./audienceChoice";
import type { CommandCall } from "./command";
import { choosePlace } from "./meantPlace";

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

/** Asks a person who called the command on nothing; a program that names nothing means everything. What is in front is offered by its name. */
export async function askSubject(
  services: Services,
  call: CommandCall,
  template: ReportTemplate,
): Promise<Subject | undefined> {
  const question = QUESTIONS[template];
  if (call.isAutomated || question === undefined) return undefined;
  const role = template === "audience" ? "audience" : "journey";
  const front = await findFront(services, call, role);
  const answer = await services.prompts.pick<"front" | "all" | "one">(say(question.title), [
    ...(front === undefined ? [] : [{ label: say("Only “{0}”", front.name), value: "front" } as const]),
    { label: say(question.all), value: "all" },
    { label: say(question.one), value: "one" },
  ]);
  if (answer !== "one") return answer === "front" ? front : undefined;
  const { name } =
    role === "journey"
      ? await choosePlace(services, role)
      : await chooseAudience(services, getTarget(services), { verb: later("Report on") });
  return { role, name };
}

/** The audience or journey whose page or rule is in front. */
async function findFront(
  services: Services,
  call: CommandCall,
  role: Subject["role"],
): Promise<Subject | undefined> {
  const reference = findReferences(call).find(({ kind }) => kind === role);
  if (reference === undefined) return undefined;
  const { connection, sandbox, id } = reference;
  const session = await (await services.sessions()).open(connection, sandbox);
  const read = role === "journey" ? fetchJourney : fetchAudience;
  const { name } = await read(session, id, { signal: call.signal });
  return { role, name };
}
