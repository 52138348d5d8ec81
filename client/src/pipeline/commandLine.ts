/**
 * What the commands of `aep` share: their streams and the reading of their options. Knows nothing of audiences.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Variables } from "./environment";
import { BadUsage } from "./failures";

/** What a command works with. */
export interface CommandLine {
  /** To standard output: results. */
  print(text: string): void;
  /** To standard error: progress and problems. */
  say(text: string): void;
  readonly variables: Variables;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A command: its help text and what it does; resolves to the exit code. */
export interface PipelineCommand {
  readonly usage: string;
  run(parameters: readonly string[], line: CommandLine): Promise<number>;
}

/** Options read by name, and the one thing a command works on. */
export interface ReadOptions {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly operand: string;
}

/** Reads options and exactly one operand; anything else is bad usage. */
export function readOptions(
  parameters: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  { usage, operand }: { readonly usage: string; readonly operand: string },
): ReadOptions {
  try {
    const { values, positionals } = parseArgs({ args: [...parameters], options, allowPositionals: true });
    const [first, ...others] = positionals;
    // An empty text is what an unset variable leaves, and would mean the folder that the pipeline happens to be in.
    if (first === undefined || first.trim() === "") throw new BadUsage(`${operand} is missing.`, usage);
    if (others.length > 0) throw new BadUsage(`One ${operand} is enough.`, usage);
    return { values: values as ReadOptions["values"], operand: first };
  } catch (error) {
    if (error instanceof BadUsage) throw error;
    const said = error instanceof Error ? error.message : String(error);
    // Without what Node adds about operands that begin with a hyphen.
    throw new BadUsage(said.replace(/^Unknown option '([^']+)'.*$/s, "There is no option $1."), usage);
  }
}

/** An option that takes a text; undefined when it was not given. */
export function findTextOption({ values }: ReadOptions, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}
