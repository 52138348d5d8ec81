/**
 * What a preview says of a draft before anything is sent: an evaluation that its rule does not allow, and tests beside it that fail.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getTestApi,
  openNewFile,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";

const TARGET = { connection: SAMPLE, sandbox: "dev" };
const SEVEN_DAYS =
  'chain(xEvent, timestamp, [V: WHAT(eventType = "commerce.productViews") WHEN(<= 7 days before now)])';

describe("the facts above a draft", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    await openNewFile("warm-facts.pql", "_acme.loyalty.tier");
    await eventually("the schema", () => api.services.keeper.find(TARGET)?.schemas);
  });
  beforeEach(() => useSample(api));
  afterEach(closeEditors);

  it("say which evaluation the rule does not allow, where it is chosen and where it is previewed", async () => {
    await openNewFile("seven-days.pql", SEVEN_DAYS);
    api.user.willAnswer("Viewed within 7 days", "Streaming");
    await vscode.commands.executeCommand("aep.audience.new");
    const [, batch = "", streaming = "", edge = ""] =
      api.user.shown.find(({ text }) => text === "How is it evaluated?")?.details ?? [];
    assert.equal(batch, "");
    for (const refused of [streaming, edge]) assert.match(refused, /^Not for this rule\. /);
    const { right } = await getFrontDiff();
    assert.match(right, /> Evaluation: streaming is asked for; the rule allows batch\n/);
    assert.match(right, /> Problems: It is evaluated by batch, whatever is asked for\. .*7 days.*24 hours/);
    await vscode.commands.executeCommand("aep.preview.discard");
  });

  it("say above the rule which evaluation the file beside it asks for", async () => {
    const description = await openNewFile("asked-for.audience.json", '{"evaluation": "batch"}');
    const rule = await openNewFile("asked-for.pql", '_acme.loyalty.tier = "gold"');
    const listTitles = async (): Promise<readonly (string | undefined)[]> => {
      const command = "vscode.executeCodeLensProvider";
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, rule.uri, 9);
      return lenses.map((lens) => lens.command?.title);
    };
    await eventually("both", async () => {
      const titles = await listTitles();
      return titles.includes("Evaluated by: batch") && titles.includes("Evaluation: edge is possible");
    });
    await rewrite(description, "{}");
    await eventually("the verdict alone", async () => {
      const titles = await listTitles();
      return titles.includes("Evaluation: edge is possible") && !titles.includes("Evaluated by: batch");
    });
  });

  it("say how the tests beside the rule come out", async () => {
    const tests = ["gold", "silver"].map((tier) => ({
      name: `a ${tier} member`,
      profile: { _acme: { loyalty: { tier } } },
      qualifies: tier === "gold",
    }));
    await openNewFile(
      "tested.audience-test.json",
      JSON.stringify({ now: "2031-05-09T12:00:00Z", tests }, null, 2),
    );
    const preview = async (expression: string): Promise<string> => {
      await openNewFile("tested.pql", expression);
      api.user.willAnswer("Tested beside", "Batch");
      await vscode.commands.executeCommand("aep.audience.new");
      const { right } = await getFrontDiff();
      await vscode.commands.executeCommand("aep.preview.discard");
      await closeEditors();
      return right;
    };
    assert.match(await preview('_acme.loyalty.tier = "gold"'), /> Tests beside the rule: 2 of 2 pass\n/);
    assert.match(
      await preview('_acme.loyalty.tier = "silver"'),
      /> Tests beside the rule: 0 of 2 pass; not so: “a gold member” \(and 1 more\)\n/,
    );
  });
});
