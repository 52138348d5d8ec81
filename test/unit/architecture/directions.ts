/**
 * Who may import whom. One table, most specific place first; a file belongs to the first place that
 * holds it and may import its own place and what the table grants, nothing else of ours.
 */
import type { SourceFile, SourceImport, SourceTree } from "./sourceTree.js";

/** What a place may use. `own`: path prefixes of ours; `packages`: package names, or "any". */
interface Place {
  readonly prefix: string;
  readonly own: readonly string[];
  readonly packages: "any" | readonly string[];
}

const CORE = "server/src/pql/";
const core = (...folders: string[]) => folders.map((folder) => `${CORE}${folder}/`);
const LSP = [
  "vscode-languageserver",
  "vscode-languageserver-protocol",
  "vscode-languageserver-types",
  "vscode-languageserver-textdocument",
  "vscode-jsonrpc",
];
/** Of Node, what the server may use, in one folder: files it is handed and its own process, never the network. */
const SERVER_NODE = "server/src/node/";
const NODE_PACKAGES = [
  "node:fs",
  "node:fs/promises",
  "node:path",
  "node:url",
  "node:child_process",
  "node:zlib",
];
const SERVER_MIDDLE = ["server/src/convert/", "server/src/session/", "server/src/protocol/", CORE];
const SEAM = "server/src/protocol/";
const CORE_FACADE = "server/src/pql/service.ts";
const MEANING = core("text", "problems", "syntax", "types", "language", "schema", "semantics");

/** Reading and writing JSON with its digits: one way for both sides, and a leaf. */
const EXACT_JSON = "server/src/pql/text/exactJson.ts";
/** Escaping what would steer a terminal: one way for both sides, and a leaf. */
const SHOWN_LINE = "server/src/pql/text/shownLine.ts";

/** The client's inner folders, which know nothing of the editor. */
const API = "client/src/api/";
const MODEL = "client/src/model/";
const REPORTS = "client/src/reports/";
const INVENTORY = "client/src/inventory/";
const HAND_OFF = "client/src/handOff/";
/** What kinds of steps are called; the pages and the inventory say the same. */
const STEP_WORDS = "client/src/model/stepKinds.ts";
/** Says sentences in the language of the editor; a leaf, which shares how sentences are called with the server. */
const WORDS = "client/src/words/";

const PLACES: readonly Place[] = [
  { prefix: `${CORE}text/`, own: [], packages: [] },
  { prefix: `${CORE}problems/`, own: core("text"), packages: [] },
  { prefix: `${CORE}syntax/`, own: core("text", "problems"), packages: [] },
  { prefix: `${CORE}schema/`, own: core("text"), packages: [] },
  { prefix: `${CORE}types/`, own: core("text", "schema"), packages: [] },
  { prefix: `${CORE}language/`, own: core("text", "schema", "types"), packages: [] },
  { prefix: `${CORE}semantics/`, own: MEANING, packages: [] },
  { prefix: `${CORE}printer/`, own: MEANING, packages: [] },
  { prefix: `${CORE}evaluate/`, own: MEANING, packages: [] },
  { prefix: `${CORE}sql/`, own: MEANING, packages: [] },
  { prefix: `${CORE}relations/`, own: [...core("evaluate"), ...MEANING], packages: [] },
  { prefix: `${CORE}json/`, own: [...MEANING, `${CORE}printer/`], packages: [] },
  // Its files are JSON, and whoever is told of a fault has to find its place.
  { prefix: `${CORE}audienceTests/`, own: [...core("evaluate"), ...MEANING], packages: ["jsonc-parser"] },
  {
    prefix: `${CORE}testProfiles/`,
    own: [...core("evaluate", "audienceTests"), ...MEANING],
    packages: ["jsonc-parser"],
  },
  // Tests are JSON, in which single names are exchanged.
  { prefix: `${CORE}schemaChanges/`, own: MEANING, packages: ["jsonc-parser"] },
  { prefix: `${CORE}features/completion/testFieldSuggestions`, own: [CORE], packages: ["jsonc-parser"] },
  { prefix: CORE, own: [CORE], packages: [] },
  { prefix: SEAM, own: [], packages: LSP },
  { prefix: "server/src/convert/", own: [CORE, SEAM], packages: LSP },
  { prefix: "server/src/session/", own: [CORE, SEAM, "server/src/convert/"], packages: LSP },
  { prefix: SERVER_NODE, own: ["server/src/"], packages: [...LSP, ...NODE_PACKAGES] },
  { prefix: "server/src/browser/", own: ["server/src/"], packages: LSP },
  { prefix: "server/src/handlers/", own: SERVER_MIDDLE, packages: LSP },
  { prefix: "server/src/cli/", own: [CORE, "server/src/convert/"], packages: "any" },
  { prefix: "server/src/", own: ["server/src/"], packages: "any" },
  { prefix: WORDS, own: ["server/src/protocol/sentenceKeys.ts"], packages: [] },
  { prefix: API, own: [EXACT_JSON], packages: "any" },
  { prefix: "client/src/sample/", own: [CORE_FACADE, EXACT_JSON], packages: "any" },
  { prefix: MODEL, own: [API, EXACT_JSON, WORDS], packages: "any" },
  { prefix: REPORTS, own: [API, MODEL, WORDS], packages: "any" },
  {
    prefix: "client/src/pipeline/",
    own: [
      API,
      MODEL,
      INVENTORY,
      HAND_OFF,
      "client/src/files/",
      "client/src/sample/",
      CORE_FACADE,
      EXACT_JSON,
      SHOWN_LINE,
    ],
    packages: "any",
  },
  {
    prefix: "client/src/tools/",
    own: [API, MODEL, REPORTS, "client/src/resources/", CORE_FACADE, EXACT_JSON, WORDS],
    packages: "any",
  },
  {
    prefix: INVENTORY,
    own: [API, MODEL, "client/src/files/", "client/src/content/", STEP_WORDS],
    packages: "any",
  },
  { prefix: HAND_OFF, own: [API, MODEL, INVENTORY], packages: "any" },
  {
    prefix: "client/src/mcp/",
    own: [API, MODEL, "client/src/tools/", "client/src/pipeline/", "client/src/sample/"],
    packages: "any",
  },
  { prefix: "client/src/", own: ["client/src/", SEAM, EXACT_JSON, SHOWN_LINE], packages: "any" },
  { prefix: "test/", own: ["test/", "client/", "server/"], packages: "any" },
];

/** Packages no file of these places may name, although other packages are free to them. */
const FORBIDDEN_PACKAGES: readonly (readonly [prefix: string, packages: readonly string[]])[] = [
  ["server/src/", ["vscode", "undici", "node:http", "node:https", "node:http2", "node:net", "node:tls"]],
  [API, ["vscode"]],
  [MODEL, ["vscode", "undici"]],
  // Nothing of an answer is kept on disk.
  [REPORTS, ["vscode", "undici", "node:fs", "node:fs/promises"]],
  ["client/src/sample/", ["vscode"]],
  [INVENTORY, ["vscode"]],
  [HAND_OFF, ["vscode"]],
  ["client/src/pipeline/", ["vscode"]],
  ["client/src/tools/", ["vscode"]],
  ["client/src/mcp/", ["vscode"]],
];

/** Answers with the core itself: the editor asks its language server instead. What the tools tell of the core elsewhere is types. */
const CORE_DESK = "client/src/tools/coreRuleDesk.ts";
const TOOLS = "client/src/tools/";
const CORE_DESK_USERS = /^(client\/src\/mcp\/|test\/)/;

/** Only the composition root knows everything; nothing knows it but the entries, one for each kind of editor. */
const COMPOSITION_ROOT = "client/src/composition.ts";
const ENTRIES = ["client/src/extension.ts", "client/src/browser/extension.ts"];

/** What only one kind of editor has. Whatever they share asks `client/src/editorHost.ts` and knows neither. */
const HOSTS = /^client\/src\/(node|browser)\//;

/** Changes the platform. Only the preview may hold it; plans of pipelines are sent through the preview too. */
const WRITE_MODULE = /^client\/src\/api\/(.*\/)?\w*Writes\.ts$/;
const WRITERS = /^(client\/src\/preview\/|client\/src\/api\/(.*\/)?\w*Writes\.ts$|test\/)/;

/** Lets a write leave. Only the preview may make what it holds; the gate must recognise it. */
const CONFIRMATION = "client/src/api/confirmation.ts";
const CONFIRMERS = /^(client\/src\/preview\/|client\/src\/api\/writeGate\.ts$|test\/)/;

/** The manifest, a page's style: data rather than code of ours. */
const DATA_FILE = /^\..*\.(json|css|md)$/;

function findObjection(file: SourceFile, used: SourceImport): string | undefined {
  const place = PLACES.find(({ prefix }) => file.path.startsWith(prefix));
  if (place === undefined) return "stands in no known place";
  if (used.isOwn) return findOwnObjection(file, used, place);
  if (DATA_FILE.test(used.target)) return undefined;
  if (used.target.startsWith(".")) return `imports ${used.target}, which does not exist`;
  const isGranted = place.packages === "any" || place.packages.includes(used.target);
  const isForbidden = FORBIDDEN_PACKAGES.some(
    ([prefix, packages]) => file.path.startsWith(prefix) && packages.includes(used.target),
  );
  return isGranted && !isForbidden ? undefined : `may not import the package ${used.target}`;
}

function findOwnObjection(file: SourceFile, used: SourceImport, place: Place): string | undefined {
  if (used.target === COMPOSITION_ROOT && !ENTRIES.includes(file.path))
    return `may not import the composition root`;
  const host = HOSTS.exec(used.target)?.[0];
  const isHostStranger = host !== undefined && !file.path.startsWith(host) && !ENTRIES.includes(file.path);
  if (isHostStranger && !file.path.startsWith("test/"))
    return `may not import ${used.target}: not every editor has it`;
  if (WRITE_MODULE.test(used.target) && !used.isTypeOnly && !WRITERS.test(file.path)) {
    return `may not import ${used.target}: only the preview changes the platform`;
  }
  if (used.target === CONFIRMATION && !used.isTypeOnly && !CONFIRMERS.test(file.path)) {
    return `may not import ${used.target}: only the preview confirms`;
  }
  const isCoreOfTools = used.target === CORE_FACADE && file.path.startsWith(TOOLS) && file.path !== CORE_DESK;
  const isCoreDesk = used.target === CORE_DESK && !CORE_DESK_USERS.test(file.path);
  if (!used.isTypeOnly && (isCoreOfTools || isCoreDesk))
    return `may not import ${used.target}: the editor's tools ask the language server`;
  const isGranted = [place.prefix, ...place.own].some((prefix) => used.target.startsWith(prefix));
  return isGranted ? undefined : `may not import ${used.target}`;
}

/** One line per import that goes a forbidden way. */
export function findForbiddenImports(tree: SourceTree): string[] {
  return [...tree.values()].flatMap((file) =>
    file.imports.flatMap((used) => {
      const objection = findObjection(file, used);
      return objection === undefined ? [] : [`${file.path} ${objection}`];
    }),
  );
}
