/**
 * What a release is made of beside the package: notes out of the changelog, and checksums; and what keeps one from being made.
 * Tags, uploads and publishes nothing.
 */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runProcess } from "./runProcess.js";

/** A release that can be written. */
export interface Release {
  readonly version: string;
  /** Text of the changelog. */
  readonly changelog: string;
  /** The package, wherever it was made. */
  readonly packageFile: string;
}

/** The section of a version in the changelog, without its heading; undefined where there is none or it says nothing. */
export function findNotes(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split(/\s/)[0] === version);
  const notes = section?.slice(section.indexOf("\n")).trim();
  return notes === "" ? undefined : notes;
}

/** Why no release can be made of a folder: what git has not committed, or that this cannot be told. Undefined where nothing is. */
export async function findObstacle(folder: string): Promise<string | undefined> {
  const { code, output } = await runProcess("git", ["status", "--porcelain"], { cwd: folder });
  if (code !== 0) return `git cannot tell whether everything is committed:\n${output.trim()}`;
  const changes = output.trimEnd();
  return changes === ""
    ? undefined
    : `A release is made of what is committed. Commit or remove these first:\n${changes}`;
}

/** The packages in which `npm audit --json` found something, by name; undefined where the registry answers no such question. */
export function readAudit(answer: string): readonly string[] | undefined {
  const { vulnerabilities } = parseObject(answer);
  return typeof vulnerabilities === "object" && vulnerabilities !== null
    ? Object.keys(vulnerabilities)
    : undefined;
}

function parseObject(text: string): { readonly vulnerabilities?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // What is no JSON tells nothing, which whoever asked says.
    return {};
  }
}

/** Writes the package, its notes and the checksums into the folder, anew, and returns their names. */
export function writeRelease(
  folder: string,
  { version, changelog, packageFile }: Release,
): readonly string[] {
  const notes = findNotes(changelog, version);
  if (notes === undefined) throw new Error(`CHANGELOG.md says nothing of version ${version}.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [`aep-workbench-${version}.vsix`, "NOTES.md"] as const;
  copyFileSync(packageFile, path.join(folder, files[0]));
  writeFileSync(path.join(folder, files[1]), `# AEP Workbench ${version}\n\n${notes}\n`);
  const sums = files.map((file) => {
    const sum = createHash("sha256")
      .update(readFileSync(path.join(folder, file)))
      .digest("hex");
    return `${sum}  ${file}\n`;
  });
  writeFileSync(path.join(folder, "SHA256SUMS"), sums.join(""));
  return [...files, "SHA256SUMS"];
}
