/**
 * Content as people read and compare it: every template, fragment and campaign has such a form, laying it out changes white
 * space only, and its documents are found again by their address.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { listCampaigns, listCampaignVersions } from "../../../../client/src/api/campaigns.js";
import { listContentFragments, listContentTemplates } from "../../../../client/src/api/contentItems.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { readContentPath, toContentAddress } from "../../../../client/src/content/contentAddresses.js";
import { ContentDocuments } from "../../../../client/src/content/contentDocuments.js";
import { toReadableText } from "../../../../client/src/content/readableText.js";
import {
  CURRENT_VERSION,
  fetchReadableParts,
  LIVE_VERSION,
  type ReadableThing,
} from "../../../../client/src/content/readableThings.js";
import { runsOf } from "../../../support/propertyRuns.js";
import { openSample } from "../api/support/samplePlatform.js";

const platform = () => openSample({ sandbox: "prod" });
const current = (kind: ReadableThing["kind"], id: string): ReadableThing => ({
  kind,
  id,
  version: CURRENT_VERSION,
});

describe("content as people read it", () => {
  it("has its facts and its parts, without ids and times that differ between any two things", async () => {
    const { session } = platform();
    const things = [
      ...(await collectItems(listContentTemplates(session))).map(({ id }) => current("template", id)),
      ...(await collectItems(listContentFragments(session))).map(({ id }) => current("fragment", id)),
      ...(await collectItems(listCampaigns(session))).map(({ campaignId }) =>
        current("campaign", campaignId),
      ),
    ];
    assert.ok(things.length > 20);
    for (const thing of things) {
      const parts = await fetchReadableParts(session, thing).catch(() => undefined);
      // A draft names a message that the platform does not hand out.
      if (parts === undefined) continue;
      assert.equal(new Set(parts.map(({ file }) => file)).size, parts.length);
      const facts = parts.find(({ file }) => file === "facts.json")?.text ?? "";
      assert.doesNotMatch(facts, /modifiedAt|createdBy|"id"|versionId|messageId/);
      assert.ok(facts.length > 10);
    }
  });

  it("differs between two versions of a campaign in what was changed", async () => {
    const { session } = platform();
    const campaigns = await collectItems(listCampaigns(session));
    const { campaignId: id = "" } = campaigns.find(({ name }) => name === "Autumn look book") ?? {};
    const versions = await collectItems(listCampaignVersions(session, id));
    const [now, before] = await Promise.all(
      versions.map(({ versionId = "" }) =>
        fetchReadableParts(session, { kind: "campaign", id, version: versionId }),
      ),
    );
    const differing = now?.filter(
      ({ file, text }) => before?.find((part) => part.file === file)?.text !== text,
    );
    assert.deepEqual(
      differing?.map(({ file }) => file),
      ["subject.txt", "body.html", "body.txt", "facts.json"],
    );
    await assert.rejects(
      fetchReadableParts(session, { kind: "campaign", id, version: "gone" }),
      /no longer lists/,
    );
  });

  it("shows the published copy of a fragment, and none of one that was never published", async () => {
    const { session } = platform();
    const fragments = await collectItems(listContentFragments(session));
    const live = async (name: string) => {
      const id = fragments.find((fragment) => fragment.name === name)?.id ?? "";
      return await fetchReadableParts(session, { kind: "fragment", id, version: LIVE_VERSION });
    };
    assert.deepEqual(
      (await live("Footer")).map(({ file }) => file),
      ["fragment.html"],
    );
    await assert.rejects(live("Header"));
  });

  it("is laid out line by line without changing anything but white space, tokens least of all", () => {
    const piece = fc.constantFrom(
      "<table><tr><td>",
      "</td></tr></table>",
      "<p>Hello {{profile.person.name.firstName}}</p>",
      '{%#if profile.tier = "gold" and profile.points > 3%}',
      "<b>gold</b>",
      "{%/if%}",
      '<img src="https://a.example/x.png" alt="a  b">',
      "<!-- note -->",
      "text",
      "<br>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const shown = toReadableText({ file: "body.html", text });
        const bare = (markup: string) => markup.replaceAll(/\s+/g, "");
        assert.equal(bare(shown), bare(text));
        for (const [token] of text.matchAll(/\{[{%].*?[%}]\}/g)) assert.ok(shown.includes(token), token);
        assert.equal(toReadableText({ file: "body.html", text: shown }), shown);
      }),
      { seed: 7, numRuns: 100 },
    );
    assert.equal(toReadableText({ file: "body.txt", text: "a  b\r\nc\n\n" }), "a  b\nc\n");
  });
});

describe("personalisation in what is laid out", () => {
  const inside = fc
    .array(
      fc.constantFrom(
        "profile.person.name",
        "  ",
        "\t",
        "\r\n",
        "\n",
        "a,b",
        ";",
        ":",
        "#if",
        "/if",
        "else",
        "<",
        ">",
        "=",
        '"x  y"',
        "'it  is'",
        "it's",
        "&amp;",
        "{",
        "/*",
        "//",
        "|",
        "@",
        "é",
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => pieces.join(""));
  const expression = fc
    .tuple(
      inside,
      fc.constantFrom(["{{", "}}"], ["{{{", "}}}"], ["{%= ", " %}"], ["{%", "%}"], ["{{!--", "--}}"]),
    )
    .map(([content, [open = "", close = ""]]) => `${open}${content}${close}`);
  const PLACES: readonly ((one: string) => string)[] = [
    (one) => one,
    (one) => `<p>a ${one} b</p>`,
    (one) => `<a href="x?y=${one}&z=1" title='${one.replaceAll("'", "")}'>l</a>`,
    (one) => `<img src=${one.replace(/[\s>]/g, "")} alt=x>`,
    (one) => `<div ${one} class="a">x</div>`,
    (one) => `<x${one}>x</x${one}>`,
    (one) => `<style>.a{color:${one};width:${one}px}\n${one}\n.b{}</style>`,
    (one) => `<style>@media (max-width:${one}){p{color:${one}}}</style>`,
    (one) => `<script>var a=${one};if(a){b("${one}")}</script>`,
    (one) => `<!-- ${one} --><pre>${one}</pre><textarea>${one}</textarea>`,
    (one) => `<p style="color:${one};  top:0">x</p>`,
  ];
  const EXPRESSIONS = /\{\{!--[\s\S]*?--\}\}|\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
  const listExpressions = (text: string): string => (text.match(EXPRESSIONS) ?? []).join("\n---\n");

  it("is found behind the brace of a block, and a comment ends at its braces whatever quotes it holds", () => {
    for (const [text, laidOut] of [
      ['<style>.a{{%let x = {"b": {"c": 1}} %}d:e}</style>', '.a {\n    {%let x = {"b": {"c": 1}} %}d: e\n'],
      ["<p>{{! it's one }}</p><p title='x'>{{a}}</p>", "</p>\n<p"],
    ] as const)
      assert.ok(toReadableText({ file: "body.html", text }).includes(laidOut), text);
  });

  it("may be left open by mistake: the rest is laid out as soon as ever", () => {
    for (const open of ["{{ name", "{{{ name", "{%= name", '{{ "}}" '])
      for (const rest of ['<a b="c">x</a>', `{{ "}}" `, open]) {
        const text = `<p>${open}</p>${rest.repeat(2_000)}`;
        const shown = toReadableText({ file: "body.txt", text });
        assert.equal(shown.trim(), text.trim());
      }
    assert.ok(toReadableText({ file: "body.txt", text: "pz".repeat(50_000) }).startsWith("pzpz"));
  });

  it("stays as it is, byte for byte, wherever it stands", () => {
    const markup = fc.array(fc.tuple(expression, fc.constantFrom(...PLACES)), { maxLength: 6 });
    fc.assert(
      fc.property(markup, fc.constantFrom("body.html", "subject.txt"), (pieces, file) => {
        const text = pieces.map(([one, place]) => place(one)).join("\r\n");
        assert.equal(listExpressions(toReadableText({ file, text })), listExpressions(text));
      }),
      { numRuns: runsOf(1_000) },
    );
  });
});

describe("documents of content", () => {
  it("are found again by their address, whatever things are called", () => {
    const text = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.tuple(text, text, text, text), ([connection, sandbox, id, name]) => {
        const source = {
          connection,
          sandbox,
          form: "source" as const,
          file: "body.html",
          thing: { kind: "template" as const, id, version: CURRENT_VERSION },
        };
        assert.deepEqual(readContentPath(toContentAddress(source, name).path), source);
      }),
      { seed: 7 },
    );
    for (const other of ["", "/", "/a/b/template", "/a/b/audience/c/current/source/x.html/n", "/%E0/b"])
      assert.equal(readContentPath(other), undefined);
  });

  it("hold the source as authored, or laid out; parts opened together are read once", async () => {
    const { session, urls } = platform();
    const [template] = await collectItems(listContentTemplates(session));
    assert.ok(template !== undefined);
    const documents = new ContentDocuments({
      sessions: async () => ({ open: async () => session }),
      now: () => 0,
    });
    const path = (form: "source" | "readable", file: string) => {
      const thing = current("template", template.id);
      return toContentAddress({ connection: "a", sandbox: "prod", thing, form, file }, template.name).path;
    };
    const before = urls.length;
    const [source, readable, subject] = await Promise.all([
      documents.read(path("source", "body.html")),
      documents.read(path("readable", "body.html")),
      documents.read(path("source", "subject.txt")),
    ]);
    assert.equal(urls.length, before + 1);
    assert.ok(readable.split("\n").length > source.split("\n").length);
    assert.equal(subject, template.name);
    assert.equal(
      await documents.read(path("readable", "preheader.txt")),
      "",
      "the other side may have this part",
    );
    await assert.rejects(documents.read(path("source", "preheader.txt")), /no longer offers/);
    await assert.rejects(documents.read("/nonsense"), /not content/);
  });
});
