/**
 * The two editors of the demo page, one for the rule and one for the profile, and how both look. Tab leaves them, so that nobody who
 * works by keyboard is caught.
 */
import { json } from "@codemirror/lang-json";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { formatKeymap, renameKeymap } from "@codemirror/lsp-client";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { type DemoServer, RULE_ADDRESS } from "./demoServer";
import { SERVER_MARKS } from "./serverMarks";

/** What both editors need. */
export interface EditorPlace {
  readonly parent: Element;
  readonly label: string;
  readonly text: string;
  readonly onChange: () => void;
}

/** Every colour is a variable of the page's style, which knows light and dark. */
const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--field)", color: "var(--text)", fontSize: "14px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--line)",
    maxWidth: "min(520px, 90vw)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: "1" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
});

const JSON_COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--property)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
]);

/** The editor for the rule, connected to the server. */
export function createRuleEditor(place: EditorPlace, server: DemoServer): EditorView {
  return createEditor(place, [
    server.client.plugin(RULE_ADDRESS, "pql"),
    keymap.of([...formatKeymap, ...renameKeymap]),
    SERVER_MARKS,
  ]);
}

/** The editor for a profile as JSON. */
export function createProfileEditor(place: EditorPlace): EditorView {
  return createEditor(place, [json(), syntaxHighlighting(JSON_COLOURS)]);
}

/** Puts another text in the place of an editor's. */
export function replaceText(view: EditorView, insert: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, selection: { anchor: 0 } });
}

function createEditor(
  { parent, label, text, onChange }: EditorPlace,
  parts: readonly Extension[],
): EditorView {
  const extensions = [
    ...parts,
    basicSetup,
    LOOK,
    EditorView.lineWrapping,
    // Named as a stop of the keyboard too: a text that can be edited is one, but tools that check pages do not know.
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) onChange();
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}
