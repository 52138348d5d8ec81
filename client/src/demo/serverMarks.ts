/**
 * What the server tells of a text and CodeMirror's client does not show: colours of its tokens, and hints beside them. Marks move
 * with the text until newer ones arrive. Asks nobody.
 */
import { type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { InlayHint, Position } from "vscode-languageserver-protocol";

/** What the server said of one version of the text. */
export interface ServerMarks {
  /** As LSP packs them: five numbers each, places relative to the one before. */
  readonly tokens: readonly number[];
  readonly tokenTypes: readonly string[];
  readonly hints: readonly InlayHint[];
}

const setMarks = StateEffect.define<DecorationSet>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (known, { changes, effects }) =>
    effects.reduce((last, effect) => (effect.is(setMarks) ? effect.value : last), known.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});

/** Has an editor show what `showMarks` hands it. */
export const SERVER_MARKS: Extension = marks;

/** Shows the marks of the text as it stands. */
export function showMarks(view: EditorView, { tokens, tokenTypes, hints }: ServerMarks): void {
  const { doc } = view.state;
  const colours = listTokens(tokens).map(({ line, character, length, type }) => {
    const from = toOffset(doc, { line, character });
    return Decoration.mark({ class: `pql-${tokenTypes[type] ?? "plain"}` }).range(from, from + length);
  });
  const beside = hints.map(({ position, label }) =>
    Decoration.widget({ widget: new Hint(toLabel(label)), side: 1 }).range(toOffset(doc, position)),
  );
  view.dispatch({ effects: setMarks.of(Decoration.set([...colours, ...beside], true)) });
}

/** The offset of a place in a text; the end of the line, or of the text, where it lies behind. */
export function toOffset(doc: Text, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const { from, to } = doc.line(line + 1);
  return Math.min(from + character, to);
}

interface PlacedToken extends Position {
  readonly length: number;
  readonly type: number;
}

const NUMBERS_EACH = 5;

function listTokens(data: readonly number[]): readonly PlacedToken[] {
  const placed: PlacedToken[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at + NUMBERS_EACH <= data.length; at += NUMBERS_EACH) {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(at, at + NUMBERS_EACH);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    placed.push({ line, character, length, type });
  }
  return placed;
}

function toLabel(label: InlayHint["label"]): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}

/** A hint behind a place. */
class Hint extends WidgetType {
  constructor(private readonly text: string) {
    super();
  }

  override eq({ text }: Hint): boolean {
    return text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "hint";
    element.textContent = this.text;
    return element;
  }
}
