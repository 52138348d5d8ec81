/**
 * An editor of CodeMirror 6 with the extensions of a client, and how the run asks it. Keys are pressed by the run itself.
 */
import { forEachDiagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Shows the text and returns the view. */
export function showCodeMirror(text, extensions) {
  const parent = document.createElement("main");
  document.body.append(parent);
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent });
  globalThis.editor = {
    readText: () => view.state.doc.toString(),
    readProblems() {
      const messages = [];
      forEachDiagnostic(view.state, ({ message }) => messages.push(message));
      return messages;
    },
    moveTo({ line, character }) {
      view.focus();
      view.dispatch({ selection: { anchor: view.state.doc.line(line + 1).from + character } });
    },
  };
  return view;
}
