/**
 * The built server with what real clients declare (clientTable.ts): each of them sees problems, completes, finds, renames and
 * gets its settings. What a client takes decides the form of an answer, never whether there is one.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CLIENTS } from "./clientTable.js";
import { Conversation, type Place } from "./conversation.js";

const URI = "file:///audience.pql";

/** A union as the registry writes it, over several lines, with a list, a map, a value set and a name with a hyphen. */
const TEXT_FIELD = { type: "string", "meta:xdmType": "string" };
const UNION = {
  $id: "https://ns.adobe.com/xdm/context/profile__union",
  title: "Profile",
  type: "object",
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  properties: {
    city: { type: "string", description: 'Not "properties": {"city"} of an address' },
    homeAddress: {
      type: "object",
      allOf: [
        { properties: { street: TEXT_FIELD } },
        { properties: { city: { ...TEXT_FIELD, title: "City" } } },
      ],
    },
    channel: { ...TEXT_FIELD, "meta:enum": { "direct-mail": "Direct mail", email: "E-mail" } },
    "direct-mail": { type: "object", properties: { opened: { type: "boolean", "meta:xdmType": "boolean" } } },
    orders: {
      type: "array",
      items: { type: "object", properties: { city: TEXT_FIELD, 'the "total"': TEXT_FIELD } },
    },
  },
};

interface WrittenEdit {
  readonly changes?: Readonly<Record<string, readonly TextChange[]>>;
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number };
    readonly edits: readonly TextChange[];
  }[];
}

interface TextChange {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly newText: string;
}

interface Item {
  readonly label: string;
  readonly filterText?: string;
  readonly insertText?: string;
  readonly insertTextFormat?: number;
  readonly insertTextMode?: number;
  readonly textEditText?: string;
  readonly textEdit?: {
    readonly range?: TextChange["range"];
    readonly insert?: TextChange["range"];
    readonly newText: string;
  };
}

interface Offer {
  readonly items: readonly Item[];
  readonly itemDefaults?: { readonly editRange?: TextChange["range"]; readonly insertTextMode?: number };
}

const place = (character: number): Place => ({ line: 0, character });

for (const { name, capabilities } of CLIENTS) {
  const { textDocument, workspace = {} } = capabilities;
  const completion = (textDocument["completion"] ?? {}) as {
    completionItem?: { snippetSupport?: boolean; insertTextModeSupport?: object };
  };

  describe(`what ${name} sees`, () => {
    let client: Conversation;
    let folder: string;
    let schemaFile: string;
    /** Of a document that no other test has opened. */
    let uri: string;
    let tests = 0;

    const begin = (): Promise<Conversation> => {
      const initializationOptions = {
        schemas: { profile: schemaFile },
        settings: { severities: { "pql.unknownField": "error" } },
      };
      return Conversation.begin({ capabilities, initializationOptions });
    };

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "clients-"));
      schemaFile = path.join(folder, "profile union.json");
      writeFileSync(schemaFile, JSON.stringify(UNION, undefined, 2));
      client = await begin();
    });

    beforeEach(() => {
      uri = `file:///audience-${++tests}.pql`;
    });

    after(async () => {
      await client.end();
      rmSync(folder, { recursive: true });
    });

    async function offer(textWithCursor: string): Promise<(label: string) => string> {
      const character = textWithCursor.indexOf("│");
      const text = textWithCursor.replace("│", "");
      client.open(uri, text);
      const { items, itemDefaults } = (await client.ask(
        "textDocument/completion",
        uri,
        place(character),
      )) as Offer;
      return (label) => {
        const item = items.find((each) => each.label === label);
        assert.ok(item, `${label} is not offered, but ${items.map((each) => each.label).join(", ")}`);
        const range = item.textEdit?.range ?? item.textEdit?.insert ?? itemDefaults?.editRange;
        assert.ok(range);
        const typed = text.slice(range.start.character, character);
        assert.ok(
          holdsInOrder(item.filterText ?? label, typed),
          `${item.filterText ?? label} hides behind ${typed}`,
        );
        const inserted = item.textEdit?.newText ?? item.textEditText ?? label;
        return text.slice(0, range.start.character) + inserted + text.slice(range.end.character);
      };
    }

    it("problems, without asking, as they change", async () => {
      client.open(uri, "city = ");
      assert.equal((await client.published(uri, 1)).diagnostics.length, 1);
      client.edit(uri, 2, { start: place(7), text: '"x"' });
      assert.deepEqual((await client.published(uri, 2)).diagnostics, []);
    });

    it("the weight of problems as its start says", async () => {
      client.open(uri, 'town = "x"');
      const { diagnostics } = await client.published(uri, 1);
      assert.deepEqual(
        diagnostics.map(({ code, severity }) => [code, severity]),
        [["pql.unknownField", 1]],
      );
    });

    it("settings it tells later", async () => {
      const other = await begin();
      other.open(uri, 'town = "x"');
      await other.published(uri, 1);
      other.driver.notify("workspace/didChangeConfiguration", {
        settings: { aep: { pql: { severities: { "pql.unknownField": "off" } } } },
      });
      while ((await other.published(uri, 1)).diagnostics.length > 0);
      await other.end();
    });

    it("what a name is, on its first character and behind its last", async () => {
      const text = 'homeAddress.city = "x" and (city = "y")';
      client.open(uri, text);
      for (const at of [12, 16, text.indexOf("(city") + 1]) {
        assert.match(
          JSON.stringify(await client.ask("textDocument/hover", uri, place(at))),
          /city/i,
          String(at),
        );
      }
    });

    it("values and names completed inside their signs", async () => {
      assert.equal((await offer('channel = "dir│'))('"direct-mail"'), 'channel = "direct-mail"');
      assert.equal((await offer('channel = "dir│"'))('"direct-mail"'), 'channel = "direct-mail"');
      assert.equal((await offer("`dir│`"))("`direct-mail`"), "`direct-mail`");
      assert.equal((await offer("`dir│"))("`direct-mail`"), "`direct-mail`");
      assert.equal((await offer("direct-m│"))("`direct-mail`"), "`direct-mail`");
    });

    it("values in quotes by the text that is inserted, where the filter text is not looked at", async () => {
      client.open(uri, 'channel = "dir');
      const { items } = (await client.ask("textDocument/completion", uri, place(14))) as Offer;
      const beginnings = items.map(
        ({ label, insertText, textEditText }) => insertText ?? textEditText ?? label,
      );
      assert.ok(
        beginnings.some((text) => text.startsWith("dir")),
        beginnings.join(", "),
      );
    });

    it("functions with their parentheses where it takes snippets, bare where it adds them itself or not at all", async () => {
      const inserts = await offer("orders.coun│");
      assert.equal(
        inserts("count"),
        completion.completionItem?.snippetSupport === true ? "orders.count()" : "orders.count",
      );
    });

    it("white space left as it is where it can be told so", async () => {
      client.open(uri, "ci");
      const { items, itemDefaults } = (await client.ask("textDocument/completion", uri, place(2))) as Offer;
      const expected = completion.completionItem?.insertTextModeSupport === undefined ? undefined : 1;
      const modes = items.map(({ insertTextMode }) => insertTextMode ?? itemDefaults?.insertTextMode);
      assert.deepEqual([...new Set(modes)], [expected]);
    });

    it("where the schema defines a field: in its file, or in the text of the server where it shows that", async () => {
      const showsServerText = workspace["textDocumentContent"] !== undefined;
      const readTarget = async (target: string): Promise<string> => {
        if (!showsServerText) {
          assert.equal(target, pathToFileURL(schemaFile).href);
          return readFileSync(fileURLToPath(target), "utf8");
        }
        const answer = await client.driver.request("workspace/textDocumentContent", { uri: target });
        return (answer as { text: string }).text;
      };
      const cases = [
        ['homeAddress.city = "x"', 14, "city", '"City"'],
        ['orders[city = "x"]', 8, "city", undefined],
        ['orders[`the "total"` = "x"]', 10, 'the \\"total\\"', undefined],
        ['city = "x"', 0, "city", '"Not'],
      ] as const;
      for (const [text, at, word] of cases) {
        client.open(uri, text);
        const answer = await client.ask("textDocument/definition", uri, place(at));
        const { uri: target, range } = toLocation(answer);
        const line = (await readTarget(target)).split("\n")[range.start.line] ?? "";
        const marked = line.slice(range.start.character, range.end.character);
        // The text of the server puts a name with signs into quotes that belong to it.
        assert.equal(marked.replace(/^"(.*)"$/, "$1"), word, text);
      }
    });

    it("renames and fixes for the version it shows, where it takes versions", async () => {
      const takesVersions =
        (workspace["workspaceEdit"] as { documentChanges?: boolean } | undefined)?.documentChanges === true;
      const check = (edit: WrittenEdit, count: number): void => {
        assert.equal(edit.changes === undefined, takesVersions);
        assert.deepEqual(
          edit.documentChanges?.map((each) => each.textDocument),
          takesVersions ? [{ uri, version: 1 }] : undefined,
        );
        assert.equal((edit.changes?.[uri] ?? edit.documentChanges?.[0]?.edits)?.length, count);
      };
      client.open(uri, 'select o from orders where o.city = "x" and homeAddress.city == "y"');
      const params = { textDocument: { uri }, position: place(7), newName: "order" };
      check((await client.driver.request("textDocument/rename", params)) as WrittenEdit, 2);
      if (textDocument["codeAction"] === undefined) return;
      const range = { start: place(0), end: place(67) };
      const actions = await client.driver.request("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: [], only: ["source.fixAll.pql"] },
      });
      check((actions as { edit: WrittenEdit }[])[0]?.edit ?? {}, 1);
    });
  });
}

function toLocation(answer: unknown): { uri: string; range: TextChange["range"] } {
  const [first] = Array.isArray(answer) ? answer : [answer];
  assert.ok(first, "there is no definition");
  const { uri, range, targetUri, targetRange } = first;
  return { uri: uri ?? targetUri, range: range ?? targetRange };
}

/** As the loosest of clients filters: the letters that are typed, in this order. */
function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters.toLowerCase()) {
    at = text.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

describe("a client that may ask for problems", () => {
  const capabilities = { textDocument: { diagnostic: {} } };
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin({ capabilities });
  });

  afterEach(() => client.end());

  it("sees nothing twice once it asks", async () => {
    client.open(URI, "and");
    const { diagnostics } = await client.published(URI, 1);
    assert.ok(diagnostics.length > 0);
    assert.deepEqual((await client.pull(URI)).items, diagnostics);
    assert.deepEqual((await client.published(URI)).diagnostics, []);
  });

  it("is told no more of what it asked for, nor of what it opens afterwards", async () => {
    const other = "file:///other.pql";
    client.open(URI, "and");
    await client.published(URI, 1);
    await client.pull(URI);
    await client.published(URI);
    client.open(other, "or");
    client.edit(URI, 2, { start: place(0), text: "and " });
    assert.notDeepEqual((await client.pull(URI)).items, []);
    assert.notDeepEqual((await client.pull(other)).items, []);
    assert.deepEqual(client.driver.unread("textDocument/publishDiagnostics"), []);
  });

  it("goes on being told of a document it never asks for while it asks for another", async () => {
    const other = "file:///other.pql";
    client.open(other, "or");
    await client.published(other, 1);
    client.open(URI, "and");
    await client.pull(URI);
    client.edit(other, 2, { start: place(0), end: place(2), text: "true" });
    assert.deepEqual((await client.published(other, 2)).diagnostics, []);
  });
});
