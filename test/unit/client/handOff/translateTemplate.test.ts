/**
 * Personalisation of Journey Optimizer in the words of other systems: what the table has is translated, everything else leaves a mark
 * that leads to its place, and no text is lost.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { FieldNames } from "../../../../client/src/handOff/fieldNames.js";
import { translateTemplate } from "../../../../client/src/handOff/translateTemplate.js";
import { TRANSLATIONS } from "../../../../client/src/handOff/translationTable.js";

type System = keyof typeof TRANSLATIONS;

function translate(system: System, text: string) {
  const rows = TRANSLATIONS[system];
  const names = new FieldNames(rows);
  const translated = translateTemplate(text, { rows, nameField: (path) => names.name({ path }) });
  return { ...translated, fields: names.fields.map(({ path }) => path) };
}

/** Template → the same there, with nothing left over. */
const WHOLE: readonly (readonly [system: System, written: string, there: string])[] = [
  ["sfmc", "Hi {{profile.person.name.firstName}}!", "Hi %%FirstName%%!"],
  ["marketo", "Hi {{ profile.person.name.firstName }}!", "Hi {{lead.First Name}}!"],
  ["sfmc", '<a href="x?m={{{profile.personalEmail.address}}}">', '<a href="x?m=%%emailaddr%%">'],
  ["sfmc", "{{profile._acme.loyalty.tier}}", "%%LoyaltyTier%%"],
  ["marketo", "{{profile._acme.loyalty.tier}}", "{{lead.Loyalty Tier}}"],
  ["sfmc", "{{unsubscribeLink}}", "%%unsub_center_url%%"],
  ["marketo", "{{unsubscribeLink}}", "{{system.unsubscribeLink}}"],
  // Defaults
  [
    "sfmc",
    'Hi {%= profile.person.name.firstName ?: "there" %}',
    'Hi %%=Iif(Empty([FirstName]), "there", [FirstName])=%%',
  ],
  ["marketo", "Hi {%=profile.person.name.firstName ?: 'there'%}", "Hi {{lead.First Name:default=there}}"],
  [
    "sfmc",
    '{%= profile.a.b ?: "say ""no" %}'.replace('""', '\\"'),
    '%%=Iif(Empty([AB]), "say ""no", [AB])=%%',
  ],
  // Functions of helpers
  ["sfmc", "{%= upperCase(trim(profile.person.name.lastName)) %}", "%%=Uppercase(Trim([LastName]))=%%"],
  [
    "sfmc",
    '{% let g = concat("Dear ", profile.person.name.firstName) %}{{g}}, {%= upperCase(g) %}',
    '%%[ SET @g = Concat("Dear ", [FirstName]) ]%%%%=v(@g)=%%, %%=Uppercase(@g)=%%',
  ],
  // Conditions
  [
    "sfmc",
    '{%#if profile.homeAddress.countryCode = "FR"%}Bonjour{%else if profile.x.age >= 18 and profile.x.vip != true%}Hello{%else%}Hi{%/if%}.',
    '%%[ IF [HomeAddressCountryCode] == "FR" THEN ]%%Bonjour%%[ ELSEIF [XAge] >= 18 AND [XVip] != true THEN ]%%Hello%%[ ELSE ]%%Hi%%[ ENDIF ]%%.',
  ],
  [
    "sfmc",
    '{%#if contains(profile.personalEmail.address, ".edu")%}a{%#if isNotEmpty(profile.a.b)%}b{%else%}c{%/if%}{%/if%}',
    '%%[ IF IndexOf([emailaddr], ".edu") > 0 THEN ]%%a%%[ IF NOT Empty([AB]) THEN ]%%b%%[ ELSE ]%%c%%[ ENDIF ]%%%%[ ENDIF ]%%',
  ],
  [
    "sfmc",
    "{%#if profile.a.b = 1 or profile.a.c = 2 and not (profile.a.d = null)%}x{%/if%}",
    "%%[ IF [AB] == 1 OR ([AC] == 2 AND NOT ((IsNull([AD])))) THEN ]%%x%%[ ENDIF ]%%",
  ],
  ["sfmc", "{%#unless profile.a.b = 1%}x{%/unless%}", "%%[ IF NOT ([AB] == 1) THEN ]%%x%%[ ENDIF ]%%"],
  // As editors of mark-up write it
  ["sfmc", "{%#if profile.a.b = &quot;x&quot;%}y{%/if%}", '%%[ IF [AB] == "x" THEN ]%%y%%[ ENDIF ]%%'],
  // Shortcuts, comments, fragments
  [
    "sfmc",
    "{{#with profile.person.name as |n|}}{{n.firstName}} {{n.lastName}}{{/with}}",
    "%%FirstName%% %%LastName%%",
  ],
  ["marketo", "{{#with profile.person.name}}{{this.firstName}}{{/with}}", "{{lead.First Name}}"],
  ["sfmc", "a{{!-- {{profile.x.y}} --}}b{{! c }}", "ab"],
  ["sfmc", "{{fragment id='ajo:footer' name='Footer'}}", '%%=ContentBlockByName("Footer")=%%'],
];

/** What has no counterpart: the template, how often, and what is kept of the text. */
const BROKEN: readonly (readonly [
  system: System,
  written: string,
  reasons: readonly RegExp[],
  kept: string,
])[] = [
  [
    "sfmc",
    "{%#each profile.cart.items as |item|%}<li>{{item.name}} for {{profile.person.name.firstName}}</li>{%/each%}",
    [/list inside a profile/, /item of the list of number 1/],
    "[[not translated 1]]<li>[[not translated 2]] for %%FirstName%%</li>[[end of 1]]",
  ],
  [
    "sfmc",
    "{{#each profile.cart.items}}{{@index}}: {{this.name}}{{/each}}",
    [/list/, /number 1/, /number 1/],
    "[[not translated 1]][[not translated 2]]: [[not translated 3]][[end of 1]]",
  ],
  [
    "marketo",
    '{%#if profile.a.b = "x"%}A{%else%}{{profile.person.name.firstName}}{%/if%}',
    [/no conditions/],
    "[[not translated 1]]A[[1: otherwise]]{{lead.First Name}}[[end of 1]]",
  ],
  ["sfmc", "{{offers.html.[xcore:p:1].[xcore:a:2].content}}", [/offer decision/], "[[not translated 1]]"],
  [
    "sfmc",
    "{{context.journey.technicalProperties.journeyUID}}",
    [/journey or the campaign/],
    "[[not translated 1]]",
  ],
  ["sfmc", "{%= formatDate(profile.a.b, 'dd.MM.') %}", [/`formatDate`/], "[[not translated 1]]"],
  ["sfmc", "{%= upperCase(profile.a.b, 1) %}", [/`upperCase`/], "[[not translated 1]]"],
  ["sfmc", "{%#if profile.a.isMember%}x{%/if%}", [/stands alone/], "[[not translated 1]]x[[end of 1]]"],
  ["sfmc", '{%#if profile.s.get("ups").x = "y"%}x{%/if%}', [/syntax/], "[[not translated 1]]x[[end of 1]]"],
  ["sfmc", "{%#if profile.a.b = 1%}x", [/not closed/], "[[not translated 1]]x"],
  [
    "sfmc",
    "x{%/if%}{%else%}",
    [/closes nothing/, /closes nothing/],
    "x[[not translated 1]][[not translated 2]]",
  ],
  [
    "sfmc",
    "{% let d = profile.a.b + 1 %}{{d}}",
    [/operator `\+`/, /`d` is set where/],
    "[[not translated 1]][[not translated 2]]",
  ],
  ["marketo", "{{fragment id='ajo:footer' name='Footer'}}", [/fragment/], "[[not translated 1]]"],
  ["marketo", "{%= upperCase(profile.a.b) %}", [/do not compute/], "[[not translated 1]]"],
];

describe("a template in another system", () => {
  for (const [system, written, there] of WHOLE) {
    it(`${system}: ${written}`, () => {
      const { text, untranslated } = translate(system, written);
      assert.deepEqual({ text, untranslated }, { text: there, untranslated: [] });
    });
  }

  for (const [system, written, reasons, kept] of BROKEN) {
    it(`${system} has no ${written}`, () => {
      const { text, untranslated } = translate(system, written);
      assert.equal(text, kept);
      assert.equal(untranslated.length, reasons.length, JSON.stringify(untranslated));
      for (const [index, reason] of reasons.entries())
        assert.match(untranslated[index]?.reason ?? "", reason);
    });
  }

  it("says where each thing stands that was not translated, and names the fields it reads", () => {
    const source = "line one\n  {{offers.text.[a].[b].content}}\n{%#if profile.z.flag%}{%/if%}";
    const { untranslated, fields } = translate("sfmc", source);
    assert.deepEqual(
      untranslated.map(({ number, line, column, written }) => ({ number, line, column, written })),
      [
        { number: 1, line: 2, column: 3, written: "{{offers.text.[a].[b].content}}" },
        { number: 2, line: 3, column: 1, written: "{%#if profile.z.flag%}" },
      ],
    );
    assert.deepEqual(fields, ["z.flag"]);
  });

  it("names no two fields alike", () => {
    const paths = ["home.address.city", "_acme.home.address.city", "work.address.city", "address.city"];
    const { text } = translate("sfmc", paths.map((path) => `{{profile.${path}}}`).join(" "));
    assert.equal(new Set(text.split(" ")).size, paths.length, text);
  });

  it("loses no text and leaves no tag of Journey Optimizer, whatever is written", () => {
    const piece = fc.constantFrom(
      ..."{%#if profile.a.b = 1%}|{%else%}|{%else if x%}|{%/if%}|{{#each profile.c as |i|}}|{{i.d}}|{{/each}}"
        .split("|{")
        .map((one, at) => (at === 0 ? one : `{${one}`)),
      ...[
        "{{profile.person.name.firstName}}",
        "{{{x}}}",
        "{% let q = 1 %}",
        "{{q}}",
        "{%= a ?: b ?: %}",
        "{{#with p}}",
        "{{/with}}",
        "{{}}",
        "{%%}",
      ],
    );
    const word = fc.integer({ min: 100, max: 999 }).map((number) => `w${number} `);
    fc.assert(
      fc.property(
        fc.constantFrom<System>("sfmc", "marketo"),
        fc.array(fc.oneof(piece, word)),
        (system, parts) => {
          const { text, untranslated } = translate(system, parts.join(""));
          const words = (one: string): string[] => one.match(/w\d{3} /g) ?? [];
          assert.deepEqual(
            words(text),
            parts.filter((part) => part.startsWith("w")),
          );
          assert.doesNotMatch(text.replace(/\{\{(lead|system)\.[^{}]*\}\}/g, ""), /\{\{|\{%|%\}/);
          for (const { number } of untranslated) assert.ok(text.includes(`[[not translated ${number}]]`));
        },
      ),
    );
  });
});
