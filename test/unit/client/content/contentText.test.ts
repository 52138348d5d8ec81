/**
 * Content as one text: back and forth without loss, merged hunk by hunk, and refused while something is left to choose.
 */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  listClashes,
  mergeParts,
  readContentText,
  toContentText,
} from "../../../../client/src/content/contentText.js";
import { toContentConflict } from "../../../../client/src/preview/contentConflict.js";
import type { WriteReport } from "../../../../client/src/preview/previewTypes.js";
import { patience } from "../preview/samplePlace.js";

const body = (...lines: readonly string[]) => [{ file: "body.html", text: lines.join("\n") }];
const subject = (text: string) => ({ file: "subject.txt", text });

describe("content as one text", () => {
  it("reads back as it was written, whatever fences and headings stand in it", () => {
    const line = fc.oneof(fc.string(), fc.constantFrom("```", "````html", "## body.html", "# x", "> y", ""));
    const text = fc.array(line).map((lines) => lines.join("\n").replace(/\r/g, "").trimEnd());
    fc.assert(
      fc.property(text, text, (one, other) => {
        const parts = [subject(one), { file: "body.html", text: other }];
        fc.pre(!/^(<{7}|\|{7}|={7}|>{7})( |$)/m.test(one + other));
        assert.deepEqual(readContentText(toContentText(parts, ["Name", "a fact"])), parts);
      }),
    );
  });

  it("is refused while a conflict is left, and when its parts are gone", () => {
    const merged = mergeParts({ started: body("a"), now: body("b"), mine: body("c") });
    assert.throws(() => readContentText(toContentText(merged, ["N"])), /still conflicts/);
    assert.throws(() => readContentText("# Name\n\nnothing\n"), /keep its parts/);
  });
});

describe("merging content", () => {
  it("takes each side's changes and marks only the lines both changed", () => {
    const started = body("<p>1</p>", "<p>2</p>", "<p>3</p>", "<p>4</p>", "<p>5</p>");
    const now = body("<p>1!</p>", "<p>2</p>", "<p>3 theirs</p>", "<p>4</p>", "<p>5</p>");
    const mine = body("<p>1</p>", "<p>2</p>", "<p>3 mine</p>", "<p>4</p>", "<p>5!</p>");
    const [{ text } = { text: "" }] = mergeParts({ started, now, mine });
    assert.equal(text.split("\n")[0], "<p>1!</p>");
    assert.equal(text.split("\n").at(-1), "<p>5!</p>");
    assert.match(text, /<<<<<<< .*\n<p>3 theirs<\/p>\n\|{7}.*\n<p>3<\/p>\n=======\n<p>3 mine<\/p>\n>>>>>>>/);
  });

  it("finds a clash only where both changed the same file differently, line breaks aside", () => {
    const started = [subject("A"), ...body("a")];
    const clash = (now: string, mine: string): readonly string[] =>
      listClashes({ started, now: [subject("A"), ...body(now)], mine: [subject("A"), ...body(mine)] });
    assert.deepEqual(clash("b", "c"), ["body.html"]);
    assert.deepEqual(clash("b", "b\r\n"), []);
    assert.deepEqual(clash("a", "c"), []);
    assert.deepEqual(clash("b", "a"), []);
  });
});

describe("a conflict of content", () => {
  it("previews again with mine where both changed, and never takes back what only they changed", async () => {
    const asked: unknown[] = [];
    const conflict = toContentConflict({
      name: "Mail",
      started: [subject("A"), ...body("a")],
      now: [subject("B"), ...body("b")],
      mine: [subject("A"), ...body("c")],
      preview: async (parts, started): Promise<WriteReport> => {
        asked.push([parts, started]);
        return { kind: "nothing" };
      },
    });
    assert.deepEqual(conflict.fields, ["body.html"]);
    await conflict.previewAgain(patience);
    await conflict.previewAgain(patience, toContentText([subject("B"), ...body("d")], ["Mail"]));
    assert.deepEqual(asked, [
      [
        [subject("A"), ...body("c")],
        [subject("A"), ...body("b")],
      ],
      [
        [subject("B"), ...body("d")],
        [subject("B"), ...body("b")],
      ],
    ]);
  });
});
