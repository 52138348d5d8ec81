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
    ['_acme["|last"] = "x"', '_acme.`last` = "x"'],
    ['homeAddress|.get("city") = "Oslo"', 'homeAddress.city = "Oslo"'],
  ];
  for (const [marked, after] of rows) {
    it(marked, () => assert.ok(fixesAt(marked).includes(after), fixesAt(marked).join("\n")));
  }

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
