/** A page with `codemirror-languageserver`. */
import { keymap } from "@codemirror/view";
import { formatDocument, languageServer, renameSymbol } from "codemirror-languageserver";
import { showCodeMirror } from "./codeMirrorView.mjs";

globalThis.openEditor = ({ text, uri, address, initializationOptions }) => {
  const extension = languageServer({
    serverUri: address,
    rootUri: null,
    workspaceFolders: null,
    documentUri: uri,
    languageId: "pql",
    initializationOptions,
  });
  const keys = keymap.of([
    { key: "F2", run: renameSymbol },
    { key: "Shift-Alt-f", run: formatDocument },
  ]);
  showCodeMirror(text, [extension, keys]);
};
