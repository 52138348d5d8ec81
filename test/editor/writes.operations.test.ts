/**
 * Operations on audiences in a real editor on the sample organisation: one or many, discarded, applied, refused, broken off
 * and resumed, in conflict and resolved, taken back. Nothing leaves without a preview, and nothing is ever sent to people.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { AuditEntry } from "../../client/src/audit/auditTrail.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getFrontDiff,
  getNode,
  getOrganisation,
  getTestApi,
  rewrite,
  SAMPLE,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";
import { changeElsewhere, openElsewhere } from "./harness/otherWindow.js";

const EXPRESSION = '_acme.loyalty.tier = "gold" and _acme.cart.value > 100';
const SENDING = /\/proofs|\/trigger|\/im\/executions|\/unitary/;

interface Report {
  readonly kind: string;
  readonly preview: { readonly id: string };
  readonly batch: { readonly id: string; readonly count: number; readonly title: string };
  readonly conflict: string;
  readonly leftOut: readonly { readonly subject: string; readonly reason: string }[];
}

interface Applied {
  readonly outcome: string;
  readonly id: string;
  readonly results: readonly { readonly subject: string; readonly outcome: string }[];
}

describe("writes: operations on audiences", () => {
  let api: TestApi;
  let count = 0;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(async () => {
    await useSample(api);
    await skipWaits(api);
  });
  afterEach(async () => {
    (await getOrganisation(api)).adjust({ weather: [] });
    await closeEditors();
  });

  const nextName = (): string => `Operated on by a test ${++count}`;
  const run = (command: string, given: object): Promise<Report> =>
    Promise.resolve(vscode.commands.executeCommand<Report>(command, given));
  const apply = (preview: string, confirm = ""): Promise<Applied> =>
    Promise.resolve(vscode.commands.executeCommand<Applied>("aep.preview.apply", { preview, confirm }));
  const countWrites = async (): Promise<number> =>
    (await getOrganisation(api)).traffic().report().writes.length;

  async function create(name = nextName(), given: object = {}): Promise<string> {
    const report = await run("aep.audience.preview", {
      action: "create",
      name,
      expression: EXPRESSION,
      ...given,
    });
    return (await apply(report.preview.id)).id;
  }

  async function fetchNow(
    id: string,
  ): Promise<{ name: string; lifecycleState: string | undefined; text: string }> {
    const { fetchAudience } = await import("../../client/src/api/audiences.js");
    const session = await (await api.services.sessions()).open(SAMPLE, "dev");
    const { name, lifecycleState, expression } = await fetchAudience(session, id);
    return { name, lifecycleState, text: expression?.value ?? "" };
  }

  async function change(id: string, value: string): Promise<void> {
    const expression = { type: "PQL", format: "pql/text", value };
    await changeElsewhere(await openElsewhere(api), id, { path: "/expression", value: expression });
  }

  it("renames from the tree with one question", async () => {
    const id = await create();
    const node = (await getChildren(api, await getNode(api, `${SAMPLE}/dev/audience`))).find(
      ({ data }) => data.type === "resource" && data.row.id === id,
    );
    const name = nextName();
    api.user.willAnswer(name);
    await vscode.commands.executeCommand("aep.audience.rename", node);
    const { left, right } = await getFrontDiff();
    assert.ok(right.includes(`# ${name}`) && !left.includes(`# ${name}`));
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.equal((await fetchNow(id)).name, name);
    assert.equal(api.user.shown.filter(({ kind }) => kind === "ask").length, 1);
    assert.match(api.user.shown.at(-1)?.text ?? "", new RegExp(`^Renamed “.+” to “${name}” in dev`));
  });

  it("leads from the message of a success to a preview of what takes it back", async () => {
    const former = nextName();
    const id = await create(former);
    const name = nextName();
    const { preview } = await run("aep.audience.rename", { id, name });
    api.user.willAnswer("Undo…");
    await vscode.commands.executeCommand("aep.preview.apply", preview.id);
    const told = await eventually("the message", () =>
      api.user.shown.find(({ text }) => text.startsWith("Renamed ")),
    );
    assert.deepEqual(told.choices, ["Open", "Undo…"]);
    await eventually("the preview of the inverse", () => api.services.previews.findFront());
    assert.ok((await getFrontDiff()).right.includes(`# ${former}`));
    assert.equal((await fetchNow(id)).name, name, "nothing is sent before it is applied");
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.equal((await fetchNow(id)).name, former);
  });

  it("duplicates as a draft of its own", async () => {
    const id = await create(nextName(), { lifecycle: "published" });
    const name = nextName();
    const report = await run("aep.audience.duplicate", { id, name });
    const copy = await fetchNow((await apply(report.preview.id)).id);
    assert.deepEqual(copy, { name, lifecycleState: "draft", text: EXPRESSION });
    assert.equal((await fetchNow(id)).lifecycleState, "published");
  });

  it("publishes and deactivates, and shows who uses the audience before it takes it away", async () => {
    const id = await create();
    await apply((await run("aep.audience.publish", { id })).preview.id);
    assert.equal((await fetchNow(id)).lifecycleState, "published");
    const report = await run("aep.audience.deactivate", { id });
    assert.match((await getFrontDiff()).left, /Used by: (nothing|\d)/);
    const { line } = vscode.window.activeTextEditor?.selection.active ?? {};
    assert.equal(line, 0, "it opens at the words about the change, not at the field that changes");
    await apply(report.preview.id);
    assert.equal((await fetchNow(id)).lifecycleState, "inactive");
  });

  it("states the facts above both sides, and adds the slow ones while the diff is open", async () => {
    const name = nextName();
    const report = await run("aep.audience.preview", { name, expression: EXPRESSION });
    const { right, uri } = await getFrontDiff();
    const [, , sentence, who] = right.split("\n");
    assert.equal(sentence, `> Creates the audience “${name}” in dev, as a draft.`);
    assert.match(who ?? "", /^> Who is in it: Profiles for which /);
    assert.match(right, /Sandbox \*\*dev\*\* \(development\)/);
    assert.match(right, /Problems: none/);
    assert.match(right, /Evaluation: \w+/);
    const document = await vscode.workspace.openTextDocument(uri);
    await eventually("the facts", () => /Used by: nothing yet/.test(document.getText()));
    await eventually("the policies", () => /Policy violations: none/.test(document.getText()));
    assert.ok(
      document.getText().endsWith(right.slice(right.indexOf("```json"))),
      "what is sent did not change",
    );
    await vscode.commands.executeCommand("aep.preview.discard", { preview: report.preview.id });
  });

  it("does not preview an expression with errors", async () => {
    const before = await countWrites();
    const broken = run("aep.audience.preview", { name: nextName(), expression: "_acme.loyalty.tier = (" });
    await assert.rejects(broken, /has 2 errors/);
    assert.equal(await countWrites(), before);
  });

  it("names who stands in the way of a deletion", async () => {
    const name = nextName();
    const id = await create(name);
    const user = nextName();
    await create(user, { expression: `inSegment("${id}")` });
    await assert.rejects(run("aep.audience.delete", { id }), new RegExp(`Built on it: “${user}”`));
  });

  it("deletes many with one comparison, one confirmation and a result for each", async () => {
    const ids = [await create(), await create(), await create()];
    const before = await countWrites();
    const report = await run("aep.audience.delete", { ids });
    assert.equal(report.kind, "batch");
    assert.equal(report.batch.count, 3);
    assert.equal(await countWrites(), before);
    const applied = await apply(report.batch.id);
    assert.equal(applied.outcome, "applied");
    assert.deepEqual(
      applied.results.map(({ outcome }) => outcome),
      ["applied", "applied", "applied"],
    );
    assert.equal(await countWrites(), before + 3);
  });

  it("counts in the title what will be sent, not what is left out", async () => {
    const used = await create();
    await create(nextName(), { expression: `inSegment("${used}")` });
    const { batch, leftOut } = await run("aep.audience.delete", { ids: [await create(), used] });
    assert.equal(leftOut.length, 1);
    assert.equal(batch.title, "Delete 1 audience in dev");
  });

  it("discards many when their comparison is closed", async () => {
    const ids = [await create(), await create()];
    const before = await countWrites();
    const report = await run("aep.audience.publish", { ids });
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await eventually("the batch ends", () => !api.services.previews.isOpen(report.batch.id));
    await assert.rejects(apply(report.batch.id), /has ended/);
    assert.equal(await countWrites(), before);
  });

  it("gives a clear account of a failure in the middle, and resumes with what is left", async () => {
    const names = [nextName(), nextName(), nextName()];
    const ids = [await create(names[0]), await create(names[1]), await create(names[2])];
    const report = await run("aep.audience.publish", { ids });
    const organisation = await getOrganisation(api);
    const [, second = ""] = ids;
    organisation.adjust({ weather: [{ effect: "reset-before", method: "PATCH", path: second, times: 1 }] });
    const applied = await apply(report.batch.id);
    assert.equal(applied.outcome, "incomplete");
    assert.deepEqual(
      applied.results.map(({ outcome }) => outcome),
      ["applied", "unknown", "notSent"],
    );
    organisation.adjust({ weather: [] });
    const rest = await run("aep.preview.resume", { batch: report.batch.id });
    assert.equal(rest.batch.count, 2);
    assert.equal((await apply(rest.batch.id)).outcome, "applied");
    for (const id of ids) assert.equal((await fetchNow(id)).lifecycleState, "published");
  });

  it("resolves a conflict hunk by hunk in the editor and keeps both sides", async () => {
    const id = await create();
    await vscode.commands.executeCommand("aep.audience.edit", { id });
    const draft = vscode.window.activeTextEditor?.document;
    assert.ok(draft);
    await rewrite(draft, EXPRESSION.replace("100", "250"));
    await change(id, EXPRESSION.replace("gold", "platinum"));
    const report = await run("aep.audience.preview", { file: draft.uri, id });
    assert.equal(report.kind, "conflict");
    const uri = await vscode.commands.executeCommand<string>("aep.conflict.resolve", {
      conflict: report.conflict,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const merged = document.getText();
    assert.ok(merged.includes("platinum") && merged.includes("250") && merged.includes("<<<<<<<"), merged);
    const before = await countWrites();
    await vscode.commands.executeCommand("aep.conflict.previewResolution", document.uri);
    assert.equal(await countWrites(), before, "nothing is previewed while a conflict is left");
    assert.match(api.user.shown.findLast(({ kind }) => kind === "message")?.text ?? "", /still conflicts/);
    const both = EXPRESSION.replace("gold", "platinum").replace("100", "250");
    await rewrite(document, merged.replace(/<{7}[\s\S]*>{7} Mine/, both));
    await vscode.commands.executeCommand("aep.conflict.previewResolution", document.uri);
    const { left, right } = await getFrontDiff();
    assert.ok(left.includes("platinum") && right.includes("250") && right.includes("platinum"));
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.equal((await fetchNow(id)).text, both);
  });

  it("keeps a trail on this computer and takes a change back through a preview", async () => {
    const id = await create();
    const changed = EXPRESSION.replace("100", "999");
    await apply((await run("aep.audience.preview", { id, expression: changed })).preview.id);
    const [last] = await vscode.commands.executeCommand<readonly AuditEntry[]>("aep.audit.show", {});
    assert.ok(last);
    assert.deepEqual([last.id, last.verb, last.fields], [id, "Update", ["expression"]]);
    // Not the number alone, which a fingerprint, an id or a time may hold as well.
    for (const content of ["_acme", "> 999"])
      assert.ok(!JSON.stringify(last).includes(content), "the trail holds no content");
    const undo = await run("aep.audit.undo", { change: last.change });
    const { left, right } = await getFrontDiff();
    assert.ok(left.includes("> 999") && !right.includes("> 999"));
    await apply(undo.preview.id);
    assert.equal((await fetchNow(id)).text, EXPRESSION);
  });

  it("takes a deletion back as a new draft", async () => {
    const name = nextName();
    const id = await create(name);
    await apply((await run("aep.audience.delete", { id })).preview.id);
    const [last] = await vscode.commands.executeCommand<readonly AuditEntry[]>("aep.audit.show", {});
    const undo = await run("aep.audit.undo", { change: last?.change });
    const again = await fetchNow((await apply(undo.preview.id)).id);
    assert.deepEqual(again, { name, lifecycleState: "draft", text: EXPRESSION });
  });

  it("never sent a write without a preview, nor anything to people", async () => {
    await create();
    const { writes } = (await getOrganisation(api)).traffic().report();
    assert.ok(writes.length > 0);
    const sent = JSON.stringify(writes);
    assert.doesNotMatch(sent, SENDING);
  });
});
