/**
 * A rule in Query Service, from the editor: the statement to read, the question, the exact number beside the estimate. How a
 * statement is made and run is proven in test/unit/pql/sql and test/unit/client/api.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getOrganisation,
  getTestApi,
  openNewFile,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";

const { executeCommand } = vscode.commands;

describe("a rule in Query Service", () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await getTestApi();
    await useSample(api);
    await skipWaits(api);
  });
  afterEach(closeEditors);

  const front = () => vscode.window.activeTextEditor?.document;
  const countQueries = async () => (await getOrganisation(api)).state().queries.size;

  it("opens as a statement that names the tables of the sandbox", async () => {
    const rule = await openNewFile("query.pql", 'homeAddress.countryCode = "DE"');
    await executeCommand("aep.audience.openAsSql", rule.uri);
    const shown = front();
    assert.equal(shown?.languageId, "sql");
    assert.match(shown?.getText() ?? "", /^-- Rule: "homeAddress\.countryCode = \\"DE\\""$/m);
    assert.match(
      shown?.getText() ?? "",
      /FROM profile_snapshot_export p\nWHERE p\.homeAddress\.countryCode = 'DE'/,
    );
  });

  it("opens as the list of what has no equivalent, where something has none", async () => {
    const rule = await openNewFile("none.pql", "_acme.orders.topN(total, 3).count() > 0");
    await executeCommand("aep.audience.openAsSql", rule.uri);
    assert.match(
      front()?.getText() ?? "",
      /^--\s+_acme\.orders\.topN\(total, 3\)\n--\s+topN\( \) has no equivalent/m,
    );
    assert.doesNotMatch(front()?.getText() ?? "", /SELECT/);
  });

  it("runs after a yes only, and its count stands above the rule beside the estimate", async () => {
    const rule = await openNewFile("count.pql", 'homeAddress.countryCode = "DE"');
    const before = await countQueries();
    await executeCommand("aep.audience.countByQuery", rule.uri);
    assert.equal(await countQueries(), before);
    await executeCommand("aep.audience.estimate", rule.uri);
    api.user.willAnswer("Run Query");
    await executeCommand("aep.audience.countByQuery", rule.uri);
    assert.equal(await countQueries(), before + 1);
    const sizes = await eventually("both sizes", async () => {
      const lenses = await executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", rule.uri, 9);
      const titles = lenses.map(({ command }) => command?.title ?? "");
      const found = [/^About ([\d,]+) .* estimated/, /^Exactly ([\d,]+) .* counted/].map((pattern) =>
        titles.map((title) => pattern.exec(title)?.[1]).find((size) => size !== undefined),
      );
      return found.every((size) => size !== undefined) && found;
    });
    assert.equal(sizes[0], sizes[1]);
  });

  it("runs for a program only when it names the sandbox", async () => {
    const expression = "testProfile = true";
    const count = (confirm?: string) =>
      executeCommand<{ readonly count: number; readonly sql: string }>("aep.audience.countByQuery", {
        expression,
        ...(confirm === undefined ? {} : { confirm }),
      });
    await assert.rejects(Promise.resolve(count()), /not the name of the sandbox/);
    const { count: found, sql } = await count("dev");
    assert.ok(found > 0);
    assert.match(sql, /p\.testProfile = TRUE/);
  });
});
