/**
 * A real HTTP server on loopback whose answers a test writes by hand, for everything that only a socket
 * can show: cut-off bodies, resets, compression, cancellation. Knows nothing of the platform's rules.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent } from "undici";
import { type ApiConnection, createApiConnection } from "../../../../../client/src/api/apiConnection";
import type { ApiLogEntry } from "../../../../../client/src/api/apiLog";
import type { Credentials } from "../../../../../client/src/api/credentials";
import { createUndiciTransport } from "../../../../../client/src/api/undiciTransport";
import { TestClock } from "./testClock";

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path below the host prefix, with query. */
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Answers one request. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** A secret that must never be seen outside the token call. */
export const SECRET = "p8e-TestSecretThatNobodyMaySee42";
/** Start of every token the stub mints. */
export const TOKEN = "eyJstubtoken";

/** The credential that the tests use. */
export const CREDENTIALS: Credentials = {
  orgId: "5A3C1E7F62D04B8A0A495FD1@AdobeOrg",
  clientId: "clientid0123456789",
  clientSecret: SECRET,
  scopes: ["openid", "AdobeID"],
};

/** A running stub and a connection to it. */
export interface StubPlatform {
  readonly connection: ApiConnection;
  readonly clock: TestClock;
  readonly log: ApiLogEntry[];
  readonly seen: SeenRequest[];
  /** Requests that are not token calls. */
  calls(): readonly SeenRequest[];
  /** How many sockets the client closed before its answer was complete. */
  abandoned(): number;
  readonly endpoints: Readonly<Record<"ims" | "platform" | "experience" | "cja", string>>;
  stop(): Promise<void>;
}

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Starts a stub whose API calls go to `answer`; tokens are minted unless `answer` handles host `ims` itself. */
export async function startStub(
  answer: Answer,
  options: { answersSignIn?: boolean; otherSecrets?: readonly string[] } = {},
): Promise<StubPlatform> {
  const seen: SeenRequest[] = [];
  let abandonedCount = 0;
  let minted = 0;
  const server = createServer((incoming, response) => {
    response.on("close", () => {
      if (!response.writableFinished) abandonedCount += 1;
    });
    void readRequest(incoming).then((request) => {
      seen.push(request);
      if (request.host !== "ims" || options.answersSignIn) return answer(response, request);
      minted += 1;
      sendJson(response, 200, {
        access_token: `${TOKEN}${minted}`,
        token_type: "bearer",
        expires_in: 86_399,
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = {
    ims: `${origin}/ims-host`,
    platform: `${origin}/platform-host`,
    experience: `${origin}/experience-host`,
    cja: `${origin}/cja-host`,
  };
  const clock = new TestClock();
  const log: ApiLogEntry[] = [];
  const connection = createApiConnection({
    name: "stub",
    credentials: { ...CREDENTIALS, otherSecrets: options.otherSecrets },
    endpoints,
    createTransport: () => createUndiciTransport(new Agent()),
    clock,
    random: () => 0.5,
    log: { isTracing: true, write: (entry) => log.push(entry) },
  });
  return {
    connection,
    clock,
    log,
    seen,
    calls: () => seen.filter(({ host }) => host !== "ims"),
    abandoned: () => abandonedCount,
    endpoints,
    stop: async () => {
      await connection.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [, host = "", path = ""] = /^\/(\w+)-host(.*)$/s.exec(incoming.url ?? "") ?? [];
  return {
    method: incoming.method ?? "",
    path,
    host,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
