/**
 * The built dist/aep.js takes the inventory of a sandbox: into a folder somebody else can read and build from, again with what
 * changed, on from where it was stopped, and with what failed named.
 */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type FaultProxy, openFaultProxy } from "../support/faultProxy.js";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

interface Inventory {
  readonly isComplete: boolean;
  readonly failures: readonly { readonly kind?: string; readonly what: string; readonly name?: string }[];
  readonly objects: readonly {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly page: string;
    readonly carriage: { readonly verdict: string; readonly by?: string; readonly rule: string };
    readonly uses: readonly { readonly kind: string; readonly id: string; readonly isMissing?: true }[];
    readonly build?: string;
  }[];
}

const AUDIENCE = "App users without push";

describe("the inventory", function () {
  // Each test starts several processes.
  this.timeout(240_000);

  let bench: PipelineBench;
  let proxy: FaultProxy;
  let folder: string;
  let runs = 0;
  /** The inventory of an undisturbed first run: what only reads it looks there, what needs a first run begins with a copy. */
  let first: string;
  before(async () => {
    bench = await openPipelineBench();
    proxy = await openFaultProxy(bench.origin);
    first = join(bench.folder, "inventory-first");
    const { code, out, err } = await bench.run("dev", ["inventory", first]);
    assert.equal(code, 0, out + err);
  });
  after(async () => {
    await proxy.end();
    await bench.end();
  });
  beforeEach(() => {
    runs += 1;
    folder = join(bench.folder, `inventory-${runs}`);
    proxy.setFaults([]);
  });

  const read = (path: string): string => readFileSync(join(folder, path), "utf8");
  const readInventory = (): Inventory => JSON.parse(read("inventory.json"));
  async function take(code: number) {
    const result = await bench.run("dev", ["inventory", folder], bench.through(proxy.origin));
    assert.equal(result.code, code, result.out + result.err);
    return result;
  }
  const beginWithFirst = (): void => cpSync(first, folder, { recursive: true });
  const findObject = (name: string) => {
    const object = readInventory().objects.find((one) => one.name === name);
    assert.ok(object, name);
    return object;
  };

  it("is whole: every link leads to a file, what is used comes first, and the plan folder can be planned", async () => {
    folder = first;
    const { objects } = readInventory();
    const places = new Map(objects.map(({ kind, id }, index) => [`${kind} ${id}`, index]));
    for (const [index, { kind, name, uses, page }] of objects.entries()) {
      for (const use of uses) {
        const place = places.get(`${use.kind} ${use.id}`);
        if (use.kind !== "mergePolicy" && use.isMissing !== true) assert.ok(place !== undefined, name);
        assert.ok(place === undefined || place < index, `${kind} ${name} stands before what it uses`);
      }
      assertLinks(page);
    }
    for (const page of ["overview.md", "build/steps.md", "audiences/index.md"]) assertLinks(page);
    assert.match(
      read(findObject(AUDIENCE).page),
      /Push enabled \(\\_acme\.app\.pushEnabled\)|Push enabled \(/,
    );
    const planned = objects.filter(({ carriage }) => carriage.by === "plan");
    assert.deepEqual(
      readdirSync(join(folder, "build/audiences")).filter((name) => name.endsWith(".pql")).length,
      planned.length,
    );
    const plan = await bench.run("dev", ["plan", "--waive-tests", join(folder, "build/audiences")]);
    assert.equal(plan.code, 0, `the same sandbox needs nothing: ${plan.out}${plan.err}`);
    assert.equal(await bench.countWrites(), 0);
  });

  it("has a page of each object with its steps and its messages as files, and says how it is carried and why", async () => {
    folder = first;
    const { objects } = readInventory();
    const page = read(findObject("Welcome series").page);
    assert.match(page, /## Steps\n\n1\. \*\*/);
    const [, message = ""] = /\]\(([^)]+\.html)\)/.exec(page) ?? [];
    const file = join(dirname(findObject("Welcome series").page), decodeURIComponent(message));
    assert.match(read(file), /\{\{profile\.person\.name\.firstName\}\}/, "as it was written");
    assert.match(page, /## To another sandbox\n\n\*\*Rebuilt by hand\.\*\* No public call/);
    const verdicts: Readonly<Record<string, RegExp>> = {
      audience: /^(api|hand|blocked)$/,
      schema: /^(api|blocked)$/,
      dataset: /^(api|blocked)$/,
      journey: /^(hand|blocked)$/,
      campaign: /^(hand|blocked)$/,
      destination: /^(hand|blocked)$/,
    };
    for (const { kind, name, page: path, carriage } of objects) {
      assert.match(carriage.verdict, verdicts[kind] ?? /./, name);
      assert.match(read(path), /## To another sandbox\n\n\*\*[^*]+\.\*\* \S/, `${name} says why`);
      if (kind === "audience" && name === AUDIENCE)
        assert.match(read(path), /\| Members \| [\d,]+, counted \d{4}-\d\d-\d\d/);
      assert.ok(
        carriage.verdict !== "blocked" || read("overview.md").includes(path),
        `${name} is named as blocked`,
      );
    }
    for (const verdict of ["api", "hand", "blocked"])
      assert.ok(
        objects.some(({ carriage }) => carriage.verdict === verdict),
        verdict,
      );
    assert.match(read("audiences/index.md"), /\| State \| Members \|[\s\S]*\| published \| [\d,]+ \|/);
    const overview = read("overview.md");
    for (const kind of Object.keys(verdicts)) {
      const count = objects.filter((one) => one.kind === kind).length;
      assert.match(overview, new RegExp(`^\\| \\[${kind}s\\]\\([^)]+\\) \\| ${count} \\|`, "im"), kind);
    }
  });

  it("hands over the tests that stand beside files of an audience, but none that name somebody", async () => {
    const files = join(bench.folder, "as-code");
    const pulled = await bench.run("dev", ["pull", files]);
    assert.equal(pulled.code, 0, pulled.err);
    const stems = readdirSync(files)
      .filter((name) => name.endsWith(".pql"))
      .map((name) => name.slice(0, -".pql".length));
    const [first = "", second = ""] = stems;
    const toTests = (value: string) => JSON.stringify({ tests: [{ name: "one", profile: { a: value } }] });
    writeFileSync(join(files, `${first}.audience-test.json`), toTests("plain"));
    writeFileSync(join(files, `${second}.audience-test.json`), toTests("jo.doe@example.com"));
    const { code, err } = await bench.run("dev", ["inventory", "--files", files, folder]);
    assert.equal(code, 0, err);
    const tests = readdirSync(join(folder, "build/audiences")).filter((name) =>
      name.includes("audience-test"),
    );
    assert.equal(tests.length, 1);
    assert.equal(read(`build/audiences/${tests[0]}`), toTests("plain"));
    const pages = readInventory().objects.map(({ page }) => read(page));
    assert.equal(pages.filter((page) => page.includes("[Tests](")).length, 1);
    assert.equal(pages.filter((page) => page.includes("left out, because they name somebody")).length, 1);
  });

  it("tells a second time what changed since, and removes what is gone", async () => {
    beginWithFirst();
    const before = read("kinds.svg") + read("objects.svg");
    await take(0);
    assert.match(read("changes.md"), /0 new, 0 changed, 0 gone/);
    assert.equal(read("kinds.svg") + read("objects.svg"), before, "pictures are the same");
    const { page, build = "" } = findObject(AUDIENCE);
    proxy.setFaults([
      {
        strikes: ({ path }) => path.includes("/ups/audiences?") || path.includes("/segment/definitions?"),
        damage: {
          kind: "rewrite",
          rewrite: (text) => text.replaceAll(AUDIENCE, "Renamed audience"),
        },
      },
    ]);
    await take(0);
    assert.match(read("changes.md"), /Changed: \[Renamed audience\].*: name/);
    assert.ok(!existsSync(join(folder, page)) && !existsSync(join(folder, build)), "the old name is gone");
  });

  it("names lists and objects that fail, in the overview and the exit code, and keeps what it knew", async () => {
    beginWithFirst();
    const known = findObject("Birthday").page;
    proxy.setFaults([
      {
        strikes: ({ path }) => /\/ajo\/journey\?/.test(path),
        damage: { kind: "answer", status: 403, body: '{"title":"Forbidden"}' },
      },
      {
        strikes: ({ method, path }) => method === "GET" && /\/content\/templates\/[^?]+$/.test(path),
        times: 1,
        damage: { kind: "answer", status: 404, body: "{}" },
      },
    ]);
    const { err, out } = await take(6);
    const { failures, isComplete } = readInventory();
    assert.equal(isComplete, false);
    assert.deepEqual(failures.map(({ kind, what }) => `${kind} ${what}`).sort(), [
      "journey list",
      "template object",
    ]);
    assert.match(
      read("overview.md"),
      /## Incomplete[\s\S]*The list of journeys[\s\S]*\| Journeys.*\| (not read|\d+, not all) \|/,
    );
    assert.match(err, /not read: The list of journeys/);
    assert.match(out, /Incomplete: 2 could not be read/);
    assert.match(read("changes.md"), /Not compared.*journeys/);
    assert.doesNotMatch(read("changes.md"), /Gone/);
    assert.ok(existsSync(join(folder, known)), "pages of the list that failed stay");
    proxy.setFaults([]);
    await take(0);
    assert.match(read("changes.md"), /0 new, 0 changed, 0 gone/);
  });

  it("goes on where it was stopped, and ends as if it had not been", async () => {
    proxy.setFaults([{ strikes: ({ path }) => path.includes("/ajo/journey?"), damage: { kind: "stall" } }]);
    const stopped = bench.start("dev", ["inventory", folder], bench.through(proxy.origin));
    await proxy.waitForStall();
    const { err: second } = await take(1);
    assert.match(second, /Another run \(process \d+\) writes into this folder/);
    stopped.interrupt();
    const { code, err } = await stopped.result;
    assert.ok(!existsSync(join(folder, ".inventory/run")));
    assert.equal(code, 1);
    assert.match(err, /Stopped\. Start it again to go on from here\./);
    assert.ok(!existsSync(join(folder, "inventory.json")));
    // As a run that was killed while it wrote leaves it.
    const log = join(folder, ".inventory/run.ndjson");
    writeFileSync(join(folder, ".inventory/run"), "999999999\n");
    writeFileSync(log, `${readFileSync(log, "utf8")}{"kind":"journey","id":"to`);
    proxy.setFaults([]);
    const { out } = await take(0);
    assert.match(out, /Went on from a run that was stopped: \d+ objects were there/);
    assert.deepEqual(
      proxy.calls.filter(({ path }) => /\/content\/templates\/[^?]+$/.test(path)),
      [],
      "templates were read before",
    );
    const { objects } = readInventory();
    folder = first;
    assert.deepEqual(objects, readInventory().objects);
  });

  it("refuses folders of others", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "notes.txt"), "mine");
    assert.match((await take(1)).err, /holds other files/);
    folder = `${folder}-of-dev`;
    beginWithFirst();
    const { code, err } = await bench.run("prod", ["inventory", folder]);
    assert.equal(code, 1, err);
    assert.match(err, /inventory of the sandbox dev/);
  });

  it("names the sandboxes there are instead of one that is misspelt, and leaves the folder free", async () => {
    for (const parameters of [
      ["inventory", folder],
      ["pull", `${folder}-pulled`],
    ]) {
      const { code, err } = await bench.run("dve", parameters);
      assert.equal(code, 2, err);
      assert.match(err, /reaches no sandbox “dve”\. It reaches: prod, dev, stage\. Correct AEP_SANDBOX\./);
    }
    await take(0);
  });

  function assertLinks(page: string): void {
    const prose = read(page).replace(/(`{3,})[\s\S]*?\n\1/g, "");
    for (const [, target = ""] of prose.matchAll(/(?<!\\)\]\(([^)]+)\)/g)) {
      const file = join(folder, dirname(page), decodeURIComponent(target));
      assert.ok(existsSync(file), `${page} → ${target}`);
    }
  }
});
