/**
 * Numbers on their way from file to platform and back, through the built programs: each literal keeps its digits, in text, in a
 * tree, and in a tree that the platform sends as JSON instead of as text.
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { INSPECT_EXPRESSION, type Inspection } from "../../server/src/protocol/clientMessages";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { openFaultProxy } from "../support/faultProxy.js";
import { inRepository } from "../support/folders.js";
import { runProcess } from "../support/runProcess.js";
import { Conversation } from "./conversation.js";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

const DIGITS = [
  "9007199254740993",
  "-9007199254740993",
  "1e400",
  "0.1000000000000000055",
  "1.0",
  "1.50",
  "0",
];
const RULE = DIGITS.map((digits) => `person.birthYear > ${digits}`).join(" or ");

const TREE_AUDIENCE = "Built in the rule builder";

describe("the digits of a number", () => {
  let bench: PipelineBench;
  before(async () => {
    bench = await openPipelineBench();
  });
  after(() => bench.end());

  const run = async (code: number, parameters: readonly string[], variables = {}): Promise<void> => {
    const result = await bench.run("dev", parameters, variables);
    assert.equal(result.code, code, result.out + result.err);
  };

  /** The rule as pql/json, as `pql convert` prints it. */
  const toTree = async (): Promise<string> => {
    bench.writeFile("rule.pql", RULE);
    return (await pql("convert", "--to", "json", join(bench.folder, "rule.pql"))).trim();
  };

  it("are the same after file, platform and file, also of members of a file that nobody here knows", async () => {
    const files = join(bench.folder, "files");
    const plan = join(bench.folder, "plan.json");
    mkdirSync(files);
    bench.writeFile("files/Digits.pql", RULE);
    const fields = '{"name": "Digits", "lifecycle": "draft", "rate": 1.0, "big": 1e400}';
    bench.writeFile("files/Digits.audience.json", fields);
    await run(3, ["plan", "--out", plan, files]);
    await run(0, ["apply", plan]);
    assert.match(bench.readFile("files/Digits.audience.json"), /"rate": 1\.0,\n {2}"big": 1e400/);
    await run(0, ["pull", "--name", "Digits", join(bench.folder, "again")]);
    assert.equal(bench.readFile("again/Digits.pql").trim(), RULE);
  });

  it("are the same in a tree, as it is written, and as it is shown and edited", async () => {
    const tree = await toTree();
    bench.writeFile("tree.json", tree);
    const text = await pql("convert", "--to", "text", join(bench.folder, "tree.json"));
    assert.deepEqual(listNumbers(text), DIGITS);
    assert.deepEqual(listNumbers(await pql("format", join(bench.folder, "rule.pql"))), DIGITS);
    const talk = await Conversation.begin();
    const request = { uri: "file:///tree.pql", format: "pql/json", value: tree };
    const { text: shown = "" } = (await talk.driver.request(INSPECT_EXPRESSION, request)) as Inspection;
    talk.driver.kill();
    assert.deepEqual(listNumbers(shown), DIGITS);
  });

  it("are the same in files when the platform holds a tree, sent as text or as JSON", async () => {
    const tree = await toTree();
    const proxy = await openFaultProxy(bench.origin);
    const asText = (text: string): string =>
      text.replaceAll(
        /"value":"(?:[^"\\]|\\.)*nodeType(?:[^"\\]|\\.)*"/g,
        () => `"value":${JSON.stringify(tree)}`,
      );
    const asJson = (text: string): string =>
      text.replaceAll(/"value":"(?:[^"\\]|\\.)*nodeType(?:[^"\\]|\\.)*"/g, () => `"value":${tree}`);
    for (const rewrite of [asText, asJson]) {
      proxy.setFaults([
        { strikes: ({ path }) => path.includes("/bulk-get"), damage: { kind: "rewrite", rewrite } },
      ]);
      const folder = join(bench.folder, rewrite.name);
      await run(0, ["pull", "--name", TREE_AUDIENCE, folder], bench.through(proxy.origin));
      const text = bench.readFile(`${rewrite.name}/${TREE_AUDIENCE}.pql`);
      assert.deepEqual(listNumbers(text), DIGITS, text);
    }
    await proxy.end();
  });

  it("are the same in the schemas that other editors read", async () => {
    const proxy = await openFaultProxy(bench.origin);
    const bounds = '"maximum":9223372036854775807,"minimum":-9223372036854775808';
    const rewrite = (text: string): string =>
      text.replaceAll('"type":"integer"', `"type":"integer",${bounds}`);
    proxy.setFaults([
      { strikes: ({ path }) => path.includes("/unions"), damage: { kind: "rewrite", rewrite } },
    ]);
    await run(0, ["schema", "pull", join(bench.folder, "schemas")], bench.through(proxy.origin));
    const text = bench.readFile("schemas/profile.json").replaceAll(/\s/g, "");
    assert.ok(text.includes(bounds), text.match(/"maximum":[^,]*/)?.[0]);
    await proxy.end();
  });
});

async function pql(...parameters: readonly string[]): Promise<string> {
  const all = [inRepository("dist/pql.js"), ...parameters];
  const { code, output } = await runProcess(process.execPath, all, { env: cleanEnvironment({}) });
  assert.equal(code, 0, output);
  return output;
}

/** What is compared with, in the order of the text. */
function listNumbers(text: string): readonly string[] {
  return [...text.matchAll(/> (-?[\d.e]+)/g)].map(([, digits = ""]) => digits);
}
