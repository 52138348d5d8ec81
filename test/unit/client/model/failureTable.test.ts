/**
 * The whole table of failures by rule: every code and reason says nothing twice and what to do once, and what docs/troubleshooting.md promises
 * that it says is said somewhere.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ApiError,
  type ApiErrorCode,
  type FailureKind,
  type FailureReason,
} from "../../../../client/src/api/apiError.js";
import { describeFailure, toFailureText } from "../../../../client/src/model/failureText.js";
import { Cancelled, UserError } from "../../../../client/src/model/userError.js";

/** One of each reason, with facts as they come. */
const REASONS: { readonly [Kind in FailureKind]: readonly [ApiErrorCode, ...FailureReason<Kind>[]] } = {
  closedToPages: ["network", { kind: "closedToPages", host: "platform.adobe.io" }],
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
            otherSignIn: target === "127.0.0.1:9" ? [] : ["NTLM"],
          }) as const,
      ),
    ),
  ],
  badHeaderValue: ["refused", { kind: "badHeaderValue" }],
  badEndpoint: ["refused", { kind: "badEndpoint", host: "ims" }],
  foreignLink: ["refused", { kind: "foreignLink" }],
  neverSent: ["refused", { kind: "neverSent" }],
  unconfirmed: ["refused", { kind: "unconfirmed" }],
  noVersion: ["refused", { kind: "noVersion", what: "content" }],
  webPage: ["badResponse", { kind: "webPage" }],
  damaged: ["badResponse", { kind: "damaged" }],
  unlike: ["badResponse", { kind: "unlike", what: "an audience" }],
  brokenList: ["badResponse", { kind: "brokenList", loaded: 90, total: 120 }],
  noId: ["badResponse", { kind: "noId", what: "audience" }],
  slowEstimate: ["timeout", { kind: "slowEstimate" }],
  failedEstimate: ["unavailable", { kind: "failedEstimate" }],
  slowQuery: ["timeout", { kind: "slowQuery" }],
  failedQuery: ["validation", { kind: "failedQuery" }],
  endedQuery: ["unavailable", { kind: "endedQuery", state: "KILLED" }],
  changingQuery: ["refused", { kind: "changingQuery" }],
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

describe("The table of failures", () => {
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

  it("that docs/troubleshooting.md lists under “It says” reads like that", () => {
    const table =
      /\| It says \| Do this \|\n.*\n((?:\|.*\n)+)/.exec(
        readFileSync("docs/troubleshooting.md", "utf8"),
      )?.[1] ?? "";
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

/** A phrase of the page; `…` stands for anything. */
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
