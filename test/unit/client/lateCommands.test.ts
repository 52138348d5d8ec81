/**
 * Commands that are loaded with their first call: the table names them by id, and the file it names must hold exactly these. Read from
 * the sources, because loading them needs an editor.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inRepository } from "../../support/folders.js";

const FOLDER = "client/src/commands";
/** A literal, or a name that is shared with the language server. */
const ID = /"aep\.[^"]+"|CLIENT_COMMANDS\.\w+/g;
const HELD_ID = /\bid: ("aep\.[^"]+"|CLIENT_COMMANDS\.\w+)/g;

function read(file: string): string {
  return readFileSync(inRepository(FOLDER, file), "utf8");
}

/** The file with those whose commands it takes into its own list. */
function readWithTaken(file: string): string {
  const text = read(file);
  const taken = [...text.matchAll(/import \{ (\w+_COMMANDS) \} from "\.\/(\w+)"/g)]
    .filter(([, list]) => text.includes(`...${list},`))
    .map(([, , name]) => read(`${name}.ts`));
  return [text, ...taken].join("\n");
}

interface LateGroup {
  readonly ids: readonly string[];
  readonly file: string;
}

function readTable(): readonly LateGroup[] {
  const groups = read("registerCommands.ts").matchAll(
    /ids: \[([^\]]+)\],\s*load: async \(\) => \(await import\("\.\/(\w+)"\)/g,
  );
  return [...groups].map(([, ids = "", file = ""]) => ({
    ids: [...ids.matchAll(ID)].map(([id]) => id).sort(),
    file: `${file}.ts`,
  }));
}

describe("commands loaded with their first call", () => {
  const table = readTable();
  it("are found in the table", () => assert.ok(table.length > 5, `${table.length} groups`));
  for (const { ids, file } of table) {
    it(`are what ${file} holds`, () => {
      const held = [...readWithTaken(file).matchAll(HELD_ID)].map(([, id = ""]) => id).sort();
      assert.deepEqual(held, ids);
    });
  }
});
