/**
 * Makes a hand-off packet: reads a thing with all that belongs to it, and writes it into an empty folder in the words of the next
 * system. Nothing is sent, and nothing is written over.
 */
import { toSlug } from "../inventory/objectPaths";
import type { InventoryFolder } from "../model/inventoryFolder";
import { occupiedFolder } from "../model/refusals";
import { FieldNames } from "./fieldNames";
import { HAND_OFF_PAGE, type HandedRule, type HandedText, toFieldList, toHandOffPage } from "./handOffText";
import { type HandedReading, type HandedThing, type HandedThings, readHanded } from "./readHanded";
import { translateTemplate } from "./translateTemplate";
import { type HandOffTarget, type TargetRows, TRANSLATIONS } from "./translationTable";

/** What for whom into which folder. */
export interface HandOffRequest extends HandedReading {
  readonly target: HandOffTarget;
  readonly folder: Pick<InventoryFolder, "listTop" | "write">;
}

/** What came of it. */
export interface HandOffReport {
  readonly name: string;
  readonly untranslated: number;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/** Makes the packet. Rejects with `ApiError` or `UserError`. */
export async function makeHandOff(request: HandOffRequest): Promise<HandOffReport> {
  const { folder, target, session } = request;
  if ((await folder.listTop()).length > 0) throw occupiedFolder("is not empty");
  const things = await readHanded(request);
  const rows = target === "sandbox" ? undefined : TRANSLATIONS[target];
  const names = new FieldNames(rows ?? { fields: {}, wordBreak: " " });
  const inRules = things.audiences.flatMap(({ rule }) => rule?.fields ?? []);
  const inTexts = await things.describeFields(listFieldsOfTexts(things));
  for (const field of [...inRules, ...inTexts]) names.name(field);
  const writer = new PacketWriter(folder, rows, names);
  const rules = await writer.writeRules(things.audiences);
  const texts = await writer.writeTexts(things);
  await folder.write("fields.csv", toFieldList(names.fields, rows !== undefined));
  const place = { orgId: session.orgId, sandbox: session.sandbox ?? "", takenAt: session.clock.now() };
  await folder.write(
    HAND_OFF_PAGE,
    toHandOffPage({ things, target, rules, texts, place, fields: names.fields }),
  );
  return {
    name: things.thing.name,
    untranslated: texts.reduce((sum, { untranslated }) => sum + untranslated.length, 0),
    problems: things.problems,
  };
}

/** Read before anything is written, because titles make better names than paths. */
function listFieldsOfTexts({ thing, fragments }: HandedThings): readonly string[] {
  const paths = new Set<string>();
  const needs = {
    rows: TRANSLATIONS.sfmc,
    nameField: (path: string) => {
      paths.add(path);
      return path;
    },
  };
  for (const { texts = [] } of [thing, ...fragments])
    for (const { text } of texts) translateTemplate(text, needs);
  return [...paths];
}

class PacketWriter {
  private readonly taken = new Set<string>();

  constructor(
    private readonly folder: HandOffRequest["folder"],
    private readonly rows: TargetRows | undefined,
    private readonly names: FieldNames,
  ) {}

  /** Pairs of files, as `aep plan` reads them. A rule that names somebody is not among them. */
  async writeRules(audiences: readonly HandedThing[]): Promise<readonly HandedRule[]> {
    const rules: HandedRule[] = [];
    for (const audience of audiences) {
      const { rule, pairFields, name } = audience;
      const stem = this.toFreePath("audiences", name, ".pql");
      const path = rule === undefined || pairFields === undefined ? undefined : `${stem}.pql`;
      rules.push({ audience, path });
      if (path === undefined || rule === undefined || pairFields === undefined) continue;
      await this.folder.write(path, `${rule.text.trimEnd()}\n`);
      await this.folder.write(`${stem}.audience.json`, pairFields);
    }
    return rules;
  }

  async writeTexts({ thing, fragments }: HandedThings): Promise<readonly HandedText[]> {
    const texts: HandedText[] = [];
    for (const { file, title, text } of thing.texts ?? []) {
      texts.push(await this.writeText(`messages/${file}`, title, text));
    }
    for (const { name, texts: parts = [] } of fragments) {
      const stem = this.toFreePath("fragments", name, "");
      for (const { file, text } of parts)
        texts.push(await this.writeText(`${stem}/${file}`, `Fragment ${name}`, text));
    }
    return texts;
  }

  private async writeText(path: string, title: string, text: string): Promise<HandedText> {
    if (this.rows === undefined) {
      await this.folder.write(path, text);
      return { title, path, authored: undefined, untranslated: [] };
    }
    const nameField = (field: string): string => this.names.name({ path: field });
    const translated = translateTemplate(text, { rows: this.rows, nameField });
    await this.folder.write(path, translated.text);
    if (translated.text === text) return { title, path, authored: undefined, untranslated: [] };
    const authored = `as-written/${path}`;
    await this.folder.write(authored, text);
    return { title, path, authored, untranslated: translated.untranslated };
  }

  private toFreePath(folder: string, name: string, ending: string): string {
    const base = `${folder}/${toSlug(name) || "unnamed"}`;
    for (let number = 1; ; number++) {
      const path = number === 1 ? base : `${base}-${number}`;
      if (this.taken.has(path + ending)) continue;
      this.taken.add(path + ending);
      return path;
    }
  }
}
