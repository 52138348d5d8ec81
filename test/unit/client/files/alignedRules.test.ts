/**
 * Rules of two sandboxes of the sample organisation held against each other: audiences count by their names, not by their ids.
 */
import assert from "node:assert/strict";
import { fetchAudience } from "../../../../client/src/api/audiences.js";
import { alignRule, type PlacedRule } from "../../../../client/src/files/alignedRules.js";
import { findAudiencesByName } from "../../../../client/src/files/platformAudiences.js";
import { openRelations } from "../../../../server/src/pql/answers/openRelations.js";
import { openSamplePlace, type SamplePlace } from "../preview/samplePlace.js";

describe("rules of two sandboxes", () => {
  let place: SamplePlace;
  before(() => {
    place = openSamplePlace();
  });

  async function read(sandbox: string, name: string): Promise<PlacedRule> {
    const session = place.session.withSandbox(sandbox);
    const id = (await findAudiencesByName(session, [name])).get(name);
    assert.ok(id, `${name} is in ${sandbox}`);
    const { expression } = await fetchAudience(session, id);
    return { session, text: expression?.value ?? "" };
  }

  function relate(first: string, second: string): string {
    const desk = openRelations();
    return desk.relate(desk.read({ text: first }), desk.read({ text: second })).kind;
  }

  it("are equal where only the ids of the audiences they ask for differ, and say so", async () => {
    const [here, there] = [await read("prod", "VIP suppression"), await read("stage", "VIP suppression")];
    assert.equal(relate(here.text, there.text), "overlapping", "as they stand");
    const { text, problems, remark } = await alignRule(here, there);
    assert.deepEqual(problems, []);
    assert.equal(relate(text, there.text), "equal");
    assert.match(remark ?? "", /^In the rules only ids differ/);
  });

  it("show in what else they differ, with namesakes taken for the same", async () => {
    const [here, there] = [await read("prod", "VIP suppression"), await read("stage", "VIP suppression")];
    const { text, remark } = await alignRule({ ...here, text: `${here.text} or age > 99` }, there);
    assert.equal(relate(text, there.text), "contains");
    assert.match(remark ?? "", /counts as the same/);
  });

  it("say nothing of ids where there are none", async () => {
    const rule = { text: "age > 20", session: place.session };
    assert.deepEqual(await alignRule(rule, await read("stage", "VIP suppression")), {
      text: "age > 20",
      problems: [],
      remark: undefined,
    });
  });

  it("are not compared where an audience has no counterpart", async () => {
    const there = await read("stage", "VIP suppression");
    const { problems } = await alignRule({ text: 'inSegment("nowhere")', session: place.session }, there);
    assert.deepEqual(problems, ["The audience nowhere is neither in dev nor in stage."]);
  });
});
