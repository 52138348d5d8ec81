/**
 * The gate at the one place where requests leave: whatever writes without a confirmed preview stays here, and what sends,
 * triggers or proofs a message stays here always. Proven on a real socket: nothing arrived.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import type { ApiRequest, ApiSession, HttpMethod } from "../../../../client/src/api/apiSession";
import { Confirmation } from "../../../../client/src/api/confirmation";
import { checkMayLeave } from "../../../../client/src/api/writeGate";
import { simulationRoutes } from "../../../../client/src/sample/routes/simulationRoutes";
import { CONFIRMED } from "../../../support/confirmed";
import { EVERY_READ, EVERY_WRITE } from "./support/everyCall";
import { type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

const METHODS: readonly HttpMethod[] = ["POST", "PUT", "PATCH", "DELETE"];
const isRefused = (error: unknown): boolean => isApiError(error, "refused");

describe("The gate of writes", () => {
  let stub: StubPlatform;
  beforeEach(async () => {
    stub = await startStub((response) => sendJson(response, 200, { id: "a" }));
  });
  afterEach(() => stub.stop());

  const send = (request: ApiRequest): Promise<unknown> => stub.connection.openSession("dev").send(request);

  it("lets no change leave that no preview confirmed, whatever its verb, host and address", async () => {
    for (const method of METHODS) {
      for (const host of ["platform", "experience", "cja"] as const) {
        for (const path of ["/data/core/ups/audiences", "/ajo/content/fragments/x", "/anything/new"])
          await assert.rejects(send({ method, host, path, body: {} }), isRefused);
      }
    }
    assert.equal(stub.calls().length, 0);
  });

  it("knows a confirmation by where it was made, not by what it looks like", async () => {
    const forged = [
      { preview: "x" },
      Object.create(Confirmation.prototype),
      new Proxy(new Confirmation("x"), {}),
      structuredClone({ ...new Confirmation("x") }),
      true,
      "x",
    ];
    const request = { method: "DELETE", path: "/data/core/ups/audiences/a" } as const;
    for (const confirmation of forged)
      await assert.rejects(send({ ...request, confirmation: confirmation as Confirmation }), isRefused);
    assert.equal(stub.calls().length, 0);
    await send({ ...request, confirmation: new Confirmation("x") });
    assert.equal(stub.calls().length, 1);
  });

  it("lets nothing leave under a confirmation that is over", async () => {
    const confirmation = new Confirmation("x");
    const request = { method: "DELETE", path: "/data/core/ups/audiences/a", confirmation } as const;
    await send(request);
    confirmation.end();
    await assert.rejects(send(request), isRefused);
    assert.equal(stub.calls().length, 1);
  });

  it("keeps the confirmation on this computer", async () => {
    const confirmation = new Confirmation("preview-7f3a");
    await send({ method: "PUT", path: "/data/core/ups/audiences/a", body: { name: "x" }, confirmation });
    assert.ok(!JSON.stringify(stub.seen).includes("7f3a"));
  });

  it("holds back every call of the client that writes, and no call that reads", async () => {
    const session = stub.connection.openSession("dev");
    // As a caller who went around the types would: the call loses its confirmation on the way.
    const bare: ApiSession = Object.create(session, {
      send: { value: (request: ApiRequest) => session.send({ ...request, confirmation: undefined }) },
    });
    for (const [name, write] of EVERY_WRITE) await assert.rejects(write(bare), isRefused, name);
    assert.equal(stub.calls().length, 0);
    for (const [name, read] of EVERY_READ) {
      const error: unknown = await read(session).catch((thrown: unknown) => thrown);
      assert.ok(!isRefused(error), `${name} is a question: ${error}`);
    }
  });

  it("never lets leave what sends, triggers or proofs, or empties a list of people, although it was confirmed", async () => {
    const never = simulationRoutes.filter(({ isTripwire }) => isTripwire === true);
    assert.ok(never.length > 5);
    const fill = (path: string): string => path.replace(/\{\w+\}/g, "x");
    for (const { path, verbs } of never) {
      for (const method of Object.keys(verbs) as HttpMethod[])
        await assert.rejects(send({ method, path: fill(path), ...CONFIRMED }), isRefused, path);
    }
    assert.equal(stub.calls().length, 0);
  });

  it("sees such an address through other spellings", () => {
    const spellings = [
      "/ajo/simulations/campaigns/x/PROOFS",
      "/ajo/simulations/campaigns/x/%70roofs",
      "/ajo/simulations/campaigns/x/proofs/",
      "/ajo/simulations/campaigns/x/previews/../proofs",
      "/ajo//im//executions/unitary",
      "/ajo/im%2Fexecutions/unitary",
      "/ajo/config/suppression/addresses",
    ];
    for (const path of spellings) {
      const departure = {
        host: "platform",
        method: "POST",
        url: `https://platform.adobe.io${path}`,
      } as const;
      assert.throws(() => checkMayLeave({ ...departure, ...CONFIRMED }), isRefused, path);
    }
  });

  it("takes for a question only what is known to be one", () => {
    const ask = (host: "platform" | "cja", method: HttpMethod, path: string): void =>
      checkMayLeave({ host, method, url: `https://host.example/prefix${path}` });
    ask("platform", "POST", "/data/core/ups/preview");
    ask("platform", "DELETE", "/data/core/ups/preview/abc%3D");
    ask("cja", "POST", "/reports");
    for (const attempt of [
      () => ask("platform", "DELETE", "/data/core/ups/preview"),
      () => ask("platform", "PUT", "/data/core/ups/audiences/bulk-get"),
      () => ask("platform", "POST", "/reports"),
      () => ask("platform", "POST", "/data/core/ups/audiences/bulk-get/x"),
      () => ask("cja", "POST", "/data/core/ups/preview"),
    ])
      assert.throws(attempt, isRefused);
  });
});
