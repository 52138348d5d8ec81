/**
 * What people read is said in their language: rooms that are done hold no sentence that goes past the translation, and nothing that
 * speaks is loaded before the language is known.
 */
import assert from "node:assert/strict";
import { collectSentences, findBarePieces, listGaps, listSaidAtOnce } from "../../languages/sentences.js";
import { readRepositoryTree, readSourceTree } from "./sourceTree.js";

/** Rooms whose sentences are still English only. The list may only become shorter. */
const NOT_YET =
  /^client\/src\/(?:api|browser|composition|demo|handOff|inventory|log|mcp|node|once|pipeline|sample|schemaServices|scriptedClock|services|settings|startSession|testApi|tools|walkthrough)(?:\/|\.ts)/;

/** Files of the other rooms that are no conversation, or belong to pages, which are not translated yet. */
const ENGLISH_FILES = [
  // Sent to whoever helps, who may read another language.
  "client/src/model/problemReport.ts",
  // Its name stands in settings and files.
  "client/src/auth/sampleConnection.ts",
  // Signs that are read back from a text.
  "client/src/model/mergeLines.ts",
  // Types as they are compared and searched.
  "client/src/model/schemaFields.ts",
  // Mark-up and policies.
  "client/src/pages/frame/pageDocument.ts",
  "client/src/pages/message/mailDocument.ts",
  "client/src/model/analyticsDefinitions.ts",
  // Of the editor of tests alone.
  "client/src/ui/scriptedUser.ts",
];

/** Sentences only a pipeline or a program reads, by the end of the file's name. */
const ENGLISH_SENTENCES: readonly (readonly [file: string, text: RegExp])[] = [
  // Parameters of a command, which only programs pass.
  ["", /`[\w.]+`|clientId/],
  // Names and remarks that Query Service is sent, or that stand in a statement.
  ["commands/journeyQueries.ts", /^AEP Workbench: /],
  ["commands/campaignPerformance.ts", /^AEP Workbench: /],
  ["commands/trackedReports.ts", /^AEP Workbench: /],
  ["commands/queryCommands.ts", /^AEP Workbench: |^-- /],
  // For the log, and the channel that the description of a setting names.
  ["language/languageClient.ts", /^(told|inspected|made|did|took|ran) |^The language server (did|ended)/],
  ["language/quietClient.ts", /^AEP Language Server$/],
  // How the platform calls destinations and schemas.
  ["resources/destinationReading.ts", /^(salesforce|adobe|oracle) /],
  ["resources/schemaWalk.ts", /\(union\)$/],
  // The code of a namespace.
  ["commands/profileCommands.ts", /^Email$/],
  // Problems of a shape, which zod words in English beside them; remarks in statements.
  ["reports/reportFile.ts", /^(must be a day|The file is no)/],
  ["reports/thinnedRows.ts", /^SELECT /],
  [
    "reports/trackingStatements.ts",
    /^the \{0\} | _|^_|step|createInstance|SELECT|NOT |messageExecution|messageProfile/,
  ],
  // Pieces of rules, and a name by which a convention is tried.
  ["drafting/clauses.ts", /^(not \(|\{0\} in \{1\}$|\{0\} days$|\{0\} occurs|chain\(| WHEN\()/],
  ["drafting/templates.ts", /^(\{0\} (= "|in \[)|chain\(|<= \d|\{0\}\nand not)/],
  ["drafting/namingConvention.ts", /^Audience name$/],
  ["tree/dragging.ts", /^ and $/],
  // Keys, which nobody sees.
  ["audience/dependencyGraph.ts", /^(audience \{0\}|\{0\} rest)$/],
  ["journey/graph.ts", /^missing \{0\}$/],
  ["reports/reportResult.ts", /^row \{0\}$/],
  // Names of files and folders that others open, too.
  ["commands/handOffCommands.ts", /^\{0\} for \{1\}$/],
  ["content/readableThings.ts", /^message \{0\} $/],
  // To a program that called a command without it.
  ["model/refusals.ts", /^Pass \{0\}\.$/],
  // For the log.
  ["frame/connectPage.ts", /^The (host sent a message|part \{0\} does|content does)/],
  ["frame/pageConversation.ts", /^The page of a \{0\}$/],
  // Values of styles and selectors.
  ["dataset/rowsView.ts", /px repeat/],
  ["message/mailWidth.ts", /^table, img$/],
  ["report/reportTableView.ts", /^part inner$/],
  // What a model is told.
  ["agents/chatParticipant.ts", /^(Tell what the journey|Answer with numbers)/],
  ["agents/conversation.ts", /./],
  // Who says a problem, by which its fix is found.
  ["language/evaluationProblems.ts", /^AEP evaluation$/],
  // Kept as data, by inventories.
  ["model/resourceRows.ts", /^the product$/],
];

describe("the languages", () => {
  const client = readRepositoryTree(["client/src"]);

  it("have every sentence of the rooms that are done", () => {
    const bare = findBarePieces(client).filter(
      ({ path, text }) =>
        !NOT_YET.test(path) &&
        !ENGLISH_FILES.includes(path) &&
        !ENGLISH_SENTENCES.some(([file, words]) => path.endsWith(file) && words.test(text)),
    );
    assert.deepEqual(
      bare.map(({ path, text }) => `${path}: ${text}`),
      [],
    );
  });

  it("are known before anything that speaks is loaded", () => {
    for (const entry of ["client/src/extension.ts", "client/src/browser/extension.ts"]) {
      const loaded = client
        .get(entry)
        ?.imports.filter(({ isTypeOnly, names }) => !isTypeOnly && names !== undefined);
      assert.deepEqual(
        loaded?.map(({ target }) => target),
        ["vscode", "client/src/words/say.ts"],
        entry,
      );
    }
  });

  it("are known to a page before it says anything", () => {
    const loaded = new Set(
      [...client.keys()].filter((path) => /^client\/src\/pages\/\w+\/\w+Page\.ts$/.test(path)),
    );
    for (const path of loaded)
      for (const { target, isTypeOnly } of client.get(path)?.imports ?? [])
        if (!isTypeOnly && client.has(target)) loaded.add(target);
    const said = [...loaded].flatMap((path) => {
      const file = client.get(path);
      return file === undefined ? [] : listSaidAtOnce(file).map((sentence) => `${path}: ${sentence}`);
    });
    assert.ok(loaded.size > 60, [...loaded].join());
    assert.deepEqual(said, []);
  });

  it("are found wherever a sentence is said or named", () => {
    const tree = readSourceTree({
      "client/src/words/say.ts": "",
      "client/src/a.ts": `import { later, say, sayCount } from "./words/say";
        say(isOne ? "One" : "Two"); later("Three"); sayCount(count, ["{0} four", "{0} fours"], five); say(title);
        const table = later([{ title: "Six", "not this": time("Seven") }]);`,
      "client/src/b.ts": 'function say() {} say("Not ours");',
    });
    assert.deepEqual(collectSentences(tree), [
      "One",
      "Seven",
      "Six",
      "Three",
      "Two",
      "{0} four",
      "{0} fours",
    ]);
    assert.deepEqual(listGaps("{1} of {0}, {1}"), ["{0}", "{1}"]);
  });

  it("are missed where a sentence is bare", () => {
    const tree = readSourceTree({
      "client/src/words/say.ts": "",
      "client/src/a.ts": `import { say } from "./words/say";
        prompts.show("Nothing was sent."); prompts.show(say("Nothing was sent."));
        throw new Error("A mistake of ours."); log.info("For the log only");
        new UserError("gone", \`“\${name}” is gone, or was never there.\`);
        const action = { title: "Open", command: "aep.open", kind: "Resource" };
        html\`<p class=\${isOpen ? "row active" : ""} title="What \${name} is">Close \${say("the page")}</p>\`;
        const loss = \`\${now} after \${then} before\`; pick(\`\${heading}: Days\`); names.join(" and "); tell("a visit");
        const role = { title: "people", reason: "stopped" }; const path = \`audience/\${id} \${key}\`;
        execute("workbench.action.files.open"); const scheme = "aep-content:"; type A = "one of two";`,
    });
    assert.deepEqual(
      findBarePieces(tree).map(({ text }) => text),
      [
        "Nothing was sent.",
        "“{0}” is gone, or was never there.",
        "Open",
        "Close {2}",
        "What {1} is",
        "{0} after {1} before",
        "{0}: Days",
        " and ",
        "a visit",
        "people",
      ],
    );
  });
});
