/**
 * Of the editor's own extensions those that ours has to do with, as a folder of links. The others start with every window of a test, or
 * with the first text in it, and nothing of ours leads to them: only their names are there, because a window that missed one would look
 * for it elsewhere.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Those that run something: version control, other languages, debuggers, accounts. Colours and languages without a program cost nothing. */
const STRANGERS = [
  /^(?:debug|git|ms-vscode)\b/,
  /^(?:github(?:-authentication)?|microsoft-authentication|copilot|merge-conflict)$/,
  /^(?:css|html|php|typescript)-language-features$/,
  /^(?:emmet|ipynb|notebook-renderers|terminal-suggest|tunnel-forwarding)$/,
  /^(?:grunt|gulp|jake|npm|extension-editing|configuration-editing)$/,
];

const isStranger = (name: string): boolean => STRANGERS.some((stranger) => stranger.test(name));

/** Keeps of an extension what tells which it is, and that it would run beside the files. */
function nameOnly(extension: string, target: string): void {
  const manifest = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
  const { publisher, name, version, engines } = manifest;
  const extensionKind = ["workspace"];
  mkdirSync(target);
  writeFileSync(
    path.join(target, "package.json"),
    JSON.stringify({ publisher, name, version, engines, extensionKind }),
  );
}

/** Links into a new folder those of an editor's extensions that are to run. */
export function linkFewExtensions(all: string, folder: string): void {
  mkdirSync(folder);
  const extensions = readdirSync(all, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of extensions) {
    const [extension, target] = [path.join(all, name), path.join(folder, name)];
    if (isStranger(name)) nameOnly(extension, target);
    else symlinkSync(extension, target, "junction");
  }
}
