/**
 * The levels of a connection in a real editor: whoever may not write learns it before the first question, with where to
 * change it, and nothing leaves. Nobody answers in these tests, so that any question fails them.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createSampleOrganisation } from "../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials.js";
import { type SampleServer, serveSample } from "../../client/src/sample/server.js";
import type { TestApi } from "../../client/src/testApi.js";
import { closeEditors, getTestApi, openNewFile, useSample } from "./harness/extensionUnderTest.js";

const EXPRESSION = '_acme.loyalty.tier = "gold"';

/** Every command that leads to a write, with the least level it can do with. */
const NEEDS: readonly (readonly [command: string, needs: "draft" | "publish"])[] = [
  ["aep.audience.new", "draft"],
  ["aep.audience.update", "draft"],
  ["aep.audience.preview", "draft"],
  ["aep.audience.rename", "draft"],
  ["aep.audience.duplicate", "draft"],
  ["aep.audience.publish", "publish"],
  ["aep.audience.deactivate", "publish"],
  ["aep.audience.delete", "publish"],
  ["aep.audience.activate", "publish"],
  ["aep.audience.removeFromDestination", "publish"],
  ["aep.audience.exportNow", "publish"],
  ["aep.content.update", "draft"],
  ["aep.content.publish", "publish"],
  ["aep.files.push", "draft"],
  ["aep.files.promote", "draft"],
];

const NAME = "Organisation with Levels";

describe("levels of permission", () => {
  let api: TestApi;
  const organisation = createSampleOrganisation();
  let server: SampleServer;
  /** The address of a published audience's document. */
  let published: vscode.Uri;
  before(async () => {
    api = await getTestApi();
    server = await serveSample(organisation, { port: 0 });
    const { clientSecret, scopes, ...credentials } = sampleCredentials();
    await vscode.commands.executeCommand("aep.connections.add", {
      ...credentials,
      clientSecret,
      scopes: scopes.join(","),
      endpoints: server.endpoints,
      name: NAME,
      sandbox: "dev",
      permissions: "publish",
    });
    const id = await create();
    published = vscode.Uri.parse(await vscode.commands.executeCommand<string>("aep.resource.open", { id }));
  });
  after(async () => {
    await closeEditors();
    await vscode.commands.executeCommand("aep.connections.remove", { name: NAME });
    await server.close();
    await useSample(api);
  });

  async function create(): Promise<string> {
    const given = {
      action: "create",
      name: "Held by levels",
      expression: EXPRESSION,
      lifecycle: "published",
    };
    const { preview } = await vscode.commands.executeCommand<{ preview: { id: string } }>(
      "aep.audience.preview",
      given,
    );
    const applied = await vscode.commands.executeCommand<{ id: string }>("aep.preview.apply", {
      preview: preview.id,
    });
    return applied.id;
  }

  const setLevel = (permissions: string): Thenable<void> =>
    vscode.commands.executeCommand("aep.connections.setPermissions", { name: NAME, permissions });
  const countAttempts = (): number => organisation.traffic().attempts().length;

  /** Calls the command as a person does and returns the one sentence that was shown. */
  async function call(command: string): Promise<string> {
    api.user.reset();
    const before = countAttempts();
    await vscode.commands.executeCommand(command, published);
    assert.equal(countAttempts(), before, "nothing leaves");
    assert.deepEqual(
      api.user.shown.map(({ kind }) => kind),
      ["message"],
      JSON.stringify(api.user.shown),
    );
    const [{ text, choices } = { text: "", choices: [] }] = api.user.shown;
    assert.deepEqual(choices, ["Change…"], "the way out is on the message");
    return text;
  }

  it("hold every write back on a connection that is read only, and say where to change that", async () => {
    await setLevel("read");
    for (const [command, needs] of NEEDS) {
      assert.equal(
        await call(command),
        `The connection “${NAME}” is read-only; this needs the permission level “${needs}”. Change it with “AEP: Change Permission Level…”. Nothing was sent.`,
        command,
      );
    }
  });

  it("hold back on a connection for drafts what touches more than drafts", async () => {
    await setLevel("draft");
    const beyond = NEEDS.filter(([, needs]) => needs === "publish").map(([command]) => command);
    for (const command of [...beyond, "aep.audience.rename"])
      assert.match(await call(command), /is for drafts only; this needs the permission level “publish”/);
  });

  it("let drafts pass on a connection for drafts, and do not ask about an audience that shall be published", async () => {
    await setLevel("draft");
    await openNewFile("held-by-levels.pql", EXPRESSION);
    api.user.reset();
    api.user.willAnswer("Passed by levels", "Batch");
    await vscode.commands.executeCommand("aep.audience.new");
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.match(api.user.shown.findLast(({ kind }) => kind === "message")?.text ?? "", /^Created/);
    const { uri } = await openNewFile("published-by-levels.pql", EXPRESSION);
    const fields = vscode.Uri.joinPath(uri, "..", "published-by-levels.audience.json");
    await vscode.workspace.fs.writeFile(fields, new TextEncoder().encode('{ "lifecycle": "published" }'));
    api.user.reset();
    await vscode.commands.executeCommand("aep.audience.new");
    assert.match(api.user.shown.map(({ text }) => text).join("\n"), /^The connection .* is for drafts only/);
  });

  it("hold back a preview that was opened before the level was lowered", async () => {
    await setLevel("publish");
    const { preview } = await vscode.commands.executeCommand<{ preview: { id: string } }>(
      "aep.audience.preview",
      { action: "create", name: "Lowered meanwhile", expression: EXPRESSION },
    );
    await setLevel("read");
    const before = countAttempts();
    api.user.reset();
    await vscode.commands.executeCommand("aep.preview.apply", preview.id);
    assert.match(api.user.shown.map(({ text }) => text).join("\n"), /is read-only/);
    assert.equal(countAttempts(), before);
    await vscode.commands.executeCommand("aep.preview.discard", preview.id);
  });
});
