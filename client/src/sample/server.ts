/**
 * The loopback front: plain HTTP on this machine only, one path prefix per production host, and the control channel.
 * Refuses any other address; it must never be reachable from a network.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { applyControl, CONTROL_PREFIX } from "./control";
import { pause, planDelivery } from "./delivery";
import {
  FOREIGN_ORIGIN,
  findHost,
  PRODUCTION_ORIGINS,
  type SampleHost,
  type SampleRequest,
  type SampleResponse,
} from "./exchange";
import type { SampleOrganisation } from "./organisation";
import { noSuchRoute } from "./replies";

/** Where a running server can be reached. */
export interface SampleServer {
  readonly origin: string;
  /** Base address of each production host. */
  readonly endpoints: Readonly<Record<SampleHost, string>>;
  close(): Promise<void>;
}

/** Where to listen. Port 0 takes any free port. */
export interface ListenOptions {
  readonly address?: string;
  readonly port: number;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Starts the server. Rejects with RangeError for an address that is not this machine's loopback. */
export async function serveSample(
  organisation: SampleOrganisation,
  options: ListenOptions,
): Promise<SampleServer> {
  const address = options.address ?? "127.0.0.1";
  if (!LOOPBACK.includes(address))
    throw new RangeError(`Refusing to listen on ${address}: only loopback addresses are allowed.`);
  const server = createServer((incoming, outgoing) => {
    answer(organisation, incoming, outgoing).catch((fault: unknown) => reportFault(outgoing, fault));
  });
  await listen(server, options.port, address);
  const { port } = server.address() as AddressInfo;
  const origin = `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
  return {
    origin,
    endpoints: {
      ims: `${origin}/ims`,
      platform: `${origin}/platform`,
      experience: `${origin}/experience`,
      cja: `${origin}/cja`,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, resolve);
  });
}

async function answer(
  organisation: SampleOrganisation,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const abort = new AbortController();
  outgoing.once("close", () => abort.abort());
  const path = incoming.url ?? "/";
  const body = await readBody(incoming).catch(() => undefined);
  if (body === undefined) return;
  if (path.startsWith(CONTROL_PREFIX)) {
    const name = path.slice(CONTROL_PREFIX.length);
    await send(
      outgoing,
      applyControl(organisation, { method: incoming.method ?? "GET", name, body: parseJson(body) }),
      abort.signal,
    );
    return;
  }
  const url = toProductionUrl(path);
  if (url === undefined) return send(outgoing, noSuchRoute(), abort.signal);
  const host = findHost(url.origin);
  const leave = host === undefined ? undefined : organisation.traffic().enter(host);
  const request: SampleRequest = {
    method: incoming.method ?? "GET",
    url: url.href,
    headers: readHeaders(incoming),
    body,
  };
  await send(outgoing, rewriteRedirect(organisation.handle(request), incoming), abort.signal);
  if (!outgoing.writableFinished) organisation.traffic().countAbort();
  leave?.();
}

/** `/platform/data/…` → `https://platform.adobe.io/data/…`; the prefix `/elsewhere` is the foreign host. */
function toProductionUrl(path: string): URL | undefined {
  const match = /^\/(ims|platform|experience|cja|elsewhere)(?=[/?]|$)(.*)$/s.exec(path);
  if (match === null) return undefined;
  const name = match[1] ?? "";
  const origin = name === "elsewhere" ? FOREIGN_ORIGIN : PRODUCTION_ORIGINS[name as SampleHost];
  const rest = match[2] ?? "";
  return new URL(origin + (rest.startsWith("/") ? rest : `/${rest}`));
}

/** A fault of our own ends its call, not the calls of everybody else. */
function reportFault(outgoing: ServerResponse, fault: unknown): void {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  if (!outgoing.headersSent) outgoing.writeHead(500, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ error_code: "500000", message: "The sample organisation failed." }));
}

/** A redirect to the foreign host must lead somewhere real: the same machine by another name is another origin. */
function rewriteRedirect(response: SampleResponse, incoming: IncomingMessage): SampleResponse {
  const { location } = response.headers;
  if (location === undefined || !location.startsWith(FOREIGN_ORIGIN)) return response;
  const foreign = `http://localhost:${incoming.socket.localPort ?? 0}/elsewhere`;
  return {
    ...response,
    headers: { ...response.headers, location: location.replace(FOREIGN_ORIGIN, foreign) },
  };
}

function readHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (values !== undefined) headers[name] = values.join(", ");
  }
  return headers;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function send(outgoing: ServerResponse, response: SampleResponse, signal: AbortSignal): Promise<void> {
  const plan = planDelivery(response, gzipSync);
  await pause(plan.delayMs, signal);
  if (signal.aborted) return;
  if (plan.refuses) {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, plan.headers);
  for (const chunk of plan.chunks) {
    await pause(plan.chunkDelayMs, signal);
    if (signal.aborted) return;
    outgoing.write(chunk);
  }
  if (!plan.breaks) {
    await new Promise<void>((resolve) => outgoing.end(() => resolve()));
    return;
  }
  outgoing.flushHeaders();
  await pause(5, signal);
  outgoing.socket?.destroy();
}
