/**
 * Serves the extension as a web page's files are served, for editors that run it in the browser: from an address of its own, which
 * no host but the browser's can load.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { repositoryFolder } from "./folders.js";

/** Serves what stands in the repository on a free loopback port, as long as this process runs. */
export async function serveExtension(): Promise<{ readonly address: string }> {
  const root = repositoryFolder();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(root, path.normalize(decodeURIComponent(pathname)));
    readFile(file).then(
      (bytes) => response.writeHead(200, { "access-control-allow-origin": "*" }).end(bytes),
      () => response.writeHead(404, { "access-control-allow-origin": "*" }).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  server.unref();
  return { address: `http://127.0.0.1:${port}` };
}
