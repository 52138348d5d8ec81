/**
 * Routes of choosing a profile whose values stand beside a rule: the request `aep/chooseProfile`, and the same as a command for
 * clients without requests of their own. Keeps the profile in memory only.
 */
import { ErrorCodes, ExecuteCommandRequest, ResponseError } from "vscode-languageserver";
import {
  CHOOSE_PROFILE,
  CHOOSE_PROFILE_COMMAND,
  type ProfileAnswer,
  type ProfileChoice,
} from "../protocol/clientMessages";
import type { ChosenProfile } from "../session/chosenProfiles";
import type { Session } from "../session/serverSession";

export function routeChosenProfile(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    CHOOSE_PROFILE,
    (choice: ProfileChoice): Promise<ProfileAnswer> => answerChoice(session, choice),
  );
  connection.onRequest(ExecuteCommandRequest.type, ({ command, arguments: args = [] }) => {
    if (command !== CHOOSE_PROFILE_COMMAND)
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    return answerChoice(session, (args[0] ?? {}) as ProfileChoice);
  });
}

async function answerChoice(session: Session, choice: ProfileChoice): Promise<ProfileAnswer> {
  const answer = await choose(session, choice);
  return { ...answer, problems: answer.problems.map(session.translate) };
}

async function choose(session: Session, choice: ProfileChoice): Promise<ProfileAnswer> {
  const { profiles, documents } = session;
  const core = await import("../pql/service");
  const { chosen, problems } = readChoice(core, choice);
  if (typeof choice.uri !== "string") return { problems: ["The choice names no document."] };
  if (problems.length > 0) return { problems };
  profiles.put(choice.uri, chosen);
  const document = documents.find(choice.uri);
  if (chosen === undefined || document === undefined) return { problems: [] };
  const { text } = document;
  const { rule } = core.compileRule({ text });
  if (rule === undefined) return { problems: ["The rule has errors."] };
  const explanation = rule.explain(chosen.profile, chosen.clock);
  return {
    value: String(explanation.value),
    why: core.printExplanation(explanation, text, session.say),
    problems: [],
  };
}

interface ReadChoice {
  readonly chosen?: ChosenProfile | undefined;
  readonly problems: readonly string[];
}

/** The profile of a test, or of JSON text; none where the choice holds neither. */
function readChoice(
  core: typeof import("../pql/service"),
  { tests, name, profile, now, timeZone }: ProfileChoice,
): ReadChoice {
  if (typeof tests === "string") {
    const test = core.openAudienceTests(tests, "").tests.find((one) => one.name === name);
    if (test?.question !== undefined) return { chosen: test.question, problems: [] };
    return { problems: test?.problems.map(({ message }) => message) ?? [`There is no test “${name}”.`] };
  }
  if (profile === undefined) return { problems: [] };
  const json = typeof profile === "string" ? profile : JSON.stringify(profile);
  const read = core.parseProfile(json);
  const clock = { now: now ?? Date.now(), timeZone };
  if (!core.isUsableClock(clock)) return { problems: ["`now` or `timeZone` tells no time."] };
  if (read.problem !== undefined) return { problems: [read.problem.message] };
  const faults = core.checkProfile(read.profile);
  const told = faults.map(({ pointer, message }) => (pointer === "" ? message : `${pointer}: ${message}`));
  return faults.length > 0 ? { problems: told } : { chosen: { profile: read.profile, clock }, problems: [] };
}
