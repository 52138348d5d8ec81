/**
 * Every language feature once through the real editor: what the server answers is what the editor shows and applies.
 * What is answered in which case is proven in test/unit/pql/features, what crosses the wire in test/lsp.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeEditors,
  eventually,
  getTestApi,
  openNewFile,
  rewrite,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";

const QUERY = `exists O from _acme.orders where
  O.total > 100 and (
    O.total < 500
    or O.total > 900
  )
and _acme.loyalty.tier = "gold"`;

/** Whether a problem is about an operator of another language; its code is a link to the page that explains it. */
function isForeignOperator({ source, code }: vscode.Diagnostic): boolean {
  const value = typeof code === "object" ? code.value : code;
  return source === "pql" && value === "pql.foreignOperator";
}

describe("language features in the editor", () => {
  before(async () => {
    const api = await getTestApi();
    await useSample(api);
    await skipWaits(api);
    await openNewFile("warm.pql", "_acme.loyalty.tier");
    await eventually("the server", () => api.services.server.state === "running");
    await eventually(
      "the schema",
      () => api.services.keeper.find({ connection: "Sample Organisation", sandbox: "dev" })?.schemas,
    );
  });
  afterEach(closeEditors);

  /** Asks the editor's own provider command until the answer says something. */
  async function ask<R>(command: string, ...parameters: readonly unknown[]): Promise<R> {
    return eventually(command, async () => {
      const answer = await vscode.commands.executeCommand<R | undefined>(`vscode.${command}`, ...parameters);
      const isEmpty =
        answer === undefined || answer === null || (Array.isArray(answer) && answer.length === 0);
      return isEmpty ? undefined : answer;
    });
  }

  function placeOf(document: vscode.TextDocument, text: string, distance = 0): vscode.Position {
    const offset = document.getText().indexOf(text);
    assert.ok(offset >= 0, text);
    return document.positionAt(offset + distance);
  }

  function whole(document: vscode.TextDocument): vscode.Range {
    return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  }

  const options = { tabSize: 2, insertSpaces: true };

  it("explains what is under the cursor", async () => {
    const document = await openNewFile("hover.pql", QUERY);
    const hovers = await ask<vscode.Hover[]>(
      "executeHoverProvider",
      document.uri,
      placeOf(document, "tier", 1),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value))
      .join("");
    assert.match(text, /_acme\.loyalty\.tier/);
  });

  it("helps with arguments", async () => {
    const document = await openNewFile("signature.pql", '_acme.loyalty.tier.contains("a", ');
    const end = whole(document).end;
    const help = await ask<vscode.SignatureHelp>("executeSignatureHelpProvider", document.uri, end);
    assert.equal(help.activeParameter, 1);
    assert.match(help.signatures[0]?.label ?? "", /contains/);
  });

  it("completes values and snippets", async () => {
    const document = await openNewFile("snippet.pql", "");
    const list = await eventually("a snippet", async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(0, 0),
      );
      return found.items.some(({ label }) => label === "chain") && found;
    });
    const chain = list.items.find(({ label }) => label === "chain");
    assert.ok(chain?.insertText instanceof vscode.SnippetString);
  });

  it("goes to definitions, finds references, highlights", async () => {
    const document = await openNewFile("names.pql", QUERY);
    const use = placeOf(document, "O.total", 0);
    const [definition] = await ask<vscode.LocationLink[]>("executeDefinitionProvider", document.uri, use);
    assert.equal(definition?.targetUri.toString(), document.uri.toString());
    const references = await ask<vscode.Location[]>("executeReferenceProvider", document.uri, use);
    assert.equal(references.length, 4);
    const highlights = await ask<vscode.DocumentHighlight[]>("executeDocumentHighlights", document.uri, use);
    assert.equal(highlights.length, 4);
  });

  it("shows where a field stands in its schema", async () => {
    const document = await openNewFile("defined.pql", QUERY);
    const field = placeOf(document, "tier", 1);
    const [link] = await ask<vscode.LocationLink[]>("executeDefinitionProvider", document.uri, field);
    assert.ok(link);
    assert.equal(link.targetUri.scheme, "aep-schema");
    const schema = await vscode.workspace.openTextDocument(link.targetUri);
    assert.equal(schema.getText(link.targetRange), "tier");
    const types = await ask<vscode.LocationLink[]>(
      "executeTypeDefinitionProvider",
      document.uri,
      placeOf(document, "O.total"),
    );
    assert.equal(types[0]?.targetUri.scheme, "aep-schema");
  });

  it("renames a variable everywhere", async () => {
    const document = await openNewFile("rename.pql", QUERY);
    const edit = await ask<vscode.WorkspaceEdit>(
      "executeDocumentRenameProvider",
      document.uri,
      placeOf(document, "O.total"),
      "Order",
    );
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), QUERY.replaceAll(/\bO\b/g, "Order"));
  });

  it("shows the outline, folds and growing selections", async () => {
    const document = await openNewFile("structure.pql", QUERY);
    const symbols = await ask<vscode.DocumentSymbol[]>("executeDocumentSymbolProvider", document.uri);
    assert.ok(symbols.some(({ children }) => children.some(({ name }) => name === "O")));
    const folds = await ask<vscode.FoldingRange[]>("executeFoldingRangeProvider", document.uri);
    assert.ok(folds.some(({ start, end }) => start === 1 && end === 3));
    const [selection] = await ask<vscode.SelectionRange[]>("executeSelectionRangeProvider", document.uri, [
      placeOf(document, "gold", 1),
    ]);
    assert.equal(document.getText(selection?.range), "gold");
    const found = await ask<vscode.SymbolInformation[]>("executeWorkspaceSymbolProvider", "O");
    assert.ok(found.some(({ location }) => location.uri.toString() === document.uri.toString()));
  });

  it("colours by meaning", async () => {
    const document = await openNewFile("tokens.pql", QUERY);
    const legend = await ask<vscode.SemanticTokensLegend>(
      "provideDocumentSemanticTokensLegend",
      document.uri,
    );
    const tokens = await ask<vscode.SemanticTokens>("provideDocumentSemanticTokens", document.uri);
    assert.equal(legend.tokenTypes[tokens.data[3] ?? -1], "keyword");
    assert.equal(legend.tokenTypes[tokens.data[8] ?? -1], "variable");
    const range = await ask<vscode.SemanticTokens>(
      "provideDocumentRangeSemanticTokens",
      document.uri,
      whole(document),
    );
    assert.deepEqual([...range.data], [...tokens.data]);
  });

  it("writes types between the words", async () => {
    const document = await openNewFile("hints.pql", QUERY);
    const hints = await ask<vscode.InlayHint[]>("executeInlayHintProvider", document.uri, whole(document));
    assert.ok(hints.some(({ label }) => label === ": OBJECT"));
  });

  it("says how a query is evaluated and offers what can be done with it", async () => {
    const document = await openNewFile("lens.pql", QUERY);
    const lenses = await ask<vscode.CodeLens[]>("executeCodeLensProvider", document.uri, 4);
    assert.match(lenses[0]?.command?.title ?? "", /^Evaluation: /);
    const commands = await vscode.commands.getCommands(true);
    for (const { command } of lenses.slice(1))
      assert.ok(command && commands.includes(command.command), command?.command);
  });

  it("reshapes a selection", async () => {
    const document = await openNewFile("refactor.pql", "a = 1 or a = 2");
    const actions = await ask<vscode.CodeAction[]>(
      "executeCodeActionProvider",
      document.uri,
      new vscode.Range(placeOf(document, "="), placeOf(document, "=")),
      vscode.CodeActionKind.Refactor.value,
    );
    const join = actions.find(({ title }) => title.startsWith("Join as"));
    assert.ok(join?.edit);
    await vscode.workspace.applyEdit(join.edit);
    assert.equal(document.getText(), "a in [1, 2]");
  });

  it("repairs everything at once", async () => {
    const document = await openNewFile("fixall.pql", "a == 1 && b == 2");
    const [action] = await ask<vscode.CodeAction[]>(
      "executeCodeActionProvider",
      document.uri,
      whole(document),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), "a = 1 and b = 2");
  });

  it("formats a document, a range, and what was just typed", async () => {
    const document = await openNewFile("format.pql", "a=1 and (b  =  2)");
    const end = whole(document).end;
    const typed = await ask<vscode.TextEdit[]>(
      "executeFormatOnTypeProvider",
      document.uri,
      end,
      ")",
      options,
    );
    assert.ok(typed.length > 0);
    const range = await ask<vscode.TextEdit[]>(
      "executeFormatRangeProvider",
      document.uri,
      whole(document),
      options,
    );
    assert.ok(range.length > 0);
    const edits = await ask<vscode.TextEdit[]>("executeFormatDocumentProvider", document.uri, options);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), "a = 1 and (b = 2)");
  });

  it("offers audiences by name in a call that was only just typed", async () => {
    const document = await openNewFile("fresh.pql", "");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'inSegment("'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      whole(document).end,
    );
    assert.ok(list.items.some(({ kind }) => kind === vscode.CompletionItemKind.Reference));
  });

  it("links audiences, names them, and knows who names them", async () => {
    const known = await openNewFile("audiences.pql", 'inSegment("x")');
    const id = await eventually("the names of audiences", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        known.uri,
        placeOf(known, "x"),
      );
      const item = list.items.find(({ kind }) => kind === vscode.CompletionItemKind.Reference);
      const text = item?.insertText ?? item?.textEdit?.newText;
      return typeof text === "string" ? text : undefined;
    });
    const document = await openNewFile("links.pql", `inSegment(${JSON.stringify(id)})`);
    const links = await ask<vscode.DocumentLink[]>("executeLinkProvider", document.uri, 1);
    assert.equal(links[0]?.target?.scheme, "aep");
    const hints = await ask<vscode.InlayHint[]>("executeInlayHintProvider", document.uri, whole(document));
    assert.equal(hints.length, 1);
    const [item] = await ask<vscode.CallHierarchyItem[]>(
      "prepareCallHierarchy",
      document.uri,
      placeOf(document, id, 1),
    );
    const incoming = await ask<vscode.CallHierarchyIncomingCall[]>("provideIncomingCalls", item);
    assert.equal(incoming[0]?.from.uri.toString(), document.uri.toString());
  });

  it("edits a variable in all its places at once", async () => {
    const document = await openNewFile("linked.pql", "let n = 1 in n > 2 and n < 5");
    const editor = await vscode.window.showTextDocument(document);
    const settings = vscode.workspace.getConfiguration("editor");
    await settings.update("linkedEditing", true, vscode.ConfigurationTarget.Global);
    const end = placeOf(document, "n ", 1);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand("editor.action.linkedEditing");
    await vscode.commands.executeCommand("type", { text: "umber" });
    const edited = "let number = 1 in number > 2 and number < 5";
    await eventually("the other places", () => document.getText() === edited);
    await settings.update("linkedEditing", undefined, vscode.ConfigurationTarget.Global);
  });

  it("checks expressions in JSON bodies and in Markdown", async () => {
    const body = await openNewFile(
      "body.json",
      '{"expression": {"format": "pql/text", "value": "a == \\"x\\""}}',
    );
    const problem = await eventually("the problem in the body", () =>
      vscode.languages.getDiagnostics(body.uri).find(isForeignOperator),
    );
    assert.equal(body.getText(problem.range), "==");
    const notes = await openNewFile("notes.md", "# Notes\n\n```pql\na == 1\n```\n");
    const other = await eventually("the problem in the notes", () =>
      vscode.languages.getDiagnostics(notes.uri).find(isForeignOperator),
    );
    assert.equal(notes.getText(other.range), "==");
  });

  it("completes expressions in JSON bodies and in Markdown", async () => {
    const complete = (document: vscode.TextDocument, label: string, place: vscode.Position) =>
      eventually(`${label} among what is offered`, async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          document.uri,
          place,
        );
        return list.items.find((item) => item.label === label);
      });
    const body = await openNewFile(
      "typing.json",
      '{"expression": {"format": "pql/text", "value": "_acme.loyalty.tier = "}}',
    );
    const value = await complete(body, '"gold"', placeOf(body, '"}}'));
    assert.equal(value.insertText ?? value.textEdit?.newText, '\\"gold\\"');
    const notes = await openNewFile("typing.md", "# Notes\n\n```pql\n_acme.loyalty.\n```\n");
    await complete(notes, "tier", placeOf(notes, "loyalty.", "loyalty.".length));
  });

  describe("with what the platform knows of a pair", () => {
    it("keeps the estimate above the text with its age, and tells why an engine takes it", async () => {
      const document = await openNewFile("size.pql", 'homeAddress.city = "Oslo"');
      const { user } = await getTestApi();
      await vscode.commands.executeCommand("aep.audience.estimate", document.uri);
      const find = (title: RegExp) =>
        eventually(String(title), async () => {
          const lenses = await ask<vscode.CodeLens[]>("executeCodeLensProvider", document.uri, 9);
          return lenses.find(({ command }) => title.test(command?.title ?? ""))?.command;
        });
      await find(/^About [\d,]+ profiles? match(es)? in dev · estimated /);
      const evaluation = await find(/^Evaluation: /);
      user.willAnswer(undefined);
      await vscode.commands.executeCommand(evaluation.command, ...(evaluation.arguments ?? []));
      assert.match(user.shown.at(-1)?.choices?.join(" ") ?? "", /profile attributes/);
      await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(0, 0), "\nnot "));
      await find(/^Before the text changed: About /);
    });

    it("knows whether the merge policy of a pair is active on edge, in the lens and in the file that asks for more", async () => {
      const readLens = async (document: vscode.TextDocument, title: string) =>
        await eventually(title, async () => {
          const lenses = await ask<vscode.CodeLens[]>("executeCodeLensProvider", document.uri, 9);
          return lenses.find(({ command }) => command?.title === title)?.command;
        });
      const rule = 'homeAddress.city = "Oslo"';
      await readLens(await openNewFile("alone.pql", rule), "Evaluation: edge is possible");
      const description = await openNewFile(
        "stitched.audience.json",
        '{"name": "Big", "evaluation": "streaming", "mergePolicy": "Acme without stitching"}',
      );
      const expression = await openNewFile("stitched.pql", rule);
      const policy = "The merge policy of this audience is not active on edge.";
      const { tooltip } = await readLens(expression, "Evaluation: batch · not streaming");
      assert.equal(tooltip, `not streaming: ${policy}`);
      const problem = await eventually("the problem", () =>
        vscode.languages.getDiagnostics(description.uri).find(({ source }) => source === "AEP evaluation"),
      );
      assert.match(problem.message, /asks for streaming.* batch.*not active on edge/);
      await rewrite(description, '{"name": "Big", "evaluation": "streaming"}');
      await readLens(expression, "Evaluation: edge is possible");
      await eventually("no problem", () => {
        const left = vscode.languages.getDiagnostics(description.uri);
        return !left.some(({ source }) => source === "AEP evaluation");
      });
    });

    it("finds a file that asks for an evaluation its rule does not allow, and mends it", async () => {
      const asked = '{"name": "Big", "evaluation": "edge"}';
      const description = await openNewFile("asks.audience.json", asked);
      await openNewFile(
        "asks.pql",
        "count(_acme.orders) > 1 and exists E from xEvent where E.commerce.purchases.value > 1",
      );
      const problem = await eventually("the problem", () =>
        vscode.languages.getDiagnostics(description.uri).find(({ source }) => source === "AEP evaluation"),
      );
      assert.equal(description.getText(problem.range), "edge");
      const [fix] = await ask<vscode.CodeAction[]>(
        "executeCodeActionProvider",
        description.uri,
        problem.range,
      );
      assert.ok(fix?.edit !== undefined);
      await vscode.workspace.applyEdit(fix.edit);
      assert.match(description.getText(), /"evaluation": "(streaming|batch)"/);
      await eventually("no problem", () => {
        const left = vscode.languages.getDiagnostics(description.uri);
        return !left.some(({ source }) => source === "AEP evaluation");
      });
      assert.ok(await description.save());
    });
  });
});
