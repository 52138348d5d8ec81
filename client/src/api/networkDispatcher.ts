/**
 * The way to the real network: the editor's proxy and certificates, as handed in. Refuses to read the
 * editor's settings itself, and to skip certificate checks unless told so.
 */
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from "undici";

/** How to reach the network. */
export interface NetworkOptions {
  /** The editor's proxy; without one, the environment's (`HTTPS_PROXY`, `NO_PROXY`) is used. */
  readonly proxyUrl?: string | undefined;
  /** Value of the `Proxy-Authorization` header. */
  readonly proxyAuthorization?: string | undefined;
  /** Additional certificate authorities (PEM); an empty or missing list means Node's own. */
  readonly certificateAuthorities?: readonly string[] | undefined;
  /** Default true. False follows the editor's `http.proxyStrictSSL`. */
  readonly checksCertificates?: boolean | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CONNECTIONS_PER_HOST = 6;

/** Opens a dispatcher; connections are made when needed and closed by `destroy`. */
export function createNetworkDispatcher(options: NetworkOptions = {}): Dispatcher {
  const authorities = options.certificateAuthorities ?? [];
  const tls = {
    rejectUnauthorized: options.checksCertificates ?? true,
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
  };
  const shared = {
    connections: CONNECTIONS_PER_HOST,
    connect: { ...tls, timeout: CONNECT_TIMEOUT_MS },
    requestTls: { ...tls, timeout: CONNECT_TIMEOUT_MS },
    proxyTls: tls,
  };
  if (options.proxyUrl) {
    const token = options.proxyAuthorization;
    return new ProxyAgent({ ...shared, uri: options.proxyUrl, ...(token === undefined ? {} : { token }) });
  }
  return hasProxyInEnvironment() ? new EnvHttpProxyAgent(shared) : new Agent(shared);
}

function hasProxyInEnvironment(): boolean {
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
  return names.some((name) => Boolean(process.env[name]));
}
