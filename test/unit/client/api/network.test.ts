/**
 * The way to the network: unreachable addresses, names nobody knows, certificates, proxies.
 */
import assert from "node:assert/strict";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, createServer as createSocketServer, type Server } from "node:net";
import { createApiConnection } from "../../../../client/src/api/apiConnection";
import { type ApiError, isApiError } from "../../../../client/src/api/apiError";
import { readEndpoints } from "../../../../client/src/api/credentials";
import { createNetworkTransport, type NetworkOptions } from "../../../../client/src/api/networkTransport";
import { findProxy, type ProxyOptions } from "../../../../client/src/api/proxy";
import { ProxyFault } from "../../../../client/src/api/proxyFault";
import { makeSelfSigned } from "../../../support/selfSigned";
import { CREDENTIALS, SECRET } from "./support/stubPlatform";
import { TestClock } from "./support/testClock";

const open: Server[] = [];

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function signIn(ims: string, network: NetworkOptions): Promise<string> {
  const connection = createApiConnection({
    name: "network",
    credentials: CREDENTIALS,
    endpoints: readEndpoints({ ims }),
    createTransport: () => createNetworkTransport(network),
    clock: new TestClock(),
  });
  try {
    return (await connection.tokens.getToken()).value;
  } finally {
    await connection.close();
  }
}

async function failToSignIn(ims: string, network: NetworkOptions = {}): Promise<ApiError> {
  const error = await signIn(ims, network).catch((thrown: unknown) => thrown);
  assert.ok(isApiError(error), String(error));
  assert.ok(!JSON.stringify([error, error.stack, String(error.cause)]).includes(SECRET));
  return error;
}

const TOKEN_ANSWER = JSON.stringify({ access_token: "a-token", expires_in: 100 });

describe("The network", () => {
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });

  it("without anybody listening is a network failure", async () => {
    const port = await listen(createSocketServer());
    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    assert.equal((await failToSignIn(`http://127.0.0.1:${port}`)).code, "network");
  });

  it("with a name nobody knows is a network failure", async () => {
    const error = await failToSignIn("https://no-such-host.invalid");
    assert.equal(error.code, "network");
  });

  it("with an untrusted certificate is refused unless the certificate is given or checks are off", async () => {
    const identity = makeSelfSigned();
    const server = createHttpsServer(identity, (_request, response) => response.end(TOKEN_ANSWER));
    const ims = `https://127.0.0.1:${await listen(server)}`;
    const error = await failToSignIn(ims);
    assert.equal(error.code, "tls");
    assert.deepEqual(error.reason, { kind: "certificate", flaw: "selfSigned" });
    assert.equal(await signIn(ims, { certificateAuthorities: [identity.cert] }), "a-token");
    assert.equal(await signIn(ims, { checksCertificates: false }), "a-token");
  });

  it("behind a proxy is reached through it, with its authorization", async () => {
    const identity = makeSelfSigned();
    const target = createHttpsServer(identity, (_request, response) => response.end(TOKEN_ANSWER));
    const port = await listen(target);
    const asked: (string | undefined)[] = [];
    const proxy = createHttpServer();
    proxy.on("connect", (request, socket) => {
      asked.push(request.url, request.headers["proxy-authorization"]);
      const tunnel = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      tunnel.pipe(socket).pipe(tunnel);
      for (const end of [tunnel, socket]) end.on("error", () => undefined);
    });
    const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
    const network = { proxyUrl, proxyAuthorization: "Basic xyz", certificateAuthorities: [identity.cert] };
    assert.equal(await signIn(`https://127.0.0.1:${port}`, network), "a-token");
    assert.deepEqual(asked, [`127.0.0.1:${port}`, "Basic xyz"]);
  });

  it("behind a proxy that refuses is a network failure", async () => {
    const proxy = createHttpServer();
    proxy.on("connect", (_request, socket) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
    );
    const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
    assert.equal((await failToSignIn("https://ims-na1.adobelogin.com", { proxyUrl })).code, "network");
  });
});

describe("The proxy for a host", () => {
  const find = (address: string, options: ProxyOptions, variables: Readonly<Record<string, string>> = {}) =>
    findProxy(new URL(address), options, variables)?.address;
  const SETTING = { proxyUrl: "http://setting:1" };
  const VARIABLES = { HTTPS_PROXY: "secure:2", http_proxy: "http://plain:3/" };

  it("is the editor's, else that of the environment by scheme, unless proxies are off", () => {
    assert.equal(find("https://a.test", SETTING, VARIABLES), "http://setting:1");
    assert.equal(find("https://a.test", {}, VARIABLES), "http://secure:2");
    assert.equal(find("http://a.test", {}, VARIABLES), "http://plain:3");
    assert.equal(find("https://a.test", {}, { https_proxy: "", HTTP_PROXY: "plain:3" }), "http://plain:3");
    assert.equal(find("http://a.test", {}, { HTTPS_PROXY: "secure:2" }), undefined);
    assert.equal(find("https://a.test", { ...SETTING, usesProxy: false }, VARIABLES), undefined);
  });

  it("is none where the editor's exceptions, or without those the environment's, name the host", () => {
    const skips = (address: string, entry: string): boolean =>
      find(address, { ...SETTING, noProxy: [entry] }) === undefined;
    for (const entry of ["*", "a.test", ".a.test", "*.a.test", "A.Test", "a.test:443", "x a.test"])
      assert.ok(skips("https://sub.a.test", entry) && skips("https://a.test.", entry), entry);
    for (const entry of [
      "",
      " ",
      ".",
      "b.test",
      "sub",
      "test.a",
      "a.test:8443",
      "10.0.0.0/8",
      "/",
      "a.test/8",
    ])
      assert.ok(!skips("https://a.test", entry), entry);
    assert.ok(!skips("https://nota.test", "a.test"));
    assert.ok(skips("http://10.1.2.3:8080", "10.0.0.0/8") && skips("http://10.1.2.3", "10.1.2.3:80"));
    for (const entry of ["11.0.0.0/8", "10.0.0.0/33", "1.2.3", "fe80::/10"])
      assert.ok(!skips("http://10.1.2.3", entry), entry);
    for (const entry of ["::1", "[::1]", "[::1]:80", "::/64"]) assert.ok(skips("http://[::1]", entry), entry);
    const variables = { NO_PROXY: "a.test" };
    assert.equal(find("https://a.test", SETTING, variables), undefined);
    assert.equal(find("https://a.test", { ...SETTING, noProxy: ["b.test"] }, variables), "http://setting:1");
  });

  it("is refused where its address is none, without repeating the password in it", () => {
    for (const proxyUrl of [
      "http://me:geheim@",
      "http://me:geheim@proxy:99999",
      "http://me:gehe#geheim@proxy:3128",
      "me:geheim/@proxy:3128",
      "http://proxy example:1",
    ]) {
      const isRefusal = (error: unknown): boolean => {
        assert.ok(error instanceof ProxyFault && error.reason.kind === "proxyAddress", proxyUrl);
        assert.equal(error.reason.flaw, "form", proxyUrl);
        return !JSON.stringify(error.reason).includes("geheim");
      };
      assert.throws(() => find("https://a.test", { proxyUrl }), isRefusal, proxyUrl);
    }
  });

  it("is signed in to with what the editor says, else with what its address holds", () => {
    const sign = (proxyUrl: string, proxyAuthorization?: string) => {
      const header = findProxy(
        new URL("https://a.test"),
        { proxyUrl, proxyAuthorization },
        {},
      )?.authorization;
      return header?.startsWith("Basic ") ? Buffer.from(header.slice(6), "base64").toString() : header;
    };
    assert.equal(sign("http://me:p%40ss@p:1"), "me:p@ss");
    assert.equal(sign("me@p:1"), "me:");
    assert.equal(sign("http://me:100%@p:1"), "me:100%");
    assert.equal(sign("http://me:secret@p:1", "Bearer x"), "Bearer x");
    assert.equal(sign("http://p:1"), undefined);
  });
});
