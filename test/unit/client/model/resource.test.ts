/**
 * Paths of things: any id and any name survive, and no name becomes a path.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  readResourcePath,
  toFileName,
  toResourcePath,
  toSandboxKey,
} from "../../../../client/src/model/resource.js";
import { readSandboxKey } from "../../../../server/src/protocol/clientMessages.js";

const anyText = fc.string({ minLength: 1, unit: fc.constantFrom(..."ab/\\%. ?#:é🎯\n+=&@") });

describe("paths of things", () => {
  it("read back every connection, sandbox and id", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (connection, sandbox, id) => {
        const reference = { connection, sandbox, kind: "audience", id } as const;
        assert.deepEqual(readResourcePath(`${toResourcePath(reference)}/name.pql`), reference);
      }),
    );
  });

  it("lead the language server to the same sandbox key", () => {
    const target = { connection: "Acme / EU 100%", sandbox: "dev" };
    const path = `/${toResourcePath({ ...target, kind: "audience", id: "x/y" })}/name.pql`;
    const uri = `aep:${path.split("/").map(encodeURIComponent).join("/")}`;
    assert.equal(readSandboxKey(uri), toSandboxKey(target));
    assert.equal(readSandboxKey(`aep:/both.pql?${encodeURIComponent(path)}`), toSandboxKey(target));
    assert.equal(readSandboxKey("file:///a/b/c.pql"), undefined);
    assert.equal(readSandboxKey("aep:/only"), undefined);
  });

  it("are not read from anything else", () => {
    for (const path of ["", "a", "a/b/c/d", "a/b/audience", "a/b/audience/%", "/b/audience/x"]) {
      assert.equal(readResourcePath(path), undefined, path);
    }
  });

  it("make a file name of every name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 5000 }), (name) => {
        const file = toFileName(name);
        assert.ok(file.length > 0 && Array.from(file).length <= 80);
        assert.doesNotMatch(file, /[/\\:*?"<>|\n\r\t]|^\.|\.$/);
      }),
    );
    assert.equal(toFileName("Gold / Platinum"), "Gold Platinum");
    assert.equal(toFileName("..."), "unnamed");
    assert.equal(toFileName("../../../etc/passwd"), "etc passwd");
  });
});
