/**
 * A hand-off packet of things of the sample organisation: whole, in the words of the next system, without anybody in it, and without a
 * write.
 */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Transport } from "../../../../client/src/api/transport.js";
import { makeHandOff } from "../../../../client/src/handOff/makeHandOff.js";
import { findHandedId, type HandedKind } from "../../../../client/src/handOff/readHanded.js";
import type { HandOffTarget } from "../../../../client/src/handOff/translationTable.js";
import { openInventoryDisk } from "../../../../client/src/inventory/inventoryDisk.js";
import { openCoreRules } from "../../../../client/src/pipeline/coreRules.js";
import { openSample } from "../api/support/samplePlatform.js";

const STAFF = ["dana.keller", "ravi.menon", "lotte.bos", "Dana Keller", "Ravi Menon", "@AdobeID"];

describe("a hand-off packet", () => {
  let path: string;
  let bend: ((transport: Transport) => Transport) | undefined;
  beforeEach(() => {
    bend = undefined;
    path = mkdtempSync(join(tmpdir(), "aep-hand-off-"));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  const read = (file: string): string => readFileSync(join(path, file), "utf8");
  const list = (): string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(path.length + 1));

  async function make(kind: HandedKind, called: string, target: HandOffTarget) {
    const sample = openSample(bend === undefined ? {} : { bend });
    const { session } = sample;
    const id = await findHandedId(session, { kind, called }, undefined);
    const folder = openInventoryDisk(path);
    const report = await makeHandOff({ session, openRules: openCoreRules, kind, id, target, folder });
    const text = list().map(read).join("\n");
    for (const person of STAFF) assert.ok(!text.includes(person), person);
    assertLinks("hand-off.md");
    return report;
  }

  it("of a journey has its audiences in words and PQL, its steps, and its messages in AMPscript", async () => {
    const report = await make("journey", "Welcome series", "sfmc");
    assert.deepEqual(report.problems, []);
    const page = read("hand-off.md");
    assert.match(page, /for Salesforce Marketing Cloud/);
    assert.match(page, /## For whom[\s\S]*In words:[\s\S]*In PQL:/);
    assert.match(page, /## Steps/);
    assert.match(page, /person\.name\.firstName \| First name \| string \| FirstName \| documented/);
    const [main] = list().filter((file) => /^messages\/.*\.html$/.test(file));
    assert.ok(main);
    assert.match(read(main), /%%FirstName%%/);
    assert.match(read(`as-written/${main}`), /\{\{profile\.person\.name\.firstName\}\}/);
    assert.match(
      read("fields.csv"),
      /^field,title,type,there,name is\n[\s\S]*\nperson\.name\.firstName,First name,string,FirstName,documented\n/,
    );
    assert.ok(
      list().some((file) => file.startsWith("fragments/footer")),
      "shared content comes along",
    );
  });

  it("of an audience comes with the audiences that its rule names", async () => {
    await make("audience", "Sleeping members", "marketo");
    assert.match(read("hand-off.md"), /^An audience of the sandbox/m);
    const rules = list().filter((file) => file.endsWith(".pql"));
    assert.deepEqual(rules, ["audiences/loyalty-members.pql", "audiences/sleeping-members.pql"]);
    assert.match(
      read("fields.csv"),
      /daysSinceLastPurchase,[^\n]*,Days Since Last Purchase,proposed by name/,
    );
  });

  it("for another sandbox is what aep plan reads, and messages as they are", async () => {
    await make("journey", "Welcome series", "sandbox");
    const page = read("hand-off.md");
    assert.match(page, /aep plan --out plan\.json audiences/);
    assert.doesNotMatch(page, /Not translated|documented/);
    const [main] = list().filter((file) => /^messages\/.*\.html$/.test(file));
    assert.match(read(main ?? ""), /\{\{profile\.person\.name\.firstName\}\}/);
    const pairs = list().filter((file) => file.startsWith("audiences/"));
    assert.ok(
      pairs.some((file) => file.endsWith(".pql")) && pairs.some((file) => file.endsWith(".audience.json")),
    );
  });

  it("of a campaign says with its place what tokens cannot say", async () => {
    const { untranslated } = await make("campaign", "Autumn look book", "marketo");
    assert.ok(untranslated > 0);
    const page = read("hand-off.md");
    const rows = [...page.matchAll(/^\| \[[^\]]*\]\(([^)]+)\) \| (\d+) \| \[(\d+):(\d+)\]\(([^)]+)\)/gm)];
    assert.equal(rows.length, untranslated);
    for (const [, file = "", number = "", line = "", column = "", authored = ""] of rows) {
      assert.ok(read(file).includes(`[[not translated ${number}]]`));
      const written =
        read(authored)
          .split("\n")
          [Number(line) - 1]?.slice(Number(column) - 1) ?? "";
      assert.match(written, /^\{[{%]/, "a tag stands at the place");
    }
  });

  it("of a journey without steps, under a name that is mark-up, says that there are none", async () => {
    const name = '=HYPERLINK("x")|<b>![x](y)';
    bend = (transport) => ({
      close: () => transport.close(),
      send: async (request) => {
        const answer = await transport.send(request);
        if (!request.url.includes("/ajo/journey")) return answer;
        const body = JSON.parse(Buffer.from(answer.bytes).toString(), (key, value) =>
          key === "nodes" ? [] : value === "Welcome series" ? name : value,
        );
        return { ...answer, bytes: Buffer.from(JSON.stringify(body)) };
      },
    });
    const report = await make("journey", name, "sfmc");
    assert.deepEqual([report.name, report.problems], [name, []]);
    const page = read("hand-off.md");
    assert.match(page, /^# \\=HYPERLINK\("x"\)\\\|\\<b\\>\\!\\\[x\\\]\(y\): for Salesforce/);
    assert.match(page, /## Steps\n\nThe platform sent no steps\./);
  });

  it("is written over nothing, and says whom it did not find", async () => {
    await assert.rejects(make("audience", "Nobody", "sfmc"), /no audience with the name or id “Nobody”/);
    await assert.rejects(make("journey", "welcome", "sfmc"), /These contain it: “Welcome series”\.$/);
    writeFileSync(join(path, "mine.txt"), "mine");
    await assert.rejects(make("journey", "Welcome series", "sfmc"), /not empty/);
    assert.deepEqual(list(), ["mine.txt"]);
  });

  function assertLinks(page: string): void {
    const prose = read(page).replace(/(`{3,})[\s\S]*?\n\1/g, "");
    for (const [, target = ""] of prose.matchAll(/(?<!\\)\]\(([^)]+)\)/g)) {
      const file = join(path, dirname(page), decodeURIComponent(target));
      assert.ok(existsSync(file), `${page} → ${target}`);
    }
  }
});
