/**
 * An `.env` file as the object it stands for. Adobe's command line flattens its configuration into such files: names are joined
 * by single underscores, underscores of their own are doubled, lists are JSON text, and newer versions write capitals only
 * (adobe/aio-cli-plugin-app, import-helper). Pure; judges nothing.
 */
import type { JsonObject } from "./tolerantShapes";

const AIO = /^AIO_/i;

/** Longer names are none of Adobe's; each of their parts would be a level of nesting. */
const LONGEST_NAME = 200;

/** A line of such a file as Node and others read it: a name, a sign, a value that quotes may carry over lines, a comment. */
const VARIABLE =
  /^[ \t]*(?:export[ \t]+)?([^\s=#]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|`([^`]*)`|([^#\n]*))[^\n]*$/gm;

/** Returns the variables, those of the command line as nested objects with names in small letters; undefined without any. */
export function readEnvironmentFile(content: string): JsonObject | undefined {
  const variables = listVariables(content.replaceAll("\r\n", "\n"));
  if (variables.length === 0) return undefined;
  const plain = variables.filter(([name]) => !AIO.test(name));
  const tree: Tree = new Map();
  for (const [name, value] of variables) if (AIO.test(name)) add(tree, toSteps(name), value);
  return { ...toObject(tree), ...Object.fromEntries(plain) };
}

/** Only what stands in double quotes has escapes: line breaks, and quotes, which lists of scopes are written with. The last value of a name counts. */
function listVariables(content: string): readonly (readonly [string, string])[] {
  const values = new Map<string, string>();
  for (const [, name = "", double, single, tick, bare = ""] of content.matchAll(VARIABLE)) {
    const unescaped = double?.replace(/\\([n"])/g, (_, sign) => (sign === "n" ? "\n" : sign));
    if (name.length <= LONGEST_NAME) values.set(name, unescaped ?? single ?? tick ?? bare.trim());
  }
  return [...values];
}

type Tree = Map<string, Tree | unknown>;

function toSteps(name: string): readonly string[] {
  const steps = name.replace(AIO, "").split(/(?<!_)_(?!_)/);
  return steps.map((step) => step.replaceAll("__", "_").toLowerCase());
}

function add(tree: Tree, [first = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(first, readValue(value));
    return;
  }
  const known = tree.get(first);
  const inner: Tree = known instanceof Map ? known : new Map();
  tree.set(first, inner);
  add(inner, rest, value);
}

function readValue(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function toObject(tree: Tree): JsonObject {
  return Object.fromEntries(
    [...tree].map(([name, value]) => [name, value instanceof Map ? toObject(value) : value]),
  );
}
