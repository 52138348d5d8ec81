/**
 * What is done in each client and what must come of it: open, problems, complete, fix, rename, format, save, in this order on one
 * document. What a step must lead to is told by the text before it, so that a client without one step can be asked for the next.
 */
import { formatText } from "../../server/src/pql/service.js";
import { type ClientSession, readUntil } from "./clientSession.js";

const WRONG = "homeAdress";
const TYPED = ' and channel = "dir';
const COMPLETED = ' and channel = "direct-mail"';
const TYPED_FUNCTION = " and 0 < orders.coun";
const COMPLETED_FUNCTION = " and 0 < orders.count()";
const NEW_NAME = "bought";

/** The steps, in their order. */
export const STEPS = ["problems", "complete", "fix", "rename", "format", "save"] as const;

/** The name of a step. */
export type Step = (typeof STEPS)[number];

/** What came of each step: "yes", "none" where the client has no such step, or what was seen. */
export type Outcomes = Readonly<Record<Step, string>>;

const withoutEnd = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();

/** Waits for the text and says whether it came. */
async function expectText(session: ClientSession, expected: string): Promise<string> {
  const seen = await readUntil(
    () => session.readText(),
    (text) => withoutEnd(text) === withoutEnd(expected),
  );
  return withoutEnd(seen) === withoutEnd(expected) ? "yes" : `no: ${JSON.stringify(withoutEnd(seen))}`;
}

async function expectProblems(session: ClientSession, count: number): Promise<string> {
  const seen = await readUntil(
    () => session.readProblems(),
    (problems) => problems.length === count,
  );
  if (seen.length !== count) return `no: ${seen.length} problems`;
  return seen.every((message) => message.includes(WRONG)) ? "yes" : `no: ${seen.join(" ")}`;
}

const STEP_ACTIONS: Readonly<
  Record<Step, (session: ClientSession, readFile: () => string) => Promise<string>>
> = {
  problems: (session) => expectProblems(session, 1),
  async complete(session) {
    if (session.complete === undefined) return "none";
    const before = withoutEnd(await session.readText());
    await session.complete(TYPED);
    const outcome = await expectText(session, before + COMPLETED);
    if (outcome !== "yes" || session.addsParentheses !== true) return outcome;
    await session.complete(TYPED_FUNCTION);
    return expectText(session, before + COMPLETED + COMPLETED_FUNCTION);
  },
  async fix(session) {
    if (session.fix === undefined) return "none";
    const before = await session.readText();
    await session.fix();
    const outcome = await expectText(session, before.replace(WRONG, "homeAddress"));
    return outcome === "yes" ? expectProblems(session, 0) : outcome;
  },
  async rename(session) {
    if (session.rename === undefined) return "none";
    const before = await session.readText();
    const line = before.split("\n").findIndex((each) => each.includes("select e "));
    const character = (before.split("\n")[line] ?? "").indexOf("e from");
    await session.rename({ line, character }, NEW_NAME);
    return expectText(session, before.replace(/\be(?= from|\.price)/g, NEW_NAME));
  },
  async format(session) {
    if (session.format === undefined) return "none";
    const before = await session.readText();
    await session.format();
    return expectText(session, formatText(before));
  },
  async save(session, readFile) {
    if (session.save === undefined) return "none";
    await session.save();
    const shown = withoutEnd(await session.readText());
    const saved = await readUntil(
      () => Promise.resolve(withoutEnd(readFile())),
      (text) => text === shown,
    );
    return saved === shown ? "yes" : `no: ${JSON.stringify(saved)}`;
  },
};

/** Takes all steps; a step that fails does not keep the next from being tried. */
export async function takeSteps(session: ClientSession, readFile: () => string): Promise<Outcomes> {
  const outcomes: Record<string, string> = {};
  for (const step of STEPS) {
    outcomes[step] = await STEP_ACTIONS[step](session, readFile).catch(
      (error: unknown) => `no: ${(error instanceof Error ? error.message : String(error)).split("\n")[0]}`,
    );
  }
  return outcomes as Outcomes;
}
