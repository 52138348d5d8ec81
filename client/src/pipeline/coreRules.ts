/**
 * Reads rules for inventories and hand-overs with the core in the same program. Without a schema, words call fields by their paths.
 */
import { accountRule, readEnvironment } from "../../../server/src/pql/service";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";
import { type RuleReaderOpener, readPart } from "../inventory/objectReader";

/** Fetches the union schemas and reads with them. */
export const openCoreRules: RuleReaderOpener = async (session, signal) => {
  const problems: string[] = [];
  const read = async (id: string) =>
    await readPart("The schema that explanations call fields by", problems, async () => {
      return (await fetchUnionSchema(session, id, { signal })).json;
    });
  const environment = readEnvironment({
    profile: await read(PROFILE_UNION),
    experienceEvent: await read(EXPERIENCE_EVENT_UNION),
  });
  return { problems, read: async (rule) => accountRule(rule, environment) };
};
