/**
 * What may follow a dot or a caret, the fields of the value in front of it and its methods; and functions, with a tab stop for
 * each argument that has to be given. A client without tab stops is given the bare name: some of them add parentheses to what is
 * a function, some cut what is written at its parenthesis, and all of them make the same right text of a name.
 */
import type { Dialect } from "../../language/dialect";
import { allFunctions, type PqlFunction } from "../../language/functionCatalogue";
import { toPathStep } from "../../schema/pathText";
import { recordOf, type Type } from "../../types/pqlTypes";
import type { Signature } from "../../types/signature";
import { type Bindings, bindType, substitute } from "../../types/typeBindings";
import { displayType } from "../../types/typeNames";
import { isOpen } from "../../types/typeRelations";
import { typeEndingAt } from "../leftOperand";
import type { CompletionMemory } from "./completionMemory";
import type { Situation } from "./completionSituation";
import { type FieldQuery, findRecord, offerChildren, offerDescendants, readUsage } from "./fieldSuggestions";
import { joinOffers, NO_OFFER, type Offer, offer, type Suggestion } from "./suggestion";

const MOST_FIELDS = 200;
/** Room kept for methods behind a long list of fields. */
const ROOM_FOR_METHODS = 40;

/** Fields and methods of the value in front of a dot. */
export function offerMembers(situation: Situation, dot: number): Offer {
  const { analysis, environment, cursor, typed } = situation;
  const type = dot > cursor.clause.firstToken ? typeEndingAt(analysis, environment, dot - 1) : undefined;
  if (type === undefined) return NO_OFFER;
  const record = findRecord(environment, type, false);
  const fields = record === undefined ? NO_OFFER : offerChildren(record, toFieldQuery(situation));
  const entries = offer(listEntries(type), typed.prefix);
  const methods = offer(listMethods(environment.dialect, type, situation.memory), typed.prefix);
  return joinOffers(fields, entries, methods);
}

/** How fields are asked for in a situation. */
export function toFieldQuery(
  { query, cursor, typed, memory }: Situation,
  prefers?: FieldQuery["prefers"],
): FieldQuery {
  return {
    prefix: typed.prefix,
    limit: MOST_FIELDS - ROOM_FOR_METHODS,
    usage: readUsage(query, cursor.index, memory),
    memory,
    prefers,
  };
}

/** Keys of an object literal, and the variables of a row. */
function listEntries(type: Type): Suggestion[] {
  const inner = type.kind === "array" ? type.element : type;
  const entries = inner.kind === "record" ? inner.entries : inner.kind === "tuple" ? inner.variables : [];
  return Array.from(entries, ([name, value]) => ({
    label: toPathStep(name, false),
    kind: "field",
    filter: name,
    detail: displayType(value),
  }));
}

/** Fields of the element so many levels out, or of the profile. */
export function offerOuterFields(situation: Situation, carets: number): Offer {
  const { environment, scope } = situation;
  const record = findRecord(environment, scope.elements[carets] ?? environment.profileType, false);
  if (record === undefined) return NO_OFFER;
  const query = toFieldQuery(situation);
  return joinOffers(offerChildren(record, query), offerDescendants(record, query));
}

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
function listMethods(dialect: Dialect, receiver: Type, memory: CompletionMemory): readonly Suggestion[] {
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
