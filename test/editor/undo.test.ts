/**
 * Undo from the trail of changes in a real editor: the inverse is previewed, and what has none
 * says so where the button would be.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getTestApi,
  useSample,
} from "./harness/extensionUnderTest.js";
import { openPlatformPlace, type PlatformPlace } from "./harness/platformPlace.js";

interface Report {
  readonly kind: string;
  readonly preview: { readonly id: string };
}

interface Entry {
  readonly change: string;
  readonly kind: string;
  readonly verb: string;
}

describe("undo from the trail of changes", () => {
  let api: TestApi;
  let platform: PlatformPlace;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(async () => {
    await useSample(api);
    platform = await openPlatformPlace(api);
  });
  afterEach(closeEditors);

  const run = (command: string, given: object): Promise<Report> =>
    Promise.resolve(vscode.commands.executeCommand<Report>(command, given));
  const apply = async ({ preview }: Report): Promise<string> => {
    const given = { preview: preview.id, confirm: "" };
    return (await vscode.commands.executeCommand<{ outcome: string }>("aep.preview.apply", given)).outcome;
  };
  const findNewest = (kind: string, verb: string): Promise<Entry> =>
    eventually(`${verb} of a ${kind} in the trail`, async () => {
      const [entry] = await vscode.commands.executeCommand<readonly Entry[]>("aep.audit.show", {});
      return entry?.kind === kind && entry.verb === verb && entry;
    });

  it("puts an audience back on a file destination with its schedule, and takes it off again", async () => {
    const flow = await platform.findFlow("S3 export for the agency");
    const [id] = await platform.audiencesOf(flow);
    assert.ok(id);
    const before = await platform.settingsOf(flow, id);
    const removal = await run("aep.audience.removeFromDestination", { id, flow });
    assert.match((await getFrontDiff()).right, /^# S3[^\n]*\n\n> Removes the audience “[^\n]*“S3 export/);
    assert.equal(await apply(removal), "applied");
    const removed = await findNewest("destination", "Remove");
    assert.ok(!(await platform.audiencesOf(flow)).includes(id));
    assert.equal(await apply(await run("aep.audit.undo", { change: removed.change })), "applied");
    const stamps = { createTime: "", updateTime: "" };
    assert.deepEqual({ ...(await platform.settingsOf(flow, id)), ...stamps }, { ...before, ...stamps });
    const added = await findNewest("destination", "Activate");
    assert.equal(await apply(await run("aep.audit.undo", { change: added.change })), "applied");
    assert.ok(!(await platform.audiencesOf(flow)).includes(id));
    await findNewest("destination", "Remove");
    assert.equal((await run("aep.audit.undo", { change: added.change })).kind, "nothing");
  });

  it("names both names of a renaming and says why a publication becomes inactive", async () => {
    const draft = { name: "Before", expression: "person.birthYear > 1980" };
    const create = await run("aep.audience.preview", draft);
    const given = { preview: create.preview.id, confirm: "" };
    const { id } = await vscode.commands.executeCommand<{ id: string }>("aep.preview.apply", given);
    await apply(await run("aep.audience.preview", { id, name: "After" }));
    api.user.reset();
    api.user.willAnswer("Rename “Before” to “After”", "Apply");
    await vscode.commands.executeCommand("aep.audit.show");
    const told = api.user.shown.map(({ text }) => text).join("\n");
    assert.match(told, /^Renames the audience “After” to “Before” in dev\. Everything else stays\./m);
    await eventually("both names", () =>
      api.user.shown.some(({ text }) => text.startsWith("Renamed “After” to “Before” in dev")),
    );
    await apply(await run("aep.audience.preview", { id, lifecycle: "published" }));
    const published = await findNewest("audience", "Update");
    await run("aep.audit.undo", { change: published.change });
    assert.match((await getFrontDiff()).right, /Why inactive: it was a draft/);
  });

  it("gives a template its former text back", async () => {
    const id = await platform.findTemplate("Birthday");
    const address = await vscode.commands.executeCommand<string>("aep.content.edit", {
      kind: "template",
      id,
    });
    const file = vscode.Uri.parse(address);
    const former = await platform.readTemplate(id);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode("<p>Undone soon</p>"));
    await closeEditors();
    assert.equal(await apply(await run("aep.content.update", { file })), "applied");
    const update = await findNewest("template", "Update");
    assert.match(JSON.stringify(await platform.readTemplate(id)), /Undone soon/);
    assert.equal(await apply(await run("aep.audit.undo", { change: update.change })), "applied");
    const now = JSON.stringify(await platform.readTemplate(id));
    assert.ok(!now.includes("Undone soon"));
    assert.equal(JSON.stringify(pickTemplate(JSON.parse(now))), JSON.stringify(pickTemplate(former)));
  });

  it("says of a publication that nothing takes it back", async () => {
    const id = await platform.findFragment("Legal notes");
    // Its file in front says which one.
    await vscode.commands.executeCommand("aep.content.edit", { kind: "fragment", id });
    const publication = await vscode.commands.executeCommand<Report>("aep.content.publish");
    assert.equal(await apply(publication), "applied");
    const { change } = await findNewest("fragment", "Publish");
    await assert.rejects(run("aep.audit.undo", { change }), /cannot be taken back/);
    api.user.reset();
    api.user.willAnswer("Publish “Legal notes”");
    await vscode.commands.executeCommand("aep.audit.show");
    const told = api.user.shown.find(
      ({ kind, text }) => kind === "message" && text.includes("cannot be taken back"),
    );
    assert.deepEqual(told?.choices, []);
  });
});

function pickTemplate(record: unknown): unknown {
  assert.ok(typeof record === "object" && record !== null && "template" in record);
  return record.template;
}
