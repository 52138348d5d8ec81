/**
 * A proxy that opens tunnels (CONNECT) and remembers what it was asked for, and a TLS front for a plain server. Both on loopback.
 */
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer } from "node:tls";
import type { SelfSigned } from "./selfSigned.js";

/** A request for a tunnel. */
export interface Asked {
  /** Host and port. */
  readonly target: string;
  readonly authorization: string | undefined;
}

/** How the proxy behaves. */
export interface ProxyManners {
  /** Value of `Proxy-Authorization` without which it answers 407. */
  readonly authorization?: string;
  /** The ways of signing in that it names with a 407. */
  readonly schemes?: readonly string[];
  /** Status for every request for a tunnel, instead of a tunnel. */
  readonly refusal?: number;
  /** Ports of hosts (with their port) that only this proxy knows. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** Makes it a proxy that is spoken to over TLS. */
  readonly identity?: SelfSigned;
}

/** Something that listens. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** A running proxy. */
export interface ConnectProxy extends Listening {
  readonly asked: readonly Asked[];
  /** Requests that were not for a tunnel: they show a proxy what is in them. */
  readonly shown: readonly string[];
}

/** Opens a proxy. */
export async function openConnectProxy(manners: ProxyManners = {}): Promise<ConnectProxy> {
  const asked: Asked[] = [];
  const shown: string[] = [];
  const { identity } = manners;
  const server = identity === undefined ? createServer() : createSecureServer(identity);
  server.on("request", (request, response) => {
    shown.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const target = request.url ?? "";
    const authorization = request.headers["proxy-authorization"];
    asked.push({ target, authorization });
    const isKnown = manners.authorization === undefined || authorization === manners.authorization;
    const refusal = isKnown ? manners.refusal : 407;
    if (refusal === undefined) openTunnel(target, socket, manners.hosts?.[target]);
    else socket.end(`HTTP/1.1 ${refusal} No\r\n${toHeaders(manners)}\r\n`);
  });
  return { ...(await listen(server)), asked, shown };
}

function toHeaders({ schemes = [] }: ProxyManners): string {
  return schemes.map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join("");
}

/** Puts TLS before the server on `port`. */
export async function openTlsFront(port: number, identity: SelfSigned): Promise<Listening> {
  return await listen(createTlsServer(identity, (socket) => join(socket, connect(port, "127.0.0.1"))));
}

function openTunnel(target: string, socket: Duplex, knownPort: number | undefined): void {
  const { hostname, port } = new URL(`http://${target}`);
  const host = knownPort === undefined ? hostname.replace(/^\[|\]$/g, "") : "127.0.0.1";
  const tunnel = connect(knownPort ?? Number(port || 80), host);
  tunnel.once("connect", () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    join(socket, tunnel);
  });
  tunnel.once("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
}

/** An end that goes away takes the other with it. */
function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}

async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
