/**
 * The log: one output channel of the editor. Everything is redacted here, at the sink, so that no caller can forget to.
 * Bodies appear at trace level only; profile data never gets this far.
 */
import type * as vscode from "vscode";
import type { ApiLog, ApiLogEntry } from "./api/apiLog";
import { redactText } from "./api/redaction";

/** Facts beside a message. */
export type LogFacts = Readonly<Record<string, unknown>>;

type Level = ApiLogEntry["level"];

/** Numeric value of `vscode.LogLevel.Trace`, spelled out so that this file can be tested without an editor. */
const TRACE_LEVEL = 1;

/** How many lines are kept for a problem report. */
const KEPT_LINES = 150;

/** Structured, redacted log lines; also the sink of the platform client. */
export class Log implements ApiLog {
  private readonly kept: string[] = [];

  constructor(private readonly channel: vscode.LogOutputChannel) {}

  /** Whether bodies are wanted at all. */
  get isTracing(): boolean {
    return this.channel.logLevel === TRACE_LEVEL;
  }

  info(message: string, facts: LogFacts = {}): void {
    this.line("info", message, facts);
  }

  warn(message: string, facts: LogFacts = {}): void {
    this.line("warn", message, facts);
  }

  /** A failure with its causes; stacks appear at trace level only. */
  error(message: string, error: unknown): void {
    this.line("error", message, { error: this.isTracing ? toStack(error) : toChain(error) });
  }

  /** One line of the platform client. */
  write(entry: ApiLogEntry): void {
    const { level, message, ...facts } = entry;
    this.line(level, message, facts);
  }

  /** Brings the channel to the front. */
  show(): void {
    this.channel.show(true);
  }

  /** The last lines, as they were redacted, but for the bodies of a trace. */
  get recentLines(): readonly string[] {
    return this.kept;
  }

  private line(level: Level, message: string, facts: LogFacts): void {
    const details = Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
    const line = redactText(message + details.join(""));
    this.channel[level](line);
    if (level === "trace") return;
    this.kept.push(`${level}: ${line}`);
    if (this.kept.length > KEPT_LINES) this.kept.shift();
  }
}

/** Messages of an error and its causes, outermost first. */
function toChain(error: unknown): string {
  const messages: string[] = [];
  for (let current: unknown = error; current !== undefined && messages.length < 5; ) {
    messages.push(current instanceof Error ? `${current.name}: ${current.message}` : String(current));
    current = current instanceof Error ? current.cause : undefined;
  }
  return messages.join(" ← ");
}

function toStack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
