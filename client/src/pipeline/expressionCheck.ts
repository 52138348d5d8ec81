/**
 * Checks the expressions of a plan with the language core and the sandbox's own schema. Errors block, as in the editor;
 * without a schema no field is judged.
 */
import { checkText, readEnvironment } from "../../../server/src/pql/service";
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";
import type { Blocker } from "../files/folderPlan";
import type { PairWrite } from "../files/plannedReferences";
import { toReasonText } from "../model/failureText";
import type { CommandLine } from "./commandLine";

/** The errors in what would be sent; warnings do not count. */
export async function findExpressionErrors(
  session: ApiSession,
  writes: readonly PairWrite[],
  line: CommandLine,
): Promise<readonly Blocker[]> {
  const checked = writes.filter(({ write }) => write.fields.includes("expression"));
  if (checked.length === 0) return [];
  const [profile, experienceEvent] = [
    await findUnion(session, PROFILE_UNION, line),
    await findUnion(session, EXPERIENCE_EVENT_UNION, line),
  ];
  const environment = readEnvironment({ profile, experienceEvent });
  return checked.flatMap(({ stem, write }) => {
    const text = write.after.expression?.value ?? "";
    return checkText(text, environment)
      .problems.filter(({ severity }) => severity === "error")
      .map(({ message, code, span }) => ({
        stem: `${stem}.pql:${toPlace(text, span.start)}`,
        reason: `${message} [${code}]`,
      }));
  });
}

async function findUnion(session: ApiSession, id: string, line: CommandLine): Promise<unknown> {
  try {
    return (await fetchUnionSchema(session, id, { signal: line.signal })).json;
  } catch (error) {
    if (isApiError(error, "notFound")) return undefined;
    if (!isApiError(error, "forbidden", "sandboxForbidden")) throw error;
    line.say(`Fields are not checked against ${id}: ${toReasonText(error)}\n`);
    return undefined;
  }
}

/** Line and column, both from 1. */
function toPlace(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
