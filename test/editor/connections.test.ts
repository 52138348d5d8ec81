/**
 * Connections in a real editor against the sample organisation over HTTP: secrets, permission levels, and who is told what.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import { findRowAction } from "../../client/src/tree/rowActions.js";
import {
  type ConnectProxy,
  type Listening,
  openConnectProxy,
  openTlsFront,
} from "../support/connectProxy.js";
import { readTestIdentity } from "../support/selfSigned.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getNode,
  getTestApi,
  openNewFile,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";
import { type SampleServer, startSampleServer } from "./harness/sampleServer.js";

const NAME = "Own Organisation";

describe("connections", () => {
  let api: TestApi;
  let server: SampleServer;

  before(async () => {
    api = await getTestApi();
    server = await startSampleServer();
  });
  after(async () => {
    server.end();
    await vscode.commands.executeCommand("aep.connections.remove", { name: NAME });
    await useSample(api);
  });
  beforeEach(() => api.user.reset());
  afterEach(closeEditors);

  const add = (more: Readonly<Record<string, unknown>> = {}): Thenable<unknown> => server.connect(NAME, more);
  const setPermissions = (permissions: string): Thenable<unknown> =>
    vscode.commands.executeCommand("aep.connections.setPermissions", { name: NAME, permissions });
  const preview = async (given: Readonly<Record<string, unknown>>): Promise<{ preview: { id: string } }> =>
    await vscode.commands.executeCommand("aep.audience.preview", {
      connection: NAME,
      sandbox: "dev",
      expression: "_acme.customer.ordersCount > 0",
      ...given,
    });

  it("are added without a question, sign in, and bring their sandbox into use", async () => {
    await add();
    assert.deepEqual(api.services.selection.current, {
      connection: NAME,
      sandbox: "dev",
      type: "development",
    });
    const rows = await getChildren(api, await getNode(api, `${NAME}/dev/audience`));
    assert.ok(rows.length > 1);
    assert.equal(api.user.shown.length, 0);
  });

  it("are not asked for where there is only one, except to confirm its removal", async () => {
    await add();
    await vscode.commands.executeCommand("aep.connections.remove", { name: NAME });
    await useSample(api);
    const name = api.services.connections.all().map((connection) => connection.name);
    api.user.reset();
    for (const command of ["setPermissions", "enterSecret", "reconnect", "test", "remove"]) {
      if (command === "setPermissions" || command === "remove") api.user.willAnswer(undefined);
      await vscode.commands.executeCommand(`aep.connections.${command}`);
    }
    assert.deepEqual(
      api.user.shown.map(({ text }) => text.split("\n")[0]),
      [
        `What may be changed through “${name}”?`,
        "The sample organisation is built in and needs no secret.",
        `Testing “${name}”`,
        `What the connection “${name}” can do`,
        "Remove which connection?",
      ],
    );
    assert.equal(api.user.shown[0]?.choices?.[0], "Publish", "in front stands what is");
    await add();
  });

  it("keep the secret out of settings, and out of what the tree and the accounts show", async () => {
    await add();
    const settings = JSON.stringify(vscode.workspace.getConfiguration("aep").inspect("connections"));
    assert.ok(settings.includes(server.credentials.clientId));
    assert.ok(!settings.includes(server.credentials.clientSecret));
    const node = await getNode(api, NAME);
    assert.ok(!JSON.stringify(getData(node, "connection")).includes(server.credentials.clientSecret));
  });

  it("are imported from a file of Developer Console, read-only until somebody decides otherwise", async () => {
    const { orgId, clientId, clientSecret, scopes } = server.credentials;
    const exported = { ORG_ID: orgId, CLIENT_ID: clientId, CLIENT_SECRETS: [clientSecret], SCOPES: scopes };
    const { uri } = await openNewFile("credential.json", JSON.stringify(exported));
    const imported = await vscode.commands.executeCommand<{ permissions: string }>("aep.connections.import", {
      file: uri,
      name: "Imported",
    });
    assert.equal(imported.permissions, "read");
    assert.equal(await api.services.connections.findSecret("Imported"), clientSecret);
    await vscode.commands.executeCommand("aep.connections.remove", { name: "Imported" });
    assert.equal(await api.services.connections.findSecret("Imported"), undefined);
  });

  describe("on a network with a proxy", () => {
    const http = () => vscode.workspace.getConfiguration("http");
    const settings = [
      "proxy",
      "proxyAuthorization",
      "noProxy",
      "proxySupport",
      "proxyStrictSSL",
      "systemCertificates",
    ];
    const set = async (name: string, value: unknown): Promise<void> =>
      await http().update(name, value, vscode.ConfigurationTarget.Global);
    const opened: Listening[] = [];
    const open = async <Kind extends Listening>(one: Promise<Kind>): Promise<Kind> => {
      opened.push(await one);
      return await one;
    };
    const openProxy = (authorization?: string): Promise<ConnectProxy> =>
      open(openConnectProxy(authorization === undefined ? {} : { authorization }));
    const isReached = async (): Promise<boolean> => {
      const [first] = await getChildren(api, await getNode(api, NAME));
      return first?.data.type === "sandbox";
    };
    const readNotice = async () => {
      const [notice] = await getChildren(api, await getNode(api, NAME));
      assert.ok(notice);
      return getData(notice, "notice");
    };
    /** As a person does after changing a setting. */
    const retry = (): Thenable<unknown> => vscode.commands.executeCommand("aep.tree.refresh");
    afterEach(async () => {
      for (const name of settings) await set(name, undefined);
      for (const one of opened.splice(0)) await one.close();
    });

    it("go through it, signed in as the settings say, and past it where they say that", async () => {
      const proxy = await openProxy("Basic abc");
      await set("proxy", `http://127.0.0.1:${proxy.port}`);
      await add().then(undefined, () => undefined);
      assert.match((await readNotice()).text, /proxy .*asks for a sign-in \(407\).*http\.proxyAuthorization/);
      await set("proxyAuthorization", "Basic abc");
      await retry();
      await eventually("the sandboxes", isReached);
      const { length } = proxy.asked;
      for (const [name, value] of [
        ["noProxy", ["127.0.0.1"]],
        ["proxySupport", "off"],
      ] as const) {
        await set(name, value);
        await retry();
        await eventually("the sandboxes", isReached);
        assert.equal(proxy.asked.length, length, name);
        await set(name, undefined);
      }
    });

    it("say that it is the proxy when it cannot be reached", async () => {
      await set("proxy", "http://me:geheim@proxi.invalid:1");
      await add().then(undefined, () => undefined);
      const { text, headline } = await readNotice();
      assert.match(text, /^The proxy http:\/\/proxi\.invalid:1 \(http\.proxy\) cannot be found/);
      assert.equal(headline, "Stopped at the proxy");
    });

    it("trust what the computer trusts, unless the settings say otherwise", async () => {
      const { port } = await open(
        openTlsFront(Number(new URL(server.endpoints["ims"] ?? "").port), readTestIdentity()),
      );
      const endpoints = Object.fromEntries(
        Object.entries(server.endpoints).map(([host, address]) => {
          const { pathname } = new URL(address);
          return [host, `https://127.0.0.1:${port}${pathname}`];
        }),
      );
      await set("systemCertificates", false);
      await add({ endpoints }).then(undefined, () => undefined);
      assert.match((await readNotice()).text, /certificate of the other side is not trusted/);
      await set("systemCertificates", true);
      await retry();
      await eventually("the sandboxes", isReached);
      await set("systemCertificates", false);
      await set("proxyStrictSSL", false);
      await retry();
      await eventually("the sandboxes", isReached);
    });
  });

  it("refuse to be added half, naming what is missing", async () => {
    const half = vscode.commands.executeCommand("aep.connections.add", { name: "Half", orgId: "1@AdobeOrg" });
    await assert.rejects(async () => await half, /needs name, orgId, clientId and clientSecret/);
    assert.equal(api.services.connections.find("Half"), undefined);
  });

  describe("whatever their platform answers", () => {
    it("are read-only unless somebody decided otherwise, and levels allow what they say", async () => {
      await add();
      await assert.rejects(
        preview({ name: "Read only" }),
        /read-only; this needs the permission level “draft”/,
      );
      await setPermissions("draft");
      const { preview: draft } = await preview({ name: "As a draft" });
      await assert.rejects(
        preview({ name: "Live", lifecycle: "published" }),
        /needs the permission level “publish”/,
      );
      await setPermissions("read");
      const apply = vscode.commands.executeCommand("aep.preview.apply", { preview: draft.id });
      await assert.rejects(
        async () => await apply,
        /read-only/,
        "lowering the level counts for open previews too",
      );
      await setPermissions("publish");
      await vscode.commands.executeCommand("aep.preview.apply", { preview: draft.id });
      const { preview: live } = await preview({ name: "Live", lifecycle: "published" });
      await vscode.commands.executeCommand("aep.preview.apply", { preview: live.id });
    });

    it("of the sample organisation allow less or more as somebody decides, too", async () => {
      await useSample(api);
      const change = async (permissions: string) =>
        await vscode.commands.executeCommand("aep.connections.setPermissions", { name: SAMPLE, permissions });
      const publish = async () =>
        await vscode.commands.executeCommand("aep.audience.preview", {
          name: "Of the sample",
          expression: "_acme.customer.ordersCount > 0",
        });
      api.user.willAnswer("$(lock) Change Permission Level…", "Read-only");
      // As a click on the status bar does, which says both.
      await vscode.commands.executeCommand("aep.sandbox.select", { connection: SAMPLE });
      assert.equal(api.services.connections.find(SAMPLE)?.permissions, "read");
      await assert.rejects(publish, /read-only/);
      await change("publish");
      await publish();
      await vscode.commands.executeCommand("aep.preview.discard");
    });

    it("say that a wrong secret is wrong, on the row itself, with a way to retry", async () => {
      await add({ clientSecret: "wrong-secret-wrong" }).then(undefined, () => undefined);
      const [notice] = await getChildren(api, await getNode(api, NAME));
      assert.ok(notice);
      assert.equal(getData(notice, "notice").reason, "signedOut");
      assert.match(getData(notice, "notice").text, /did not accept the credential/);
      await vscode.commands.executeCommand("aep.connections.enterSecret", {
        name: NAME,
        clientSecret: server.credentials.clientSecret,
      });
      const sandboxes = await getChildren(api, await getNode(api, NAME));
      assert.equal(getData(sandboxes[0] ?? notice, "sandbox").row.name, "prod");
    });

    it("say that the platform cannot be reached, and recover when it can", async () => {
      const endpoints = { ...server.endpoints, platform: "http://127.0.0.1:1" };
      await add({ endpoints }).then(undefined, () => undefined);
      const [notice] = await getChildren(api, await getNode(api, NAME));
      assert.ok(notice);
      assert.equal(getData(notice, "notice").reason, "offline");
      assert.equal(findRowAction(notice)?.command, "aep.tree.retry");
      await add();
      await eventually("the sandboxes", async () => {
        const [first] = await getChildren(api, await getNode(api, NAME));
        return first?.data.type === "sandbox";
      });
    });

    it("say product by product what they can do", async () => {
      await add();
      const verdicts = await vscode.commands.executeCommand<{ step: string; state: string }[]>(
        "aep.connections.test",
        {
          name: NAME,
        },
      );
      assert.deepEqual(
        verdicts.slice(0, 3).map(({ step, state }) => [step, state]),
        [
          ["signIn", "works"],
          ["sandboxes", "works"],
          ["aep", "works"],
        ],
      );
      api.user.willAnswer(NAME);
      await vscode.commands.executeCommand("aep.connections.test");
      assert.match(
        api.user.shown.at(-1)?.text ?? "",
        /^What the connection “.*” can do\n✓ Sign-in: Signed in\.\n✓ Sandboxes: /,
        "a line for each",
      );
    });
  });
});
