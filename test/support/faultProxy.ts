/**
 * Stands between a client and the sample organisation and hurts what passes, as told. Knows nothing of the platform: faults
 * say themselves which calls they strike.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call on its way. */
export interface PassingCall {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: string;
}

/** What happens to a call instead of the plain answer. */
export type Damage =
  /** The connection breaks before anything is sent on. */
  | { readonly kind: "reset" }
  /** Nothing is ever answered. */
  | { readonly kind: "stall" }
  /** Another answer; the organisation never hears of the call. */
  | { readonly kind: "answer"; readonly status: number; readonly body: string }
  /** The organisation's answer, and then the connection breaks half way. */
  | { readonly kind: "cut" }
  /** The organisation's answer with another body. */
  | { readonly kind: "change"; readonly change: (body: unknown) => unknown }
  /** The organisation's answer with another text, for what JSON in a program cannot hold. */
  | { readonly kind: "rewrite"; readonly rewrite: (text: string) => string };

/** A fault: which calls it strikes, how often (default always), and how. */
export interface Fault {
  readonly strikes: (call: PassingCall) => boolean;
  readonly times?: number;
  readonly damage: Damage;
}

/** A running proxy. */
export interface FaultProxy {
  readonly origin: string;
  /** Every call that came, in order. */
  readonly calls: readonly PassingCall[];
  /** Replaces all faults and forgets the calls. */
  setFaults(faults: readonly Fault[]): void;
  /** Resolves when a call is held by `stall`. */
  waitForStall(): Promise<void>;
  end(): Promise<void>;
}

/** Starts a proxy in front of `target`. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const calls: PassingCall[] = [];
  let faults: { readonly fault: Fault; left: number }[] = [];
  let tellStall = (): void => undefined;
  let stalled = Promise.resolve();
  const strike = (call: PassingCall): Damage | undefined => {
    const found = faults.find(({ fault, left }) => left > 0 && fault.strikes(call));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault.damage;
  };
  const server = createServer((incoming, outgoing) => {
    void readAll(incoming).then(async (body) => {
      const call = { method: incoming.method ?? "GET", path: incoming.url ?? "/", body };
      calls.push(call);
      const damage = strike(call);
      if (damage?.kind === "reset") incoming.socket.destroy();
      else if (damage?.kind === "stall") tellStall();
      else if (damage?.kind === "answer")
        outgoing.writeHead(damage.status, { "content-type": "application/json" }).end(damage.body);
      else await passOn({ target, incoming, outgoing, call, damage });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    setFaults: (wanted) => {
      calls.length = 0;
      faults = wanted.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
      stalled = new Promise((resolve) => {
        tellStall = resolve;
      });
    },
    waitForStall: () => stalled,
    end: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Passing {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly call: PassingCall;
  readonly damage: Damage | undefined;
}

async function passOn({ target, incoming, outgoing, call, damage }: Passing): Promise<void> {
  const { host: _, "accept-encoding": __, ...headers } = incoming.headers;
  const sent = request(`${target}${call.path}`, { method: call.method, headers });
  sent.end(call.body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const text = await readAll(answer);
  const { "content-length": ___, "transfer-encoding": ____, ...answerHeaders } = answer.headers;
  const body = toBody(damage, text);
  const bytes = Buffer.from(body);
  outgoing.writeHead(answer.statusCode ?? 502, { ...answerHeaders, "content-length": bytes.length });
  if (damage?.kind !== "cut") return void outgoing.end(bytes);
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => incoming.socket.destroy());
}

function toBody(damage: Damage | undefined, text: string): string {
  if (damage?.kind === "rewrite") return damage.rewrite(text);
  return damage?.kind === "change" ? JSON.stringify(damage.change(JSON.parse(text))) : text;
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
