/**
 * The parts that the build divided a program into: a program is as big as all it can load, and moves with them.
 */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** How a part names another, whether it needs it at once or later. */
const OTHER_PART = /\brequire\)?\("(\.[^"]+)"\)/g;

/** Paths of a program's script and all its parts. */
export function listParts(script: string): readonly string[] {
  const found = new Set([script]);
  for (const part of found) {
    for (const [, name = ""] of readFileSync(part, "utf8").matchAll(OTHER_PART)) {
      found.add(path.join(path.dirname(part), name));
    }
  }
  return [...found];
}

/** Copies a program into a folder and returns the path of its script there. */
export function copyProgram(script: string, folder: string): string {
  const toCopy = (part: string): string => path.join(folder, path.relative(path.dirname(script), part));
  for (const part of listParts(script)) {
    mkdirSync(path.dirname(toCopy(part)), { recursive: true });
    copyFileSync(part, toCopy(part));
  }
  return toCopy(script);
}
