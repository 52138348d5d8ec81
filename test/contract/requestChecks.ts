/**
 * Holds a request to its declaration: parameters known and of their type, required ones present, and the body of a
 * declared media type and shape. Header parameters are only looked for, because any more are allowed.
 */
import { isJsonType, type RecordedExchange, readMediaType } from "./exchangeRecord";
import { type Located, toLocator } from "./located";
import type { OperationMatch } from "./specification/operationMatcher";
import type { DeclaredParameter, Operation } from "./specification/operations";
import type { SchemaValidator } from "./specification/schemaValidator";
import type { Violation } from "./violation";

/** All departures of the request from what its operation declares. */
export function checkRequest(
  match: OperationMatch,
  exchange: RecordedExchange,
  validator: SchemaValidator,
): Violation[] {
  const { operation, pathValues } = match;
  const query = readQuery(exchange.url);
  const findValue = ({ name, place }: DeclaredParameter): string | string[] | undefined => {
    if (place === "query") return query.get(name);
    return place === "path" ? pathValues[name] : exchange.headers[name.toLowerCase()];
  };
  const found = [
    ...checkValues(operation, validator, findValue),
    ...findUnknownQuery(operation, [...query.keys()]),
    ...checkBody(operation, exchange, validator),
  ];
  return found.map(toLocator({ operation, side: "request", status: exchange.answer.status }));
}

function readQuery(url: URL): Map<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return new Map(
    names.map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

function checkValues(
  { specification, parameters }: Operation,
  validator: SchemaValidator,
  findValue: (parameter: DeclaredParameter) => string | string[] | undefined,
): Located[] {
  return parameters.flatMap((parameter) => {
    const { name, place, isRequired, isCommaList, schema } = parameter;
    const given = findValue(parameter);
    if (given === undefined) return isRequired ? [{ place, message: `lacks ${name}` }] : [];
    const value = isCommaList && typeof given === "string" ? given.split(",") : given;
    const question = { specification, schema, use: "request", isText: true } as const;
    const faults = validator.findFaults(question, value);
    return faults.map(({ message }) => ({ place: `${place}/${name}`, message }));
  });
}

function findUnknownQuery({ parameters }: Operation, names: readonly string[]): Located[] {
  const known = new Set(parameters.filter(({ place }) => place === "query").map(({ name }) => name));
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ place: `query/${name}`, message: "is not declared" }));
}

function checkBody(
  { specification, body: declared }: Operation,
  { body, headers }: RecordedExchange,
  validator: SchemaValidator,
): Located[] {
  if (body === "") return declared?.isRequired === true ? [{ place: "body", message: "is missing" }] : [];
  if (declared === undefined) return [{ place: "body", message: "is not declared" }];
  const type = readMediaType(headers);
  const declaredType = findType([...declared.content.keys()], type);
  if (declaredType === undefined) return [{ place: "type", message: `${type} is not declared` }];
  if (!isJsonType(type)) return [];
  const schema = declared.content.get(declaredType);
  return validator
    .findFaults({ specification, schema, use: "request" }, JSON.parse(body))
    .map(({ place, message }) => ({ place: `body${place}`, message }));
}

/** The declared type that covers the one on the wire. */
function findType(declared: readonly string[], type: string): string | undefined {
  const bare = (one: string): string => one.split(";")[0]?.trim().toLowerCase() ?? "";
  return declared.find((one) => bare(one) === type) ?? declared.find((one) => bare(one) === "*/*");
}
