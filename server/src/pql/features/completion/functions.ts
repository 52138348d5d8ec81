/**
 * Functions and methods as suggestions, with a tab stop for each argument that has to be given. A client without tab stops is
 * given the bare name: some of them add brackets to what is a function, some cut what is written at its bracket, and all of
 * them make the same right text of a name.
 */
import { allFunctions, type PqlFunction } from "../../language/catalogue";
import type { Dialect } from "../../language/dialects";
import { type Bindings, bindType, substitute } from "../../types/bindings";
import { displayType } from "../../types/display";
import { isOpen } from "../../types/relate";
import type { Signature } from "../../types/signature";
import { recordOf, type Type } from "../../types/types";
import type { CompletionMemory } from "./memory";
import type { Suggestion } from "./suggestion";

/** What is offered as a skeleton instead. */
const CONSTRUCTS: ReadonlySet<string> = new Set(["chain", "if", "WHAT", "WHEN", "COUNT", "WHERE"]);

/** The functions of a dialect that are called like one. */
export function listFunctions(dialect: Dialect, memory: CompletionMemory): readonly Suggestion[] {
  return memory.functionsOf(dialect, () =>
    entriesOf("function", dialect)
      .filter(({ name }) => !CONSTRUCTS.has(name))
      .flatMap((entry) => {
        const [signature] = entry.signatures;
        return signature === undefined ? [] : [toSuggestion(entry, signature, signature.result)];
      }),
  );
}

/** The methods of a dialect that a value of this type has. */
export function listMethods(
  dialect: Dialect,
  receiver: Type,
  memory: CompletionMemory,
): readonly Suggestion[] {
  const type = toRepresentative(receiver);
  return memory.methodsOf(dialect, type, () => collectMethods(dialect, type));
}

/** Stands for every object of a schema: whether a method takes one does not depend on its fields. */
const SOME_OBJECT = recordOf(new Map());

function toRepresentative(receiver: Type): Type {
  const isPlain = receiver.kind === "object" && !receiver.isEvent && receiver.schema !== undefined;
  return isPlain ? SOME_OBJECT : receiver;
}

function collectMethods(dialect: Dialect, receiver: Type): readonly Suggestion[] {
  return entriesOf("method", dialect).flatMap((entry) => {
    for (const signature of entry.signatures) {
      const bindings: Bindings = new Map();
      const takes =
        signature.receiver === undefined || bindType(signature.receiver, receiver, bindings) !== "no";
      if (takes) return [toSuggestion(entry, signature, substitute(signature.result, bindings))];
    }
    return [];
  });
}

function entriesOf(style: "function" | "method", dialect: Dialect): PqlFunction[] {
  return allFunctions().filter(
    (entry) => entry.style === style && entry.status !== "historical" && entry.isIn(dialect),
  );
}

function toSuggestion(entry: PqlFunction, { parameters }: Signature, result: Type): Suggestion {
  const { name, style } = entry;
  const kind = style === "method" ? "method" : "function";
  const needed = parameters.filter(({ isOptional }) => !isOptional);
  const stops = needed.map(({ name: parameter }, index) => `\${${index + 1}:${parameter}}`);
  return {
    label: name,
    kind,
    snippet: `${name}(${stops.join(", ")})`,
    subject: { kind, name },
    ...(!isOpen(result) && { detail: displayType(result) }),
  };
}
