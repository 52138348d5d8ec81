/**
 * The sample organisation with so many audiences, and if somebody wants it with more journeys and a larger schema of profiles, in a
 * process of its own: `sizedSample.js AUDIENCES [JOURNEYS] [FIELDS]`. Prints a JSON line as dist/sample.js does, and ends with its
 * standard input.
 */
import { createSampleOrganisation } from "../../../client/src/sample/organisation";
import { createCoreEngine } from "../../../client/src/sample/pql/coreEngine";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials";
import { serveSample } from "../../../client/src/sample/server";
import type { SampleState } from "../../../client/src/sample/state";
import { generateSchema } from "../../support/schemaGenerator";

const SANDBOX = "prod";
/** Audiences whose people are counted. */
const MOST_COUNTED = 10_000;
const PROFILE_UNION = "_xdm.context.profile__union";

const [audiences = 0, journeys = 0, fields = 0] = process.argv.slice(2).map(Number);

/** Copies of the journeys there are, each with an id and a name of its own. */
function addJourneys(state: SampleState, count: number): void {
  const table = state.journeys(SANDBOX).journeys;
  const first = [...table];
  for (let at = table.length; at < count; at++) {
    const source = first[at % first.length];
    if (source === undefined) return;
    const id = `${source.id.slice(0, 24)}${String(at).padStart(12, "0")}`;
    Object.assign(table, { [at]: { ...source, id, name: `${source.name} ${at}` } });
  }
}

function growSchema(state: SampleState, leafFields: number): void {
  const union = state.registry(SANDBOX).resources.find(({ altId }) => altId === PROFILE_UNION);
  if (union === undefined) throw new Error("The sample organisation has no union schema of profiles.");
  const schema = generateSchema({ seed: 14, leafFields });
  Object.assign(union, { full: () => schema });
}

/** Sizes by chance: counting the people of each of 50,000 rules would take minutes, in which nothing else is answered. */
function guessSizes(state: SampleState): void {
  Object.assign(state.population(SANDBOX), { count: () => undefined });
}

const organisation = createSampleOrganisation({
  // Long lists come in pages, as of a real sandbox of that size.
  scenario: "big-org",
  audienceCount: audiences,
  engine: createCoreEngine(),
});
if (audiences > MOST_COUNTED) guessSizes(organisation.state());
addJourneys(organisation.state(), journeys);
if (fields > 0) growSchema(organisation.state(), fields);
void serveSample(organisation, { port: 0 }).then(({ endpoints }) => {
  process.stdout.write(`${JSON.stringify({ endpoints, credentials: sampleCredentials() })}\n`);
  process.stdin.resume().once("end", () => process.exit());
});
