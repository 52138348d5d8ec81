/**
 * Every failure of every layer as the sentence a person reads: made by the real client against servers, proxies and certificates
 * on this computer, and looked at whole. Nothing is said twice, and what to do is said once.
 */
import assert from "node:assert/strict";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createApiConnection } from "../../../../client/src/api/apiConnection.js";
import { readEndpoints } from "../../../../client/src/api/credentials.js";
import { createNetworkTransport, type NetworkOptions } from "../../../../client/src/api/networkTransport.js";
import { toTransportFailure } from "../../../../client/src/api/transportError.js";
import { describeFailure, toFailureText } from "../../../../client/src/model/failureText.js";
import { Cancelled, CommandFailure, UserError } from "../../../../client/src/model/userError.js";
import { type ConnectProxy, openConnectProxy, type ProxyManners } from "../../../support/connectProxy.js";
import { makeSelfSigned } from "../../../support/selfSigned.js";
import { type Answer, CREDENTIALS, SECRET, sendJson, startStub } from "../api/support/stubPlatform.js";
import { TestClock } from "../api/support/testClock.js";

/** What a service answers, and the sentence for it. */
type Row = readonly [status: number, body: unknown, text: string];

const ROWS: readonly Row[] = [
  [
    400,
    { detail: "The name is already used" },
    "The platform refused the content. The service says: “The name is already used”. Correct it and try again. (request R)",
  ],
  [400, { title: "Bad Request" }, "The platform refused the content. Correct it and try again. (request R)"],
  [
    401,
    { error_code: "401013", message: "Oauth token is not valid" },
    "The platform did not accept a freshly issued token. The service says: “Oauth token is not valid”. Check in Developer Console that the credential’s project has the API. (request R)",
  ],
  [
    401,
    { errors: { "401": [{ code: "X", message: "Not your sandbox" }] } },
    "The credential may not use this sandbox, or not for this. The service says: “Not your sandbox”. Ask an administrator to add the API credential to a Role that covers the sandbox (Permissions → Roles), then run “AEP: Reconnect…”. (request R)",
  ],
  [
    403,
    { title: "Forbidden" },
    "The credential is not allowed to do this. Ask an administrator to add the API credential to a Role or Product Profile that allows it, then run “AEP: Reconnect…”. (request R)",
  ],
  [
    403,
    { error_code: "403003", message: "Api Key is invalid" },
    "The credential is not allowed to do this: its API key is not subscribed to the product. The service says: “Api Key is invalid”. Add the API to the project in Developer Console, or set the API key of one that has it. (request R)",
  ],
  [
    403,
    { error_code: "403025", message: "Profile is not valid" },
    "The credential is not allowed to do this: it belongs to another organisation. The service says: “Profile is not valid”. Correct the organisation ID of the connection. (request R)",
  ],
  [
    403,
    { title: "Missing permission: View Segments." },
    "The credential is not allowed to do this. The service says: “Missing permission: View Segments”. Ask an administrator to add the API credential to a Role or Product Profile that allows it, then run “AEP: Reconnect…”. (request R)",
  ],
  [
    404,
    { message: "No such audience" },
    "The platform does not know this, at least not in this sandbox. The service says: “No such audience”. Refresh the AEP view; it may have been deleted. (request R)",
  ],
  [
    404,
    "<html><h1>Not Found</h1></html>",
    "The extension asked for an address the platform does not have. This is a mistake in the extension. Please report it, unless the connection has addresses of its own: check those first. (request R)",
  ],
  [
    405,
    {},
    "The extension asked for an address the platform does not have. This is a mistake in the extension. Please report it, unless the connection has addresses of its own: check those first. (request R)",
  ],
  [
    407,
    {},
    "The platform could not be reached: a proxy on the way refuses the connection. Check the settings of the proxy. (request R)",
  ],
  [408, {}, "The platform did not answer in time. Try again in a moment. (request R)"],
  [
    409,
    { title: "Name taken" },
    "The platform refused because of the state this is in. The service says: “Name taken”. Look at it as it is now, and try again. (request R)",
  ],
  [412, {}, "Somebody changed this in the meantime. Plan the change again on top of theirs. (request R)"],
  [413, {}, "The platform refused the content. Correct it and try again. (request R)"],
  [
    422,
    { message: "Expression is not valid" },
    "The platform refused the content. The service says: “Expression is not valid”. Correct it and try again. (request R)",
  ],
  [
    429,
    { error_code: "429050", message: "Too many requests", retryAfterMs: 200000 },
    "The platform asks to slow down. Try again in 200 seconds. (request R)",
  ],
  [429, {}, "The platform asks to slow down. Try again in a moment. (request R)"],
  [
    500,
    { message: "It failed for a moment" },
    "The platform has a problem of its own. The service says: “It failed for a moment”. Try again later. (request R)",
  ],
  [503, "<html>Down</html>", "The platform has a problem of its own. Try again later. (request R)"],
  [
    301,
    {},
    "The platform sent an answer that could not be read. Try again; if it stays so, please report it. (request R)",
  ],
  [
    200,
    "<html>Please sign in</html>",
    "The platform sent an answer that could not be read: a web page instead of data. Check the addresses of the connection, and whether the network asks for a sign-in first. (request R)",
  ],
];

const SIGN_IN: readonly Row[] = [
  [
    400,
    { error: "invalid_client", error_description: "wrong" },
    "Adobe did not accept the credential: client ID and client secret do not belong together. Copy both again from the credential’s project in Developer Console. (request R)",
  ],
  [
    400,
    { error: "invalid_scope" },
    "Adobe did not accept the credential: it does not know one of the scopes. Copy them exactly as Developer Console shows them. (request R)",
  ],
  [
    400,
    { error: "unauthorized_client" },
    "Adobe did not accept the credential: it may not sign in this way. Use an OAuth Server-to-Server credential. (request R)",
  ],
  [
    400,
    { error: "invalid_request" },
    "Adobe did not understand the sign-in request. This is a mistake in the extension. Please report it. (request R)",
  ],
  [
    403,
    { error: "access_denied" },
    "Adobe did not accept the credential. Compare client ID, client secret and scopes with those in Developer Console. (request R)",
  ],
  [
    200,
    {},
    "The platform sent an answer that could not be read as an access token. Try again; if it stays so, please report it.",
  ],
  [503, {}, "The platform has a problem of its own. Try again later. (request R)"],
];

async function failWith(answer: Answer, isSignIn = false): Promise<unknown> {
  const stub = await startStub(answer, { answersSignIn: isSignIn });
  try {
    const session = stub.connection.openSession("dev");
    return await session
      .send({ path: "/data/core/ups/audiences", repeat: "never" })
      .catch((thrown: unknown) => thrown);
  } finally {
    await stub.stop();
  }
}

/** Numbers that differ with every run. */
function toStable(text: string | undefined): string {
  return (text ?? "")
    .replace(/\(request [^)]+\)/, "(request R)")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
}

const answerWith =
  (status: number, body: unknown): Answer =>
  (response) => {
    if (typeof body === "string") response.writeHead(status, { "content-type": "text/html" }).end(body);
    else sendJson(response, status, body);
  };

async function failToSignIn(ims: string, network: NetworkOptions): Promise<string> {
  const connection = createApiConnection({
    name: "failing",
    credentials: CREDENTIALS,
    endpoints: readEndpoints({ ims }),
    createTransport: () => createNetworkTransport(network),
    clock: new TestClock(),
  });
  const error = await connection.tokens.getToken().catch((thrown: unknown) => thrown);
  await connection.close();
  const text = toFailureText(error);
  assert.ok(!text.includes(SECRET));
  return toStable(text);
}

async function failThrough(
  manners: ProxyManners,
  network: (proxy: ConnectProxy) => NetworkOptions,
): Promise<string> {
  const proxy = await openConnectProxy(manners);
  try {
    return await failToSignIn("https://ims.example", network(proxy));
  } finally {
    await proxy.close();
  }
}

describe("Every failure", () => {
  it("of the platform is one sentence, what it said, and what to do", async () => {
    for (const [status, body, text] of ROWS)
      assert.equal(toStable(describeFailure(await failWith(answerWith(status, body)))?.text), text);
  });

  it("of the sign-in tells what to correct", async () => {
    for (const [status, body, text] of SIGN_IN)
      assert.equal(toStable(describeFailure(await failWith(answerWith(status, body), true))?.text), text);
  });

  it("of the way to the platform names what stands in it", async () => {
    const closed = await startStub(() => undefined);
    await closed.stop();
    const identity = makeSelfSigned();
    const secure = createHttpsServer(identity, (_request, response) => response.end("{}"));
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    const secureOrigin = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
    assert.deepEqual(
      {
        "nobody there": await failToSignIn(closed.endpoints.ims, {}),
        "unknown host": await failToSignIn("https://no-such-host.invalid", {}),
        "own certificate": await failToSignIn(secureOrigin, {}),
        "no TLS": await failThrough({}, (proxy) => ({ proxyUrl: `https://127.0.0.1:${proxy.port}` })),
        "sign-in": await failThrough({ authorization: "Basic x" }, (proxy) => ({
          proxyUrl: `http://127.0.0.1:${proxy.port}`,
        })),
        "wrong sign-in": await failThrough({ authorization: "Basic x" }, (proxy) => ({
          proxyUrl: `http://jane:${SECRET}@127.0.0.1:${proxy.port}`,
        })),
        "not allowed": await failThrough({ refusal: 403 }, (proxy) => ({
          proxyUrl: `http://127.0.0.1:${proxy.port}`,
        })),
        "no proxy": await failToSignIn("https://ims.example", {
          proxyUrl: closed.endpoints.ims.replace("/ims-host", ""),
        }),
        "no address": await failToSignIn("https://ims.example", {
          proxyUrl: `http://jane:a/${SECRET}@proxy:1`,
        }),
        "other scheme": await failToSignIn("https://ims.example", { proxyUrl: "socks5://proxy:1" }),
      },
      {
        "no TLS":
          "The proxy https://127.0.0.1:PORT (http.proxy) does not speak TLS. Write its address with http:// instead of https://.",
        "no address":
          "The proxy address “http://…@proxy:1” (http.proxy) is no address. Write it like http://proxy.example.com:8080, with special signs in user and password as %40 for @, %23 for #, %2F for /.",
        "no proxy":
          "The proxy http://127.0.0.1:PORT (http.proxy) cannot be reached: nothing listens there. Check its address and port, and whether it runs.",
        "nobody there":
          "The platform could not be reached: nothing answers at its address. Check the addresses of the connection. (request R)",
        "not allowed":
          "The proxy http://127.0.0.1:PORT (http.proxy) refuses to connect to ims.example:443 (403). Have it allowed there, or add the host to http.noProxy if it needs no proxy.",
        "other scheme":
          "The proxy address “socks5://proxy:1” (http.proxy) cannot be used. Use a proxy with http:// or https://.",
        "own certificate":
          "The certificate of the other side is not trusted: it is signed by itself. If a proxy inspects traffic, have its certificate authority added to what this computer trusts. (request R)",
        "sign-in":
          "The proxy http://127.0.0.1:PORT (http.proxy) asks for a sign-in (407). Set http://user:password@host:port in http.proxy, or http.proxyAuthorization.",
        "unknown host":
          "The platform could not be reached: nobody knows the name of its host. Check that this computer is online, and the settings of the proxy. (request R)",
        "wrong sign-in":
          "The proxy http://127.0.0.1:PORT (http.proxy) does not accept this sign-in (407). Set http://user:password@host:port in http.proxy, or http.proxyAuthorization.",
      },
    );
    secure.closeAllConnections();
    await new Promise((resolve) => secure.close(resolve));
  });

  it("of a certificate says what is wrong with it", () => {
    const toText = (code: string): string =>
      toFailureText(toTransportFailure(Object.assign(new Error("x"), { code }), {}).error, "pipeline");
    assert.deepEqual(
      ["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"].map(toText),
      [
        "The certificate of the other side is not trusted: it has expired. Check this computer’s clock; if it is right, the certificate has to be renewed there.",
        "The certificate of the other side is not trusted: it was issued for another host. Check the addresses of the connection and the proxy.",
        "The certificate of the other side is not trusted: nobody knows who signed it. If a proxy inspects traffic, name the file of its certificate authority in NODE_EXTRA_CA_CERTS.",
      ],
    );
  });
});

describe("the failure of a command that a page called", () => {
  it("reads as the failure itself does, and giving up says nothing", () => {
    const refused = new UserError("expressionHasErrors", "There is no field `rank` in `_acme.loyalty`.");
    const failure = new CommandFailure(refused.code, refused.message, refused);
    assert.deepEqual(describeFailure(failure), describeFailure(refused));
    assert.equal(describeFailure(new CommandFailure("cancelled", "", new Cancelled())), undefined);
  });
});
