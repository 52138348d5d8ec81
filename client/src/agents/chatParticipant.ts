/**
 * `@aep` in the editor's chat: drafts an audience, explains one, and answers about journeys, reports and everything else with the tools.
 * What a model or the platform says is shown as words; nothing in it can be clicked, and nothing it asks for is run but the tools, which
 * only read.
 */
import * as vscode from "vscode";
import { toFailureText } from "../model/failureText";
import { UserError } from "../model/userError";
import { isRecord, readText } from "../model/values";
import { type AnsweredQuestion, draftAudience } from "../tools/loop/draftLoop";
import { toDraftNotes } from "../tools/loop/draftText";
import type { ToolContext } from "../tools/tool";
import { say } from "../words/say";
import type { AgentParts } from "./agentDesk";
import { toBlock, toLines, toUnclickable } from "./chatText";
import { converse } from "./conversation";
import { EditorModel } from "./editorModel";
import { getSandboxInUse } from "./editorTools";
import { toSignal } from "./tokenSignal";

/** One question in the chat. */
interface ChatCall {
  readonly request: vscode.ChatRequest;
  readonly context: vscode.ChatContext;
  readonly stream: vscode.ChatResponseStream;
  readonly token: vscode.CancellationToken;
}

/** What is kept with an answer, for the next question. */
interface KeptTurn {
  readonly request: string;
  readonly answered: readonly AnsweredQuestion[];
  readonly question: string;
}

/** What a command has the model do with the tools. */
const TASKS: Readonly<Record<string, string>> = {
  journey:
    "Tell what the journey or campaign that is meant does, step by step, in a marketer's words: who enters, what is sent when, which audiences and messages it uses. Find it with aep_list_things, read it with aep_get_thing.",
  report:
    "Answer with numbers of Customer Journey Analytics: choose the data view with aep_list_things, ids with aep_find_report_components, count with aep_run_report. Say for which days, and never a number that no tool gave.",
};

/** Answers one question. A failure is told in the chat; a cancellation is silent. */
export async function answerChat(
  parts: AgentParts,
  [request, context, stream, token]: Parameters<vscode.ChatRequestHandler>,
): Promise<vscode.ChatResult> {
  const call = { request, context, stream, token };
  const { signal, dispose } = toSignal(call.token);
  try {
    const place = await (await parts.agents()).open(getSandboxInUse(parts), signal);
    return await answer(call, place);
  } catch (error) {
    if (signal.aborted) return {};
    return { errorDetails: { message: toUnclickable(toFailureText(error, "editor")) } };
  } finally {
    dispose();
  }
}

async function answer(call: ChatCall, place: ToolContext): Promise<vscode.ChatResult> {
  const { command = "" } = call.request;
  const open = findOpenQuestion(call.context);
  // Whoever was asked back answers without naming the command again.
  if (command === "audience" || (command === "" && open !== undefined)) return await draft(call, place, open);
  if (command === "explain") return await explain(call, place);
  await converse({ ...call, place, task: TASKS[command] });
  return {};
}

async function draft(
  { request, stream }: ChatCall,
  place: ToolContext,
  open: KeptTurn | undefined,
): Promise<vscode.ChatResult> {
  const answered =
    open === undefined ? [] : [...open.answered, { question: open.question, answer: request.prompt }];
  const wanted = open?.request ?? request.prompt;
  if (wanted.trim() === "") throw new UserError("badArguments", say("Say who should be in the audience."));
  const onRound = (round: number) =>
    stream.progress(round === 0 ? say("Drafting") : say("Repairing the draft ({0})", round));
  const outcome = await draftAudience({
    ...place,
    request: wanted,
    answered,
    onRound,
    model: new EditorModel(request.model),
  });
  if (outcome.kind === "question") {
    stream.markdown(toUnclickable(outcome.question));
    return { metadata: { request: wanted, answered, question: outcome.question } };
  }
  if (outcome.kind === "unfinished")
    throw new UserError(
      "noModel",
      say("No usable rule came of the description: {0}", outcome.problems.join(" ")),
    );
  const { name, rule } = outcome.draft;
  stream.markdown(
    `**${toUnclickable(name)}**\n\n${toBlock(rule, "pql")}\n${toLines(toDraftNotes(outcome.draft))}`,
  );
  const given = { name, rule, description: wanted };
  stream.button({ command: "aep.audience.draft", title: say("Open as Draft"), arguments: [given] });
  return {};
}

/** The question that the last answer ended with, where it was one of ours. */
function findOpenQuestion({ history }: vscode.ChatContext): KeptTurn | undefined {
  const last = history.findLast((turn) => turn instanceof vscode.ChatResponseTurn);
  const kept = last?.result.metadata;
  const [request, question] = [readText(kept?.["request"]), readText(kept?.["question"])];
  if (request === undefined || question === undefined) return undefined;
  return { request, question, answered: readAnswered(kept?.["answered"]) };
}

function readAnswered(value: unknown): readonly AnsweredQuestion[] {
  return (Array.isArray(value) ? value : []).flatMap((each) => {
    const [question, answer] = isRecord(each) ? [readText(each["question"]), readText(each["answer"])] : [];
    return question === undefined || answer === undefined ? [] : [{ question, answer }];
  });
}

/** Needs no model: the words are made from the rule. */
async function explain(
  { request, stream }: ChatCall,
  { knowledge, signal }: ToolContext,
): Promise<vscode.ChatResult> {
  const { title, rule } = await findRule(request.prompt, { knowledge, signal });
  const [{ errors, evaluation }, explanation] = await Promise.all([
    knowledge.ask("judge", { rule }, signal),
    knowledge.ask("explain", { rule, isForReader: true }, signal),
  ]);
  const possible = (["edge", "streaming", "batch"] as const).filter(
    (kind) => evaluation[kind].answer !== "no",
  );
  const heading = title === undefined ? "" : `**${toUnclickable(title)}**\n\n`;
  stream.markdown(`${heading}${toBlock(rule, "pql")}\n${toLines(explanation)}`);
  stream.markdown(
    errors.length > 0
      ? say("It has errors: {0}", toUnclickable(errors.join(" ")))
      : say("Can be evaluated by {0}.", possible.join(", ")),
  );
  return {};
}

interface MeantRule {
  readonly title: string | undefined;
  readonly rule: string;
}

/** The audience that is named, else the rule that is typed, else the document in front. */
async function findRule(
  prompt: string,
  { knowledge, signal }: Pick<ToolContext, "knowledge" | "signal">,
): Promise<MeantRule> {
  const typed = prompt.trim();
  const front = vscode.window.activeTextEditor?.document;
  if (typed === "" && front?.languageId === "pql") return { title: undefined, rule: front.getText() };
  if (typed === "")
    throw new UserError("badArguments", say("Name an audience or write a rule, or open a .pql document."));
  const { rules } = await knowledge.audiences(signal);
  const named = findNamed(rules, typed);
  if (named.length === 1 && named[0] !== undefined) return { title: named[0].name, rule: named[0].text };
  if (named.length > 1) throw new UserError("badArguments", say("Which one is meant: {0}?", toChoice(named)));
  const { problems } = await knowledge.ask("check", { rule: typed }, signal);
  if (!problems.some(({ severity }) => severity === "error")) return { title: undefined, rule: typed };
  throw new UserError(
    "badArguments",
    say("This sandbox has no audience of that name, and the text cannot be read as a rule."),
  );
}

interface NamedRule {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** The one of that id or name, else all whose names hold every word, in any order. */
function findNamed(rules: readonly NamedRule[], typed: string): readonly NamedRule[] {
  const wanted = typed.toLowerCase();
  const exact = rules.find(({ id, name }) => id === typed || name.toLowerCase() === wanted);
  if (exact !== undefined) return [exact];
  const words = wanted.split(/\s+/);
  return rules.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

const MOST_NAMES = 5;

function toChoice(named: readonly NamedRule[]): string {
  const names = named.slice(0, MOST_NAMES).map(({ name }) => `“${name}”`);
  const more = named.length - names.length;
  return more > 0 ? say("{0} or one of {1} more", names.join(", "), more) : names.join(", ");
}
