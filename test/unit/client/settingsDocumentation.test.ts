/**
 * The settings that package.json offers are few, scoped, explained, and the ones docs/settings.md tells of.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly unknown[];
  readonly markdownDescription?: string;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync("package.nls.json", "utf8"));
const settings: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
const rows = readFileSync("docs/settings.md", "utf8").matchAll(/^\| `(aep\.[\w.]+)` \| `([^`]*)` \|/gm);
const documented = new Map(Array.from(rows, ([, name = "", value = ""]) => [name, value]));

describe("settings", () => {
  it("are at most fifteen, each with a scope and a text", () => {
    assert.ok(Object.keys(settings).length <= 15);
    for (const [name, { scope, markdownDescription = "" }] of Object.entries(settings)) {
      assert.ok(scope, `${name} has no scope`);
      assert.ok(texts[markdownDescription.replaceAll("%", "")], `${name} has no text`);
    }
  });

  it("explain every choice", () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });

  it("stand in docs/settings.md with their defaults, and no others do", () => {
    const offered = Object.entries(settings).map(([name, setting]) => [
      name,
      JSON.stringify(setting.default),
    ]);
    assert.deepEqual([...documented].sort(), offered.sort());
  });

  it("that decide where secrets are sent cannot come from a workspace", () => {
    assert.equal(settings["aep.connections"]?.scope, "application");
    const delicate =
      /host|endpoint|url|proxy|certificate|credential|secret|token|organi[sz]ation|connection/i;
    const namesOne = Object.entries(settings).filter(([name, setting]) =>
      delicate.test(
        `${name} ${JSON.stringify(Object.keys(setting))} ${JSON.stringify(setting).replaceAll("description", "")}`,
      ),
    );
    assert.deepEqual(
      namesOne
        .filter(([, { scope }]) => scope !== "application" && scope !== "machine")
        .map(([name]) => name),
      [],
    );
  });
});

describe("the texts of package.json", () => {
  it("are all there and all used", () => {
    const used = new Set(
      Array.from(readFileSync("package.json", "utf8").matchAll(/"%([\w.]+)%"/g), ([, key]) => key),
    );
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });
});
