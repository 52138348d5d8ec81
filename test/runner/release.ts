/**
 * `npm run release`: the package, its notes and their checksums under out/release/, of what is committed and nothing else.
 */
import { readFileSync } from "node:fs";
import { inRepository, repositoryFolder } from "../support/folders.js";
import { packageExtension } from "../support/packageExtension.js";
import { findNotes, findObstacle, readAudit, writeRelease } from "../support/releaseFiles.js";
import { exitOnSignals, runProcess } from "../support/runProcess.js";

/** Refuses packages in which the registry knows a fault; of one that cannot be asked it says so. */
async function audit(): Promise<void> {
  const { output } = await runProcess("npm", ["audit", "--json", "--silent"], { cwd: repositoryFolder() });
  const found = readAudit(output);
  if (found === undefined)
    process.stdout.write("Not audited: the registry did not answer. Run `npm audit` where it does.\n");
  else if (found.length > 0) throw new Error(`npm audit knows faults of these packages: ${found.join(", ")}`);
}

async function release(): Promise<string> {
  const { version } = JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as { version: string };
  const changelog = readFileSync(inRepository("CHANGELOG.md"), "utf8");
  const obstacle = await findObstacle(repositoryFolder());
  if (obstacle !== undefined) throw new Error(obstacle);
  // Before the build, which takes its time.
  if (findNotes(changelog, version) === undefined)
    throw new Error(`CHANGELOG.md says nothing of version ${version}.`);
  await audit();
  const folder = inRepository("out", "release");
  const files = writeRelease(folder, { version, changelog, packageFile: await packageExtension() });
  return `${folder}: ${files.join(", ")}`;
}

exitOnSignals();
release().then(
  (text) => process.stdout.write(`${text}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
