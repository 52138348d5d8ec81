/**
 * The shipped artefact itself: what is in it, how big it is, that an editor takes and starts it. It is made twice, in two copies of the
 * sources: once for its contents, once by the demo, which also opens it.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { installPackagedExtension } from "../support/editorServer.js";
import { inRepository, makeTemporaryFolder, testResultsFolder, toolsFolder } from "../support/folders.js";
import { packageExtension } from "../support/packageExtension.js";
import { type ProcessResult, runProcess } from "../support/runProcess.js";
import { copyRepository, removeRepositoryCopy } from "./repositoryCopy.js";
import { askShippedServer } from "./shippedServer.js";

/**
 * 1.2 MB as the packaging tool counts them. The sample organisation, which answers every read of the published definitions, and the
 * libraries of the pages are half of it.
 */
const SIZE_BUDGET_BYTES = 1.2 * 1024 * 1024;

/** Everything that may be shipped; the editor adds the last one when it installs. */
const ALLOWED = [
  /^(package|package\.nls(\.de)?|language-configuration)\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt)?$/i,
  /^syntaxes\/[^/]+\.json$/,
  /^client\/(media|schemas|walkthrough)\//,
  /^dist\/licences\.txt$/,
  /^dist\/(extension|browser|server|mcp)\.js$/,
  /^dist\/l10n\/(bundle|server)\.l10n\.de\.json$/,
  /^dist\/parts\/[\w-]+\.js$/,
  /^dist\/pages\/[^/]+\.(js|css)$/,
  /^\.vsixmanifest$/,
];

/** Paths of all files below, with slashes. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .map((file) => file.replaceAll(path.sep, "/"));
}

/** Every relative path that the manifest names, at any depth. */
function listNamedFiles(value: unknown): string[] {
  if (typeof value === "string") return /^\.\/[^*]+\.\w+$/.test(value) ? [value.slice(2)] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listNamedFiles) : [];
}

/** Packages whose code the shipped programs import by name, read from the texts: their types alone are not shipped. */
function listImportedPackages(): readonly string[] {
  const targets = ["client/src", "server/src"].flatMap((folder) =>
    listFiles(inRepository(folder))
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith(".ts") && !NOT_SHIPPED.test(file))
      .flatMap((file) => listImports(readFileSync(inRepository(file), "utf8"))),
  );
  const packages = targets.filter((target) => !/^(?:\.|node:|vscode$)/.test(target));
  return [...new Set(packages.map((target) => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target))];
}

function listImports(text: string): readonly string[] {
  const isOfTypes = (names = ""): boolean => /^\{\s*(?:type [^,}]+,?\s*)+\}$/.test(names);
  const first = [
    ...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:(?<names>[^"';]*?)\s+from\s+)?"(?<target>[^"]+)"/gm),
  ].filter(({ groups }) => !isOfTypes(groups?.["names"]));
  const later = [...text.matchAll(/(?<!typeof )\bimport\("(?<target>[^"]+)"\)/g)];
  return [...first, ...later].flatMap(({ groups }) => groups?.["target"] ?? []);
}

/** Programs of the command line and the demo page, and what only they import. */
const NOT_SHIPPED = /^(?:server\/src\/cli|client\/src\/(?:pipeline|demo))\//;

function hashFiles(folder: string): ReadonlyMap<string, string> {
  const hash = (file: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(folder, file)))
      .digest("hex");
  return new Map(
    listFiles(folder)
      .sort()
      .map((file) => [file, hash(file)]),
  );
}

describe("the package", () => {
  const extensionsFolder = makeTemporaryFolder("extensions");
  const copy = copyRepository();
  let archive = "";
  let installed = "";

  before("package and install", async () => {
    archive = await packageExtension(copy);
    await installPackagedExtension(archive, extensionsFolder);
    const folder = readdirSync(extensionsFolder).find((name) => name.startsWith("aep-workbench."));
    assert.ok(folder, "the editor must have installed it");
    installed = path.join(extensionsFolder, folder);
  });

  after(() => {
    rmSync(extensionsFolder, { recursive: true, force: true });
    removeRepositoryCopy(copy);
  });

  it("holds nothing that is not on the allow-list", () => {
    const strays = listFiles(installed).filter((file) => !ALLOWED.some((allowed) => allowed.test(file)));
    assert.deepEqual(strays, []);
  });

  it("shows its pages as they are written, with their examples of code", () => {
    for (const name of ["README.md", "CHANGELOG.md"]) {
      const shipped = path.join(installed, name.toLowerCase());
      assert.equal(readFileSync(shipped, "utf8").trim(), readFileSync(name, "utf8").trim(), name);
    }
  });

  it("has a server that answers, at its first start and at the next one", async () => {
    const folder = makeTemporaryFolder("index");
    const server = path.join(installed, "dist/server.js");
    try {
      const first = await askShippedServer(server, folder);
      assert.ok(first.includes("inSegment"), first.join());
      assert.deepEqual(await askShippedServer(server, folder), first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("has a server for agents that starts", async () => {
    const { output } = await runProcess(process.execPath, [path.join(installed, "dist/mcp.js"), "--version"]);
    const { version } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
    assert.equal(output.trim(), version);
  });

  it("tells every package that it bundles, with its version and its licence", () => {
    const text = readFileSync(path.join(installed, "dist/licences.txt"), "utf8");
    const told = new Set(
      Array.from(text.matchAll(/^(\S+ \S+) \(.+\)\n-+\n\n\S/gm), ([, heading]) => heading),
    );
    assert.equal(told.size, text.match(/^-+$/gm)?.length, "each with the text of its licence");
    for (const name of listImportedPackages()) {
      const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
      assert.ok(told.has(`${name} ${version}`), `${name} ${version} is bundled and not told`);
    }
  });

  it("holds every file that its manifest names", () => {
    const files = new Set(listFiles(installed));
    const manifest: unknown = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
    assert.deepEqual(
      listNamedFiles(manifest).filter((file) => !files.has(file)),
      [],
    );
  });

  it("stays within its size budget", () => {
    const { size } = statSync(archive);
    assert.ok(size <= SIZE_BUDGET_BYTES, `${size} bytes are more than ${SIZE_BUDGET_BYTES}`);
  });

  describe("once more, by the first command of the README, as a newcomer without desktop VS Code sees it", () => {
    const newcomer = copyRepository();
    let demo: ProcessResult;

    before("npm run demo", async () => {
      const parameters = ["test/run.mjs", "test/runner/demo.ts", "--check"];
      const env = { ...process.env, AEP_TEST_TOOLS: toolsFolder(), AEP_TEST_RESULTS: testResultsFolder() };
      demo = await runProcess(process.execPath, parameters, { cwd: newcomer, env });
    });

    after(() => removeRepositoryCopy(newcomer));

    it("starts in an editor that has nothing else, at a printed address under which three people do what they came for", () => {
      assert.equal(demo.code, 0, demo.output);
      assert.match(demo.output, /The demo works/);
    });

    it("is built from the same sources to the same bytes", () => {
      assert.deepEqual(hashFiles(path.join(newcomer, "dist")), hashFiles(path.join(copy, "dist")));
    });
  });
});
