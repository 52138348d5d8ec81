/**
 * The sample organisation with so many audiences, in a process of its own: `sizedSample.js COUNT`. Prints a JSON line as
 * dist/sample.js does, and ends with its standard input.
 */
import { createSampleOrganisation } from "../../../client/src/sample/organisation";
import { createCoreEngine } from "../../../client/src/sample/pql/coreEngine";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials";
import { serveSample } from "../../../client/src/sample/server";

const organisation = createSampleOrganisation({
  // Long lists come in pages, as of a real sandbox of that size.
  scenario: "big-org",
  audienceCount: Number(process.argv[2]),
  engine: createCoreEngine(),
});
void serveSample(organisation, { port: 0 }).then(({ endpoints }) => {
  process.stdout.write(`${JSON.stringify({ endpoints, credentials: sampleCredentials() })}\n`);
  process.stdin.resume().once("end", () => process.exit());
});
