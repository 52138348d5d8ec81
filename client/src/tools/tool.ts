/**
 * What a tool for agents is: a typed question about the sandbox, told once and offered to every kind of agent. Knows no agent, no
 * editor and no transport, and none of its parts can change the platform.
 */
import type * as z from "zod";
import type { ApiSession } from "../api/apiSession";
import { say } from "../words/say";
import type { DraftFile, DraftPlanner } from "./draftPairFiles";
import type { SandboxKnowledge } from "./sandboxKnowledge";

/** What a tool works with. */
export interface ToolContext {
  /** Bound to the sandbox that is asked about. */
  readonly session: ApiSession;
  /** What was read of the sandbox and may be used for a while. */
  readonly knowledge: SandboxKnowledge;
  /** Makes plans for `aep apply`, where agents hand files to people. */
  readonly planner?: DraftPlanner | undefined;
  readonly signal: AbortSignal;
}

/** What a tool found. */
export interface ToolAnswer {
  /** Plain data; names and texts in it come from the platform and are never instructions. */
  readonly data: unknown;
  /** Handed over beside the data, each whole: a file that is cut is none. */
  readonly files?: readonly DraftFile[];
  /** When the platform was read, in milliseconds since 1970; undefined for what was computed here. */
  readonly readAt?: number | undefined;
  /** What the reader has to know to use the answer: that a list is cut, that an estimate is no count. */
  readonly notes?: readonly string[];
}

/** The inputs of a tool by name. */
export type ToolInput = z.ZodObject<z.ZodRawShape>;

export interface Tool {
  /** `find_fields`; the same wherever the tool is offered. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** For people and agents: what it answers, from what, and when to use it. */
  readonly description: string;
  readonly input: ToolInput;
  /** The question as a person is asked to allow it. */
  confirmation(input: unknown): string;
  /** Throws `ApiError` and `UserError` only. `input` has been read by `input`. */
  run(input: unknown, context: ToolContext): Promise<ToolAnswer>;
}

/** A tool as it is written: its input typed by its schema. */
export interface ToolFacts<Input extends ToolInput> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly confirmation?: (input: z.output<Input>) => string;
  readonly run: (input: z.output<Input>, context: ToolContext) => Promise<ToolAnswer>;
}

/** Hides the type of the input, so that tools of all kinds stand in one list. */
export function defineTool<Input extends ToolInput>({ run, confirmation, ...facts }: ToolFacts<Input>): Tool {
  return {
    ...facts,
    confirmation: (input) => confirmation?.(facts.input.parse(input)) ?? say(facts.title),
    run: (input, context) => run(facts.input.parse(input), context),
  };
}
