/**
 * The built dist/aep.js behind proxies, as networks of companies have them: through, past, and what is said when one is at fault.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type ConnectProxy,
  type Listening,
  openConnectProxy,
  openTlsFront,
  type ProxyManners,
} from "../support/connectProxy.js";
import { makeSelfSigned } from "../support/selfSigned.js";
import { openPipelineBench, type PipelineBench, type PipelineResult } from "./pipelineRun.js";

/** Nobody listens there. */
const DEAD = "http://127.0.0.1:1";
const SIGN_IN = `Basic ${Buffer.from("me@corp:p ss/1").toString("base64")}`;
const USER = "me%40corp:p%20ss%2F1";

describe("the pipeline behind a proxy", () => {
  // Each test starts several processes.

  let bench: PipelineBench;
  const opened: Listening[] = [];
  before(async () => {
    bench = await openPipelineBench();
  });
  after(() => bench.end());
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  async function open(manners: ProxyManners = {}): Promise<ConnectProxy & { readonly address: string }> {
    const proxy = await openConnectProxy(manners);
    opened.push(proxy);
    const scheme = manners.identity === undefined ? "http" : "https";
    return Object.assign(proxy, { address: `${scheme}://127.0.0.1:${proxy.port}` });
  }

  const pull = (variables: Readonly<Record<string, string>>): Promise<PipelineResult> =>
    bench.run("dev", ["pull", "--name", "Newsletter", join(bench.folder, "files")], {
      NO_PROXY: "",
      ...variables,
    });

  async function pass(variables: Readonly<Record<string, string>>): Promise<void> {
    const { code, out, err } = await pull(variables);
    assert.equal(code, 0, out + err);
  }

  async function fail(variables: Readonly<Record<string, string>>): Promise<string> {
    const { code, out, err } = await pull(variables);
    assert.equal(code, 1, out + err);
    assert.doesNotMatch(err, /connection was lost|platform could not be reached|Adobe|geheim/);
    return err;
  }

  /** The sample behind TLS, under names that only a proxy knows. */
  async function openSecurePlatform() {
    const identity = makeSelfSigned("platform.example.test");
    const front = await openTlsFront(bench.port, identity);
    opened.push(front);
    bench.writeFile("authority.pem", identity.cert);
    const base = "https://platform.example.test";
    const variables = {
      AEP_IMS_URL: `${base}/ims`,
      AEP_PLATFORM_URL: `${base}/platform`,
      AEP_EXPERIENCE_URL: `${base}/experience`,
    };
    const trust = { NODE_EXTRA_CA_CERTS: join(bench.folder, "authority.pem") };
    return { variables, trust, hosts: { "platform.example.test:443": front.port } };
  }

  it("goes through the proxy of either spelling, with a tunnel for http:// hosts, too", async () => {
    for (const name of ["HTTP_PROXY", "http_proxy"]) {
      const proxy = await open();
      await pass({ [name]: proxy.address });
      assert.ok(proxy.asked.length > 0, name);
      assert.deepEqual(
        new Set(proxy.asked.map(({ target }) => target)),
        new Set([`127.0.0.1:${bench.port}`]),
      );
      assert.deepEqual(proxy.shown, [], "no proxy sees a token");
    }
  });

  it("reaches https:// hosts that only the proxy can find, and trusts the authority it is given", async () => {
    const { variables, trust, hosts } = await openSecurePlatform();
    for (const name of ["HTTPS_PROXY", "https_proxy"]) {
      const proxy = await open({ hosts });
      await pass({ ...variables, ...trust, [name]: proxy.address, HTTP_PROXY: DEAD });
      assert.equal(proxy.asked[0]?.target, "platform.example.test:443");
    }
    const proxy = await open({ hosts });
    const { code, err } = await pull({ ...variables, HTTPS_PROXY: proxy.address });
    assert.equal(code, 1);
    assert.match(err, /certificate.*not trusted/);
  });

  it("signs in at the proxy with what its address holds, and speaks TLS to it where it wants that", async () => {
    const { variables, hosts } = await openSecurePlatform();
    const identity = makeSelfSigned("localhost");
    const proxy = await open({ authorization: SIGN_IN, identity });
    bench.writeFile("both.pem", `${bench.readFile("authority.pem")}${identity.cert}`);
    const signed = `https://${USER}@localhost:${proxy.port}`;
    await pass({ HTTP_PROXY: signed, NODE_EXTRA_CA_CERTS: join(bench.folder, "both.pem") });
    assert.equal(proxy.asked[0]?.authorization, SIGN_IN);
    const plain = await open({ authorization: SIGN_IN, hosts });
    await pass({
      ...variables,
      NODE_EXTRA_CA_CERTS: join(bench.folder, "both.pem"),
      HTTPS_PROXY: `${USER}@127.0.0.1:${plain.port}`,
    });
    assert.match(await fail({ HTTP_PROXY: signed }), /proxy https:.*certificate that is not trusted/);
  });

  it("goes past the proxy where NO_PROXY says so", async () => {
    // Which entries cover which hosts is tried without a process: test/unit/client/api/network.test.ts.
    await pass({ HTTP_PROXY: DEAD, NO_PROXY: `other.test, 127.0.0.1:${bench.port}` });
    await pass({ HTTP_PROXY: DEAD, NO_PROXY: "", no_proxy: "127.0.0.1" });
    await fail({ HTTP_PROXY: DEAD, NO_PROXY: "127.0.0.1:1,0.0.1" });
  });

  it("says that it is the proxy, which one, and what to do", async () => {
    const closed = await open({ authorization: SIGN_IN });
    const wrong = closed.address.replace("//", "//me:geheim@");
    const refusing = await open({ refusal: 403 });
    const lost = await open({ refusal: 502 });
    const windows = await open({ authorization: SIGN_IN, schemes: ["Negotiate", "NTLM"] });
    const digest = await open({
      authorization: SIGN_IN,
      schemes: ['Digest realm="Basic, NTLM", qop="auth", nonce="1"'],
    });
    const either = await open({ authorization: SIGN_IN, schemes: ["NTLM", 'basic realm="x"'] });
    const said = [
      [DEAD, /proxy http:\/\/127\.0\.0\.1:1 \(HTTP_PROXY\) cannot be reached: nothing listens there/],
      [
        "http://me:geheim@proxi.invalid:3128",
        /proxy http:\/\/proxi\.invalid:3128 .*cannot be found.*spelling/,
      ],
      [closed.address, /asks for a sign-in \(407\)\. Set http:\/\/user:password@host:port in HTTP_PROXY/],
      [
        windows.address,
        /asks for Negotiate, NTLM, a sign-in that is not supported \(407\)\. Use a local proxy/,
      ],
      [digest.address, /asks for Digest, a sign-in that is not supported \(407\)/],
      [either.address, /asks for a sign-in \(407\)/],
      [wrong, /does not accept this sign-in \(407\)/],
      [refusing.address, /refuses to connect to 127\.0\.0\.1:\d+ \(403\).*NO_PROXY/],
      [lost.address, /does not reach 127\.0\.0\.1:\d+ \(502\)/],
      [`https://127.0.0.1:${lost.port}`, /does not speak TLS. Write its address with http:/],
      [`http://127.0.0.1:${bench.port}`, /proxy .* (?:closed the connection|refuses|does not)/],
    ] as const;
    for (const [address, words] of said) assert.match(await fail({ HTTP_PROXY: address }), words);
  });

  it("refuses an address that is none, without repeating the password in it", async () => {
    const told = await fail({ HTTP_PROXY: "me:geheim/@proxy:3128" });
    assert.match(told, /“[^”]*” \(HTTP_PROXY\) is no address/);
    assert.match(
      await fail({ HTTP_PROXY: "socks5://me:geheim@proxy" }),
      /Use a proxy with http:\/\/ or https:\/\//,
    );
  });
});
