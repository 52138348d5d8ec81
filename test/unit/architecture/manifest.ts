/**
 * What package.json promises against what the code holds: commands, settings, translated texts.
 */
import ts from "typescript";
import { type SourceTree, walkSyntax } from "./sourceTree.js";

/** The parts of package.json that these rules read; absent parts promise nothing. */
export interface Manifest {
  readonly contributes?: {
    readonly commands?: readonly { readonly command: string }[];
    readonly configuration?: Configuration | readonly Configuration[];
  };
}

interface Configuration {
  readonly properties?: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

/** More than a person reads through. */
export const SETTINGS_AT_MOST = 15;

function listSettings({ contributes }: Manifest): [string, Setting][] {
  const sections = [contributes?.configuration ?? []].flat() as Configuration[];
  return sections.flatMap(({ properties }) => Object.entries(properties ?? {}));
}

/** Where the client's names stand: its own code, and the names it shares with the server. */
const NAMING_PLACES = /^(client\/src|server\/src\/protocol)\//;

/** Every text literal of these places. */
function collectTexts(tree: SourceTree): Set<string> {
  const texts = new Set<string>();
  for (const { path, syntax } of tree.values()) {
    if (!NAMING_PLACES.test(path)) continue;
    for (const node of walkSyntax(syntax)) if (ts.isStringLiteralLike(node)) texts.add(node.text);
  }
  return texts;
}

/** Commands that the manifest offers and no code names. */
export function findCommandsWithoutCode(manifest: Manifest, tree: SourceTree): string[] {
  const texts = collectTexts(tree);
  return (manifest.contributes?.commands ?? []).map(({ command }) => command).filter((id) => !texts.has(id));
}

/** Section of the settings that the server reads, and the file where it does, property by property. */
const SERVER_SECTION = "aep.pql.";
const SERVER_SETTINGS = "server/src/session/languageSettings.ts";

function isReadByServer(name: string, tree: SourceTree): boolean {
  const file = [...tree.values()].find(({ path }) => path === SERVER_SETTINGS);
  if (file === undefined || !name.startsWith(SERVER_SECTION)) return false;
  const names = new Set<string>();
  for (const node of walkSyntax(file.syntax)) if (ts.isIdentifier(node)) names.add(node.text);
  return name
    .slice(SERVER_SECTION.length)
    .split(".")
    .every((part) => names.has(part));
}

/** Settings that no code reads, by their full name, or by what follows the first or second dot. */
export function findSettingsWithoutCode(manifest: Manifest, tree: SourceTree): string[] {
  const texts = collectTexts(tree);
  const spellings = (name: string) => name.split(".").map((_, index, parts) => parts.slice(index).join("."));
  return listSettings(manifest)
    .map(([name]) => name)
    .filter(
      (name) => !spellings(name).some((spelling) => texts.has(spelling)) && !isReadByServer(name, tree),
    );
}

/** Settings that do not say where they apply, what they do, or what each choice means; and too many of them. */
export function findUnclearSettings(manifest: Manifest): string[] {
  const settings = listSettings(manifest);
  const unclear = settings.filter(([, setting]) => {
    const choices = setting.enumDescriptions ?? setting.markdownEnumDescriptions ?? [];
    const isDescribed = (setting.description ?? setting.markdownDescription ?? "") !== "";
    return setting.scope === undefined || !isDescribed || choices.length !== (setting.enum ?? choices).length;
  });
  const surplus = settings.length > SETTINGS_AT_MOST ? [`${settings.length} settings`] : [];
  return [...unclear.map(([name]) => name), ...surplus];
}

/** Placeholders of package.json without a text, and texts without a placeholder. */
export function findTextMismatches(manifest: string, texts: Readonly<Record<string, unknown>>): string[] {
  const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key));
  return [
    ...[...used].filter((key) => !(key in texts)).map((key) => `%${key}% has no text`),
    ...Object.keys(texts)
      .filter((key) => !used.has(key))
      .map((key) => `${key} is not used`),
  ];
}
