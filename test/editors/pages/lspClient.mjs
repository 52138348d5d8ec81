/** A page with `@codemirror/lsp-client`, the client of the authors of CodeMirror. */
import { LSPClient, languageServerExtensions } from "@codemirror/lsp-client";
import { keymap } from "@codemirror/view";
import { showCodeMirror } from "./codeMirrorView.mjs";

globalThis.openEditor = async ({ text, uri, address, initializationOptions }) => {
  const socket = new WebSocket(address);
  const listeners = new Set();
  socket.onmessage = ({ data }) => {
    for (const listener of listeners) listener(data);
  };
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const client = new LSPClient({ extensions: languageServerExtensions(), initializationOptions }).connect({
    send: (message) => socket.send(message),
    subscribe: (listener) => listeners.add(listener),
    unsubscribe: (listener) => listeners.delete(listener),
  });
  showCodeMirror(text, [keymap.of([]), client.plugin(uri, "pql")]);
};
