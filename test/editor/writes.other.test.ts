/**
 * Destinations and content in a real editor on the sample organisation: previewed, applied, refused, overtaken by somebody
 * else; each remembered without what it says.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fetchKnownSizes } from "../../client/src/api/audienceSize.js";
import { fetchAudience } from "../../client/src/api/audiences.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getOrganisation,
  getTestApi,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";
import { openPlatformPlace, type PlatformPlace } from "./harness/platformPlace.js";

interface Report {
  readonly kind: string;
  readonly preview: { readonly id: string };
}

const EXPRESSION = '_acme.loyalty.tier = "gold"';

describe("writes: destinations and content", () => {
  let api: TestApi;
  let platform: PlatformPlace;
  let count = 0;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(async () => {
    await useSample(api);
    await skipWaits(api);
    platform = await openPlatformPlace(api);
  });
  afterEach(async () => {
    (await getOrganisation(api)).adjust({ weather: [], policyViolation: false });
    await closeEditors();
  });

  const run = (command: string, given: object): Promise<Report> =>
    Promise.resolve(vscode.commands.executeCommand<Report>(command, given));
  const apply = (preview: string): Promise<{ outcome: string; id: string; done?: string }> =>
    Promise.resolve(
      vscode.commands.executeCommand<{ outcome: string; id: string; done?: string }>("aep.preview.apply", {
        preview,
        confirm: "",
      }),
    );

  /** The trail names what was done, without what it says. */
  async function checkRecorded(kind: string, verb: string): Promise<void> {
    const entries = await vscode.commands.executeCommand<readonly { kind: string; verb: string }[]>(
      "aep.audit.show",
      {},
    );
    assert.ok(
      entries.some((entry) => entry.kind === kind && entry.verb === verb),
      `${kind} ${verb}`,
    );
    assert.doesNotMatch(JSON.stringify(entries), /Added by a test/);
  }

  async function createAudience(): Promise<string> {
    const name = `For destinations ${++count}`;
    const { preview } = await run("aep.audience.preview", { action: "create", name, expression: EXPRESSION });
    return (await apply(preview.id)).id;
  }

  /** An audience with members that the destination does not have yet. */
  async function findCounted(flow: string): Promise<string> {
    const there = await platform.audiencesOf(flow);
    const sizes = await fetchKnownSizes(platform.session, undefined);
    const found = [...sizes].find(([id, members]) => members > 0 && !there.includes(id));
    assert.ok(found);
    return found[0];
  }

  it("adds an audience to a stream and takes it off again, each previewed and recorded", async () => {
    const id = await createAudience();
    const flow = await platform.findFlow("Marketo: newsletter lists");
    const before = await platform.countWrites();
    const { preview } = await run("aep.audience.activate", { id, flow });
    const { left, right } = await getFrontDiff();
    assert.ok(right.includes(id) && !left.includes(id));
    assert.match(right.split("\n## ")[1] ?? "", /^For destinations/, "what changes stands first");
    assert.match(right, /“For destinations \d+” is draft: nobody is sent before it is published\./);
    assert.equal(await platform.countWrites(), before);
    const { done } = await apply(preview.id);
    assert.match(done ?? "", /^Activated “For destinations \d+” to “Marketo: newsletter lists” in dev of /);
    assert.ok((await platform.audiencesOf(flow)).includes(id));
    const removal = await run("aep.audience.removeFromDestination", { id, flow });
    await apply(removal.preview.id);
    assert.ok(!(await platform.audiencesOf(flow)).includes(id));
    assert.equal(await platform.countWrites(), before + 2);
    await checkRecorded("destination", "Activate");
    // What is offered to be taken back is named by the audience, and says which destination.
    await vscode.commands.executeCommand("aep.audit.show");
    const offered = api.user.shown.findLast(({ kind }) => kind === "pick");
    assert.match(offered?.choices?.[0] ?? "", /^Remove “For destinations \d+”$/);
    assert.match(offered?.details?.[0] ?? "", / · Marketo: newsletter lists$/);
    await checkRecorded("destination", "Remove");
  });

  it("asks only what a file destination needs, and exports now what is on it", async () => {
    const id = await createAudience();
    const flow = await platform.findFlow("S3 export for the agency");
    api.user.willAnswer("S3 export for the agency", "All members, once", "2026-12-01");
    await vscode.commands.executeCommand("aep.resource.open", { id });
    await vscode.commands.executeCommand("aep.audience.activate");
    const refusal = api.user.shown.findLast(({ kind }) => kind === "message");
    assert.match(refusal?.text ?? "", /is draft: nobody is sent before it is published\.$/);
    assert.deepEqual(refusal?.choices, ["Publish", "Choose Another…"]);
    const { preview } = await run("aep.audience.publish", { id });
    await apply(preview.id);
    await vscode.commands.executeCommand("aep.resource.open", { id });
    await vscode.commands.executeCommand("aep.audience.activate");
    const { right } = await getFrontDiff();
    assert.match(right, /"startDate": "2026-12-01"/);
    assert.doesNotMatch(right, /nobody is sent/);
    assert.match(
      right,
      /> “For destinations \d+” is exported: All members, once, on 2026-12-01, 02:00 UTC\./,
    );
    await eventually("the size", async () =>
      /> Size of “For destinations \d+”: not known: no evaluation/.test((await getFrontDiff()).right),
    );
    const asked = api.user.shown.filter(({ kind }) => kind === "ask" || kind === "pick");
    assert.equal(asked.length, 3);
    assert.match(asked[0]?.text ?? "", /^Send “.+” to which destination\?$/);
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.ok((await platform.audiencesOf(flow)).includes(id));
    await run("aep.audience.exportNow", { id, flow });
    await vscode.commands.executeCommand("aep.preview.apply");
    const hasEnded = (): boolean => api.user.shown.some(({ text }) => /the export ended/.test(text));
    await eventually("the end of the export", hasEnded);
    const started = api.user.shown.find(({ text }) => text.startsWith("Started the run"));
    assert.deepEqual(started?.choices, ["Open"], "what was sent cannot be taken back");
  });

  it("lets another audience be chosen in place of one in front that nobody has published", async () => {
    const flow = await platform.findFlow("Marketo: newsletter lists");
    const { id, name } = await fetchAudience(platform.session, await findCounted(flow));
    await vscode.commands.executeCommand("aep.resource.open", { id: await createAudience() });
    api.user.willAnswer("Choose Another…", name, name, "Marketo: newsletter lists");
    await vscode.commands.executeCommand("aep.audience.activate");
    assert.ok((await getFrontDiff()).right.includes(id));
    await vscode.commands.executeCommand("aep.preview.discard");
  });

  it("tells how many people a destination gets, and when they were counted", async () => {
    const flow = await platform.findFlow("Marketo: newsletter lists");
    const id = await findCounted(flow);
    const { preview } = await run("aep.audience.activate", { id, flow });
    const counted = /^> Size of “.+”: ([\d,]+) profiles, counted .*2026/m;
    const size = await eventually("the size", async () => counted.exec((await getFrontDiff()).right)?.[1]);
    assert.ok(Number(size.replaceAll(",", "")) > 0);
    await vscode.commands.executeCommand("aep.preview.discard", { preview: preview.id });
  });

  it("asks for a mapping where the stream needs one", async () => {
    const id = await createAudience();
    const flow = await platform.findFlow("SFMC journeys (streaming)");
    await assert.rejects(run("aep.audience.activate", { id, flow }), /mappingId/);
    const { preview } = await run("aep.audience.activate", {
      id,
      flow,
      settings: { mappingId: "GoldMembers" },
    });
    await apply(preview.id);
    assert.ok((await platform.audiencesOf(flow)).includes(id));
  });

  it("stops when somebody else changed the destination meanwhile", async () => {
    const [mine, theirs] = [await createAudience(), await createAudience()];
    const flow = await platform.findFlow("Meta lookalikes");
    const { preview } = await run("aep.audience.activate", { id: mine, flow });
    await platform.addElsewhere(flow, theirs);
    const before = await platform.countWrites();
    assert.equal((await apply(preview.id)).outcome, "conflict");
    assert.equal(await platform.countWrites(), before);
    assert.ok(!(await platform.audiencesOf(flow)).includes(mine));
  });

  it("shows the policy the platform refuses for, and does not claim to have done it", async () => {
    const id = await createAudience();
    const flow = await platform.findFlow("Google Ads: buyers out");
    (await getOrganisation(api)).adjust({ policyViolation: true });
    const { preview } = await run("aep.audience.activate", { id, flow });
    await assert.rejects(apply(preview.id), /polic/i);
    assert.ok(!(await platform.audiencesOf(flow)).includes(id));
  });

  it("edits a template as files and sends only onto the version it was taken from", async () => {
    const id = await platform.findTemplate("Newsletter frame");
    const uri = vscode.Uri.parse(
      await vscode.commands.executeCommand<string>("aep.content.edit", { kind: "template", id }),
    );
    const nothing = await run("aep.content.update", { file: uri });
    assert.equal(nothing.kind, "nothing");
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, document.lineAt(document.lineCount - 1).range.end, "<p>Added by a test</p>");
    assert.ok((await vscode.workspace.applyEdit(edit)) && (await document.save()));
    const { preview } = await run("aep.content.update", { file: uri });
    const { left, right } = await getFrontDiff();
    assert.ok(right.includes("Added by a test") && !left.includes("Added by a test"));
    await apply(preview.id);
    assert.match(JSON.stringify(await platform.readTemplate(id)), /Added by a test/);
    assert.equal((await run("aep.content.update", { file: uri })).kind, "nothing");
    await checkRecorded("template", "Update");
  });

  it("publishes a fragment and follows it to its end", async () => {
    const id = await platform.findFragment("Header");
    const { preview } = await run("aep.content.publish", { kind: "fragment", id });
    await apply(preview.id);
    const isPublished = (): boolean =>
      api.user.shown.some(({ text }) => /the fragment is published/.test(text));
    await eventually("the publication", isPublished);
    await checkRecorded("fragment", "Publish");
  });
});
