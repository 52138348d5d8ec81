/**
 * The made-up profile that shows who no longer qualifies, as one line: its values by the paths that rules call them by.
 */
import { isRecord } from "../../model/values";
import { say } from "../../words/say";

/** What more a profile holds says little about why it does not qualify. */
const MOST_VALUES = 8;

/** `For example a made-up profile with _acme.loyalty.tier = "gold".` Where it holds times, the one that counts as now stands last. */
export function toExampleLine(profile: string, clock: string | undefined): string {
  const values = listValues(JSON.parse(profile), "");
  if (values.length === 0) return say("For example a made-up profile without any value.");
  const hasTimes = values.some((value) => / = "\d{4}-\d\d-\d\d/.test(value));
  const now = hasTimes && clock !== undefined ? [`now = "${clock}"`] : [];
  const more = values.length > MOST_VALUES ? ["…"] : [];
  const shown = [...values.slice(0, MOST_VALUES), ...more, ...now];
  return say("For example a made-up profile with {0}.", shown.join(", "));
}

function listValues(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => listValues(item, `${path}[${at + 1}]`));
  if (!isRecord(value)) return [`${path} = ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, part]) =>
    listValues(part, path === "" ? name : `${path}.${name}`),
  );
}
