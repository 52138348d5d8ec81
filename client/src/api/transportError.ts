/**
 * Names what went wrong below HTTP: no connection, no trust, a lost answer. Refuses to pass on the
 * library's error object, which holds sockets and addresses; only its code and text travel as cause.
 */
import { ApiError, type ApiErrorDetails } from "./apiError";

/** A transport failure, and whether the connection had existed (so that a read may be sent again). */
export interface TransportFailure {
  readonly error: ApiError;
  readonly isDamaged: boolean;
}

const NEVER_CONNECTED: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing answers at the address of the platform.",
  ENOTFOUND: "The host name of the platform cannot be found. Is this computer online?",
  EAI_AGAIN: "The host name of the platform cannot be found. Is this computer online?",
  ENETUNREACH: "The network is not reachable.",
  EHOSTUNREACH: "The platform is not reachable from this network.",
  UND_ERR_CONNECT_TIMEOUT: "The connection to the platform could not be made in time.",
  ETIMEDOUT: "The connection to the platform could not be made in time.",
};

/** OpenSSL's names for distrust, as Node reports them. */
const DISTRUST = /CERT|SELF_SIGNED|TLS|SSL|EPROTO|UNABLE_TO_(?:VERIFY|GET)/;

/** The typed failure for an error thrown by the HTTP library. */
export function toTransportFailure(thrown: unknown, details: ApiErrorDetails): TransportFailure {
  const code = findCode(thrown);
  const full = { ...details, cause: toPlainCause(thrown, code) };
  if (DISTRUST.test(code)) {
    const words =
      "The certificate of the other side is not trusted. Check the proxy and certificate settings.";
    return { error: new ApiError("tls", words, full), isDamaged: false };
  }
  if (code === "UND_ERR_INVALID_ARG") {
    const words = "The connection holds a value that cannot be sent in a header.";
    return { error: new ApiError("refused", words, full), isDamaged: false };
  }
  const words = NEVER_CONNECTED[code];
  if (words !== undefined) return { error: new ApiError("network", words, full), isDamaged: false };
  return {
    error: new ApiError("network", "The connection was lost before the answer was complete.", full),
    isDamaged: true,
  };
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
