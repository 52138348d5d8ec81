/**
 * Has a workbench load the extension of the repository in the browser's own host, as the sites do that show an editor without a
 * server for extensions: the files come from an address of their own, and the page that holds the workbench names it. The address in
 * the page's query that desktop hosts take (`extensionDevelopmentPath`) means nothing to the host in the browser.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { BrowserContext } from "playwright-core";
import { repositoryFolder } from "./folders.js";

/** What a browser takes only under its right name. */
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Serves what stands in the repository on a free loopback port, as long as this process runs. */
async function serveRepository(): Promise<URL> {
  const root = repositoryFolder();
  const headers = { "access-control-allow-origin": "*" };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(root, path.normalize(decodeURIComponent(pathname)));
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    readFile(file).then(
      (bytes) => response.writeHead(200, { ...headers, "content-type": type }).end(bytes),
      () => response.writeHead(404, headers).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return new URL(`http://127.0.0.1:${port}/`);
}

/** What the host gets besides the extension; paths in the repository. */
interface HostOptions {
  /** A module that exports `run()`, which the host then runs. */
  readonly suite?: string;
  /** Folders of extensions of tests. */
  readonly testExtensions?: readonly string[];
}

const SETTINGS = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/;

/** The page of the workbench with the extension among those under development, and the tests that its host is to run. */
function nameExtension(page: string, { host }: URL, { suite, testExtensions = [] }: HostOptions): string {
  return page.replace(SETTINGS, (_, before: string, escaped: string) => {
    const settings = JSON.parse(escaped.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    const toAddress = (file: string) => ({ scheme: "http", authority: host, path: `/${file}` });
    const tests = suite === undefined ? {} : { extensionTestsPath: toAddress(suite) };
    const extensions = ["", ...testExtensions].map(toAddress);
    settings.developmentOptions = { ...settings.developmentOptions, extensions, ...tests };
    return before + JSON.stringify(settings).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  });
}

/** From now on every workbench that this browser opens from `origin` runs the extension itself. */
export async function loadInBrowser(
  context: BrowserContext,
  origin: string,
  options: HostOptions = {},
): Promise<void> {
  const address = await serveRepository();
  await context.route(
    (url) => url.origin === origin && url.pathname === "/",
    async (route) => {
      const answer = await route.fetch();
      const { "content-security-policy": policy = "", ...headers } = answer.headers();
      await route.fulfill({
        response: answer,
        // The workbench lets its page ask `https:` hosts for extensions; ours is one of this machine.
        headers: {
          ...headers,
          "content-security-policy": policy.replaceAll("'self'", `'self' ${address.origin}`),
        },
        body: nameExtension(await answer.text(), address, options),
      });
    },
  );
}
