/**
 * Loaded into the editor's own process before it starts: who opens its bare origin is led to the address that names the folder
 * this module was imported with (`?folder=/path`). Touches no other request. Plain JavaScript, because the editor's Node knows nothing else.
 */
import http from "node:http";

const folder = new URL(import.meta.url).searchParams.get("folder") ?? "/";
const { emit } = http.Server.prototype;

/**
 * @this {http.Server}
 * @param {string | symbol} event
 * @param {unknown[]} parts
 */
http.Server.prototype.emit = function emitUnlessBare(event, ...parts) {
  const [request, response] = parts;
  const isBare = event === "request" && request instanceof http.IncomingMessage && request.url === "/";
  if (!isBare || !(response instanceof http.ServerResponse)) return emit.call(this, event, ...parts);
  response.writeHead(302, { location: `/?${new URLSearchParams({ folder })}` }).end();
  return true;
};

// The editor hands its own arguments down to the extension host, whose servers are none of ours.
process.execArgv = process.execArgv.filter((argument, place, all) => {
  const names = (/** @type {string | undefined} */ text) => text?.includes("redirectToFolder") === true;
  return !names(argument) && !(argument === "--import" && names(all[place + 1]));
});
