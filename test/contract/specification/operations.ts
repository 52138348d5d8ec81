/**
 * The operations of a definition in one form, whether it is OpenAPI 3.0 or Swagger 2.
 * Refuses to judge: it only says what is declared.
 */
import { findObject, findText, type JsonObject, readList } from "../../../client/src/api/tolerantShapes";
import { findReferred, type Specification } from "./specification";

/** A declared parameter; `schema` is still in the words of the definition. */
export interface DeclaredParameter {
  readonly name: string;
  readonly place: "path" | "query" | "header";
  readonly isRequired: boolean;
  /** Lists are written with commas instead of repeating the name. */
  readonly isCommaList: boolean;
  readonly schema: JsonObject;
}

/** Schemas by media type; the schema is undefined where none is declared. */
export type DeclaredContent = ReadonlyMap<string, unknown>;

/** A declared request body. */
export interface DeclaredBody {
  readonly isRequired: boolean;
  readonly content: DeclaredContent;
}

/** One verb of one path, ready to be matched. */
export interface Operation {
  readonly specification: Specification;
  /** Verb and path below the definition's base, as written there. */
  readonly name: string;
  readonly method: string;
  /** Host and path, parts in braces are parameters. */
  readonly address: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly body: DeclaredBody | undefined;
  /** By status as written: `200`, `default`. */
  readonly answers: ReadonlyMap<string, DeclaredContent>;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** All operations of a definition. */
export function readOperations(specification: Specification): readonly Operation[] {
  const { document } = specification;
  const base = toBaseAddress(document);
  return Object.entries(findObject(document["paths"]) ?? {}).flatMap(([path, item]) => {
    const shared = findObject(item) ?? {};
    return METHODS.flatMap((method) => {
      const node = findObject(shared[method]);
      if (node === undefined) return [];
      const address = `${base}${path}`;
      return [readOperation(specification, { node, shared, method, path, address })];
    });
  });
}

interface Place {
  readonly node: JsonObject;
  readonly shared: JsonObject;
  readonly method: string;
  readonly path: string;
  readonly address: string;
}

function readOperation(specification: Specification, place: Place): Operation {
  const { node, shared, method, path, address } = place;
  const declared = [...readList(shared["parameters"]), ...readList(node["parameters"])]
    .map((parameter) => findReferred(specification, parameter))
    .filter((parameter) => parameter !== undefined);
  return {
    specification,
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    address,
    parameters: declared.flatMap(toParameter),
    body: readBody(specification, node, declared),
    answers: readAnswers(specification, node),
  };
}

/** Host and base path of production, without a slash at the end. */
function toBaseAddress(document: JsonObject): string {
  const host = findText(document["host"]);
  if (host !== undefined) return `${host}${findText(document["basePath"]) ?? ""}`.replace(/\/$/, "");
  const addresses = readList(document["servers"]).map((server) => {
    const variables = findObject(findObject(server)?.["variables"]) ?? {};
    const url = findText(findObject(server)?.["url"]) ?? "";
    return url.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => findText(findObject(variables[name])?.["default"]) ?? "",
    );
  });
  const production = addresses.find((address) => !/-(int|stage)\./.test(address)) ?? "";
  return production.replace(/^(https?:)?\/\//, "").replace(/\/$/, "");
}

function toParameter(parameter: JsonObject): DeclaredParameter[] {
  const name = findText(parameter["name"]);
  const place = parameter["in"];
  if (name === undefined || (place !== "path" && place !== "query" && place !== "header")) return [];
  const isRequired = parameter["required"] === true;
  const schema = findObject(parameter["schema"]) ?? parameter;
  const isExploded = parameter["explode"] ?? parameter["collectionFormat"] === "multi";
  const isCommaList =
    schema["type"] === "array" && (parameter["schema"] === undefined ? !isExploded : isExploded === false);
  return [{ name, place, isRequired, isCommaList, schema }];
}

function readBody(
  specification: Specification,
  node: JsonObject,
  parameters: readonly JsonObject[],
): DeclaredBody | undefined {
  const body = findReferred(specification, node["requestBody"]);
  if (body !== undefined)
    return { isRequired: body["required"] === true, content: readContent(body["content"]) };
  const inBody = parameters.find((parameter) => parameter["in"] === "body");
  if (inBody === undefined) return undefined;
  const types = toMediaTypes(specification, node, "consumes");
  const content = new Map(types.map((type) => [type, inBody["schema"]]));
  return { isRequired: inBody["required"] === true, content };
}

function readAnswers(specification: Specification, node: JsonObject): Map<string, DeclaredContent> {
  const answers = new Map<string, DeclaredContent>();
  for (const [status, declared] of Object.entries(findObject(node["responses"]) ?? {})) {
    const answer = findReferred(specification, declared);
    const types = toMediaTypes(specification, node, "produces");
    const content =
      answer?.["schema"] === undefined
        ? readContent(answer?.["content"])
        : new Map(types.map((type) => [type, answer["schema"]]));
    answers.set(status, content);
  }
  return answers;
}

function readContent(content: unknown): DeclaredContent {
  return new Map(
    Object.entries(findObject(content) ?? {}).map(([type, media]) => [type, findObject(media)?.["schema"]]),
  );
}

/** Swagger 2 names media types once for all operations; without any, whatever is sent counts. */
function toMediaTypes(
  { document }: Specification,
  node: JsonObject,
  member: "consumes" | "produces",
): string[] {
  const types = readList(node[member] ?? document[member]).map(String);
  return types.length === 0 ? ["*/*"] : types;
}
