/**
 * Checks values against the schemas of the definitions. Compiles on first use, since a run touches a small part
 * of what is declared.
 */
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { type SchemaUse, toJsonSchema, toNamedSchemas, toSchemaKey } from "./schemaForm";
import type { Specification } from "./specification";

/** What is wrong with a value: where (a JSON pointer), and in words. */
export interface SchemaFault {
  readonly place: string;
  readonly message: string;
}

/** A question to the validator. `isText` for values from an address, which are text whatever their type. */
export interface SchemaQuestion {
  readonly specification: Specification;
  readonly schema: unknown;
  readonly use: SchemaUse;
  readonly isText?: boolean;
}

/** Checks values; remembers compiled schemas. */
export class SchemaValidator {
  private readonly compiled = new Map<unknown, Map<string, ValidateFunction>>();
  private readonly plain = createAjv(false);
  private readonly fromText = createAjv("array");

  /** All faults of `value`; none for a schema that is not declared. */
  findFaults(question: SchemaQuestion, value: unknown): readonly SchemaFault[] {
    const validate = this.getValidate(question);
    return validate({ value }) ? [] : withoutUmbrellas(validate.errors ?? []).map(toFault);
  }

  private getValidate(question: SchemaQuestion): ValidateFunction {
    const { specification, schema, use, isText = false } = question;
    const forms = this.compiled.get(schema) ?? new Map<string, ValidateFunction>();
    this.compiled.set(schema, forms);
    const form = `${toSchemaKey(specification.file, use)}.${isText}`;
    const known = forms.get(form);
    if (known !== undefined) return known;
    const ajv = isText ? this.fromText : this.plain;
    const key = toSchemaKey(specification.file, use);
    if (ajv.schemas[key] === undefined) ajv.addSchema(toNamedSchemas(specification, use), key);
    // Wrapped, because text is only turned into numbers where it is a member of something.
    const validate = ajv.compile({ properties: { value: toJsonSchema(specification, schema, use) } });
    forms.set(form, validate);
    return validate;
  }
}

function createAjv(coerceTypes: false | "array"): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false, coerceTypes });
  addFormats(ajv);
  return ajv;
}

/** That no branch fits is said by the faults of the branches themselves; without any it stands. */
function withoutUmbrellas(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const branches = errors.filter(({ keyword }) => keyword !== "anyOf");
  return branches.length === 0 ? errors : branches;
}

function toFault({ instancePath, message, params, keyword }: ErrorObject): SchemaFault {
  const detail = keyword === "additionalProperties" || keyword === "enum" ? ` ${JSON.stringify(params)}` : "";
  return { place: instancePath.replace(/^\/value/, ""), message: `${message ?? keyword}${detail}` };
}
