/**
 * Holds an answer to its declaration: a listed status (any 2xx where one is listed), a listed media type, and a body
 * of the declared types. What services send beyond or below the declared members is not looked at.
 */
import { isJsonType, type RecordedExchange, readMediaType } from "./exchangeRecord";
import { type Located, toLocator } from "./located";
import type { OperationMatch } from "./specification/operationMatcher";
import type { DeclaredContent, Operation } from "./specification/operations";
import type { SchemaValidator } from "./specification/schemaValidator";
import type { Violation } from "./violation";

/** All departures of the answer from what its operation declares. */
export function checkAnswer(
  { operation }: OperationMatch,
  exchange: RecordedExchange,
  validator: SchemaValidator,
): Violation[] {
  const { status } = exchange.answer;
  const toViolation = toLocator({ operation, side: "answer", status });
  const content = findContent(operation, status);
  if (content === undefined) return [toViolation({ place: "status", message: `${status} is not declared` })];
  return findFaults({ operation, content, answer: exchange.answer }, validator).map(toViolation);
}

/** The content of that status, of a like success, or the default. */
function findContent({ answers }: Operation, status: number): DeclaredContent | undefined {
  const declared = answers.get(String(status)) ?? answers.get(`${Math.floor(status / 100)}XX`);
  if (declared !== undefined) return declared;
  const success = [...answers].find(([one]) => one.startsWith("2"));
  return (status >= 200 && status < 300 ? success?.[1] : undefined) ?? answers.get("default");
}

interface DeclaredAnswer {
  readonly operation: Operation;
  readonly content: DeclaredContent;
  readonly answer: RecordedExchange["answer"];
}

function findFaults({ operation, content, answer }: DeclaredAnswer, validator: SchemaValidator): Located[] {
  if (answer.body === "" || content.size === 0) return [];
  const type = readMediaType(answer.headers);
  const declared = findDeclaredType([...content.keys()], type);
  if (declared === undefined) return [{ place: "type", message: `${type} is not declared` }];
  const value = isJsonType(type) ? parseBody(answer.body) : undefined;
  if (value === undefined) return [];
  const { specification } = operation;
  const question = { specification, schema: content.get(declared), use: "answer" } as const;
  return validator
    .findFaults(question, value.parsed)
    .map(({ place, message }) => ({ place: `body${place}`, message }));
}

/** JSON by any name is JSON: gateways and services disagree about vendor types. */
function findDeclaredType(declared: readonly string[], type: string): string | undefined {
  const bare = (one: string): string => one.split(";")[0]?.trim().toLowerCase() ?? "";
  return (
    declared.find((one) => bare(one) === type) ??
    declared.find((one) => bare(one) === "*/*") ??
    declared.find((one) => isJsonType(bare(one)) && isJsonType(type))
  );
}

/** Undefined for a body that is cut off; the network's faults are not the declaration's. */
function parseBody(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
