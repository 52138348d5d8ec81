/**
 * What rules have to do with each other, in a real editor on the sample organisation: compared, updated, simplified, searched, and
 * under a changed schema. What is proved in which case stands in test/unit/pql/relations.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getOrganisation,
  getTestApi,
  openNewFile,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";

const TARGET = { connection: SAMPLE, sandbox: "dev" };
/** Longer than any list lags behind. */
const LIST_LAG_MS = 10_000;
const RULE = '_acme.loyalty.tier = "gold" and _acme.cart.value > 100';
const WIDER = "_acme.cart.value > 50";

interface Families {
  readonly equal: readonly (readonly string[])[];
  readonly contained: readonly { readonly inner: string; readonly outer: string }[];
}

interface Broken {
  readonly kind: string;
  readonly id: string;
  readonly changes: readonly string[];
  readonly becomes?: string;
  readonly problems: readonly string[];
}

describe("relations of rules", () => {
  let api: TestApi;
  let count = 0;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    await openNewFile("warm-relations.pql", "_acme.loyalty.tier");
    await eventually("the server", () => api.services.server.state === "running");
    await eventually("the schema", () => api.services.keeper.find(TARGET)?.schemas);
    await closeEditors();
  });
  beforeEach(() => useSample(api));
  afterEach(closeEditors);

  async function create(expression: string): Promise<{ readonly id: string; readonly name: string }> {
    const name = `Related by a test ${++count}`;
    const { preview } = await vscode.commands.executeCommand<{ preview: { id: string } }>(
      "aep.audience.preview",
      { name, expression },
    );
    await vscode.commands.executeCommand("aep.preview.apply", { preview: preview.id });
    (await getOrganisation(api)).clock.advance(LIST_LAG_MS);
    const { listAudiences } = await import("../../client/src/api/audiences.js");
    const session = await (await api.services.sessions()).open(SAMPLE, "dev");
    const page = await listAudiences(session, { pageSize: 10 }).nextPage();
    const found = page?.items.find((audience) => audience.name === name);
    assert.ok(found, "the newest audience comes first");
    return { id: found.id, name };
  }

  const lastMessage = (words: RegExp): string | undefined =>
    api.user.shown.findLast(({ kind, text }) => kind === "message" && words.test(text))?.text;

  it("are said first when audiences are compared, with a profile that is in one and not in the other", async () => {
    const [narrow, wide] = [await create(RULE), await create(WIDER)];
    const nodes = await Promise.all(
      [narrow, wide].map((row) => api.services.tree.locate(TARGET, "audience", row)),
    );
    api.user.willAnswer("Show an Example");
    await vscode.commands.executeCommand("aep.resource.compare", nodes[0], nodes);
    assert.equal(
      lastMessage(/qualifies/),
      `“${narrow.name}” is contained in “${wide.name}”: whoever qualifies for the first qualifies for the second.`,
    );
    const example = await eventually("the example", () => {
      const text = vscode.window.activeTextEditor?.document.getText() ?? "";
      return text.includes("and not in") ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    });
    const title = `in “${wide.name}” and not in “${narrow.name}”`;
    assert.deepEqual(Object.keys(example), ["clock", title]);
    const { _acme } = example[title] as { _acme: { cart: { value: number }; loyalty?: { tier: string } } };
    assert.ok(
      _acme.cart.value > 50 && !(_acme.cart.value > 100 && _acme.loyalty?.tier === "gold"),
      JSON.stringify(_acme),
    );
  });

  it("tell in the preview of an update who still qualifies", async () => {
    const { id } = await create(RULE);
    const preview = async (expression: string): Promise<string> => {
      await vscode.commands.executeCommand("aep.audience.preview", { id, action: "update", expression });
      const { right } = await getFrontDiff();
      await vscode.commands.executeCommand("aep.preview.discard");
      return right;
    };
    assert.match(
      await preview(RULE.replace("100", "50")),
      /Everyone who qualified still does\. Others qualify as well\./,
    );
    assert.match(
      await preview(RULE.replace("100", "500")),
      /> Who qualifies: Some who qualified no longer do\. For example a made-up profile with _acme\.loyalty\.tier = "gold", _acme\.cart\.value = \d+\.\n/,
    );
    assert.match(
      await preview(RULE.replace("gold", "silver")),
      /> Who qualifies: Some who qualified no longer do\. For example a made-up profile with .+\. Others qualify as well\.\n/,
    );
    assert.match(
      await preview('_acme.cart.value > 100 and "gold" = _acme.loyalty.tier'),
      /The same profiles as before\./,
    );
    assert.match(
      await preview("_acme.cart.value * 2 > 100"),
      /Whether everyone who qualified still does cannot be told\./,
    );
  });

  it("name with the dates of a profile the time they are looked at", async () => {
    const { id } = await create("person.birthDate occurs > 10 years before now");
    const expression = "person.birthDate occurs > 20 years before now";
    await vscode.commands.executeCommand("aep.audience.preview", { id, action: "update", expression });
    const { right } = await getFrontDiff();
    assert.match(
      right,
      /For example a made-up profile with person\.birthDate = "\d{4}-\d\d-\d\dT[\d:]+Z", now = "\d{4}-\d\d-\d\dT[\d:.]+Z"\.\n/,
    );
  });

  it("are pointed out while one types, with a fix that keeps the meaning", async () => {
    const document = await openNewFile("typed.pql", "_acme.cart.value > 10");
    const codesOf = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .map(({ code }) => (typeof code === "object" ? String(code.value) : String(code)));
    await rewrite(document, "_acme.cart.value > 10 and _acme.cart.value < 5");
    await eventually("the contradiction", () => codesOf().includes("pql.neverTrue"));
    await rewrite(document, "_acme.cart.value > 10 and _acme.cart.value > 5");
    const idle = await eventually("what adds nothing", () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(({ message, source }) => source === "pql" && /adds nothing|follows/i.test(message)),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      idle.range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, JSON.stringify(actions.map(({ title }) => title)));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText().trim(), "_acme.cart.value > 10");
  });

  it("let a rule be simplified to one that is proved equal", async () => {
    const text = '_acme.loyalty.tier = "gold" and _acme.cart.value > 10 and _acme.cart.value > 5';
    const document = await openNewFile("simplify.pql", text);
    const range = new vscode.Range(0, 0, 0, text.length);
    const simplify = await eventually("the offer", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.RefactorRewrite.value,
        50,
      );
      return actions.find(({ title }) => title.startsWith("Simplify"));
    });
    assert.match(simplify.title, /proved to accept the same profiles/);
    assert.ok(simplify.edit);
    await vscode.workspace.applyEdit(simplify.edit);
    assert.equal(document.getText().trim(), '_acme.loyalty.tier = "gold" and _acme.cart.value > 10');
  });

  it("are found among all audiences of a sandbox, and among the files of a folder", async () => {
    const [narrow, wide] = [
      await create('_acme.cart.currency = "SEK" and _acme.cart.value > 7'),
      await create("_acme.cart.value > 6.5"),
    ];
    const same = await create('_acme.cart.value > 7 and _acme.cart.currency = "SEK"');
    const found = await vscode.commands.executeCommand<Families>("aep.audiences.findFamilies", TARGET);
    const group = found.equal.find((ids) => ids.includes(narrow.id));
    assert.deepEqual([...(group ?? [])].sort(), [narrow.id, same.id].sort());
    const stands = group?.[0];
    assert.ok(found.contained.some(({ inner, outer }) => inner === stands && outer === wide.id));
    const document = await openNewFile("a.pql", "_acme.cart.value > 8.25");
    await document.save();
    const other = await openNewFile(
      "b.pql",
      "not (_acme.cart.value <= 8.25) and _acme.cart.value.isNotNull()",
    );
    await other.save();
    const folder = vscode.Uri.joinPath(document.uri, "..").toString();
    const files = await vscode.commands.executeCommand<Families>("aep.audiences.findFamilies", { folder });
    assert.ok(
      files.equal.some((ids) => ids.includes(document.uri.toString()) && ids.includes(other.uri.toString())),
    );
  });

  it("name what a renamed field, or the schema of another sandbox, would break", async () => {
    const { id } = await create('_acme.loyalty.tier = "gold" and _acme.cart.value > 12.5');
    const document = await openNewFile("reads.pql", '_acme.loyalty.tier = "silver"');
    await document.save();
    const ask = (question: object) =>
      vscode.commands.executeCommand<readonly Broken[]>("aep.schema.whatWouldBreak", {
        ...TARGET,
        ...question,
      });
    const renamed = await ask({ kind: "renamed", path: "_acme.loyalty.tier", to: "_acme.loyalty.rank" });
    const audience = renamed.find((one) => one.id === id);
    assert.equal(audience?.becomes, '_acme.loyalty.rank = "gold" and _acme.cart.value > 12.5');
    assert.deepEqual(audience.changes, ["_acme.loyalty.tier is renamed to _acme.loyalty.rank"]);
    const file = renamed.find((one) => one.id === document.uri.toString());
    assert.equal(file?.becomes, '_acme.loyalty.rank = "silver"');
    const retyped = await ask({ kind: "retyped", path: "_acme.cart.value", type: "string" });
    const problems = retyped.find((one) => one.id === id)?.problems ?? [];
    assert.equal(problems.length, 1, `a string is not ordered by numbers: ${JSON.stringify(retyped)}`);
    await assert.rejects(
      async () => ask({ kind: "removed", path: "_acme.nobody" }),
      /has no field _acme\.nobody/,
    );
    const behind = await ask({ with: "stage" });
    assert.ok(behind.every(({ changes }) => changes.length > 0));
  });
});
