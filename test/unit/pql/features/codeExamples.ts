/**
 * Every problem code with a text that draws it, for the test that tries the fixes and for the table of docs/grammar.md.
 * A new code needs one row here: its fix shows how the text is mended. Without a fix the mended text is written beside it.
 */
import { problemsAt, type RepairableProblem } from "../../../../server/src/pql/features/quickFixes";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { PqlDocument } from "../../../../server/src/session/pqlDocument";
import { applyFix } from "../semantics/checking";
import { SHOP_EVENT, SHOP_PROFILE } from "../semantics/shopSchemas";
import { limitProblems } from "./limitProblems";

/** Everything is on, also what is off by default, and the shop knows one audience. */
const SHOP: Environment = createEnvironment({
  profile: SHOP_PROFILE,
  event: SHOP_EVENT,
  audiences: [{ id: "abc-1", name: "Big spenders" }],
  severities: new Map([
    ["pql.caseSensitive", "hint"],
    ["pql.arrayPath", "hint"],
  ]),
});

/** Codes whose problem has a rewrite, each with texts that draw it. */
const REPAIRED = `
syntax               homeAddress.city = "x";
syntax               _acme.lastLogin occurs last months
wrapped              "homeAddress.city = \\"Oslo\\""
wrapped              select * from profile where homeAddress.city = "Oslo"
reservedWord         in-app = "x"
booleanPlace         "true"
unclosedBracket      (testProfile and _acme.isMember
unclosedString       homeAddress.city = "x
foreignQuote         homeAddress.city = 'x'
foreignOperator      _acme.visits == 1
sqlNull              homeAddress.city is not null
sqlNotIn             homeAddress.city not in ["x"]
sqlBetween           _acme.visits between 1 and 5
listBrackets         homeAddress.city in ("x", "y")
infixMethod          homeAddress.city contains "x"
chainedComparison    1 < _acme.visits < 5
chainedComparison    1 < _acme.visits <= 5 and testProfile
dateArithmetic       _acme.lastLogin > now - 30 days
dateArithmetic       _acme.lastLogin >= now - 90d
dateArithmetic       _acme.lastLogin < today + 2 weeks and testProfile
rollingInterval      _acme.lastLogin occurs last 30 days
timeWordCall         _acme.lastLogin occurs after now()
missingComparison    _acme.lastLogin occurs 3 days before now
arrayWildcard        _acme.orders[*].total > 3
reservedWord         _acme.next.action = "x"
reservedWord         _acme.direct-mail = true
chainPart            chain(xEvent, timestamp, [A: WHAT(true) WITHIN(7 days)])
chainPart            chain(xEvent, timestamp, [A: WHEN(today) WHAT(true)])
chainPart            chain(xEvent, timestamp, [A: COUNT(2)])
comment              testProfile // why
obsolete             user.person.gender = "female"
obsolete             _acme.lastLogin occurs last millenium
obsolete             some O from _acme.orders where O.total > 1
unknownField         person.gendr = "female"
eventFieldOnProfile  commerce.order.priceTotal > 10
outerField           xEvent[loyalty.points > 3]
upTooFar             ^person.gender = "female"
upTooFar             ^.person.gender = "female"
upTooFar             _acme.orders[^^.loyalty.points > 3]
mapByDot             identityMap.ECID.id = "x"
arrayIndex           _acme.orders[0].total > 3
arrayIndex           _acme.hobbies["chess"]
unknownFunction      inSegmnt("abc-1")
unknownFunction      isnull(homeAddress.city)
unknownFunction      size(_acme.orders) > 3
unknownFunction      lowercase(homeAddress.city) = "aarhus"
unknownMethod        homeAddress.city.beginsWith("A")
unknownMethod        homeAddress.city.toUpperCase() != "AARHUS"
unknownMethod        _acme.orders.where(total > 3).count() > 1
unknownVariable      exists E from xEvent where e.eventType = "x"
unknownEnumValue     person.gender = "Female"
unknownAudience      inSegment("Big spenders")
unknownAudience      inSegment("abc-2")
dialectCall          isNull(homeAddress.city)
dialectCall          upperCase(homeAddress.city) = "AARHUS"
otherDialect         _acme.score = 56L
arity                homeAddress.city.equals("a", "b", "c")
arity                homeAddress.city.isNull(true)
arity                inSegment("abc-1", "abc-1")
arity                _acme.lastLogin occurs after date(2021, 5)
arity                _acme.orders.topN(total)
arity                homeAddress.city.contains("a", true, "b")
typeMismatch         homeAddress.city in "Aarhus"
fieldInBrackets      person["gender"] = "female"
rangeBound           _acme.lastLogin occurs between 3 days before now and now
emptyRange           _acme.lastLogin occurs between now and yesterday
emptyCount           _acme.orders.topN(total, -3)
emptyCount           chain(xEvent, timestamp, [A: WHAT(true) COUNT(0)])
unclosedBracket      testProfile) and testProfile
arity                homeAddress.city.equals("a", "b")
typeMismatch         homeAddress.city.startsWith(5)
incomparable         _acme.isMember = 1
incomparable         _acme.isMember != "no"
incomparable         _acme.isMember in [1]
arrayEquals          _acme.hobbies = "chess"
arrayEquals          _acme.orders > 3
coercedLiteral       _acme.visits = "12"
badDate              _acme.lastLogin >= "2024-01-01T00:00:00Z"
badDate              person.birthDate = date(2021, 2, 29)
badDate              _acme.lastLogin occurs after 2024
undocumentedOrder    person.birthDate < date(2000, 1, 1)
singleBackslash      personalEmail.address.matches("\\d+")
unknownEscape        homeAddress.city = "a\\qb"
badPattern           personalEmail.address.matches("*@acme.example")
badPattern           personalEmail.address.matches("(abc")
badPattern           personalEmail.address.matches("abc)")
badPattern           homeAddress.city like "Aar*"
booleanPlace         _acme.visits and testProfile
booleanPlace         homeAddress.city = "Oslo" or "Bergen"
chainEvents          chain(_acme.orders, timestamp, [A: WHAT(true)])
chainLabel           chain(xEvent, timestamp, [A: WHAT(true), A: WHAT(true)])
chainResult          chain(xEvent, timestamp, [A: WHAT(true) WHEN(today)]).count() >= 3
unorderedChains      chain(xEvent, timestamp, [A: WHAT(true)]) and chain(xEvent, timestamp, [A: WHAT(true)])
separateEvents       xEvent.eventType = "a" and xEvent.commerce.order.priceTotal > 3
separateEvents       (xEvent.eventType = "a" and xEvent.commerce.order.priceTotal > 3) or testProfile
neverTrue            homeAddress.city = "Oslo" and homeAddress.city = "Bergen"
neverTrue            xEvent[commerce.order.priceTotal > 10 and commerce.order.priceTotal < 5]
addsNothing          _acme.visits > 10 and _acme.visits > 5
covered              homeAddress.city = "Oslo" or homeAddress.city in ["Oslo", "Bergen"]
unorderedChains      (chain(xEvent, timestamp, [A: WHAT(true)]) and chain(xEvent, timestamp, [B: WHAT(true)])) or testProfile
missingValues        homeAddress.city != "Aarhus"
birthday             person.birthDate occurs today
birthday             person.birthDate occurs this month
bareNot              not homeAddress.city = "Aarhus"
nullComparison       homeAddress.city = null
caseSensitive        homeAddress.city = "Aarhus"
arrayPath            _acme.orders.total > 3
arrayPath            _acme.orders.items.price > 3 and testProfile
arrayPath            xEvent.commerce.order.priceTotal > 3
itemPrefix           _acme.orders.sum(order.total) > 3
`;

/** A code that no fix mends. */
export interface UnrepairedCode {
  readonly code: string;
  readonly failing: string;
  /** What somebody who knows the answer would write. */
  readonly mended: string;
  /** Why no fix can know it. */
  readonly reason: string;
}

/** Codes without a rewrite. */
export const UNREPAIRED_CODES: readonly UnrepairedCode[] = [
  {
    code: "pql.nestedTooDeep",
    failing: "(".repeat(300),
    mended: "(testProfile)",
    reason: "Nobody can say which of hundreds of brackets were meant.",
  },
  {
    code: "pql.deprecatedField",
    failing: 'identities.id = "x"',
    mended: 'identityMap.get("Email").exists(id = "x")',
    reason: "Schemas say that a field is deprecated, not which one takes its place.",
  },
  {
    code: "pql.chainLength",
    failing: "chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), C: WHAT(true), D: WHAT(true)])",
    mended: "chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), C: WHAT(true)])",
    reason: "Any step that is left out changes who is in the audience.",
  },
  {
    code: "pql.duplicateKey",
    failing: '{"a": testProfile, "a": _acme.visits}',
    mended: '{"a": testProfile, "b": _acme.visits}',
    reason: "Either entry may be the one that was meant, and the other may want another key.",
  },
  {
    code: "pql.chainOrder",
    failing:
      "chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 1 day before now), B: WHAT(true) WHEN(> 3 days before now)])",
    mended:
      "chain(xEvent, timestamp, [A: WHAT(true) WHEN(> 3 days before now), B: WHAT(true) WHEN(<= 1 day before now)])",
    reason: "Either the order or one of the windows is wrong; only the author knows which.",
  },
  {
    code: "pql.tooManyAggregations",
    failing:
      "_acme.orders.sum(total) > 1 and _acme.orders.min(total) > 1 and _acme.orders.max(total) > 1 and _acme.orders.average(total) > 1",
    mended: "_acme.orders.sum(total) > 1 and _acme.orders.min(total) > 1 and _acme.orders.max(total) > 1",
    reason: "It takes a computed attribute, which is made on the platform.",
  },
  {
    code: "pql.deepNesting",
    failing: '_acme.orders.items.tags.label = "x"',
    mended: "_acme.orders.items.price > 3",
    reason: "The depth is that of the schema; no other spelling of the path has less.",
  },
  {
    code: "pql.tooLarge",
    failing: `testProfile and ${"_acme.isMember and ".repeat(1000)}true`,
    mended: "testProfile and _acme.isMember",
    reason: "What to leave out is the author's choice.",
  },
  {
    code: "pql.bracketDepth",
    failing: `${"(".repeat(40)}true${")".repeat(40)}`,
    mended: "(true)",
    reason: "Which brackets carry meaning is the author's choice.",
  },
];

function toRow(row: string): readonly [code: string, text: string] {
  const [name = "", first = ""] = row.split(/\s+/);
  return [`pql.${name}`, row.slice(row.indexOf(first, name.length))];
}

/** Codes whose problem has a rewrite, each as often as there are texts that draw it. */
export const REPAIRED_CODES: readonly (readonly [code: string, text: string])[] = REPAIRED.trim()
  .split("\n")
  .map(toRow);

/** Problems with this code, with their fixes, as a person is offered them anywhere in the text. */
export function findWithCode(code: string, text: string): RepairableProblem[] {
  const document = new PqlDocument({ uri: "file:///x.pql", version: 1, text }, SHOP, 1);
  const all = problemsAt(document, { start: 0, end: text.length });
  return all.filter((problem) => problem.code === code);
}

/** Whether a text draws a code, in an audience or in a decision rule, which has limits of its own. */
export function draws(code: string, text: string): boolean {
  return findWithCode(code, text).length > 0 || limitProblems(text, code).length > 0;
}

/** The texts after each fix. */
export function applyEachFix(code: string, text: string): string[] {
  const fixes = findWithCode(code, text).flatMap((problem) => problem.fixes);
  return fixes.map((fix) => applyFix(text, fix));
}

/** A text that draws a code, and the text after which it is gone. */
export interface CodeExample {
  readonly failing: string;
  readonly mended: string;
}

/** One example for each code; what a fix makes of the first text that it mends, where there is a fix. */
export function listCodeExamples(): ReadonlyMap<string, CodeExample> {
  const examples = new Map<string, CodeExample>(
    UNREPAIRED_CODES.map(({ code, failing, mended }) => [code, { failing, mended }]),
  );
  for (const [code, failing] of REPAIRED_CODES) {
    if (examples.has(code)) continue;
    const mended = applyEachFix(code, failing).find((text) => !draws(code, text));
    if (mended !== undefined) examples.set(code, { failing, mended });
  }
  return examples;
}
