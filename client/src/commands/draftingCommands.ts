/**
 * From a description to a draft: with a model of the editor the drafting loop, without one the builder. Both end in two unsaved
 * documents, notes beside them, and the offer of the ordinary preview; nothing is sent that a person did not preview.
 */
import type * as vscode from "vscode";
import { EditorModel, listModels } from "../agents/editorModel";
import { estimateExpression } from "../api/estimates";
import { openUnsavedDraft } from "../drafting/draftPair";
import { applyNaming, learnNaming } from "../drafting/namingConvention";
import { toReasonText } from "../model/failureText";
import { faultyRule, lackingModel } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import type { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { judgeDraft } from "../tools/draftJudgement";
import {
  type AnsweredQuestion,
  type DraftingOutcome,
  draftAudience,
  type FinishedDraft,
} from "../tools/loop/draftLoop";
import { toDraftText } from "../tools/loop/draftText";
import type { ToolContext } from "../tools/tool";
import { openBeside } from "../ui/editors";
import { say, sayNumber } from "../words/say";
import { getRecord, getTarget } from "./arguments";
import { offerPreview } from "./audienceCommands";
import type { Command, CommandCall } from "./command";
import { type BuildingHint, buildRule } from "./ruleBuilder";

/** The commands of this file. */
export const DRAFTING_COMMANDS: readonly Command[] = [
  { id: "aep.audience.draft", run: draft },
  { id: "aep.audience.build", run: (services) => build(services) },
  { id: "aep.audienceNames.learn", run: learnNames },
];

const TITLE = say("Draft Audience");
const LONGEST_REQUEST = 2_000;
const MOST_QUESTIONS = 3;

/** A draft that was opened, for programs. */
export interface OpenedDraft {
  readonly kind: "draft";
  readonly uri: string;
  readonly name: string;
  readonly rule: string;
  readonly notHeldByTheRule: readonly string[];
}

type DraftReport = OpenedDraft | Exclude<DraftingOutcome, { readonly kind: "draft" }>;

/**
 * A program hands in `description`, and gets a question or the problems back where no draft came of it; or `name` and `rule` of a draft
 * that there is.
 */
async function draft(services: Services, call: CommandCall): Promise<DraftReport | undefined> {
  const target = getTarget(services, getRecord(call));
  if (readText(getRecord(call)["rule"]) !== undefined) return await openGiven(services, call, target);
  const chat = await chooseModel(services, call);
  if (chat === undefined) return await buildInstead(services, call);
  const request = readText(getRecord(call)["description"]) ?? (await askDescription(services));
  const model = new EditorModel(chat);
  const answered: AnsweredQuestion[] = [];
  for (;;) {
    const outcome = await withSteps(services, call, async (signal, report) => {
      const context = await (await services.agents()).open(target, signal);
      const onRound = (round: number) =>
        report(round === 0 ? say("asking {0}", chat.name) : say("repairing ({0})", round));
      return await draftAudience({ ...context, request, answered, model, onRound });
    });
    if (outcome.kind === "draft") return await open(services, call, { target, request, made: outcome.draft });
    if (call.isAutomated) return outcome;
    if (outcome.kind === "unfinished" || answered.length === MOST_QUESTIONS) throw noDraft(outcome);
    const { question } = outcome;
    answered.push({ question, answer: await services.prompts.ask({ title: TITLE, prompt: question }) });
  }
}

function noDraft(outcome: Exclude<DraftingOutcome, { readonly kind: "draft" }>): UserError {
  const reason =
    outcome.kind === "unfinished"
      ? say("the last one has problems: {0}", outcome.problems[0] ?? "")
      : say("too much is open");
  const text = say(
    "No usable rule came of the description; {0} Describe the audience in other words, or build it.",
    reason,
  );
  return lackingModel(text);
}

/** The only model, or the one that is chosen; undefined where there is none. A program takes the first. */
async function chooseModel(
  { prompts }: Services,
  call: CommandCall,
): Promise<vscode.LanguageModelChat | undefined> {
  const models = await listModels();
  const [first] = models;
  if (call.isAutomated || models.length < 2) return first;
  return await prompts.pick(
    say("{0}: with which model?", TITLE),
    models.map((model) => ({
      label: model.name,
      description: `${model.vendor} · ${model.family}`,
      value: model,
    })),
  );
}

async function askDescription({ prompts }: Services): Promise<string> {
  const text = await prompts.ask({
    title: TITLE,
    prompt: say("Who should be in the audience? Describe it in your own words."),
    placeholder: say(
      "Gold members in Germany who put something into the cart in the last 7 days and bought nothing",
    ),
    check: (typed) =>
      typed.trim() === ""
        ? say("Describe the audience.")
        : typed.length > LONGEST_REQUEST
          ? say("That is too long; at most {0} characters.", LONGEST_REQUEST)
          : undefined,
  });
  return text.trim();
}

async function withSteps<Result>(
  { prompts }: Services,
  call: CommandCall,
  run: (signal: AbortSignal, report: (message: string) => void) => Promise<Result>,
): Promise<Result> {
  return call.isAutomated
    ? await run(call.signal, () => undefined)
    : await prompts.showProgress(say("Drafting"), run);
}

async function buildInstead(services: Services, call: CommandCall): Promise<undefined> {
  if (call.isAutomated)
    throw lackingModel(say("The editor has no language model. Build the audience step by step instead."));
  return await build(services, {
    title: say("No language model here, so step by step"),
    placeholder: say("Part of the name or title of a field (templates: AEP: New Audience…)"),
  });
}

async function openGiven(services: Services, call: CommandCall, target: SandboxTarget): Promise<OpenedDraft> {
  const given = getRecord(call);
  const [rule = "", name = say("Draft")] = [readText(given["rule"]), readText(given["name"])];
  const request = readText(given["description"]);
  const context = await (await services.agents()).open(target, call.signal);
  const judgement = await judgeDraft({ name, rule, request, tests: undefined }, context);
  if (judgement.errors.length > 0) throw faultyRule(judgement.errors, "expressionHasErrors");
  return await open(services, call, { target, request, made: { name, rule, request, judgement } });
}

/** The builder ends where the model's draft does. */
async function build(services: Services, hint?: BuildingHint): Promise<undefined> {
  const target = getTarget(services);
  const { name, expression: rule } = await buildRule(services, target, hint);
  const judgement = await services.prompts.showProgress(say("Checking"), async (signal) =>
    judgeDraft(
      { name, rule, request: undefined, tests: undefined },
      await (await services.agents()).open(target, signal),
    ),
  );
  const call = { args: [], isAutomated: false, signal: new AbortController().signal };
  await open(services, call, { target, made: { name, rule, request: undefined, judgement } });
  return undefined;
}

interface MadeDraft {
  readonly target: SandboxTarget;
  readonly request?: string | undefined;
  readonly made: FinishedDraft;
}

async function open(services: Services, call: CommandCall, draft: MadeDraft): Promise<OpenedDraft> {
  const { made, request, target } = draft;
  const { rule, judgement } = made;
  const name = applyNaming(services.settings.audienceNaming, made.name);
  const uri = await openUnsavedDraft({ name, description: request, expression: rule.trim() });
  const agents = await services.agents();
  const tell = (estimate: string) =>
    agents.notes.put(name, `${name}\n\n${toDraftText(made)}\n\n${say("Estimated size:")}\n  ${estimate}\n`);
  await openBeside(tell(say("is being asked for …")));
  const { signal } = new AbortController();
  void estimate(await agents.open(target, signal), rule).then(tell);
  if (!call.isAutomated)
    void offerPreview(services, uri, say("“{0}” is a draft here; nothing is on the platform yet.", name));
  return { kind: "draft", uri: uri.toString(), name, rule, notHeldByTheRule: judgement.unheld };
}

/** In words, whatever comes of it. */
async function estimate({ session, signal }: ToolContext, rule: string): Promise<string> {
  try {
    const request = { expression: { format: "pql/text", value: rule } } as const;
    const { estimate: found } = await estimateExpression(session, request, { signal });
    if (found.estimatedSize === undefined) return say("The platform does not say.");
    return say("about {0} profiles", sayNumber(found.estimatedSize));
  } catch (error) {
    return say("The platform could not tell: {0}", toReasonText(error));
  }
}

/** Proposes the pattern that the names of the sandbox follow, and keeps it in the settings where the person agrees. */
async function learnNames(services: Services): Promise<string | undefined> {
  const target = getTarget(services);
  const audiences = await services.prompts.showProgress(
    say("Reading the names of audiences"),
    async (signal) => {
      const { knowledge } = await (await services.agents()).open(target, signal);
      return (await knowledge.audiences(signal)).audiences;
    },
  );
  const pattern = learnNaming(audiences.map(({ name }) => name));
  if (pattern === undefined) {
    void services.prompts.tell({
      severity: "information",
      text: say(
        "The names of the {0} audiences in {1} follow no pattern that most of them share.",
        audiences.length,
        target.sandbox,
      ),
    });
    return undefined;
  }
  const example = applyNaming(pattern, say("gold members in Germany"));
  const text = say(
    "Most audiences in {0} are named {1}. A draft would be called “{2}”.",
    target.sandbox,
    pattern,
    example,
  );
  const pressed = await services.prompts.tell({
    severity: "information",
    text,
    buttons: [say("Use for Drafts")],
  });
  if (pressed !== undefined) await services.settings.saveAudienceNaming(pattern);
  return pattern;
}
