/**
 * Whom reports from templates are about: one journey, one audience, or everything, as somebody chose.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, getTestApi, skipWaits, useSample } from "./harness/extensionUnderTest.js";
import {
  AUDIENCE_DIMENSION,
  confirmRoles,
  findFirstRow,
  JOURNEY_DIMENSION,
} from "./harness/reportSubjects.js";

describe("a report that is asked for in the palette", () => {
  afterEach(closeEditors);

  it("asks which journey, and counts its own events", async () => {
    const api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    await confirmRoles(api);
    const { name } = await findFirstRow(api, "journey");
    api.user.willAnswer("Acme all channels", "One journey…", name, name, "Last 7 days");
    const address = await vscode.commands.executeCommand<string>("aep.report.journeyPerformance");
    const file = vscode.Uri.parse(address);
    const written = JSON.parse((await vscode.workspace.openTextDocument(file)).getText());
    assert.equal(written.title, `Journey performance: ${name}`);
    assert.deepEqual(written.where, [{ dimension: JOURNEY_DIMENSION, of: "event", equals: name }]);
    await vscode.workspace.fs.delete(file);
  });

  it("offers the journey in front by its name, and whoever wants another chooses it", async () => {
    const api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    await confirmRoles(api);
    const { row, name } = await findFirstRow(api, "journey");
    await vscode.commands.executeCommand("aep.journey.open", row);
    for (const answers of [[`Only “${name}”`], ["One journey…", name, name]]) {
      api.user.willAnswer("Acme all channels", ...answers, "Last 7 days");
      const address = await vscode.commands.executeCommand<string>("aep.report.journeyPerformance");
      const file = vscode.Uri.parse(address);
      const { title } = JSON.parse((await vscode.workspace.openTextDocument(file)).getText());
      assert.equal(title, `Journey performance: ${name}`);
      await vscode.workspace.fs.delete(file);
      await vscode.commands.executeCommand("aep.journey.open", row);
    }
  });
});

describe("a report on an audience", () => {
  afterEach(closeEditors);

  it("asks once more which dimension tells who is in it, though the data view was said to have none", async () => {
    const api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    const dataView = await confirmRoles(api);
    await (await api.services.keptRoles()).keep(dataView, { audience: "" });
    const { row, name } = await findFirstRow(api, "audience");
    api.user.willAnswer("Acme all channels", "Yes, use these", "Last 7 days");
    const address = await vscode.commands.executeCommand<string>("aep.report.audiencePerformance", row);
    const file = vscode.Uri.parse(address);
    const { where } = JSON.parse((await vscode.workspace.openTextDocument(file)).getText());
    assert.deepEqual(where, [{ dimension: AUDIENCE_DIMENSION, equals: name }]);
    await vscode.workspace.fs.delete(file);
  });
});
