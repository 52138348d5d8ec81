/**
 * Makes the code of the first document warm while nobody waits: reads and checks a few small queries that use every
 * construct. Results are thrown away; the client notices nothing but a faster first answer.
 */
import type { Environment } from "../pql/semantics/environment";
import { PqlDocument } from "./document";

/** Time the client is given to send its first document before anything is done. */
const DELAY_MS = 40;
const TURNS = 4;

const QUERIES: readonly string[] = [
  'person.name.firstName = "a" and not (person.birthYear >= 1980 or homeAddress.city in ["b", "c"])',
  "loyalty.joined occurs <= 3 days before now or profile.count.sum() + 2 * 3 != 7.5 and isNew = true",
  'chain(xEvent, timestamp, [A: WHAT(eventType = "d" and price > 3) WHEN(<= 7 days before now), B: WHAT(true)])',
  '(select X from xEvent where X.eventType.equals("e", false)) and (exists Y from orders where Y.total > 10)',
  'xEvent[productListItems[SKU = "f"]].count() > 1 and inSegment("g") and identityMap.get("h").count() = 0',
  'name.startsWith("i", false) and tags.exists(T, T.like "j%") or x = null and ((y) and z notIn ["k"])',
];

/** Warms up a little later, one query at a time, so that whatever arrives meanwhile is served in between. */
export function warmUpLater(environment: () => Environment): void {
  const rest = Array.from({ length: TURNS }, () => QUERIES).flat();
  const next = (): void => {
    const query = rest.shift();
    if (query === undefined) return;
    rehearse(query, environment());
    setImmediate(next);
  };
  setTimeout(next, DELAY_MS).unref();
}

function rehearse(query: string, environment: Environment): void {
  const document = new PqlDocument({ uri: "", version: 0, text: query }, environment, 0);
  const end = { line: 0, character: query.length };
  document.check(1);
  document.change(1, [{ range: { start: end, end }, text: " and l" }]);
  document.check(1);
  document.positionAt(document.offsetAt(end));
}
