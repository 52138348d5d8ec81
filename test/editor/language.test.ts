/**
 * PQL in a real editor with the schema of the sample organisation: what only that schema can know is offered, found and
 * repaired, and the same expression then goes to the platform.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { listAudiences } from "../../client/src/api/audiences.js";
import { collectItems } from "../../client/src/api/pages.js";
import { toDocumentUri } from "../../client/src/documents/aepUri.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getFrontDiff,
  getNode,
  getTestApi,
  openNewFile,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";

/** How many fixes are resolved to their edits. */
const MOST_FIXES = 5;

const TARGET = { connection: SAMPLE, sandbox: "dev" };

describe("PQL with the schema of a sandbox", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });
  afterEach(closeEditors);

  const getErrors = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

  const findFieldProblem = (uri: vscode.Uri): Promise<vscode.Diagnostic> =>
    eventually("the unknown field", () =>
      vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes("tierr")),
    );

  it("fetches the schema when the first document opens, and knows its age", async () => {
    await openNewFile("schema.pql", '_acme.loyalty.tier = "gold"');
    const state = await eventually("the schema", () => {
      const known = api.services.keeper.find(TARGET);
      return known?.schemas === undefined ? undefined : known;
    });
    assert.equal(state.failure, undefined);
    const startedAt = Date.now() - process.uptime() * 1_000;
    const fetchedAt = state.schemas?.fetchedAt ?? 0;
    assert.ok(fetchedAt >= startedAt && fetchedAt <= Date.now(), "fetched since this editor was started");
    await eventually("the server", () => api.services.server.state === "running");
  });

  it("says once what keeps several engines from a rule", async () => {
    const rule = 'xEvent[eventType = "commerce.purchases"].count() >= 2 and homeAddress.city = "Berlin"';
    const { uri } = await openNewFile("reasons.pql", rule);
    api.user.willAnswer(undefined);
    await vscode.commands.executeCommand("aep.audience.explainEvaluation", uri);
    const { choices = [] } = api.user.shown.findLast(({ kind }) => kind === "pick") ?? {};
    assert.ok(choices.length > 0);
    assert.deepEqual(choices, [...new Set(choices)]);
  });

  it("says above the rule of an audience by what the platform evaluates it, before what the rule allows", async () => {
    const session = await (await api.services.sessions()).open(SAMPLE, "dev");
    const { items = [] } = (await listAudiences(session, { pageSize: 100 }).nextPage()) ?? {};
    const streaming = items.find(({ evaluation, expression }) => evaluation.streaming === true && expression);
    assert.ok(streaming, "some audience is evaluated by streaming");
    const reference = { ...TARGET, kind: "audience", id: streaming.id } as const;
    const uri = toDocumentUri({ reference, view: "expression" }, streaming.name);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const titles = await eventually("both lenses", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        uri,
        9,
      );
      const found = lenses.map(({ command }) => command?.title ?? "");
      return found.some((title) => title.startsWith("Evaluation: ")) ? found : undefined;
    });
    assert.equal(titles[0], "The platform evaluates it by streaming", titles.join(" | "));
  });

  it("knows the audiences that a rule reads though no list of the platform shows them: inactive ones", async () => {
    const session = await (await api.services.sessions()).open(SAMPLE, "dev");
    const all = await collectItems(listAudiences(session));
    const built = all.find(({ name }) => name === "Everyone we may mail");
    assert.ok(built?.expression);
    const [inactive = ""] = /[0-9a-f-]{36}/.exec(built.expression.value) ?? [];
    assert.ok(!all.some(({ id }) => id === inactive), "the list does not show it");
    const document = await openNewFile("reads-inactive.pql", built.expression.value);
    const links = await eventually("the links", async () => {
      const command = "vscode.executeLinkProvider";
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(command, document.uri);
      return found.length === 2 && found;
    });
    assert.ok(links.every(({ target }) => target?.scheme === "aep"));
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it("opens a new file for a rule", async () => {
    await vscode.commands.executeCommand("aep.pql.new");
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.languageId, document?.isUntitled, document?.getText()], ["pql", true, ""]);
  });

  it("completes a field that only the schema can give", async () => {
    const document = await openNewFile("complete.pql", "_acme.loyalty.");
    const items = await eventually("the completion", async () => {
      const position = document.positionAt(document.getText().length);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return labels.includes("tier") && labels;
    });
    assert.ok(items.includes("pointsExpiring"), items.join());
  });

  it("underlines a wrong field, and its fix repairs it", async () => {
    const document = await openNewFile("repair.pql", '_acme.loyalty.tierr = "gold"');
    const problem = await findFieldProblem(document.uri);
    assert.equal(document.getText(problem.range), "tierr");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
      MOST_FIXES,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.equal(document.getText(), '_acme.loyalty.tier = "gold"');
    await eventually("no problem", () => vscode.languages.getDiagnostics(document.uri).length === 0);
    await document.save();
  });

  it("checks the platform's own documents with the schema of their sandbox", async () => {
    await useSample(api, "prod");
    const rows = await getChildren(api, await getNode(api, `${SAMPLE}/prod/audience`));
    const row = rows.find((node) => node.data.type === "resource" && node.data.row.hasExpression === true);
    assert.ok(row);
    await vscode.commands.executeCommand("aep.resource.open", row);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "pql");
    await eventually(
      "the schema of prod",
      () => api.services.keeper.find({ ...TARGET, sandbox: "prod" })?.schemas,
    );
    await useSample(api);
  });

  it("does not let an expression with errors through to a preview", async () => {
    const document = await openNewFile("broken.pql", "_acme.loyalty.tier = (");
    await eventually("the error", () => getErrors(document.uri).length > 0);
    api.user.reset();
    api.user.willAnswer("Broken", "Batch");
    await vscode.commands.executeCommand("aep.audience.new");
    assert.match(api.user.shown.at(-1)?.text ?? "", /The expression has 2 errors/);
    await rewrite(document, "1 = 1");
  });

  it("goes from a repaired expression to an audience in the tree", async () => {
    const document = await openNewFile("main-job.pql", '_acme.loyalty.tierr = "gold"');
    const problem = await findFieldProblem(document.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
      MOST_FIXES,
    );
    const fix =
      actions.find(({ isPreferred, edit }) => isPreferred === true && edit !== undefined) ?? actions[0];
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await document.save();
    await eventually("no error", () => getErrors(document.uri).length === 0);
    api.user.reset();
    api.user.willAnswer("The main job", "Streaming");
    await vscode.commands.executeCommand("aep.audience.new");
    const { left, right } = await getFrontDiff();
    assert.equal(left, "");
    assert.ok(right.includes('_acme.loyalty.tier = "gold"'));
    await vscode.commands.executeCommand("aep.preview.apply");
    const [first] = await getChildren(api, await getNode(api, `${SAMPLE}/dev/audience`));
    assert.ok(first);
    assert.equal(getData(first, "resource").row.name, "The main job");
  });

  it("refreshes the schema on request", async () => {
    const before = api.services.keeper.find(TARGET)?.schemas?.fetchedAt ?? 0;
    await vscode.commands.executeCommand("aep.schema.refresh", { ...TARGET });
    const after = api.services.keeper.find(TARGET)?.schemas?.fetchedAt ?? 0;
    assert.ok(after > before);
  });

  it("comes back after the server was restarted, and knows the schema again", async () => {
    const document = await openNewFile("restart.pql", '_acme.loyalty.tierr = "gold"');
    await findFieldProblem(document.uri);
    await vscode.commands.executeCommand("aep.server.restart", {});
    await eventually("the server", () => api.services.server.state === "running");
    await rewrite(document, '_acme.loyalty.tierrr = "gold"');
    await eventually("the unknown field again", () =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes("tierrr")),
    );
  });
});
