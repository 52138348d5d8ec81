/**
 * Reads a template of Journey Optimizer as a tree of texts, outputs and blocks. Total: what is not closed, or closes nothing, is in the
 * tree as that. Evaluates nothing. Pure.
 */

/** A tag and where it begins. */
export interface TemplateTag {
  /** As written, with its braces. */
  readonly written: string;
  /** What stands between the braces. */
  readonly inner: string;
  readonly offset: number;
}

/** A branch of a block: the whole of it, or what follows an `else`. */
export interface TemplateBranch {
  readonly tag: TemplateTag;
  /** Undefined for an `else` without a condition. */
  readonly condition: string | undefined;
  readonly parts: readonly TemplatePart[];
}

/** A piece of a template. */
export type TemplatePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "comment" }
  | { readonly type: "output"; readonly tag: TemplateTag; readonly expression: string }
  | { readonly type: "let"; readonly tag: TemplateTag; readonly name: string; readonly expression: string }
  | {
      readonly type: "block";
      readonly tag: TemplateTag;
      /** `if`, `unless`, `each`, `with` or any other. */
      readonly name: string;
      readonly branches: readonly TemplateBranch[];
      /** Undefined where the block is not closed. */
      readonly end: TemplateTag | undefined;
    }
  /** A closing tag or an `else` without a block. */
  | { readonly type: "stray"; readonly tag: TemplateTag };

const TAG = /\{\{\{([\s\S]*?)\}\}\}|\{\{!--[\s\S]*?--\}\}|\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g;
const OPENING = /^#\s*([\p{L}_][\p{L}\p{N}_]*)([\s\S]*)$/u;
const ELSE = /^(?:else\s*if\b|elseif\b)([\s\S]*)$/i;
const LET = /^let\s+([\p{L}_][\p{L}\p{N}_]*)\s*=([\s\S]*)$/u;

/** The parts of a template. */
export function readTemplate(text: string): readonly TemplatePart[] {
  const reader = new TemplateReader();
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    reader.addText(text.slice(end, match.index));
    end = match.index + match[0].length;
    const inner = (match[1] ?? match[2] ?? match[3] ?? "!").replace(/^~|~$/g, "").trim();
    reader.addTag({ written: match[0], inner, offset: match.index });
  }
  reader.addText(text.slice(end));
  return reader.finish();
}

interface OpenBlock {
  readonly tag: TemplateTag;
  readonly name: string;
  readonly branches: TemplateBranch[];
  branch: { readonly tag: TemplateTag; readonly condition: string | undefined };
  parts: TemplatePart[];
}

class TemplateReader {
  private readonly top: TemplatePart[] = [];
  private readonly open: OpenBlock[] = [];

  addText(text: string): void {
    if (text !== "") this.parts.push({ type: "text", text });
  }

  addTag(tag: TemplateTag): void {
    const { inner } = tag;
    const [, opened, argument = ""] = OPENING.exec(inner) ?? [];
    if (inner.startsWith("!")) this.parts.push({ type: "comment" });
    else if (opened !== undefined) this.begin(tag, opened.toLowerCase(), argument.trim());
    else if (inner.startsWith("/")) this.end(tag, inner.slice(1).trim().toLowerCase());
    else if (/^else\b/i.test(inner)) this.addBranch(tag, ELSE.exec(inner)?.[1]?.trim());
    else this.addSingle(tag);
  }

  finish(): readonly TemplatePart[] {
    while (this.open.length > 0) this.close(undefined);
    return this.top;
  }

  private get parts(): TemplatePart[] {
    return this.open.at(-1)?.parts ?? this.top;
  }

  private addSingle(tag: TemplateTag): void {
    const [, name, value = ""] = LET.exec(tag.inner) ?? [];
    if (name !== undefined) this.parts.push({ type: "let", tag, name, expression: value.trim() });
    else this.parts.push({ type: "output", tag, expression: tag.inner.replace(/^=/, "").trim() });
  }

  private begin(tag: TemplateTag, name: string, condition: string): void {
    this.open.push({ tag, name, branches: [], branch: { tag, condition }, parts: [] });
  }

  private addBranch(tag: TemplateTag, condition: string | undefined): void {
    const block = this.open.at(-1);
    if (block === undefined) {
      this.parts.push({ type: "stray", tag });
      return;
    }
    block.branches.push({ ...block.branch, parts: block.parts });
    block.branch = { tag, condition };
    block.parts = [];
  }

  /** What was opened inside and not closed ends here, too. */
  private end(tag: TemplateTag, name: string): void {
    if (!this.open.some((block) => block.name === name)) {
      this.parts.push({ type: "stray", tag });
      return;
    }
    while (this.open.at(-1)?.name !== name) this.close(undefined);
    this.close(tag);
  }

  private close(end: TemplateTag | undefined): void {
    const block = this.open.pop();
    if (block === undefined) return;
    const { tag, name, branches, branch, parts } = block;
    this.parts.push({ type: "block", tag, name, branches: [...branches, { ...branch, parts }], end });
  }
}
