/**
 * The Node the README asks for is enough for everything we install: npm warns of each package that wants another, and a newcomer
 * cannot tell such a warning from a fault.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { satisfies } from "semver";
import { inRepository } from "../../support/folders.js";

/** The oldest of each line that the README names; npm takes the newest of a line where nothing else is said. */
const NODES = ["20.19.0", "24.0.0"];

interface LockedPackage {
  readonly engines?: { readonly node?: string };
}

describe("the packages we install", () => {
  for (const node of NODES) {
    it(`all run on Node ${node}`, () => {
      const lock = JSON.parse(readFileSync(inRepository("package-lock.json"), "utf8"));
      const packages: [string, LockedPackage][] = Object.entries(lock.packages);
      const refusing = packages.filter(([, { engines }]) => !satisfies(node, engines?.node ?? "*"));
      assert.deepEqual(
        refusing.map(([name, { engines }]) => `${name} wants ${engines?.node}`),
        [],
      );
    });
  }
});
