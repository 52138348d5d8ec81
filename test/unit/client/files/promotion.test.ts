/**
 * Carrying audiences from one sandbox of the sample organisation to another: everything by name, nothing guessed.
 */
import assert from "node:assert/strict";
import { fetchAudience } from "../../../../client/src/api/audiences.js";
import { findAudiencesByName } from "../../../../client/src/files/platformAudiences.js";
import { resolveExpression } from "../../../../client/src/files/promotion.js";
import { planPromotion } from "../../../../client/src/files/promotionPlan.js";
import { openSamplePlace, patience, type SamplePlace } from "../preview/samplePlace.js";

const READERS = "Newsletter readers";

describe("promoting", () => {
  let place: SamplePlace;
  before(() => {
    place = openSamplePlace();
  });

  const session = (sandbox: string) => place.session.withSandbox(sandbox);
  const places = () => ({ source: session("dev"), target: session("stage") });

  async function getId(sandbox: string, name: string): Promise<string> {
    const id = (await findAudiencesByName(session(sandbox), [name])).get(name);
    assert.ok(id, `${name} is in ${sandbox}`);
    return id;
  }

  it("finds audiences by their names in the target, in calls and in the membership map", async () => {
    const [here, there] = [await getId("dev", READERS), await getId("stage", READERS)];
    assert.notEqual(here, there);
    const text = `inSegment("${here}") and segmentMembership.get("ups").get("${here}").status = "realized" and name = "${here}"`;
    const { expression, problems } = await resolveExpression(text, places());
    assert.deepEqual(problems, []);
    assert.equal(
      expression,
      `inSegment("${there}") and segmentMembership.get("ups").get("${there}").status = "realized" and name = "${here}"`,
    );
  });

  it("leaves ids of the target and namespaces that exist there alone", async () => {
    const text = `inSegment("${await getId("stage", READERS)}") and identityMap["email"].isNotNull()`;
    assert.deepEqual(await resolveExpression(text, places()), { expression: text, problems: [] });
  });

  it("lists everything that has no counterpart", async () => {
    const text = 'inSegment("nowhere") and identityMap["NoSuchSpace"].isNotNull()';
    const { problems } = await resolveExpression(text, places());
    assert.equal(problems.length, 2);
    assert.match(problems.join(), /nowhere.*NoSuchSpace/);
  });

  it("plans an update where the target has the name, with the policy by name, and sends nothing", async () => {
    const id = await getId("dev", READERS);
    const { changes, blocked } = await planPromotion({
      references: [{ connection: "Test", sandbox: "dev", kind: "audience", id }],
      target: { connection: "Test", sandbox: "stage" },
      openSession: async (sandbox) => session(sandbox),
      signal: patience,
    });
    assert.deepEqual(blocked, []);
    assert.equal(changes[0]?.id, await getId("stage", READERS));
    assert.equal(changes[0]?.draft.mergePolicy, "Acme default (private graph)");
    assert.equal((await fetchAudience(session("stage"), changes[0]?.id ?? "")).name, READERS);
    assert.equal(place.countWrites(), 0);
  });
});
