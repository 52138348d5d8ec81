/**
 * Every failure of every layer as the sentence a person reads: made by the real client against servers, proxies and certificates
 * on this computer, and looked at whole. Nothing is said twice, and what to do is said once.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApiConnection } from "../../../../client/src/api/apiConnection.js";
import {
  ApiError,
  type ApiErrorCode,
  type FailureKind,
  type FailureReason,
} from "../../../../client/src/api/apiError.js";
import { readEndpoints } from "../../../../client/src/api/credentials.js";
import {
  createNetworkDispatcher,
  type NetworkOptions,
} from "../../../../client/src/api/networkDispatcher.js";
import { toTransportFailure } from "../../../../client/src/api/transportError.js";
import { describeFailure, toFailureText } from "../../../../client/src/model/failureText.js";
import { Cancelled, UserError } from "../../../../client/src/model/userError.js";
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
    "The extension asked for an address the platform does not have. This is a mistake in the extension, unless the connection has addresses of its own. Please report it. (request R)",
  ],
  [
    405,
    {},
    "The extension asked for an address the platform does not have. This is a mistake in the extension, unless the connection has addresses of its own. Please report it. (request R)",
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
    createDispatcher: () => createNetworkDispatcher(network),
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

/** One of each reason, with facts as they come. */
const REASONS: { readonly [Kind in FailureKind]: readonly [ApiErrorCode, ...FailureReason<Kind>[]] } = {
  hostUnknown: ["network", { kind: "hostUnknown" }],
  notListening: ["network", { kind: "notListening" }],
  networkUnreachable: ["network", { kind: "networkUnreachable" }],
  connectTimeout: ["network", { kind: "connectTimeout" }],
  connectionLost: ["network", { kind: "connectionLost" }],
  certificate: [
    "tls",
    ...(["expired", "notYetValid", "otherHost", "selfSigned", "noTls", "untrusted"] as const).map(
      (flaw) => ({ kind: "certificate", flaw }) as const,
    ),
  ],
  proxyAddress: [
    "network",
    {
      kind: "proxyAddress",
      address: "socks5://…@p",
      setting: "HTTPS_PROXY",
      flaw: "scheme",
      hasSignIn: true,
    },
    { kind: "proxyAddress", address: "http://…@p/x", setting: "http.proxy", flaw: "form", hasSignIn: true },
    { kind: "proxyAddress", address: "::", setting: "http.proxy", flaw: "form", hasSignIn: false },
  ],
  proxyUnusable: [
    "network",
    ...(
      ["noTls", "untrusted", "unknownHost", "notListening", "unreachable", "timeout", "closed"] as const
    ).map((flaw) => ({ kind: "proxyUnusable", address: "http://p:1", setting: "http.proxy", flaw }) as const),
  ],
  proxyRefusal: [
    "network",
    ...[403, 407, 502].flatMap((status) =>
      ["platform.adobe.io:443", "127.0.0.1:9"].map(
        (target) =>
          ({
            kind: "proxyRefusal",
            address: "http://p:1",
            setting: "HTTPS_PROXY",
            status,
            target,
            hasSignIn: target === "127.0.0.1:9",
          }) as const,
      ),
    ),
  ],
  badHeaderValue: ["refused", { kind: "badHeaderValue" }],
  badEndpoint: ["refused", { kind: "badEndpoint", host: "ims" }],
  foreignLink: ["refused", { kind: "foreignLink" }],
  neverSent: ["refused", { kind: "neverSent" }],
  unconfirmed: ["refused", { kind: "unconfirmed" }],
  storedProfiles: ["refused", { kind: "storedProfiles" }],
  noVersion: ["refused", { kind: "noVersion", what: "content" }],
  webPage: ["badResponse", { kind: "webPage" }],
  damaged: ["badResponse", { kind: "damaged" }],
  unlike: ["badResponse", { kind: "unlike", what: "an audience" }],
  brokenList: ["badResponse", { kind: "brokenList", loaded: 90, total: 120 }],
  noId: ["badResponse", { kind: "noId", what: "audience" }],
  slowEstimate: ["timeout", { kind: "slowEstimate" }],
  failedEstimate: ["unavailable", { kind: "failedEstimate" }],
  wholeDocument: ["validation", { kind: "wholeDocument" }],
  missing: ["notFound", { kind: "missing", what: "dataset", id: "d-1" }],
  missingJourney: ["notFound", { kind: "missingJourney" }],
  draftOnly: ["notFound", { kind: "draftOnly" }],
  noSandboxes: ["sandboxForbidden", { kind: "noSandboxes" }],
  sandboxNotOpen: ["sandboxForbidden", { kind: "sandboxNotOpen", sandbox: "dev" }],
  unlistedAudiences: ["badResponse", { kind: "unlistedAudiences", count: 3 }],
  noExpression: ["badResponse", { kind: "noExpression" }],
  noExpressionText: ["badResponse", { kind: "noExpressionText" }],
  notTranslated: ["validation", { kind: "notTranslated" }],
};

const CODES: readonly ApiErrorCode[] = [
  ...(["signIn", "unauthorized", "forbidden", "sandboxForbidden", "sandboxMissing", "notFound"] as const),
  ...(["wrongRoute", "conflict", "staleEtag", "validation", "throttled", "unavailable", "timeout"] as const),
  ...(["network", "tls", "badResponse", "tooLarge", "refused"] as const),
];

/** The whole table: each code, each reason, and what is told apart by the service's own code. */
const TABLE: readonly ApiError[] = [
  ...CODES.map((code) => new ApiError(code)),
  ...Object.values(REASONS).flatMap(([code, ...reasons]) =>
    reasons.map((reason) => new ApiError(code, { reason })),
  ),
  ...["invalid_client", "invalid_scope", "unauthorized_client", "invalid_request"].map(
    (serviceCode) => new ApiError("signIn", { serviceCode }),
  ),
  ...["403000", "403003", "403025"].map((serviceCode) => new ApiError("forbidden", { serviceCode })),
];

/** Runs of words that stand twice in a text. */
function findRepeated(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\d_.-]+/gu) ?? [];
  const runs = words.slice(3).map((_, index) => words.slice(index, index + 4).join(" "));
  return runs.filter((run, index) => runs.indexOf(run) !== index);
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

  it("says nothing twice, and what to do once, in the editor and in pipelines", () => {
    for (const error of TABLE)
      for (const reader of ["editor", "pipeline"] as const) {
        const described = describeFailure(error, { reader });
        const text = described?.text ?? "";
        assert.match(text, /^(?:The|Adobe|Somebody|Stored|Messages|A|This|There|Its) .*[^.…]\.$/u);
        assert.deepEqual(findRepeated(text), [], text);
        const orders = text.match(ORDER) ?? [];
        assert.equal(orders.length, 1, `${orders.length} sentences tell what to do: ${text}`);
        assert.ok(reader === "editor" || !/AEP:|AEP view/.test(text), text);
        assert.ok((described?.headline ?? "").length > 3 && (described?.headline ?? "").length < 30, text);
      }
  });

  it("does not repeat a service that only repeats the status or the sentence", () => {
    for (const said of ["Forbidden", "403 Forbidden", "the credential is not allowed to do this.", " "]) {
      const plain = describeFailure(new ApiError("forbidden"));
      assert.deepEqual(describeFailure(new ApiError("forbidden", { said })), plain);
    }
  });

  it("is silent when somebody gave up", () => {
    const abort = new Error("aborted");
    abort.name = "AbortError";
    for (const error of [new Cancelled(), new ApiError("cancelled"), abort])
      assert.equal(describeFailure(error), undefined);
  });

  it("that is a refusal of ours keeps its words, its code and its ways out", () => {
    const waysOut = [{ title: "Do", command: "x" }];
    const described = describeFailure(new UserError("noSandbox", "Choose.", { waysOut }));
    assert.deepEqual(
      [described?.code, described?.text, described?.waysOut],
      ["noSandbox", "Choose.", waysOut],
    );
  });

  it("that the README lists under “It says” reads like that", () => {
    const table =
      /\| It says \| Do this \|\n.*\n((?:\|.*\n)+)/.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
    const phrases = table
      .trim()
      .split("\n")
      .flatMap((row) => row.split(" | ")[0]?.replace(/^\| /, "").split(" / ") ?? []);
    assert.ok(phrases.length > 12);
    const said = [
      ...TABLE.flatMap((error) =>
        (["editor", "pipeline"] as const).map((reader) => toFailureText(error, reader)),
      ),
      ...listSourceTexts("client/src"),
    ];
    for (const phrase of phrases) {
      const pattern = toPattern(phrase);
      assert.ok(
        said.some((text) => pattern.test(text)),
        `nothing says “${phrase}”`,
      );
    }
  });

  it("that nobody foresaw is called a mistake of the extension and points to the log", () => {
    for (const error of [new TypeError("x is undefined"), "text", undefined]) {
      const described = describeFailure(error);
      assert.match(described?.text ?? "", /went wrong in the extension/);
      assert.equal(described?.waysOut[0]?.command, "aep.log.show");
    }
  });
});

/** A sentence that tells what to do begins with its verb; a condition may stand before it. */
const ORDER =
  /(?<=^|[.”] )(?:If [^.]*?, )?(?:add|ask|check|choose|compare|copy|correct|do|edit|have|invent|look|name|plan|please|preview|read|refresh|set|try|use|write)\b/giu;

/** A phrase of the README; `…` stands for anything. */
function toPattern(phrase: string): RegExp {
  const parts = phrase.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join("[^\\n]*?"));
}

/** The texts of our own refusals as they stand in the sources, with `…` where something is put in. */
function listSourceTexts(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8").replace(/\$\{[^{}]*\}/g, "…"));
}
