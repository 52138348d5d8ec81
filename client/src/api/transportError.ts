/**
 * Names what went wrong below HTTP: no connection, no trust, a lost answer, a proxy on the way. Refuses to pass on the
 * library's error object, which holds sockets and addresses; only its code and text travel as cause.
 */
import {
  ApiError,
  type ApiErrorCode,
  type ApiErrorDetails,
  type CertificateFlaw,
  type FailureReason,
  type ProxyFlaw,
} from "./apiError";
import { ProxyFault, type ProxyRoute } from "./proxyFault";

/** A transport failure, and whether the connection had existed (so that a read may be sent again). */
export interface TransportFailure {
  readonly error: ApiError;
  readonly isDamaged: boolean;
}

const NEVER_CONNECTED: Readonly<Record<string, FailureKindOfConnecting>> = {
  ECONNREFUSED: "notListening",
  ENOTFOUND: "hostUnknown",
  EAI_AGAIN: "hostUnknown",
  ENETUNREACH: "networkUnreachable",
  EHOSTUNREACH: "networkUnreachable",
  UND_ERR_CONNECT_TIMEOUT: "connectTimeout",
  ETIMEDOUT: "connectTimeout",
};

type FailureKindOfConnecting = "notListening" | "hostUnknown" | "networkUnreachable" | "connectTimeout";

/** OpenSSL's names for distrust, as Node reports them. */
const DISTRUST = /CERT|SELF_SIGNED|TLS|SSL|EPROTO|UNABLE_TO_(?:VERIFY|GET)/;

/** The other side answers, but speaks no TLS. */
const NO_TLS = /WRONG_VERSION|PACKET_LENGTH|EPROTO/;

/** What is wrong with a certificate, by OpenSSL's and Node's name for it. */
const CERTIFICATE_FLAWS: readonly (readonly [RegExp, CertificateFlaw])[] = [
  [/HAS_EXPIRED/, "expired"],
  [/NOT_YET_VALID/, "notYetValid"],
  [/ALTNAME/, "otherHost"],
  [/SELF_SIGNED/, "selfSigned"],
  [NO_TLS, "noTls"],
];

/** The typed failure for an error thrown by the HTTP library. */
export function toTransportFailure(thrown: unknown, details: ApiErrorDetails): TransportFailure {
  if (thrown instanceof ProxyFault) {
    const { operation } = details;
    const cause = new Error(thrown.message);
    return {
      error: new ApiError("network", { operation, reason: thrown.reason, cause }),
      isDamaged: false,
    };
  }
  const code = findCode(thrown);
  const cause = toPlainCause(thrown, code);
  const fail = (errorCode: ApiErrorCode, reason: FailureReason): TransportFailure => ({
    error: new ApiError(errorCode, { ...details, reason, cause }),
    isDamaged: reason.kind === "connectionLost",
  });
  if (DISTRUST.test(code)) return fail("tls", { kind: "certificate", flaw: toCertificateFlaw(code) });
  if (code === "UND_ERR_INVALID_ARG") return fail("refused", { kind: "badHeaderValue" });
  return fail("network", { kind: NEVER_CONNECTED[code] ?? "connectionLost" });
}

function toCertificateFlaw(code: string): CertificateFlaw {
  return CERTIFICATE_FLAWS.find(([pattern]) => pattern.test(code))?.[1] ?? "untrusted";
}

/** The fault of a proxy that could not be reached, or did not answer as one. */
export function toProxyFault({ address, setting }: ProxyRoute, thrown: unknown): ProxyFault {
  const code = findCode(thrown);
  return new ProxyFault({ kind: "proxyUnusable", address, setting, flaw: toProxyFlaw(code) }, code);
}

function toProxyFlaw(code: string): ProxyFlaw {
  if (NO_TLS.test(code)) return "noTls";
  if (DISTRUST.test(code)) return "untrusted";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknownHost";
  if (code === "ECONNREFUSED" || code === "EADDRNOTAVAIL") return "notListening";
  if (code === "ENETUNREACH" || code === "EHOSTUNREACH") return "unreachable";
  return /TIMEOUT|ETIMEDOUT/.test(code) ? "timeout" : "closed";
}

/** How a proxy answered a request for a tunnel to `target`, host and port. */
interface TunnelAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly target: string;
}

/** The fault of a proxy that answered so. */
export function toProxyRefusal(proxy: ProxyRoute, { statusCode, headers, target }: TunnelAnswer): ProxyFault {
  const { address, setting, authorization } = proxy;
  const schemes = readSchemes(headers["proxy-authenticate"]);
  return new ProxyFault(
    {
      kind: "proxyRefusal",
      address,
      setting,
      status: statusCode,
      target,
      hasSignIn: authorization !== undefined,
      otherSignIn: schemes.includes("Basic") ? [] : schemes,
    },
    String(statusCode),
  );
}

const SCHEMES = ["Basic", "Negotiate", "Kerberos", "NTLM", "Digest", "Bearer"] as const;

/** The ways of signing in that a proxy names, as far as they are known ones. */
function readSchemes(header: string | readonly string[] | undefined): readonly string[] {
  const named = [header ?? []]
    .flat()
    .join(", ")
    .replace(/"[^"]*"/g, "");
  return SCHEMES.filter((scheme) => new RegExp(`(?:^|,)\\s*${scheme}(?:\\s|,|$)`, "i").test(named));
}

function findCode(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "";
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return findCode(thrown.errors[0]);
  const own = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const isVague = own === "" || own === "UND_ERR_SOCKET";
  const inner = isVague && "cause" in thrown ? findCode(thrown.cause) : "";
  return inner || own;
}

function toPlainCause(thrown: unknown, code: string): Error {
  return new Error(code || (thrown instanceof Error ? thrown.name : "unknown failure"));
}
