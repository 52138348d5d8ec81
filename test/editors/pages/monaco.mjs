/** A page with Monaco and the client that it brings. */
import * as monaco from "monaco-editor";

globalThis.openEditor = async ({ text, uri, address }) => {
  globalThis.MonacoEnvironment = { getWorker: () => new Worker("data:text/javascript,") };
  monaco.languages.register({ id: "pql", extensions: [".pql"] });
  const parent = document.createElement("main");
  parent.style.height = "400px";
  document.body.append(parent);
  const model = monaco.editor.createModel(text, "pql", monaco.Uri.parse(uri));
  const view = monaco.editor.create(parent, { model, quickSuggestions: false });
  const transport = await monaco.lsp.WebSocketTransport.connectTo({ address });
  globalThis.client = new monaco.lsp.MonacoLspClient(transport);
  globalThis.editor = {
    readText: () => model.getValue(),
    readProblems: () => monaco.editor.getModelMarkers({ resource: model.uri }).map(({ message }) => message),
    moveTo({ line, character }) {
      view.focus();
      view.setPosition({ lineNumber: line + 1, column: character + 1 });
    },
  };
};
