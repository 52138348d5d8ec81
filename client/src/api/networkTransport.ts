/**
 * The way to the real network: the editor's proxy and certificates, as handed in. Refuses to read the
 * editor's settings itself, and to skip certificate checks unless told so.
 */
import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import { findProxy, type ProxyOptions } from "./proxy";
import type { ProxyRoute } from "./proxyFault";
import type { Transport } from "./transport";
import { toProxyFault, toProxyRefusal } from "./transportError";
import { createUndiciTransport } from "./undiciTransport";

/** How to reach the network. */
export interface NetworkOptions extends ProxyOptions {
  /** Certificate authorities to trust (PEM); an empty or missing list means Node's own. */
  readonly certificateAuthorities?: readonly string[] | undefined;
  /** Default true. False follows the editor's `http.proxyStrictSSL`. */
  readonly checksCertificates?: boolean | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CONNECTIONS_PER_HOST = 6;

/** Opens the way to the network, as `createNetworkDispatcher` does. */
export function createNetworkTransport(options: NetworkOptions = {}): Transport {
  return createUndiciTransport(createNetworkDispatcher(options));
}

/**
 * Opens a dispatcher; connections are made when needed and closed by `destroy`. Calls through a proxy fail with `ProxyFault`
 * where it is the proxy's fault. Every host behind a proxy is reached through a tunnel (CONNECT), unencrypted ones too: so
 * a proxy never sees a token and cannot keep an answer.
 */
function createNetworkDispatcher(options: NetworkOptions = {}): Dispatcher {
  const authorities = options.certificateAuthorities ?? [];
  const tls = {
    rejectUnauthorized: options.checksCertificates ?? true,
    timeout: CONNECT_TIMEOUT_MS,
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
  };
  return new Agent({
    factory: (origin) => {
      const proxy = findProxy(new URL(origin), options, process.env);
      const pool = { connections: CONNECTIONS_PER_HOST, connect: tls };
      return proxy === undefined ? new Pool(origin, pool) : openProxy(proxy, tls);
    },
  });
}

function openProxy(proxy: ProxyRoute, tls: NonNullable<ProxyAgent.Options["requestTls"]>): Dispatcher {
  const { address, authorization } = proxy;
  return new ProxyAgent({
    uri: address,
    connections: CONNECTIONS_PER_HOST,
    requestTls: tls,
    proxyTls: tls,
    clientFactory: (_origin, options) => new ProxyEnd(proxy, options),
    ...(authorization === undefined ? {} : { token: authorization }),
  });
}

type Tunnel = Dispatcher.ConnectOptions;
type TunnelAnswer = Dispatcher.ConnectData;
type TunnelCallback = (error: Error | null, answer: TunnelAnswer) => void;

/** The near end of the tunnels: the one place where a failure is known to be the proxy's. */
class ProxyEnd extends Pool {
  constructor(
    private readonly proxy: ProxyRoute,
    options: Pool.Options,
  ) {
    super(proxy.address, { ...options, headersTimeout: CONNECT_TIMEOUT_MS });
  }

  override connect(tunnel: Tunnel): Promise<TunnelAnswer>;
  override connect(tunnel: Tunnel, callback: TunnelCallback): void;
  override connect(tunnel: Tunnel, callback?: TunnelCallback): Promise<TunnelAnswer> | undefined {
    if (callback === undefined) return this.open(tunnel);
    super.connect(tunnel, callback);
    return undefined;
  }

  private async open(tunnel: Tunnel): Promise<TunnelAnswer> {
    const answer = await super.connect(tunnel).catch((thrown: unknown) => {
      throw toProxyFault(this.proxy, thrown);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => undefined).destroy();
    throw toProxyRefusal(this.proxy, { ...answer, target: tunnel.path });
  }
}
