/**
 * What a release needs: everything committed, something said about the version, and checksums that hold.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRepository, makeTemporaryFolder } from "../../support/folders.js";
import { findNotes, findObstacle, readAudit, writeRelease } from "../../support/releaseFiles.js";
import { runOrFail } from "../../support/runProcess.js";

const CHANGELOG =
  "# Changelog\n\n## 1.1.0 (unreleased)\n\n- New.\n\n## 1.0.0\n\n- First.\n- 1.1.0 will follow.\n";

describe("a release", () => {
  let folder: string;

  beforeEach(() => {
    folder = makeTemporaryFolder("release");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is refused until everything is committed, and where git knows nothing", async () => {
    assert.match((await findObstacle(folder)) ?? "", /git cannot tell/);
    const git = (...parameters: string[]): Promise<string> =>
      runOrFail("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...parameters], {
        cwd: folder,
      });
    await git("init", "--quiet");
    assert.equal(await findObstacle(folder), undefined);
    writeFileSync(path.join(folder, "new.txt"), "1");
    assert.match((await findObstacle(folder)) ?? "", /Commit or remove.*\n\?\? new\.txt$/);
    await git("add", ".");
    assert.match((await findObstacle(folder)) ?? "", /new\.txt/);
    await git("commit", "--quiet", "-m", "new");
    assert.equal(await findObstacle(folder), undefined);
    writeFileSync(path.join(folder, "new.txt"), "2");
    assert.match((await findObstacle(folder)) ?? "", / M new\.txt/);
  });

  it("tells what the changelog says of its version, and of no other", () => {
    assert.equal(findNotes(CHANGELOG, "1.1.0"), "- New.");
    assert.equal(findNotes(CHANGELOG, "1.0.0"), "- First.\n- 1.1.0 will follow.");
    for (const version of ["1.1", "2.0.0", ""]) assert.equal(findNotes(CHANGELOG, version), undefined);
    const { version } = JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as { version: string };
    assert.ok(findNotes(readFileSync(inRepository("CHANGELOG.md"), "utf8"), version));
  });

  it("knows packages with faults from none, and both from a registry that was not there or does not tell", () => {
    const clean = { auditReportVersion: 2, vulnerabilities: {}, metadata: {} };
    const faulty = { ...clean, vulnerabilities: { left: { name: "left", severity: "low" } } };
    assert.deepEqual(readAudit(JSON.stringify(clean)), []);
    assert.deepEqual(readAudit(JSON.stringify(faulty)), ["left"]);
    const refused = { message: "405 Method Not Allowed", statusCode: 405, error: { summary: "" } };
    for (const answer of [JSON.stringify(refused), "", "npm error", "null"])
      assert.equal(readAudit(answer), undefined, answer);
  });

  it("is the package, the notes, and checksums that hold", () => {
    const packageFile = path.join(folder, "made.vsix");
    writeFileSync(packageFile, "package");
    const place = path.join(folder, "release");
    const files = writeRelease(place, { version: "1.1.0", changelog: CHANGELOG, packageFile });
    assert.deepEqual(files, ["aep-workbench-1.1.0.vsix", "NOTES.md", "SHA256SUMS"]);
    assert.equal(readFileSync(path.join(place, "NOTES.md"), "utf8"), "# AEP Workbench 1.1.0\n\n- New.\n");
    assert.equal(readFileSync(path.join(place, "aep-workbench-1.1.0.vsix"), "utf8"), "package");
    const sums = readFileSync(path.join(place, "SHA256SUMS"), "utf8");
    assert.match(sums, /^[0-9a-f]{64} {2}aep-workbench-1\.1\.0\.vsix$/m);
    assert.match(sums, /^[0-9a-f]{64} {2}NOTES\.md$/m);
    for (const line of sums.trimEnd().split("\n")) {
      const [sum, file = ""] = line.split("  ");
      const bytes = readFileSync(path.join(place, file));
      assert.equal(createHash("sha256").update(bytes).digest("hex"), sum);
    }
    assert.throws(
      () => writeRelease(place, { version: "9.9.9", changelog: CHANGELOG, packageFile }),
      /9\.9\.9/,
    );
  });
});
