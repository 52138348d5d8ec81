// Checklist K: failure weather as a client meets it, over loopback and through the in-process transport.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { planDelivery } from "../../../client/src/sample/delivery.js";
import type { SampleOrganisation } from "../../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../client/src/sample/sampleTransport.js";
import { serveSample } from "../../../client/src/sample/server.js";
import { clientFor, clientOf, organisationFor } from "./client.js";

const AUDIENCES = "https://platform.adobe.io/data/core/ups/audiences?limit=5";

/** Asks a question over a real socket. */
async function overHttp(
  scenario: string,
  ask: (url: string, options: AskOptions) => Promise<void>,
): Promise<void> {
  const organisation = organisationFor({ scenario });
  const server = await serveSample(organisation, { port: 0 });
  try {
    const url = AUDIENCES.replace("https://platform.adobe.io", server.endpoints.platform);
    await ask(url, { headers: headersFor(organisation) });
  } finally {
    await server.close();
  }
}

function headersFor(organisation: SampleOrganisation): Record<string, string> {
  const { clientId, orgId } = sampleCredentials();
  const { token } = clientOf(organisation);
  return {
    authorization: `Bearer ${token}`,
    "x-api-key": clientId,
    "x-gw-ims-org-id": orgId,
    "x-sandbox-name": "prod",
  };
}

interface AskOptions {
  readonly headers: Record<string, string>;
}

describe("failure weather", () => {
  const throttles: [string, (headers: Record<string, unknown>, body: string) => void][] = [
    ["throttled-seconds", (headers) => assert.equal(headers["retry-after"], "2")],
    ["throttled-date", (headers) => assert.match(String(headers["retry-after"]), /GMT$/)],
    ["throttled-body", (_headers, body) => assert.match(body, /^\[.*"retryAfterMs":"500"/)],
    [
      "throttled-silent",
      (headers, body) => assert.deepEqual([headers["retry-after"], body], [undefined, ""]),
    ],
  ];
  for (const [scenario, check] of throttles) {
    it(`throttles: ${scenario}`, () =>
      overHttp(scenario, async (url, options) => {
        const answer = await request(url, options);
        assert.equal(answer.statusCode, 429);
        check(answer.headers, await answer.body.text());
      }));
  }

  it("fails once and then recovers", () =>
    overHttp("error-once", async (url, options) => {
      const statuses = [];
      for (let attempt = 0; attempt < 2; attempt++) {
        const answer = await request(url, options);
        await answer.body.dump();
        statuses.push(answer.statusCode);
      }
      assert.deepEqual(statuses, [500, 200]);
    }));

  const bodies: [string, number, RegExp, RegExp][] = [
    ["unavailable-html", 503, /html/, /^<html>/],
    ["bad-gateway", 502, /^undefined$/, /^$/],
    ["wrong-type", 200, /^text\/plain/, /^\{"children"/],
    ["byte-order-mark", 200, /json/, /^\uFEFF?\{"children"/],
    ["null-body", 200, /json/, /^null$/],
    ["empty-body", 200, /json/, /^$/],
  ];
  for (const [scenario, status, type, body] of bodies) {
    it(`sends the wrong thing: ${scenario}`, () =>
      overHttp(scenario, async (url, options) => {
        const answer = await request(url, options);
        assert.equal(answer.statusCode, status);
        assert.match(String(answer.headers["content-type"]), type);
        assert.match(Buffer.from(await answer.body.arrayBuffer()).toString("utf8"), body);
      }));
  }

  it("breaks the connection before the headers", () =>
    overHttp("reset-before", async (url, options) => {
      await assert.rejects(request(url, options));
    }));

  it("breaks the connection after the headers, and in the middle of the JSON", async () => {
    for (const scenario of ["reset-after-headers", "cut-json"]) {
      await overHttp(scenario, async (url, options) => {
        const answer = await request(url, options);
        assert.equal(answer.statusCode, 200);
        await assert.rejects(answer.body.text());
      });
    }
  });

  it("is late by a fixed time, or by a time that varies from call to call but not from run to run", () => {
    const delays = (scenario: string): (number | undefined)[] => {
      const { call } = clientFor({ scenario });
      return Array.from({ length: 5 }, () => call("/data/core/ups/audiences?limit=1").delivery?.delayMs);
    };
    assert.deepEqual(new Set(delays("latency")), new Set([250]));
    assert.ok(new Set(delays("jitter")).size > 1);
    assert.ok(delays("jitter").every((delay) => delay !== undefined && delay >= 0 && delay <= 400));
    assert.deepEqual(delays("jitter"), delays("jitter"));
  });

  it("redirects to another host, and a token that follows is a violation", () =>
    overHttp("redirect", async (url, options) => {
      const answer = await request(url, options);
      assert.equal(answer.statusCode, 302);
      assert.match(String(answer.headers["location"]), /elsewhere/);
      await answer.body.dump();
    }));

  it("counts a token sent to a foreign host", async () => {
    const organisation = organisationFor();
    const headers = { authorization: "Bearer x" };
    await createSampleTransport(organisation).send(toCall("https://elsewhere.example/data", headers));
    assert.match(organisation.traffic().report().violations.join(), /token sent to a host outside/);
  });

  it("sends bodies compressed, and in small pieces", async () => {
    await overHttp("gzip", async (url, options) => {
      const answer = await request(url, {
        ...options,
        headers: { ...options.headers, "accept-encoding": "gzip" },
      });
      assert.equal(answer.headers["content-encoding"], "gzip");
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      assert.deepEqual([bytes[0], bytes[1]], [0x1f, 0x8b]);
    });
    await overHttp("chunked", async (url, options) => {
      const answer = await request(url, options);
      assert.equal(answer.headers["content-length"], undefined);
      assert.ok(((await answer.body.json()) as { children: object[] }).children.length === 5);
    });
    const plan = planDelivery(clientFor({ scenario: "chunked" }).call("/data/core/ups/audiences?limit=5"));
    assert.ok(plan.chunks.length > 3 && plan.chunkDelayMs > 0, "each piece comes a little later");
  });

  it("delays one endpoint while the others are fast, and a cancelled call ends at once and is counted", () =>
    overHttp("slow-endpoint", async (url, options) => {
      const slow = new URL("/ajo/journey", url);
      if (url.includes("/platform/")) slow.pathname = `/platform${slow.pathname}`;
      const abort = new AbortController();
      const waiting = request(slow, { ...options, signal: abort.signal });
      const fast = await request(url, options);
      assert.equal(fast.statusCode, 200);
      await fast.body.dump();
      abort.abort();
      await assert.rejects(waiting, { name: "AbortError" });
    }));

  it("refuses connections, as an unreachable service does", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(request(`http://127.0.0.1:${port}/platform/x`), { code: "ECONNREFUSED" });
  });
});

function toCall(url: string, headers: Record<string, string>, signal = new AbortController().signal) {
  return { url, headers, signal, method: "GET", body: undefined };
}

describe("the in-process transport", () => {
  it("cancels while the body arrives, counts it and frees its place", async () => {
    const organisation = organisationFor({ scenario: "chunked" });
    const transport = createSampleTransport(organisation);
    const headers = headersFor(organisation);
    const abort = new AbortController();
    const call = transport.send(toCall(AUDIENCES.replace("limit=5", "limit=200"), headers, abort.signal));
    setTimeout(() => abort.abort(), 5);
    await assert.rejects(call, { name: "AbortError" });
    await transport.send(toCall(AUDIENCES, headers));
    assert.equal(organisation.traffic().report().peakParallel["platform"], 1);
  });

  it("breaks as a connection does, before the answer and within it", async () => {
    const organisation = organisationFor();
    const transport = createSampleTransport(organisation);
    const headers = headersFor(organisation);
    for (const effect of ["reset-before", "cut"] as const) {
      organisation.adjust({ weather: [{ effect, path: "/ups/audiences" }] });
      await assert.rejects(transport.send(toCall(AUDIENCES, headers)), { code: "ECONNRESET" }, effect);
    }
  });

  it("refuses calls once it is closed", async () => {
    const organisation = organisationFor();
    const transport = createSampleTransport(organisation);
    await transport.close();
    await assert.rejects(transport.send(toCall(AUDIENCES, headersFor(organisation))), { code: "ECONNRESET" });
  });
});
