/**
 * Every feature on every kind of text, at every place: none throws, and none speaks of a place outside the text.
 * Texts are published expressions, cut and mixed at random, because people type broken texts all day.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { listMentions } from "../../../../server/src/pql/features/audienceMentions";
import { findCallHelp } from "../../../../server/src/pql/features/callSignatures";
import { findSuggestions } from "../../../../server/src/pql/features/completion/findSuggestions";
import { planFormatting, planTypedFormatting } from "../../../../server/src/pql/features/documentFormatting";
import { listFolds, listParts, listSelections } from "../../../../server/src/pql/features/documentStructure";
import { findHover } from "../../../../server/src/pql/features/hoverText";
import { listHints } from "../../../../server/src/pql/features/inlayHints";
import {
  findDefinition,
  findNameAt,
  findOccurrences,
  findTypeDefinition,
  planRename,
} from "../../../../server/src/pql/features/nameReferences";
import { planFixAll, problemsAt } from "../../../../server/src/pql/features/quickFixes";
import { findRefactorings } from "../../../../server/src/pql/features/refactorings/refactorings";
import { DocumentTokens } from "../../../../server/src/pql/features/semanticTokens/tokenColors";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import type { Span } from "../../../../server/src/pql/text/span";
import type { PqlDocument } from "../../../../server/src/session/pqlDocument";
import { SeededRandom } from "../../../support/seededRandom";
import { findSharedFile, readSharedCorpus } from "../../../support/sharedCorpus";
import { documentOf, NOTHING_KNOWN, WORLD } from "./exampleWorld";

const OWN_TEXTS: readonly string[] = [
  'chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases" and productListItems.exists(SKU = "1")) WHEN(<= 3 days before now) COUNT(2), B: WHAT(true)])',
  'let n = _acme.points in n > 1 and (exists O from _acme.orders, L from O.lines where L.sku = "x" and O.total > n)',
  "_acme.orders.groupBy(status).map((K, G) => mapEntry(K, G.count())).values().sum() > 3",
  'inSegment("11111111-aaaa") and not inSegment("22222222-bbbb") or person.name.firstName.startsWith("a", false)',
  "(select E from xEvent where E.timestamp occurs last month).count() > 3 and sum E.commerce.order.priceTotal over E from xEvent >= 5",
  '_acme.ratings["a"] > 1 and identityMap.get("Email").exists(primary = true) and `odd name`.x in [1, 2, 3]',
  '{"a": 1, "b": [2]}.a = 1 and @{ctx;version=1}.b = $1.person.gender and -3 * (2 + 1) % 2 = if(true, 1, 2)',
  "a == 1 && b <> 'x' || c is not null and d not in (1, 2) and t occurs last 30 days",
];
const JUNK = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "`",
  ".",
  ",",
  "^",
  "$",
  "@{",
  " and ",
  " or ",
  "=>",
  "🙂",
  "\r\n",
  "\u2028",
  "\\",
  "//",
  "in",
  "let ",
];

function readTexts(): string[] {
  return [...OWN_TEXTS, ...(readSharedCorpus() ?? []).map(({ expression }) => expression)];
}

function readRealUnions(): Environment | undefined {
  const files = ["profile-union.json", "experienceevent-union.json"].map((name) =>
    findSharedFile("xdm", name),
  );
  const [profile, event] = files.map((file) =>
    file === undefined ? undefined : readSchema(JSON.parse(readFileSync(file, "utf8"))).index,
  );
  return profile && createEnvironment({ profile, event });
}

function mutate(random: SeededRandom, texts: readonly string[]): string {
  let text = random.pick(texts);
  for (let times = random.integer(0, 3); times > 0; times--) {
    const at = random.integer(0, text.length);
    const removed = random.chance(0.5) ? random.integer(0, 12) : 0;
    const inserted = random.chance(0.6) ? random.pick(JUNK) : "";
    text = text.slice(0, at) + inserted + text.slice(at + removed);
  }
  return random.chance(0.3) ? text.slice(0, random.integer(0, text.length)) : text;
}

/** Asks every feature about one place; returns the spans they spoke of. */
function askAll(document: PqlDocument, offset: number, end: number): Span[] {
  const whole = { start: 0, end: document.textLength };
  const choice = { audienceNames: true, variableTypes: true, fieldTitles: true };
  const name = findNameAt(document, offset);
  const rename = planRename(document, offset, "renamed");
  const suggestions = findSuggestions(document, offset);
  findCallHelp(document, offset);
  listFolds(document);
  new DocumentTokens().full(document, "1");
  return [
    { ...suggestions.span, end: suggestions.replaceEnd },
    ...[
      findHover(document, offset),
      findDefinition(document, offset),
      findTypeDefinition(document, offset),
    ].flatMap((found) => (found === undefined ? [] : [found.span])),
    ...(name === undefined ? [] : findOccurrences(document, name).map(({ span }) => span)),
    ...("edits" in rename ? rename.edits.map(({ span }) => span) : []),
    ...problemsAt(document, { start: offset, end }).flatMap(({ span, fixes }) => [
      span,
      ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
    ]),
    ...findRefactorings(document, { start: offset, end }).flatMap(({ edits }) =>
      edits.map(({ span }) => span),
    ),
    ...planFormatting(document).map(({ span }) => span),
    ...planTypedFormatting(document, offset, ")").map(({ span }) => span),
    ...planTypedFormatting(document, offset, "\n").map(({ span }) => span),
    ...planFixAll(document).map(({ span }) => span),
    ...listSelections(document, offset),
    ...listParts(document).map(({ span }) => span),
    ...listHints(document, whole, choice).map((hint) => ({ start: hint.offset, end: hint.offset })),
    ...listMentions(document).map(({ span }) => span),
  ];
}

function check(text: string, environment: Environment, random: SeededRandom): void {
  const document = documentOf(text, environment);
  for (let times = 0; times < 3; times++) {
    const offset = random.integer(0, text.length);
    const end = random.integer(offset, text.length);
    for (const span of askAll(document, offset, end)) {
      const isInside = span.start >= 0 && span.start <= span.end && span.end <= text.length;
      assert.ok(isInside, `${JSON.stringify(span)} in ${JSON.stringify(text)} at ${offset}`);
    }
  }
}

describe("features on any text", () => {
  const texts = readTexts();

  for (const [title, environment, seed] of [
    ["with a schema", WORLD, 1],
    ["without one", NOTHING_KNOWN, 2],
  ] as const) {
    it(`neither throw nor leave the text, ${title}`, () => {
      const random = new SeededRandom(seed);
      for (let run = 0; run < 300; run++) check(mutate(random, texts), environment, random);
    });
  }

  it("neither throw nor leave the text, with the real unions", function () {
    const environment = readRealUnions();
    if (environment === undefined) this.skip();
    const random = new SeededRandom(3);
    for (let run = 0; run < 100; run++) check(mutate(random, texts), environment, random);
  });
});
