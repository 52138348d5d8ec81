/**
 * Writes pairs after an audience was read: what is taken, the link, and nothing that already stands there. Of a pair that is
 * there the expression is written before the link, so that a run that is killed never claims to have seen what the file does
 * not hold; of a new pair the link, so that the next run knows whose half it found. Texts keep the form the files already have
 * (line breaks, byte-order mark, indentation), so that a pull shows in version control as what changed and nothing else.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import { ApiError, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import { convertExpression, type PqlExpression } from "../api/conversion";
import {
  type AudienceDefinition,
  EMPTY_DRAFT,
  toDefinition,
  toFingerprint,
} from "../model/audienceDefinition";
import {
  AUDIENCE_FILE_ENDING,
  type AudienceFile,
  EMPTY_AUDIENCE_FILE,
  type SeenAudience,
  toAudienceFileText,
} from "../model/audienceFile";
import { type AudienceFolder, EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { replaceReferences } from "../model/expressionReferences";
import type { MergePolicyNames } from "../model/mergePolicyNames";
import type { AudiencePair } from "./folderIndex";
import { toIdsAtHome } from "./localDraft";
import { type DecidedSides, type PullDecision, toPulledBase, toPulledDefinition } from "./pullDecision";
import { toTagTexts } from "./tagNames";

/** What writing needs to know of the sandbox and the folder. */
interface WriterPlace {
  readonly session: ApiSession;
  readonly key: string;
  readonly mergePolicies: MergePolicyNames;
  readonly tagNames: ReadonlyMap<string, string>;
  readonly pairs: readonly AudiencePair[];
}

/** A pair to bring up to what was decided. */
interface PairUpdate {
  readonly audience: Audience;
  readonly decision: PullDecision;
  readonly sides: DecidedSides;
}

/** An expression as text, and whether the platform holds it in another form. */
interface ExpressionText {
  readonly value: string;
  readonly isTranslated: boolean;
}

/** Writes pairs of one sandbox into one folder. */
export class PairWriter {
  constructor(
    private readonly folder: AudienceFolder,
    private readonly place: WriterPlace,
  ) {}

  /** The audience's expression as text, translated by the platform where it is a tree. Rejects with `ApiError`. */
  async getText({ expression }: Audience): Promise<ExpressionText> {
    if (expression === undefined) throw new ApiError("badResponse", { reason: { kind: "noExpression" } });
    const { value } = expression;
    if (expression.format !== "pql/json") return { value, isTranslated: false };
    const { format, value: text } = await this.translate(value);
    if (format !== "pql/text" || text.trim() === "")
      throw new ApiError("badResponse", { reason: { kind: "noExpressionText" } });
    return { value: text, isTranslated: true };
  }

  private async translate(value: string): Promise<PqlExpression> {
    try {
      return await convertExpression(this.place.session, { format: "pql/json", value });
    } catch (error) {
      if (!isApiError(error) || (error.status === undefined && error.code !== "badResponse")) throw error;
      throw new ApiError(error.code, { ...error, reason: { kind: "notTranslated" }, cause: error });
    }
  }

  /** Writes a new pair, or the one file of it that is missing. */
  async create(
    stem: string,
    { audience, text, isWritten }: { audience: Audience; text: ExpressionText; isWritten: boolean },
  ): Promise<void> {
    const seen = { ...this.toSeen(audience, toDefinition(audience)), text: toTextMark(text) };
    await this.folder.write(stem + AUDIENCE_FILE_ENDING, toFieldsText(EMPTY_AUDIENCE_FILE, seen, undefined));
    if (!isWritten)
      await this.folder.write(stem + EXPRESSION_FILE_ENDING, toExpressionText(text.value, undefined));
  }

  /** Brings a pair up to the decision. */
  async update(pair: AudiencePair, update: PairUpdate): Promise<void> {
    const { audience, decision, sides } = update;
    const text = decision.take.includes("expression") ? await this.getText(audience) : undefined;
    if (text !== undefined) await this.writeExpression(pair, text.value);
    const link = pair.file.remotes[this.place.key];
    const base = toPulledBase(decision, sides);
    const isKnown = JSON.stringify(link?.seen ?? null) === JSON.stringify(base) && link?.id === audience.id;
    if (isKnown && decision.take.length === 0) return;
    await this.writeFields(pair, {
      ...this.toSeen(audience, toPulledDefinition(decision, sides)),
      base,
      text: text === undefined ? link?.text : toTextMark(text),
    });
  }

  /** Where the expression is the same but for space, the file keeps its own layout. */
  async writeExpression(pair: AudiencePair, value: string): Promise<void> {
    const path = pair.stem + EXPRESSION_FILE_ENDING;
    const ids = toIdsAtHome(this.place.pairs, { pair, key: this.place.key });
    const atHome = replaceReferences(value, { audiences: ids, namespaces: new Map() });
    await this.folder.write(path, toExpressionText(atHome, await this.folder.read(path)));
  }

  private async writeFields(pair: AudiencePair, seen: SeenAudience): Promise<void> {
    const path = pair.stem + AUDIENCE_FILE_ENDING;
    const before = await this.folder.read(path);
    const text = toFieldsText(toUnmentioned(pair.file, seen), seen, before);
    if (text !== before) await this.folder.write(path, text);
  }

  private toSeen(audience: Audience, definition: AudienceDefinition): SeenAudience {
    const { mergePolicy } = definition;
    return {
      key: this.place.key,
      id: audience.id,
      definition,
      changedAt: audience.updatedAt,
      mergePolicyName: mergePolicy && this.place.mergePolicies.toName(mergePolicy),
      tags: toTagTexts(audience.tags, this.place.tagNames),
    };
  }
}

/** Fields the platform no longer has disappear from the file; the writer only adds. */
function toUnmentioned(file: AudienceFile, { definition }: SeenAudience): AudienceFile {
  const gone = (["mergePolicy", "evaluation", "lifecycle"] as const).filter(
    (field) => definition[field] === undefined,
  );
  const raw = Object.fromEntries(
    Object.entries(file.raw).filter(([field]) => !gone.some((one) => one === field)),
  );
  return { ...file, raw };
}

/** What tells later whether somebody edited the translation of a tree. */
function toTextMark({ value, isTranslated }: ExpressionText): string | undefined {
  const expression = { format: "pql/text", value } as const;
  return isTranslated ? toFingerprint("expression", { ...EMPTY_DRAFT, expression }) : undefined;
}

/** The text of the `.audience.json` file, in the form of the text it replaces. */
export function toFieldsText(file: AudienceFile, seen: SeenAudience, before: string | undefined): string {
  const text = toAudienceFileText(file, seen);
  const indentation = before?.match(/^\uFEFF?\s*\{\r?\n([ \t]+)"/)?.[1];
  const indented =
    indentation === undefined || indentation === "  "
      ? text
      : `${printExactJson(parseExactJson(text), indentation)}\n`;
  return inFormOf(indented, before);
}

/** The text of the `.pql` file, in the form of the text it replaces. */
function toExpressionText(expression: string, before: string | undefined): string {
  return inFormOf(`${expression.replace(/\s+$/, "")}\n`, before);
}

function inFormOf(text: string, before: string | undefined): string {
  const plain = text.replace(/\r\n?/g, "\n");
  if (before === undefined) return plain;
  const mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
  return mark + (/\r\n/.test(before) ? plain.replace(/\n/g, "\r\n") : plain);
}
