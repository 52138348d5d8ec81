/**
 * Members in the profiles of tests that no union schema knows, each at its key: a misspelt one is missing to every rule. Warns and no
 * more, because schemas may be older than the tests.
 */
import { findUnknownMembers, type UnknownMember } from "../evaluate/unknownMembers";
import { type Problem, replacementFix } from "../problems/problem";
import { severityOf } from "../problems/problemCodes";
import type { Environment } from "../semantics/checkEnvironment";
import type { Span } from "../text/span";
import { type AudienceTest, readTestFile } from "./testFile";

/** A member of a profile or an event in a test. */
interface UnknownTestMember extends UnknownMember {
  /** The name of the test. */
  readonly test: string;
  /** Its key, from the start of the file. */
  readonly key: Span;
}

/** The members that the schemas do not have, test by test; none of a test that is at fault. */
export function listUnknownMembers(
  tests: readonly AudienceTest[],
  environment: Environment,
): readonly UnknownTestMember[] {
  return tests.flatMap(({ name, question }) =>
    question === undefined
      ? []
      : findUnknownMembers(question.profile, environment).map((member) => ({
          ...member,
          test: name,
          key: question.locateKey(member.pointer),
        })),
  );
}

/** The same as problems of the file, with the name that was meant as a fix where it stands in the same place. */
export function checkTestMembers(text: string, environment: Environment): readonly Problem[] {
  const code = "pql.unknownField";
  const severity = severityOf(code, environment.severities, "warning");
  if (severity === "off") return [];
  return listUnknownMembers(readTestFile(text).tests, environment).map(({ key, message, meant }) => ({
    code,
    severity,
    message,
    span: key,
    fixes: meant === undefined ? [] : [replacementFix(`Change to ${meant}`, key, JSON.stringify(meant))],
  }));
}
