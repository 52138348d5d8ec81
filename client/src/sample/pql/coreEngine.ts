/**
 * The stand-in's engine over the real PQL core: refuses unknown fields and wrong types as the platform does, converts the
 * whole language. Kept out of the extension's bundle; the editor has a language server for that.
 */
import {
  type CheckedText,
  checkText,
  convertToJson,
  convertToText,
  printTree,
  readEnvironment,
} from "../../../../server/src/pql/service";
import { faultAt } from "./checkExpression";
import type { ExpressionSchemas, PqlEngine } from "./engine";

/** Returns an engine that remembers the environment of each schema it has seen. */
export function createCoreEngine(): PqlEngine {
  const environments = new WeakMap<object, ReturnType<typeof readEnvironment>>();
  const check = (text: string, schemas: ExpressionSchemas): CheckedText => {
    const environment = environments.get(schemas.profile) ?? readEnvironment(schemas);
    environments.set(schemas.profile, environment);
    return checkText(text, environment);
  };
  return {
    findFault(text, schemas) {
      const problem = check(text, schemas).problems.find(({ severity }) => severity === "error");
      return problem === undefined ? undefined : faultAt(text, problem.span.start, problem.message);
    },
    toTree(text) {
      const { node, problems } = convertToJson(text);
      return node === undefined
        ? { fault: problems[0]?.message ?? "no JSON form" }
        : { value: printTree(node) };
    },
    toText(tree) {
      const { text, problems } = convertToText(tree);
      return text === undefined ? { fault: problems[0]?.message ?? "no text form" } : { value: text };
    },
  };
}
