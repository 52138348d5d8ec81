/**
 * Entry of dist/server.js: one program for Node and for workers of a browser. Finds out which it is, once.
 */

if (typeof process === "undefined") {
  void import("./browser/serveInWorker").then(({ serveInWorker }) => serveInWorker(globalThis as never));
} else {
  void import("./node/serverProgram").then(({ runInNode }) => runInNode(process.argv.slice(2), __filename));
}
