/** Rules in plain English: how they read, that nothing of a rule is left out, and that no two rules read the same. */
import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { describeRule } from "../../../../server/src/pql/plainWords/describeRule";
import { plainTexts, printPlainLine } from "../../../../server/src/pql/plainWords/plainLine";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { readEnvironment } from "../../../../server/src/pql/service";
import { type NodeId, NodeKind } from "../../../../server/src/pql/syntax/nodeKinds";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { isWellFormed, type Query } from "../../../../server/src/pql/syntax/query";
import type { Tree } from "../../../../server/src/pql/syntax/syntaxTree";
import { isString, TokenKind } from "../../../../server/src/pql/syntax/tokenKinds";
import { fillPhrase, type SayPhrase } from "../../../../server/src/pql/text/phrases";
import { readServerBundle } from "../../../languages/bundles";
import { runsOf } from "../../../support/propertyRuns";
import { validExpression } from "../../../support/queryArbitraries";
import { nodeKindName } from "../../../support/treeText";
import { brokenText, readCorpora } from "../corpora";

const ENVIRONMENT = createEnvironment({
  audiences: [{ id: "a-1", name: 'Members of "Gold"' }],
});

function explain(text: string, environment = ENVIRONMENT): string {
  return printPlainLine(describeRule(parseQuery(text), { environment }));
}

const EXAMPLES: readonly (readonly [text: string, explanation: string])[] = [
  ['homeAddress.city = "Oslo"', 'Profiles for which homeAddress.city is "Oslo"'],
  [
    'homeAddress.city.contains("os", false) and loyalty.points >= 100 or inSegment("a-1")',
    `Profiles for which at least one of these is true:
- all of these are true:
  - homeAddress.city contains "os", whatever the case
  - loyalty.points is at least 100
- the profile is in the audience "Members of \\"Gold\\"" ("a-1")`,
  ],
  [
    'xEvent[eventType = "cart" and timestamp occurs <= 7 days before now] and not xEvent[eventType = "order"]',
    `Profiles for which all of these are true:
- there is at least one of Experience events (xEvent) where all of these are true:
  - eventType is "cart"
  - timestamp is at most 7 days before now
- this is not true:
  - there is at least one of Experience events (xEvent) where (eventType is "order")`,
  ],
  ["sum(orders.total) > 3", "Profiles for which the sum of orders.total is more than 3"],
  [
    'xEvent.eventType in ["a"] and xEvent.timestamp occurs today',
    `Profiles for which all of these are true:
- xEvent.eventType of at least one event is one of ("a")
- xEvent.timestamp of at least one event is today`,
  ],
  [
    'chain(xEvent, timestamp, [A: WHAT(eventType = "a") COUNT(2), B: WHAT(eventType = "b") WHEN(<= 3 days after A), C: WHAT(true) COUNT(0)])',
    `Profiles for which these happen one after the other among Experience events (xEvent), by timestamp:
- A: at least 2 events where (eventType is "a")
- B: an event where (eventType is "b"), at most 3 days after A
- C: 0 events where (the constant true holds)`,
  ],
  [
    "forall E from xEvent where E.commerce.order.priceTotal > 5",
    "Profiles for which for every E in Experience events (xEvent): (E.commerce.order.priceTotal is more than 5)",
  ],
  [
    'xEvent.topN(timestamp, 5).head().eventType notIn ["a", "b"]',
    'Profiles for which eventType of the first of the 5 items with the largest timestamp over Experience events (xEvent) has a value that is none of ("a", "b")',
  ],
  [
    'chain(xEvent, timestamp, [A: WHAT(eventType = "a") WHEN(today)])',
    `Profiles for which this happens among Experience events (xEvent), by timestamp:
- A: an event where (eventType is "a"), today`,
  ],
  [
    "lastVisit occurs last month or lastVisit occurs on date(2031, 5, 9) or lastVisit occurs yesterday",
    `Profiles for which at least one of these is true:
- lastVisit is within last month
- lastVisit is on 2031-05-09
- lastVisit is yesterday`,
  ],
  [
    "birthday occurs before date(currentYear() - 18, 1, 1)",
    "Profiles for which birthday is before the day of year (the current year - 18), month 1 and day 1",
  ],
  ['"a" notIn tags', 'Profiles for which tags has items, none of which is "a"'],
  ['identityMap.keys().includes("Email")', 'Profiles for which "Email" is among the keys of identityMap'],
  [
    'email.regexGroup("@(.+)", 1) = "x.test"',
    'Profiles for which group 1 of the pattern "@(.+)" in email is "x.test"',
  ],
  ["", "Profiles for which something that is not written yet holds"],
];

/** Words that a rule may hold without its explanation repeating them. */
function namedParts(query: Query): readonly string[] {
  return query.clauses.flatMap(({ tree, firstToken, endToken }) => {
    const parts: string[] = [];
    for (let token = firstToken; token < endToken; token++) {
      const kind = tree.tokenKind(token);
      const isNumber = kind >= TokenKind.Integer && kind <= TokenKind.Double;
      const isName = kind === TokenKind.Identifier || kind === TokenKind.QuotedName;
      const isCalled = tree.tokenKind(token + 1) === TokenKind.OpenParen;
      if (isString(kind) || isNumber || (isName && !isCalled)) parts.push(tree.tokenText(token));
    }
    return parts;
  });
}

/** The query without what makes no difference: brackets, spelling of operators, and other spellings of filters and entries. */
function meaningOf(query: Query): string {
  return query.clauses
    .map(({ tree, root, connective }) => `${shapeOf(tree, root)} ${connective ?? ""}`)
    .join(" ");
}

function shapeOf(tree: Tree, node: NodeId): string {
  if (tree.kind(node) === NodeKind.Paren) return shapeOf(tree, tree.firstChild(node));
  const children = tree.children(node).map((child) => shapeOf(tree, child));
  const isSubscript =
    tree.kind(node) === NodeKind.MethodCall &&
    ["filter", "get", "exists"].includes(tree.name(tree.detail(node)));
  if (isSubscript && children.length === 2) return `Subscript[ ](${children.join(",")})`;
  return `${nodeKindName(tree.kind(node))}${ownWords(tree, node)}(${children.join(",")})`;
}

/** What is only a way to write, `exists V from a : c` and `occurs on today`. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(["(", ")", ":", "where", "on"]);

/** The tokens of a node that are no child's, in order. */
function ownWords(tree: Tree, node: NodeId): string {
  const words: string[] = [];
  let token = tree.firstToken(node);
  for (const child of tree.children(node)) {
    while (token < tree.firstToken(child)) words.push(wordOf(tree, token++));
    token = Math.max(token, tree.endToken(child));
  }
  while (token < tree.endToken(node)) words.push(wordOf(tree, token++));
  return words.filter((word) => !WITHOUT_MEANING.has(word)).join(" ");
}

function wordOf(tree: Tree, token: number): string {
  const kind = tree.tokenKind(token);
  if (kind === TokenKind.Not || kind === TokenKind.Bang) return "not";
  return isString(kind) || kind < TokenKind.And ? tree.tokenText(token) : tree.tokenText(token).toLowerCase();
}

describe("A rule in plain English", () => {
  for (const [text, explanation] of EXAMPLES) {
    it(`reads well: ${text === "" ? "nothing" : text}`, () => equal(explain(text), explanation));
  }

  it("calls fields by their titles and paths", () => {
    const city = { type: "string", title: "City" };
    const homeAddress = { type: "object", title: "Home address", properties: { city } };
    const environment = readEnvironment({ profile: { type: "object", properties: { homeAddress } } });
    equal(
      explain('homeAddress.city = "Oslo" and homeAddress', environment),
      `Profiles for which all of these are true:
- City (homeAddress.city) is "Oslo"
- Home address (homeAddress) is present`,
    );
  });

  it("calls times late and early, not large and small", () => {
    const timestamp = { type: "string", format: "date-time" };
    const environment = readEnvironment({ experienceEvent: { type: "object", properties: { timestamp } } });
    for (const [text, words] of [
      ["xEvent.max(timestamp)", "the latest timestamp over Experience events (xEvent)"],
      [
        "(min E.timestamp over E from xEvent)",
        "the earliest of E.timestamp over E in Experience events (xEvent)",
      ],
      [
        "xEvent.topN(timestamp, 1).head().timestamp",
        "timestamp of the first of the 1 item with the latest timestamp over",
      ],
    ] as const)
      ok(
        explain(`${text} occurs today`, environment).startsWith(`Profiles for which ${words}`),
        explain(text, environment),
      );
  });

  it("names every field, value, number and variable of every expression", () => {
    for (const text of readCorpora()) {
      const query = parseQuery(text);
      if (!query.clauses.every(isWellFormed)) continue;
      const explained = explain(text);
      for (const part of namedParts(query)) ok(explained.includes(part), `${part} of ${text}\n${explained}`);
    }
  });

  it("reads differently in German for rules that differ", () => {
    const { phrases } = readServerBundle("de");
    const say: SayPhrase = (phrase, ...parts) => fillPhrase(phrases[phrase] ?? phrase, parts);
    const known = new Map<string, string>();
    for (const text of readCorpora()) {
      const query = parseQuery(text);
      if (!query.clauses.every(isWellFormed)) continue;
      const explained = printPlainLine(describeRule(query, { environment: ENVIRONMENT, say }));
      const other = known.get(explained);
      if (other !== undefined) equal(meaningOf(query), meaningOf(parseQuery(other)), `${text}\n${other}`);
      known.set(explained, text);
    }
    ok(known.size > 100);
  });

  it("reads differently for rules that differ", () => {
    const known = new Map<string, { meaning: string; text: string }>();
    const compare = (text: string): void => {
      const query = parseQuery(text);
      if (!query.clauses.every(isWellFormed)) return;
      const explained = explain(text);
      const meaning = meaningOf(query);
      const other = known.get(explained);
      if (other === undefined) known.set(explained, { meaning, text });
      else equal(meaning, other.meaning, `${text}\n${other.text}\n${explained}`);
    };
    readCorpora().forEach(compare);
    fc.assert(fc.property(validExpression, compare), { numRuns: runsOf(2_000) });
    ok(known.size > 500);
  });

  it("tells of a chain that breaks off before its steps, wherever it stands", () => {
    ok(explain("a.filter(chain(xEvent, timestamp)).count() > 1").includes("one after the other among"));
  });

  it("is made of lines without breaks, whose spans lie in the text, for any text", () => {
    fc.assert(
      fc.property(brokenText(), (text) => {
        const line = describeRule(parseQuery(text), { environment: ENVIRONMENT });
        ok(line.span.start >= 0 && line.span.end <= text.length && line.span.start <= line.span.end);
        for (const each of plainTexts(line))
          ok(each.trim() !== "" && !/[\r\n]/.test(each), JSON.stringify(each));
      }),
      { numRuns: runsOf(500) },
    );
  });
});
