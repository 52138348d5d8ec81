/**
 * Loaded into the editor's own process before it starts: its pages take the language this module was imported with (`?language=de`) for
 * that of the editor, and extensions speak it; the editor's own words stay English without a language pack. Touches one request: for the
 * words. Plain JavaScript, because the editor's Node knows nothing else.
 */
import http from "node:http";

const language = new URL(import.meta.url).searchParams.get("language") ?? "en";
const { emit } = http.Server.prototype;

/** The page loads it as a module before anything reads the language; the words themselves come under an address of their own. */
const MODULE = `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};\nimport "./nls.messages.js?words";\n`;

/**
 * @this {http.Server}
 * @param {string | symbol} event
 * @param {unknown[]} parts
 */
http.Server.prototype.emit = function emitUnlessWords(event, ...parts) {
  const [request, response] = parts;
  const isOfWords =
    event === "request" &&
    request instanceof http.IncomingMessage &&
    request.url?.endsWith("/out/nls.messages.js") === true;
  if (!isOfWords || !(response instanceof http.ServerResponse)) return emit.call(this, event, ...parts);
  response.writeHead(200, { "content-type": "text/javascript" }).end(MODULE);
  return true;
};

// The editor hands its own arguments down to the extension host, whose servers are none of ours.
process.execArgv = process.execArgv.filter((argument, place, all) => {
  const names = (/** @type {string | undefined} */ text) => text?.includes("speakLanguage") === true;
  return !names(argument) && !(argument === "--import" && names(all[place + 1]));
});
