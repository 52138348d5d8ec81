/**
 * The documentation of a suggestion, made when somebody looks at it.
 */
import { findFunction, findMethod } from "../../language/catalogue";
import { describeFunction, findDocumentation } from "../../language/documentation";
import type { Environment } from "../../semantics/environment";
import { describeField } from "../fieldDocumentation";
import type { Subject } from "./suggestion";

/** Markdown about what a suggestion writes; undefined where nothing is to be said. */
export function describeSubject(subject: Subject, environment: Environment): string | undefined {
  if (subject.kind === "field") {
    const { root, field } = subject;
    const schema = environment[root]?.schema;
    return schema && describeField({ schema, field, root });
  }
  const { name } = subject;
  const entry =
    subject.kind === "method"
      ? findMethod(name)
      : subject.kind === "function"
        ? findFunction(name)
        : undefined;
  return entry === undefined ? findDocumentation(name, environment.dialect) : describeFunction(entry);
}
