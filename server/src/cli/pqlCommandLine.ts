/**
 * What commands share: reading their options, their files and standard input.
 * Knows no PQL.
 */
import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestName } from "../pql/language/nearestName";
import { BadUsage, faultWords } from "./pqlFailures";

/** The streams a command works with. */
export interface CommandLine {
  print(text: string): void;
  complain(text: string): void;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** Ends once the reader of the output has taken enough of it for more to be written. */
  drained(): Promise<void>;
}

/** Parameters read by their names. */
export interface ReadOptions {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly files: readonly string[];
}

/** One input of a command. */
export interface InputText {
  /** As given on the command line; `-` for standard input. */
  readonly file: string;
  readonly text: string;
}

/** Reads options and files; refuses unknown options and a call without any file. */
export function readOptions(
  parameters: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  usage: string,
): ReadOptions {
  try {
    const all = { ...options, help: { type: "boolean" as const, short: "h" } };
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options: all,
      allowPositionals: true,
    });
    if (positionals.length === 0 && values["help"] !== true) throw new BadUsage("No file is given.", usage);
    return { values: values as ReadOptions["values"], files: positionals };
  } catch (error) {
    if (error instanceof BadUsage) throw error;
    throw new BadUsage(optionFault(error, Object.keys(options)), usage);
  }
}

/** What is wrong with an option, without what Node adds about operands that begin with a hyphen. */
function optionFault(error: unknown, names: readonly string[]): string {
  const said = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '([^']+)'/.exec(said)?.[1];
  if (unknown !== undefined) {
    const near = nearestName(unknown.replace(/^-+/, ""), names);
    return `There is no option ${unknown}.${near === undefined ? "" : ` Did you mean --${near}?`}`;
  }
  const bare = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument missing/.exec(said)?.[1];
  return bare === undefined ? said : `The option ${bare} needs a value behind it.`;
}

/**
 * Reads a file, or standard input for `-`; a byte-order mark is not part of the text. Text in another encoding than UTF-8 is
 * refused: read with signs in the place of what is not understood, it would be judged and written back as another text.
 */
export async function readInput(file: string, line: CommandLine): Promise<InputText> {
  try {
    return { file, text: decodeUtf8(file === "-" ? await line.readInput() : await readFile(file)) };
  } catch (error) {
    throw new BadUsage(`${file} cannot be read: ${faultWords(error)}`);
  }
}

/** The text of bytes in UTF-8, without a byte-order mark; throws where they are no UTF-8, such as UTF-16 without its mark. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Error("it is not UTF-8 text. Save it as UTF-8 first.");
  return new TextDecoder("utf-8").decode(bytes);
}

/** All bytes of standard input. */
export async function readStandardInput(): Promise<Uint8Array> {
  return buffer(process.stdin);
}
