/**
 * Completion place by place: what is offered, what is not, what stands first, and what the text is afterwards.
 */
import assert from "node:assert/strict";
import { findSuggestions } from "../../../../server/src/pql/features/completion/findSuggestions";
import type { Suggestion } from "../../../../server/src/pql/features/completion/suggestion";
import { accept, complete, labels } from "./completing";
import { NOTHING_KNOWN, openAtCursor } from "./exampleWorld";

function labelsOf(kind: Suggestion["kind"], marked: string): string[] {
  return complete(marked)
    .items.filter((item) => item.kind === kind)
    .map(({ label }) => label);
}

function assertOffers(marked: string, wanted: readonly string[], unwanted: readonly string[] = []): void {
  const found = labels(marked);
  for (const label of wanted)
    assert.ok(found.includes(label), `${marked}: lacks ${label} among ${found.join(" ")}`);
  for (const label of unwanted) assert.ok(!found.includes(label), `${marked}: has ${label}`);
}

/** Place, what must be offered there, what must not. */
type Row = readonly [marked: string, wanted: string, unwanted?: string];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [marked, wanted, unwanted = ""] of rows) {
      it(marked, () => assertOffers(marked, split(wanted), split(unwanted)));
    }
  });
}

function split(words: string): string[] {
  return words.split(" ").filter((word) => word !== "");
}

describe("completion", () => {
  table("begins a condition with fields, functions, constructs", [
    [
      "|",
      "person homeAddress _acme xEvent inSegment chain exists select not if sum let",
      "and = occurs city",
    ],
    ["hom|", "homeAddress", "person"],
    ["a = 1 and |", "person homeAddress not chain", "let = and"],
    ["a = 1 or (|", "person homeAddress", ""],
    ["not |", "person _acme", ""],
    ["(|)", "person", ""],
    ["ci|", "homeAddress.city workAddress.city", ""],
    ["tier|", "_acme.tier", ""],
    ["productL|", "xEvent.productListItems", ""],
    ["xEvent[productL|]", "productListItems", "xEvent.productListItems"],
  ]);

  table("offers after a dot only what the path has", [
    ["homeAddress.|", "city countryCode postalCode isNull isNotNull", "person contains sum xEvent and"],
    ["homeAddress.ci|", "city", "postalCode person"],
    ['homeAddress.| and person.gender = "female"', "city", "person"],
    ["person.name.|", "firstName lastName", "birthDate"],
    ["_acme.tier.|", "startsWith equals contains isNull", "sum count intersects city getMonth"],
    ["_acme.points.|", "isNull", "contains startsWith"],
    ["_acme.joinedAt.|", "getMonth getYear isNull", "contains"],
    ["_acme.orders.|", "status total lines count sum filter exists", "contains tier"],
    ["_acme.hobbies.|", "includes count intersects", "status"],
    ["_acme.ratings.|", "get keys values", "contains count"],
    ["_acme.|", "tier points `last` `e-mail`", "person"],
    ["xEvent.|", "eventType timestamp commerce count sum", "person"],
    ['xEvent[eventType = "x"].|', "eventType productListItems count", "person"],
    ['xEvent[eventType = "x"].productListItems.|', "SKU quantity count", "eventType"],
    ["profile.|", "person _acme", "xEvent"],
    ["$1.|", "person _acme", ""],
    ["(select E from xEvent where E.timestamp occurs today).|", "count eventType", "person"],
    ['homeAddress.city.|contains("x")', "contains startsWith", "city"],
    ["(homeAddress.|", "city", ""],
    ["_acme.orders.sum(lines.|", "price sku", ""],
    ["not homeAddress.|", "city", ""],
    ["a = 1 and homeAddress.|", "city", "person"],
    ["homeAddress.|\nand a = 1", "city", ""],
  ]);

  table("offers the values a field may take", [
    ["_acme.tier = |", '"gold" "silver"', "true"],
    ['_acme.tier = "|"', '"gold" "silver"', "person"],
    ['_acme.tier = "go|"', '"gold"', '"silver"'],
    ['_acme.tier = "|', '"gold" "silver"', "person"],
    ["_acme.tier != |", '"gold"'],
    ["_acme.tier in [|", '"gold" "silver"', ""],
    ['_acme.tier in ["gold", |]', '"silver"', ""],
    ['_acme.tier in ["gold", "|"]', '"silver"', ""],
    ["_acme.tier notIn [|]", '"gold"'],
    ["_acme.tier.equals(|", '"gold"'],
    ['_acme.tier.equals("|")', '"gold"'],
    ["person.gender = |", '"female" "male"'],
    ["_acme.orders.exists(status = |)", '"gold"'],
    ['_acme.orders[status = "|"]', '"gold"'],
    ["_acme.isMember = |", "true false"],
    ["xEvent[eventType = |]", '"commerce.purchases" "web.visit"'],
    ["chain(xEvent, timestamp, [A: WHAT(eventType = |)])", '"commerce.purchases"'],
    ['chain(xEvent, timestamp, [A: WHAT(eventType = "|")])', '"commerce.purchases"'],
    ["_acme.level = |", "1 2 -3", '"1"'],
    ["_acme.level in [1, |]", "1 2 -3", '"1"'],
    ['_acme.level = "|"', "", '1 "1"'],
    ['"|" in _acme.tags', '"gold" "silver"', "person"],
    ["| in _acme.tags", '"gold" "silver"', ""],
    ["_acme.isMember and (| notIn _acme.tags)", '"gold" "silver"', ""],
    ["sil| in _acme.tags", '"silver"', '"gold"'],
    ['"go|" notIn _acme.tags', '"gold"', '"silver"'],
    ['"|" = _acme.tier', '"gold"', ""],
    ["_acme.tags.includes(|)", '"gold" "silver"', ""],
    ['_acme.tags.includes("|")', '"gold" "silver"', ""],
    ['_acme.tags.intersects(["gold", |])', '"silver"', ""],
    ['identityMap["|"]', '"Email" "ECID"', ""],
    ['identityMap.get("|")', '"Email"', ""],
  ]);

  table(
    "offers audiences by name inside inSegment",
    [
      ["inSegment(|", "Loyal", ""],
      ['inSegment("|")', "", "person"],
    ].map(([marked = ""]) => [marked, "", "person chain"] as const),
  );

  it("writes the id of an audience that was chosen by its name", () => {
    assert.equal(accept('inSegment("|")', "Loyal customers"), 'inSegment("22222222-bbbb")');
    assert.equal(accept("inSegment(|)", "Big spenders"), 'inSegment("11111111-aaaa")');
    assert.deepEqual(labels('inSegment("news|")'), ["Newsletter readers"]);
    assert.deepEqual(labels('inSegment("2222|")'), ["Loyal customers"]);
  });

  table("continues behind a value with what can follow it", [
    ["_acme.tier |", "= != in notIn like matches and or", "occurs person"],
    ["_acme.joinedAt |", "occurs", "like person"],
    ["_acme.points |", ">= < + in", "occurs like"],
    ["_acme.isMember |", "and or =", "like in"],
    ['_acme.tier = "gold" |', "and or", "= occurs person"],
    ['_acme.tier = "gold" an|', "and", "or"],
    ["select E |", "from", "and where"],
    ["exists E from xEvent |", "where", "from"],
    ["exists E from xEvent wh|", "where", ""],
    ["let n = _acme.points |", "in", ""],
    ["sum E.total |", "over", ""],
    ["(_acme.points > 1) |", "and or", ""],
    ['_acme.tier.contains("x") |', "and or", "like"],
  ]);

  table("knows the parts of a time test", [
    ["_acme.joinedAt occurs |", "before after on between today now last this _acme", "and ="],
    ["_acme.joinedAt occurs <= 3 |", "days hours weeks months", "before now day"],
    ["_acme.joinedAt occurs = 1 |", "day hour", "days"],
    ["_acme.joinedAt occurs <= 3 d|", "days", "hours"],
    ["_acme.joinedAt occurs <= 3 days |", "before after", "now and"],
    ["_acme.joinedAt occurs <= 3 days before |", "now today", "before days"],
    ["_acme.joinedAt occurs last |", "month week day year", "months now"],
    ["_acme.joinedAt occurs before |", "now today yesterday date last", "days"],
    ["_acme.joinedAt occurs between today |", "and", "or"],
    ["_acme.joinedAt occurs between today and |", "tomorrow now", "and"],
    ["_acme.joinedAt occurs today |", "and or", "before"],
    ["_acme.joinedAt occurs <= 3 days before now |", "and or", "days"],
    ["_acme.joinedAt occurs today and |", "person", "tomorrow"],
    ["chain(xEvent, timestamp, [A: WHAT(true) WHEN(|)])", "today last", "and"],
    ["chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 2 |)])", "days hours", ""],
    ["chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 2 days before |", "now", ""],
  ]);

  table("knows the parts of a chain", [
    ["chain(|", "xEvent", "timestamp chain"],
    ["chain(xEvent, |", "timestamp", "xEvent eventType"],
    ["chain(xEvent, timestamp, |", "[…]", "xEvent"],
    ["chain(xEvent, timestamp, [A: |])", "WHAT", "WHEN COUNT person"],
    ["chain(xEvent, timestamp, [A: WHAT(true) |])", "WHEN COUNT WHERE", "WHAT and"],
    ["chain(xEvent, timestamp, [A: WHAT(true) WHEN(today) |])", "COUNT WHERE", "WHEN WHAT"],
    ["chain(xEvent, timestamp, [A: WHAT(|", "eventType timestamp commerce", "person"],
    ["chain(xEvent, timestamp, [A: WHAT(true) WHERE(|)])", "eventType homeAddress", ""],
    ["chain(xEvent, timestamp, [A: WHAT(commerce.|)])", "order purchases", "eventType"],
    ['chain(xEvent, timestamp, [A: WHAT(eventType = "a" and |)])', "eventType commerce", "homeAddress"],
  ]);

  table("reads bare names on the element around the cursor", [
    ["xEvent[|]", "eventType timestamp productListItems", "person homeAddress"],
    ["xEvent[|", "eventType", "person"],
    ["xEvent[productListItems[|]]", "SKU quantity", "eventType person"],
    ["_acme.orders.filter(|)", "status total", "tier"],
    ["_acme.orders.sum(|)", "total", "tier"],
    ["_acme.orders.exists(lines.exists(|))", "sku price", "status"],
    ["_acme.orders.exists(lines.exists(^|))", "status total", "sku"],
    ["_acme.orders.exists(lines.exists(^.|))", "status total", "sku"],
    ["_acme.orders.exists(lines.exists(^^|))", "person homeAddress", "sku status"],
    ["_acme.orders.exists(^|)", "person homeAddress", "status"],
  ]);

  table("sees variables where they can be read", [
    ["select E from xEvent where |", "E", ""],
    ["select E from xEvent where E.|", "eventType timestamp", "person"],
    ["exists O from _acme.orders, L from O.lines where L.|", "sku price", "status"],
    ["exists O from _acme.orders, L from O.|", "lines status", "sku"],
    ["let n = _acme.points in n > 1 and |", "n", ""],
    ["let n = _acme.points in |", "n", ""],
    ["(P) => P.|", "person _acme", ""],
    ["sum L.| over O from _acme.orders, L from O.lines", "price sku", ""],
    ["exists E from |", "xEvent _acme", "chain not"],
    ["exists O from _acme.orders, L |", "from", "and where ="],
    ["(exists O from _acme.orders, L |)", "from", "and"],
    ["_acme.orders.groupBy(status).map((K, G) => mapEntry(K, |))", "K G", ""],
    ["_acme.orders.groupBy(status).map((K, G) => mapEntry(K, G.|))", "count sum", ""],
  ]);

  it("offers nothing where a name is invented or a number typed", () => {
    for (const marked of [
      "select |",
      "let |",
      "let n|",
      "x = 12|",
      "(K, |) => K",
      "exists |",
      "x = $|",
      "exists O from a, |",
    ]) {
      const found = labels(marked).filter((label) => label !== "=");
      assert.deepEqual(found, [], marked);
    }
  });

  it("is silent over a finished word, which nothing could be added to", () => {
    for (const marked of ["_acme.joinedAt occurs <= 30 days before now|", '_acme.tier = "gold" and|'])
      assert.deepEqual(labels(marked), [], marked);
    assert.deepEqual(labels("_acme.joinedAt occurs <= 30 days before no|"), ["now"]);
    assert.deepEqual(labels("_acme.joinedAt occurs <= 30 days before now|x"), ["now"]);
    assert.deepEqual(labels("_acme.joinedAt occurs <= 3 days|"), []);
  });

  it("leads who types count to a counted list, not only to fields whose names hold the letters", () => {
    for (const marked of ["count|", "_acme.isMember and cou|"]) {
      const [first] = complete(marked).items;
      assert.equal(first?.label, "count", marked);
      assert.match(first?.snippet ?? "", /^xEvent\[.*\]\.count\(\) >= /);
    }
    // An event has no events.
    assert.ok(!labels("xEvent[cou|]").includes("count"));
  });

  it("says of a window what is to be filled in", () => {
    const window = complete("_acme.joinedAt occurs |").items.find(({ label }) => label.startsWith("<="));
    assert.equal(window?.detail, "within the last … days");
  });

  it("replaces what is typed and nothing else", () => {
    assert.equal(accept("homeAddress.ci| = 1", "city"), "homeAddress.city = 1");
    assert.equal(accept("a = 1 and hom|", "homeAddress"), "a = 1 and homeAddress");
    assert.equal(accept('_acme.tier = "|"', '"gold"'), '_acme.tier = "gold"');
    assert.equal(accept('_acme.tier = "si|lver"', '"silver"'), '_acme.tier = "silver"');
    assert.equal(accept('_acme.tier = "|', '"gold"'), '_acme.tier = "gold"');
    assert.equal(accept("_acme.tier = '|'", '"gold"'), '_acme.tier = "gold"');
    assert.equal(accept("_acme.la|", "`last`"), "_acme.`last`");
    assert.equal(accept("_acme.`la|", "`last`"), "_acme.`last`");
    assert.equal(accept("ci|", "homeAddress.city"), "homeAddress.city");
    assert.equal(accept('x = "🙂" and homeAddress.ci|', "city"), 'x = "🙂" and homeAddress.city');
  });

  it("knows the whole word under the cursor, for editors that replace it", () => {
    const { span, replaceEnd } = complete("homeAddress.ci|tyName = 1");
    assert.deepEqual([span, replaceEnd], [{ start: 12, end: 14 }, 20]);
  });

  it("puts fields first that the text uses already", () => {
    const [first] = labelsOf(
      "field",
      'homeAddress.postalCode = "1" and workAddress.postalCode = "2" and homeAddress.|',
    );
    assert.equal(first, "postalCode");
  });

  it("answers a blank only where few things can follow", () => {
    const behindBlank = (marked: string) => {
      const { document, offset } = openAtCursor(marked);
      return findSuggestions(document, offset, { typedKey: " " }).items.length;
    };
    for (const marked of [
      "_acme.joinedAt occurs |",
      "_acme.tier = |",
      "_acme.joinedAt occurs <= 3 |",
      'inSegment("Big |")',
    ]) {
      assert.ok(behindBlank(marked) > 0, marked);
    }
    for (const marked of ["a = 1 and |", "_acme.tier |", "not |", "homeAddress.city = |"]) {
      assert.equal(behindBlank(marked), 0, marked);
    }
  });

  it("offers a switch its two words first, and once", () => {
    assert.deepEqual(labels('homeAddress.city.startsWith("a", |)').slice(0, 2), ["true", "false"]);
    assert.deepEqual(labels('homeAddress.city.equals("a", fal|)'), ["false"]);
  });

  it("puts first what begins with what is typed", () => {
    assert.equal(labels("not|")[0], "not");
    assert.equal(labels("a = 1 and ex|")[0], "exists");
    assert.equal(labels('_acme.tier = "gold" o|')[0], "or");
  });

  it("puts arrays first where an array is walked", () => {
    const [first] = labelsOf("field", "exists O from _acme.|");
    assert.ok(first !== undefined);
    const fields = labelsOf("field", "exists O from |");
    assert.ok(fields.includes("xEvent"));
  });

  it("puts deprecated names last, however they were found", () => {
    for (const marked of ["_acme.|", "_acme.ol|", "old|", "_acme.oldTier = 1 and _acme.|"]) {
      const { items } = complete(marked);
      const first = items.findIndex(({ isDeprecated }) => isDeprecated === true);
      assert.ok(
        items.slice(first).every(({ isDeprecated }) => isDeprecated === true),
        marked,
      );
      assert.ok(first > 0 || items.length === 1, marked);
    }
  });

  it("puts times first where a time is tested", () => {
    const fields = labelsOf("field", "chain(xEvent, timestamp, [A: WHAT(true) WHEN(before |)])");
    assert.equal(fields[0], "timestamp");
  });

  it("numbers a new step with a label that is free", () => {
    const steps = labels("chain(xEvent, timestamp, [C0: WHAT(true), |])");
    assert.deepEqual(steps, ["C1: WHAT", "C1: WHAT WHEN"]);
  });

  it("tells what fields are", () => {
    const { items } = complete("_acme.|");
    const tier = items.find(({ label }) => label === "tier");
    assert.equal(tier?.detail, "string · Loyalty tier");
    assert.equal(items.find(({ label }) => label === "oldTier")?.isDeprecated, true);
  });

  it("works without a schema", () => {
    const found = labels("|", NOTHING_KNOWN);
    for (const label of ["xEvent", "chain", "inSegment", "exists", "not"])
      assert.ok(found.includes(label), label);
    assert.ok(labels("a.b.|", NOTHING_KNOWN).includes("contains"));
    assert.ok(labels("xEvent[eventType = |]", NOTHING_KNOWN).includes('"commerce.purchases"'));
    assert.ok(labels("t occurs <= 3 |", NOTHING_KNOWN).includes("days"));
  });

  it("answers at every offset of texts whole and broken, within its span", () => {
    const texts = [
      'chain(xEvent, timestamp, [A: WHAT(eventType = "x" and productListItems.exists(SKU = "1")) WHEN(<= 3 days before now) COUNT(2)])',
      'let n = _acme.points in n > 1 and sum L.price over O from _acme.orders, L from O.lines where L.sku = "x" > 3',
      "person.name.firstName in [\"a\", 'b', c and (((",
      ']]) } a b c . . ^^ $1.x @{a}.b { "k": ',
      "",
      "  \r\n\t ",
    ];
    for (const text of texts) {
      for (let offset = 0; offset <= text.length; offset++) {
        const { span, replaceEnd, items } = complete(`${text.slice(0, offset)}|${text.slice(offset)}`);
        assert.ok(
          span.start <= offset && offset <= replaceEnd && span.end <= replaceEnd,
          `${text} at ${offset}`,
        );
        assert.ok(items.length <= 200);
      }
    }
  });

  it("leads letters to the values that hold them side by side, with each key", () => {
    const eventTypes = complete('xEvent[eventType = "|"]');
    assert.equal(eventTypes.isIncomplete, true);
    assert.deepEqual(labels('xEvent[eventType = "pur|"]', NOTHING_KNOWN), ['"commerce.purchases"']);
    assert.ok(labels('xEvent[eventType = "cpur|"]').includes('"commerce.purchases"'));
  });

  it("holds no field that stands deep for the whole of what is typed", () => {
    for (const { label, filter } of complete("city|").items)
      assert.ok(!label.includes(".") || filter !== "city", label);
  });

  it("offers the events alone where a chain begins, and first where a loop does", () => {
    assert.deepEqual(labels("chain(|"), ["xEvent"]);
    assert.equal(labels("exists E from |")[0], "xEvent");
  });

  it("asks to be asked again for audiences while their names are on the way", () => {
    assert.equal(complete('inSegment("|")', NOTHING_KNOWN).isIncomplete, true);
    assert.equal(complete('inSegment("|")').isIncomplete, false);
  });
});
