/**
 * Quick fixes: every problem brings its rewrites to the place it is at, and "fix all" leaves nothing it could repair.
 */
import assert from "node:assert/strict";
import { planFixAll, problemsAt } from "../../../../server/src/pql/features/quickFixes";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { documentOf, openAtCursor } from "./exampleWorld";

/** The texts that the fixes at the cursor lead to. */
function fixesAt(marked: string): string[] {
  const { document, offset } = openAtCursor(marked);
  const { text } = document;
  return problemsAt(document, { start: offset, end: offset })
    .flatMap(({ fixes }) => fixes)
    .map(({ edits }) =>
      applyEdits(
        text,
        [...edits].sort((one, other) => one.span.start - other.span.start),
      ),
    );
}

function fixAll(text: string): string {
  return applyEdits(text, planFixAll(documentOf(text)));
}

describe("quick fixes", () => {
  const rows: readonly (readonly [marked: string, after: string])[] = [
    ["a =|= 1", "a = 1"],
    ["a = 1 &|& b = 2", "a = 1 and b = 2"],
    ["a = '|x'", 'a = "x"'],
    ["a not| in [1]", "a notIn [1]"],
    ["x = 1 and (|a = 1", "x = 1 and (a = 1)"],
    ['x = 1 and homeAddress.ci|ti = "Oslo"', 'x = 1 and homeAddress.city = "Oslo"'],
    ['homeAddress.city != "a" or "b" or "|c"', 'homeAddress.city != "a" or "b" or homeAddress.city != "c"'],
    ["a = 1 or _acme.la|st = 2", "a = 1 or _acme.`last` = 2"],
    ["a occurs <= 30 days ag|o", "a occurs <= 30 days before now"],
    ["a occurs <= 30 days| and b = 1", "a occurs <= 30 days before now and b = 1"],
    [
      "chain(xEvent, timestamp, [A: WHAT(b) WHEN(< 1 day|)])",
      "chain(xEvent, timestamp, [A: WHAT(b) WHEN(< 1 day before now)])",
    ],
    ["a occurs before 2031-05|-09", "a occurs before date(2031, 5, 9)"],
    [
      "a occurs between date(2030, 1, 1) and 203|1/5/9",
      "a occurs between date(2030, 1, 1) and date(2031, 5, 9)",
    ],
    ["a occurs after 2031-05-09T12|:00:00Z or b = 1", "a occurs after date(2031, 5, 9) or b = 1"],
    ["_acme.joinedAt >= 2031-|05-09", "_acme.joinedAt >= date(2031, 5, 9)"],
    ["a bef|ore now", "a occurs before now"],
    [
      "a betwe|en last month and date(2031, 5, 9) and b = 1",
      "a occurs between last month and date(2031, 5, 9) and b = 1",
    ],
    ["a i|s after today", "a occurs after today"],
    ["_acme.joinedAt in last mont|h", "_acme.joinedAt occurs last month"],
    ["a <|= 30 days before now", "a occurs <= 30 days before now"],
    ["a i|s <= 30 days before now", "a occurs <= 30 days before now"],
    ["a occurs le|ss than 3 days before now", "a occurs < 3 days before now"],
    ["a occurs exac|tly 3 days before today", "a occurs = 3 days before today"],
    ["a occurs <= 30|d before now", "a occurs <= 30 days before now"],
    ["a occurs >|= date(2031, 5, 9) and b = 1", "a occurs after date(2031, 5, 9) and b = 1"],
    ["a occurs =| today", "a occurs today"],
    ["a occurs dur|ing last month", "a occurs last month"],
    ["a occurs sin|ce yesterday", "a occurs after yesterday"],
    ['a sta|rts with "x" and b = 1', 'a.startsWith("x") and b = 1'],
    ['a do|es not contain "x"', 'a.doesNotContain("x")'],
    ["a exis|ts or b = 1", "a.isNotNull() or b = 1"],
    ["currentMo|nth = 3", "currentMonth() = 3"],
    ['a in {"x|", "y"}', 'a in ["x", "y"]'],
    ["su|m(X.a over X from b) > 3", "(sum X.a over X from b) > 3"],
    ["su|m(X from b) > 3", "(sum X from b) > 3"],
    ["homeAddress.city = Osl|o", 'homeAddress.city = "Oslo"'],
    ["homeAddress.city in [Osl|o]", 'homeAddress.city in ["Oslo"]'],
    ["inSegment(ab|c)", 'inSegment("abc")'],
    ['_acme["|last"] = "x"', '_acme.`last` = "x"'],
    ['homeAddress|.get("city") = "Oslo"', 'homeAddress.city = "Oslo"'],
    ['homeAddress.city i|s not "Oslo"', 'homeAddress.city != "Oslo"'],
    ['xEvent.exists(e =|> e.eventType = "x" and e.isBot)', 'xEvent.exists(eventType = "x" and isBot)'],
    ['a.exists(t =|> t = "x")', 'a.exists(this = "x")'],
    ['{|{ profile.homeAddress.city }} = "Oslo"', 'profile.homeAddress.city = "Oslo"'],
    ["homeAddress.city.exi|sts()", "homeAddress.city.isNotNull()"],
    ["exi|sts(homeAddress.city)", "homeAddress.city.isNotNull()"],
    ["xEvent.len|gth > 3", "xEvent.count() > 3"],
    ['homeAddress.city in (|"Oslo")', 'homeAddress.city in ["Oslo"]'],
    ["xEvent.cou|nt(a = 1) > 3", "xEvent[a = 1].count() > 3"],
    ["a = 1|, b = 2", "a = 1 and b = 2"],
  ];
  const chains: readonly (readonly [marked: string, after: string])[] = [
    ["[WH|AT(a)]", "[A: WHAT(a)]"],
    ["[X: WHAT(a), WH|AT(b)]", "[X: WHAT(a), B: WHAT(b)]"],
    ["[A: a| = 1, B: WHAT(b)]", "[A: WHAT(a = 1), B: WHAT(b)]"],
    ["[A: WHAT(*|)]", "[A: WHAT(true)]"],
    ["[A: WHAT(|)]", "[A: WHAT(true)]"],
    ["[A: WHAT(a|, b)]", "[A: WHAT(a and b)]"],
    ["[A: WHAT(a) a|nd WHEN(today)]", "[A: WHAT(a) WHEN(today)]"],
    ["[A: WHAT(a) WHEN(timest|amp occurs today)]", "[A: WHAT(a) WHEN(today)]"],
    ["[A: WHAT(a) an|d B: WHAT(b)]", "[A: WHAT(a), B: WHAT(b)]"],
    ["[A: WHAT(a) COU|NT >= 3]", "[A: WHAT(a) COUNT(>= 3)]"],
  ];
  for (const [marked, after] of chains.map((each) =>
    each.map((steps) => `chain(xEvent, timestamp, ${steps})`),
  )) {
    it(marked, () => assert.ok(fixesAt(marked).includes(after), fixesAt(marked).join("\n")));
  }

  it("say of gaps and labels that no window can name them", () => {
    const messageAt = (steps: string) => {
      const { document, offset } = openAtCursor(`chain(xEvent, timestamp, [A: WHAT(a), ${steps}])`);
      return problemsAt(document, { start: offset, end: offset })[0]?.message ?? "";
    };
    assert.match(messageAt("GA|P(<= 3 days), B: WHAT(b)"), /^How a gap between two steps is written/);
    assert.match(messageAt("B: WHAT(b) WHEN(<= 3 days after A|)"), /^`A` is the label of a step/);
  });

  it("name the time of the events of a chain", () => {
    const after = "chain(xEvent, timestamp, [A: WHAT(a)])";
    assert.deepEqual(fixesAt("chain(xEvent, |[A: WHAT(a)])"), [after]);
  });

  for (const [marked, after] of rows) {
    it(marked, () => assert.ok(fixesAt(marked).includes(after), fixesAt(marked).join("\n")));
  }

  it("put nothing in quotes where a field is wanted", () => {
    for (const marked of ["xEvent[so|mething]", "xEvent.sum(so|mething)", "so|mething = 1"])
      assert.ok(!fixesAt(marked).some((text) => text.includes('"')), marked);
  });

  it("ask one event for what stands together, and each event on its own only when told to", () => {
    const flat = 'even|tType = "x" and timestamp occurs < 3 days before now and a = 1';
    assert.equal(
      fixesAt(flat)[0],
      'xEvent[eventType = "x" and timestamp occurs < 3 days before now] and a = 1',
    );
    assert.equal(
      fixesAt('b = 1 or (eventType = "x" and time|stamp occurs today)')[0],
      'b = 1 or xEvent[(eventType = "x" and timestamp occurs today)]',
    );
    assert.deepEqual(fixesAt('eventTy|pe = "x" or timestamp occurs today'), [
      'xEvent.eventType = "x" or timestamp occurs today',
    ]);
    assert.equal(fixAll(flat.replace("|", "")), flat.replace("|", ""));
  });

  it("belong to their place only", () => {
    assert.deepEqual(fixesAt("a == 1 and b = 2 and c| = 3"), []);
  });

  it("repair all of a text at once", () => {
    assert.equal(fixAll("a == 1 && b <> 'x' || c = 3"), 'a = 1 and b != "x" or c = 3');
    assert.equal(fixAll("homeAddress.citi = 'x' and a == now()"), 'homeAddress.city = "x" and a = now');
  });

  it("leave a text alone that has nothing to repair", () => {
    for (const text of ["", "a = 1", 'homeAddress.city = "x"', ")))", "a b c"]) {
      assert.equal(fixAll(fixAll(text)), fixAll(text), text);
    }
  });
});
