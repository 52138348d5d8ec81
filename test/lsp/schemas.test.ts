/**
 * Which schema a document is checked against: at the start, while another one is read, per sandbox, and when one is broken.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../support/folders.js";
import { generateSchema } from "../support/schemaGenerator.js";
import { Conversation } from "./conversation.js";
import { schemaWith } from "./smallSchemas.js";

const FILE = "file:///audience.pql";
const AT_DOT = { line: 0, character: 7 };
const aepUri = (sandbox: string) => `aep://x/acme/${sandbox}/audiences/one.pql`;

describe("schemas", () => {
  let folder: string;
  let client: Conversation | undefined;

  beforeEach(() => {
    folder = makeTemporaryFolder("schemas");
  });

  afterEach(async () => {
    await client?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, schema: unknown): string {
    const file = path.join(folder, name);
    writeFileSync(file, typeof schema === "string" ? schema : JSON.stringify(schema));
    return file;
  }

  async function begin(initializationOptions: object, capabilities = {}): Promise<Conversation> {
    client = await Conversation.begin({ initializationOptions, capabilities });
    return client;
  }

  async function fields(uri = FILE): Promise<string[]> {
    const labels = await client?.labels(uri, AT_DOT);
    return (labels ?? []).filter((label) => /^field/.test(label));
  }

  /** Resolves once the index of one schema is kept. */
  async function hasIndex(indexFolder: string): Promise<void> {
    const isKept = () =>
      existsSync(indexFolder) && readdirSync(indexFolder).some((name) => name.endsWith(".pqlindex"));
    while (!isKept()) await new Promise((resolve) => setImmediate(resolve));
  }

  it("are read from a file before the first answer that needs them", async () => {
    const { driver } = await begin({ schemas: { profile: write("profile.json", schemaWith("fieldA")) } });
    driver.notify("textDocument/didOpen", {
      textDocument: { uri: FILE, languageId: "pql", version: 1, text: "person." },
    });
    assert.deepEqual(await fields(), ["fieldA"]);
  });

  it("are taken as JSON from clients that have no file", async () => {
    (await begin({ schemas: { profile: schemaWith("fieldA") } })).open(FILE, "person.");
    assert.deepEqual(await fields(), ["fieldA"]);
  });

  it("are replaced by a notification, for documents that are open", async () => {
    const { driver, ...talk } = await begin({ key: "acme/prod", schemas: { profile: schemaWith("fieldA") } });
    void talk;
    client?.open(FILE, "person.");
    assert.deepEqual(await fields(), ["fieldA"]);
    await client?.published(FILE);
    driver.notify("aep/schemaChanged", { key: "acme/prod", schemas: { profile: schemaWith("fieldB") } });
    await client?.published(FILE);
    assert.deepEqual(await fields(), ["fieldB"]);
  });

  it("stay in use while others are read, however large those are", async () => {
    const large = write("large.json", generateSchema({ seed: 4, leafFields: 20_000 }));
    await begin({ key: "acme/prod", schemas: { profile: schemaWith("fieldA") } });
    client?.open(FILE, "person.");
    await client?.published(FILE);
    client?.driver.notify("aep/schemaChanged", { key: "acme/prod", schemas: { profile: large } });
    assert.deepEqual(await fields(), ["fieldA"]);
    await client?.published(FILE);
    assert.deepEqual(await client?.labels(FILE, AT_DOT).then((labels) => labels.includes("name")), true);
  });

  it("are those asked for last, whichever is read first", async () => {
    const large = write("large.json", generateSchema({ seed: 4, leafFields: 20_000 }));
    await begin({ key: "acme/prod", schemas: { profile: schemaWith("fieldA") } });
    client?.open(FILE, "person.");
    await client?.published(FILE);
    client?.driver.notify("aep/schemaChanged", { key: "acme/prod", schemas: { profile: large } });
    client?.driver.notify("aep/schemaChanged", {
      key: "acme/prod",
      schemas: { profile: schemaWith("fieldB") },
    });
    await client?.published(FILE);
    assert.deepEqual(await fields(), ["fieldB"]);
  });

  it("belong to sandboxes: documents of the platform keep theirs, files follow the one in use", async () => {
    const { driver } = await begin({ key: "acme/prod", schemas: { profile: schemaWith("fieldProd") } });
    driver.notify("aep/schemaChanged", {
      key: "acme/dev",
      schemas: { profile: schemaWith("fieldDev") },
      isSelected: false,
    });
    for (const uri of [FILE, aepUri("prod"), aepUri("dev")]) client?.open(uri, "person.");
    assert.deepEqual(await fields(aepUri("dev")), ["fieldDev"]);
    assert.deepEqual(await fields(aepUri("prod")), ["fieldProd"]);
    assert.deepEqual(await fields(), ["fieldProd"]);
    driver.notify("aep/schemaChanged", { key: "acme/dev", schemas: { profile: schemaWith("fieldNew") } });
    assert.deepEqual(await fields(aepUri("prod")), ["fieldProd"]);
    await client?.published(FILE);
    assert.deepEqual(await fields(), ["fieldNew"]);
  });

  it("tell a client that pulls to ask again", async () => {
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    const { driver } = await begin({ schemas: { profile: schemaWith("fieldA") } }, capabilities);
    client?.open(FILE, "true");
    const before = await client?.pull(FILE);
    driver.notify("aep/schemaChanged", { key: "acme/dev", schemas: { profile: schemaWith("fieldB") } });
    await driver.waitForMessage("the refresh", ({ method }) => method === "workspace/diagnostic/refresh");
    assert.notEqual((await client?.pull(FILE))?.resultId, before?.resultId);
  });

  it("bring problems to a client that pulls and cannot be told to ask again, until it asks", async () => {
    const { driver } = await begin(
      { schemas: { profile: schemaWith("fieldA") } },
      { textDocument: { diagnostic: {} } },
    );
    client?.open(FILE, "person.fieldA.isNull()");
    assert.deepEqual((await client?.pull(FILE))?.items, []);
    driver.notify("aep/schemaChanged", { key: "acme/dev", schemas: { profile: schemaWith("fieldB") } });
    const told = await client?.published(FILE);
    assert.deepEqual(
      told?.diagnostics.map(({ code }) => code),
      ["pql.unknownField"],
    );
    const pulled = await client?.pull(FILE);
    assert.equal(pulled?.items?.length, 1);
    assert.deepEqual((await client?.published(FILE))?.diagnostics, []);
  });

  const broken: readonly (readonly [what: string, content: string | undefined])[] = [
    ["a file that is not there", undefined],
    ["a file that is no JSON", "{"],
    ["a file that is no schema", "[1, 2]"],
  ];
  for (const [what, content] of broken) {
    it(`are done without when all there is is ${what}`, async () => {
      const file = content === undefined ? path.join(folder, "missing.json") : write("broken.json", content);
      await begin({ schemas: { profile: file } });
      client?.open(FILE, "person.");
      assert.deepEqual(await fields(), []);
      assert.match(client?.driver.stderr ?? "", /schema/);
      assert.equal(await client?.driver.shutdown(), 0);
    });
  }

  it("need no audience that is one: what else stands among them is left out", async () => {
    const profile = schemaWith("nickName");
    const audiences = [null, 5, {}, { id: "known", name: "Known" }];
    await begin({ schemas: { profile }, audiences }, { textDocument: { diagnostic: {} } });
    client?.open(FILE, 'inSegment("known") or inSegment("unknown")');
    const codes = (await client?.pull(FILE))?.items?.map(({ code }) => code);
    assert.deepEqual(codes, ["pql.unknownAudience"]);
  });

  it("are kept when their successor cannot be read", async () => {
    await begin({ key: "acme/prod", schemas: { profile: schemaWith("fieldA") } });
    client?.open(FILE, "person.");
    await client?.published(FILE);
    client?.driver.notify("aep/schemaChanged", {
      key: "acme/prod",
      schemas: { profile: path.join(folder, "missing.json") },
    });
    await client?.published(FILE);
    assert.deepEqual(await fields(), ["fieldA"]);
  });

  it("leave an index for the next start, and are read anew when their file changes", async () => {
    const indexFolder = path.join(folder, "index");
    const profile = write("profile.json", schemaWith("fieldA"));
    const options = { schemas: { profile }, indexFolder };
    for (let start = 0; start < 2; start++) {
      (await begin(options)).open(FILE, "person.");
      assert.deepEqual(await fields(), ["fieldA"]);
      await hasIndex(indexFolder);
      await client?.end();
    }
    assert.equal(readdirSync(indexFolder).length, 1);
    write("profile.json", schemaWith("fieldOther"));
    (await begin(options)).open(FILE, "person.");
    assert.deepEqual(await fields(), ["fieldOther"]);
  });

  it("are read without the index when that is damaged or cannot be kept", async () => {
    const profile = write("profile.json", schemaWith("fieldA"));
    const indexFolder = path.join(folder, "index");
    (await begin({ schemas: { profile }, indexFolder })).open(FILE, "person.");
    await fields();
    await hasIndex(indexFolder);
    await client?.end();
    for (const name of readdirSync(indexFolder)) writeFileSync(path.join(indexFolder, name), "damaged");
    (await begin({ schemas: { profile }, indexFolder })).open(FILE, "person.");
    assert.deepEqual(await fields(), ["fieldA"]);
    await client?.end();
    const impossible = path.join(profile, "below a file");
    (await begin({ schemas: { profile }, indexFolder: impossible })).open(FILE, "person.");
    assert.deepEqual(await fields(), ["fieldA"]);
    assert.ok(!existsSync(impossible));
    mkdirSync(indexFolder, { recursive: true });
  });
});
