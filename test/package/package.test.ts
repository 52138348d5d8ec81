/**
 * The shipped artefact itself: what is in it, how big it is, that an editor takes and starts it.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { installPackagedExtension } from "../support/editorServer.js";
import { makeTemporaryFolder } from "../support/folders.js";
import { packageExtension } from "../support/packageExtension.js";
import { Workbench } from "../support/workbench.js";
import { askShippedServer } from "./shippedServer.js";

/** The sample organisation, which answers every read of the published definitions, and the libraries of the pages are half of it. */
const SIZE_BUDGET_BYTES = 1_200_000;

/** Everything that may be shipped; the editor adds the last one when it installs. */
const ALLOWED = [
  /^(package|package\.nls|language-configuration)\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt)?$/i,
  /^syntaxes\/[^/]+\.json$/,
  /^client\/(media|schemas|walkthrough)\//,
  /^dist\/(extension|server)\.js$/,
  /^dist\/extension\/[\w-]+\.js$/,
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

describe("the package", () => {
  const extensionsFolder = makeTemporaryFolder("extensions");
  let archive = "";
  let installed = "";

  before("package and install", async () => {
    archive = await packageExtension();
    await installPackagedExtension(archive, extensionsFolder);
    const folder = readdirSync(extensionsFolder).find((name) => name.startsWith("aep-workbench."));
    assert.ok(folder, "the editor must have installed it");
    installed = path.join(extensionsFolder, folder);
  });

  after(() => rmSync(extensionsFolder, { recursive: true, force: true }));

  it("holds nothing that is not on the allow-list", () => {
    const strays = listFiles(installed).filter((file) => !ALLOWED.some((allowed) => allowed.test(file)));
    assert.deepEqual(strays, []);
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

  it("starts in an editor that has only the package", async () => {
    const options = { workspace: "demo-workspace", extensionsFolder, useInstalledExtension: true };
    const workbench = await Workbench.open({ ...options, environment: { AEP_DEMO: "1" } });
    try {
      await workbench.runCommand("View: Show AEP");
      await workbench.runCommand("Developer: Show Running Extensions");
      const row = workbench.page
        .locator(".runtime-extensions-editor .extension")
        .filter({ hasText: "AEP Workbench" });
      await row.getByText(/Activation/).waitFor();
      assert.deepEqual(workbench.consoleErrors, []);
    } finally {
      await workbench.close();
    }
  });
});
