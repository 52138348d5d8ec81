/**
 * Nothing on our pages moves by itself, so there is nothing that somebody who asks for less motion would have to be spared.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRepository } from "../../../support/folders.js";

const PAGES = inRepository("client", "src", "pages");

/** Ways to have something move, in style sheets and in scripts. */
const MOTION =
  /\b(animation|transition)(-\w+)?\s*:|@keyframes|scroll-behavior|behavior:\s*"smooth"|animate:\s*true|\.animate\(/;

function listFiles(ending: RegExp): string[] {
  return readdirSync(PAGES, { recursive: true, encoding: "utf8" }).filter((name) => ending.test(name));
}

describe("motion on pages", () => {
  it("is nowhere", () => {
    const files = listFiles(/\.(css|ts)$/);
    assert.ok(files.length > 50);
    const moving = files.filter((name) => MOTION.test(readFileSync(path.join(PAGES, name), "utf8")));
    assert.deepEqual(moving, []);
  });
});
