/** A page with `@marimo-team/codemirror-languageserver`. */
import { languageServer } from "@marimo-team/codemirror-languageserver";
import { showCodeMirror } from "./codeMirrorView.mjs";

globalThis.openEditor = ({ text, uri, address, initializationOptions }) => {
  const extension = languageServer({
    serverUri: address,
    rootUri: "file:///",
    workspaceFolders: null,
    documentUri: uri,
    languageId: "pql",
    initializationOptions,
  });
  showCodeMirror(text, extension);
};
