/**
 * The library as others get it: packed, installed into an empty project, loaded by Node and by a page. What is run are the
 * examples of its own document.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { packageLibrary } from "../support/packageLibrary.js";
import { runProcess } from "../support/runProcess.js";
import { startBrowser } from "../support/startBrowser.js";

const NAME = "aep-pql";
const EXPECTED = [
  /^pql\.unknownField .*birthYaer.* \{ line: 0, character: 7 \}\n.*birthYear.* (yes|no|depends)\n$/,
  /^person\.birthYear > 1980\s+and homeAddress\.city = "Oslo"\n+0 \{[\s\S]*"nodeType"[\s\S]*\}\nperson\.birthYear > 1980\n$/,
  /^Profiles for which at least one of these is true:\n- homeAddress\.city is "Oslo"\n- person\.birthYear is more than 1980 2\n$/,
  /^0 false\n +✔ person\.birthYear > 1980[\s\S]*✘ homeAddress\.city = "Oslo"[\s\S]*$/,
  /^contains Adults contains Retired: .*\nrefuted \{"person":\{"age":\d+\}\}\n$/,
  /^gold passed\n$/,
];

/** The examples of the document, in its order. */
function readExamples(): readonly string[] {
  const text = readFileSync(inRepository("docs/library.md"), "utf8");
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, example]) => example ?? "");
}

async function succeed(command: string, parameters: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await runProcess(command, parameters, { cwd });
  assert.equal(code, 0, output);
  return output;
}

describe("the library, installed into an empty project", () => {
  const project = makeTemporaryFolder("library-user");
  const installed = path.join(project, "node_modules", NAME);

  before("pack and install", async () => {
    const library = await packageLibrary();
    writeFileSync(path.join(project, "package.json"), '{"name":"user","type":"module","private":true}');
    await succeed("npm", ["pack", library, "--pack-destination", project], project);
    const archive = readdirSync(project).find((file) => file.endsWith(".tgz"));
    assert.ok(archive);
    await succeed("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${archive}`], project);
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  it("answers in Node as its document says", async () => {
    const examples = readExamples();
    assert.equal(examples.length, EXPECTED.length);
    for (const [index, example] of examples.entries()) {
      writeFileSync(path.join(project, "example.mjs"), example);
      const output = await succeed(process.execPath, ["example.mjs"], project);
      assert.match(output, EXPECTED[index] ?? /never/);
    }
  });

  it("is made of its own modules alone: nothing of Node, and no other package", async () => {
    const modules = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".mjs"),
    );
    assert.ok(modules.length > 1);
    // For no platform: an import of Node or of a package that is not there does not build.
    const { metafile } = await build({
      absWorkingDir: installed,
      entryPoints: modules.map((file) => `./${file}`),
      outdir: "unwritten",
      splitting: true,
      bundle: true,
      format: "esm",
      platform: "neutral",
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    assert.deepEqual(Object.keys(metafile.inputs).sort(), modules.sort());
    for (const [module, { imports }] of Object.entries(metafile.inputs))
      for (const { path: target, external } of imports)
        assert.ok(external !== true && modules.includes(target), `${module} imports ${target}`);
  });

  it("answers in a page, where nothing of Node is", async () => {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.route("http://library.test/**", (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === "/")
          return route.fulfill({ contentType: "text/html", body: "<title>library</title>" });
        const body = readFileSync(path.join(installed, pathname));
        return route.fulfill({ contentType: "text/javascript", body });
      });
      await page.goto("http://library.test/");
      const said = await page.evaluate(async () => {
        const address = "/pql.mjs";
        const library = await import(address);
        const { problems } = library.checkText("a = = 1", library.readEnvironment({}));
        const { rule } = library.compileRule({ text: 'tier = "gold"' });
        const { profile } = library.parseProfile('{"tier":"gold"}');
        const { value } = rule.evaluate(profile, { now: 0 });
        const plain = library.explainText('tier = "gold"', library.readEnvironment()).text;
        const why = library.printExplanation(rule.explain(profile, { now: 0 }), 'tier = "gold"');
        const desk = library.openRelations();
        const { kind } = desk.relate(desk.read({ text: "a > 2" }), desk.read({ text: "a > 1" }));
        const [run] = library
          .openAudienceTests(
            '{"now":"2031-05-09T12:00:00Z","tests":[{"name":"t","profile":{"a":2},"qualifies":true}]}',
            "a > 1",
          )
          .run();
        const answers = { value, plain, isWhy: why.includes("✔"), kind, outcome: run?.outcome };
        return { codes: problems.length, formatted: library.formatText('ål="x"'), ...answers };
      });
      assert.deepEqual(said, {
        codes: 1,
        formatted: 'ål = "x"',
        value: true,
        plain: 'Profiles for which tier is "gold"',
        isWhy: true,
        kind: "contained",
        outcome: "passed",
      });
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });

  it("has types that need neither Node nor a page", async () => {
    const source = `import { checkText, compileRule, type Problem, readEnvironment } from "${NAME}";
export const problems: readonly Problem[] = checkText("a = 1", readEnvironment()).problems;
export const answer: true | false | "unknown" | undefined = compileRule({ text: "a" }).rule?.evaluate({}, { now: 0 }).value;
// @ts-expect-error: a text is no environment
checkText("a", "b");
`;
    mkdirSync(path.join(project, "typed"));
    writeFileSync(path.join(project, "typed/user.ts"), source);
    const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022"];
    const tsc = inRepository("node_modules/typescript-native/bin/tsc");
    await succeed(process.execPath, [tsc, ...options, "--lib", "es2023", "typed/user.ts"], project);
  });

  it("lets a bundler leave out what is not used", async () => {
    const measure = async (names: string): Promise<number> => {
      const contents = `export ${names} from "${NAME}";`;
      const options = { bundle: true, minify: true, write: false, format: "esm" } as const;
      const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: project } });
      return outputFiles[0]?.contents.length ?? 0;
    };
    const [whole, formatting] = [await measure("*"), await measure("{ formatText }")];
    assert.ok(formatting > 0 && formatting < whole / 2, `${formatting} of ${whole} bytes`);
  });
});
