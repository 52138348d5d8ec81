/**
 * What a route handler is given, and small readers for the parts of a request. Reading untrusted input happens
 * here or in the route, never in the data files.
 */
import type { Sandbox } from "./data/sampleSandboxes";
import type { Caller } from "./data/sampleTokens";
import type { SampleRequest, SampleResponse } from "./exchange";
import type { ExpressionFault } from "./pql/checkExpression";
import type { PqlEngine } from "./pql/engine";
import type { SampleClock } from "./sampleClock";
import type { SampleSettings } from "./sampleSettings";
import type { Seeded } from "./seeded";
import type { SampleState } from "./state";
import type { Traffic } from "./traffic";

/** The state of the stand-in that outlives a request. */
export interface Surroundings {
  readonly state: SampleState;
  readonly settings: SampleSettings;
  readonly clock: SampleClock;
  readonly seeded: Seeded;
  readonly traffic: Traffic;
  readonly engine: PqlEngine;
}

/** One call that passed the gateway. `sandbox` is the default one on routes that have none. */
export interface Call extends Surroundings {
  readonly request: SampleRequest;
  readonly requestId: string;
  /** Number of the exchange, from 1; alternations and ids of new objects hang on it. */
  readonly exchange: number;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  readonly caller: Caller;
}

/** Answers one call. */
export type Handler = (call: Call) => SampleResponse;

/** Returns a plain object, or undefined for anything else. */
export function readRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** Returns the body as JSON, or undefined when it is not JSON. */
export function readBody(request: SampleRequest): unknown {
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}

/** Returns a path parameter; the router guarantees those that the pattern names. */
export function parameter(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** Returns a whole-number query parameter, or `fallback` when it is absent or not a number. */
export function readNumber(call: Call, name: string, fallback: number): number {
  const text = call.url.searchParams.get(name);
  if (text === null || text.trim() === "") return fallback;
  const value = Number(text);
  return Number.isFinite(value) ? Math.trunc(value) : fallback;
}

/** Returns the `property` filters of a query as [field, operator, value]. */
export function readProperties(call: Call): [string, string, string][] {
  return call.url.searchParams
    .getAll("property")
    .flatMap((text) => text.split("&"))
    .flatMap((text): [string, string, string][] => {
      const match = /^([^=!<>~]+)(==|!=|=like=|>=|<=|=|<|>|~)(.*)$/s.exec(text);
      return match === null ? [] : [[match[1] ?? "", match[2] ?? "", match[3] ?? ""]];
    });
}

/** Returns the first reason to refuse an expression in the sandbox of the call, or undefined. */
export function findFault(call: Call, text: string): ExpressionFault | undefined {
  return call.engine.findFault(text, call.state.unions(call.sandbox.name));
}
