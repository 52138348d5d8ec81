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
import { toContentConflict } from "../../../../client/src/preview/content/contentConflict.js";
import type { Preview } from "../../../../client/src/preview/session/previewTypes.js";
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

  it("keeps line breaks at the end that only one side changed", () => {
    const merge = (started: string, now: string, mine: string): string | undefined =>
      mergeParts({ started: [subject(started)], now: [subject(now)], mine: [subject(mine)] })[0]?.text;
    assert.equal(merge("a\n", "a\n", "a\n\n"), "a\n\n");
    assert.equal(merge("a\n", "a", "a\n"), "a");
    assert.equal(merge("a\n", "b\n", "a"), "b");
    assert.equal(merge("a", "a\r\n\r\n", "b\r\nc"), "b\r\nc\r\n\r\n");
    assert.equal(merge("a\n", "a\r\n", "a\n"), "a\r\n");
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

describe("content that looks like a conflict itself", () => {
  const LINES = [
    "=======",
    "<<<<<<< x",
    "<<<<<<<",
    "||||||| y",
    ">>>>>>> Mine",
    ">>>>>>> quoted",
    "========",
    "\\=======",
    "\\\\>>>>>>> z",
    "",
    "<p>1</p>",
    "<p>2</p>",
    "```",
    "## body.html",
  ];
  /** Each text as the numbers of its lines, so that it can be said in other words, too. */
  const text = fc.array(fc.nat(LINES.length - 1), { minLength: 1, maxLength: 8 });
  /** What an editor does when a side is accepted above each conflict. */
  const accept = (merged: string, side: "now" | "mine"): string => {
    const kept: string[] = [];
    let part = "outside";
    for (const one of merged.split("\n")) {
      if (one.startsWith("<<<<<<<")) part = "now";
      else if (part !== "outside" && one.startsWith("|||||||")) part = "started";
      else if (part !== "outside" && one === "=======") part = "mine";
      else if (part !== "outside" && one.startsWith(">>>>>>>")) part = "outside";
      else if (part === "outside" || part === side) kept.push(one);
    }
    return kept.join("\n");
  };

  it("is resolved by accepting a side, as the same texts in harmless words are", () => {
    const say = (words: readonly string[], numbers: readonly number[]) =>
      body(...numbers.map((number) => words[number] ?? ""));
    const resolve = (
      words: readonly string[],
      versions: readonly (readonly number[])[],
      side: "now" | "mine",
    ) => {
      const [started = [], now = [], mine = []] = versions.map((numbers) => say(words, numbers));
      const merged = toContentText(mergeParts({ started, now, mine }), ["Mail"]);
      return readContentText(accept(merged, side), [now, mine])[0]?.text.split("\n") ?? [];
    };
    const harmless = LINES.map((_, number) => `line ${number}`);
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.constantFrom("now", "mine"), (versions, side) => {
        const expected = resolve(harmless, versions, side).map((word) => LINES[harmless.indexOf(word)]);
        assert.deepEqual(resolve(LINES, versions, side).join("\n").trimEnd(), expected.join("\n").trimEnd());
      }),
    );
  });

  it("is refused while a marker is left, although lines like it are content", () => {
    const versions = { started: body("a", "======="), now: body("b", "======="), mine: body("c", "=======") };
    const merged = toContentText(mergeParts(versions), ["N"]);
    assert.throws(() => readContentText(merged, [versions.now, versions.mine]), /still conflicts/);
    const byHand = toContentText(body("b and c", "======="), ["N"]);
    assert.deepEqual(readContentText(byHand, [versions.now, versions.mine]), body("b and c", "======="));
  });

  it("keeps CRLF, mixed breaks and the end of a text in every merge", () => {
    const [started, now, mine] = [
      "<p>1</p>\r\n<p>2</p>\n<p>3</p>\r\n<p>4</p>\r\n\r\n",
      "<p>1!</p>\r\n<p>2</p>\n<p>3</p>\r\n<p>4</p>\r\n\r\n",
      "<p>1</p>\r\n<p>2</p>\n<p>3</p>\r\n<p>4!</p>\r\n\r\n",
    ].map((one) => body(one));
    assert.ok(started && now && mine);
    const read = readContentText(toContentText(mergeParts({ started, now, mine }), ["N"]), [now, mine]);
    assert.deepEqual(read, body("<p>1!</p>\r\n<p>2</p>\n<p>3</p>\r\n<p>4!</p>\r\n\r\n"));
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
      preview: async (parts, started): Promise<Preview> => {
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
