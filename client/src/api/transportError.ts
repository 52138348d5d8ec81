/**
 * Names what went wrong below HTTP: no connection, no trust, a lost answer, a proxy on the way. Refuses to pass on the
 * library's error object, which holds sockets and addresses; only its code and text travel as cause.
 */
import { ApiError, type ApiErrorDetails } from "./apiError";
import { ProxyFault, type ProxyRoute } from "./proxy";

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
  if (thrown instanceof ProxyFault) {
    const { operation } = details;
    const cause = new Error(thrown.reason);
    return {
      error: new ApiError("network", thrown.message, { operation, isProxy: true, cause }),
      isDamaged: false,
    };
  }
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

/** The fault of a proxy that could not be reached, or did not answer as one. */
export function toProxyFault(proxy: ProxyRoute, thrown: unknown): ProxyFault {
  const code = findCode(thrown);
  return new ProxyFault(`The proxy ${proxy.address} (${proxy.setting}) ${toProxyWords(code)}`, code);
}

function toProxyWords(code: string): string {
  if (/WRONG_VERSION|PACKET_LENGTH|EPROTO/.test(code))
    return "does not speak TLS. Write its address with http:// instead of https://.";
  if (DISTRUST.test(code)) return "shows a certificate that is not trusted.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "cannot be found: nobody knows a computer of that name. Check the spelling, and whether this network (or VPN) is the one it belongs to.";
  if (code === "ECONNREFUSED" || code === "EADDRNOTAVAIL")
    return "cannot be reached: nothing listens there. Check its address and port, and whether it runs.";
  if (code === "ENETUNREACH" || code === "EHOSTUNREACH") return "cannot be reached from this network.";
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return "does not answer in time. Check its address and port.";
  return "closed the connection, or does not answer as a proxy does. Check its address and port.";
}

/** The fault of a proxy that answered a request for a tunnel to `target` (host and port) with this status. */
export function toProxyRefusal(proxy: ProxyRoute, status: number, target: string): ProxyFault {
  const name = `The proxy ${proxy.address} (${proxy.setting})`;
  if (status === 407) {
    const said = proxy.authorization === undefined ? "asks for a sign-in" : "does not accept this sign-in";
    const place = proxy.setting === "http.proxy" ? "http.proxy, or http.proxyAuthorization" : proxy.setting;
    return new ProxyFault(`${name} ${said} (407). Set http://user:password@host:port in ${place}.`, "407");
  }
  const list = proxy.setting === "http.proxy" ? "http.noProxy" : "NO_PROXY";
  const advice = /^(?:localhost|127\.|\[::1\])/.test(target)
    ? `Add this computer’s own addresses to ${list}.`
    : `Whoever runs it can allow this host; ${list} lists hosts that need no proxy.`;
  const said = status >= 500 ? "does not reach" : "refuses to connect to";
  return new ProxyFault(`${name} ${said} ${target} (${status}). ${advice}`, String(status));
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
