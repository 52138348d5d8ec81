/** A schema without any field of an organisation is not the organisation's own: its steps are warned of, wherever they stand. */
import assert from "node:assert/strict";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkText } from "./checking";
import { schemaOf } from "./schemaNotation";

const STANDARD = createEnvironment({
  profile: schemaOf("profile", {
    person: { name: { firstName: "text" } },
    consents: { marketing: { email: { val: ["y", "n"] } } },
  }),
  event: schemaOf("experienceevent", {
    eventType: "text",
    timestamp: "instant",
    commerce: { order: { priceTotal: "number" } },
  }),
});

describe("a schema of standard fields only", () => {
  for (const text of [
    "_acme.visits > 3",
    "consents._acme.optIn",
    "consents.marketing._acme.optIn = true",
    'consents["_acme"].optIn',
    'person.name._acme.nickname = "Bo"',
    "xEvent.exists(commerce._acme.points > 3)",
    "chain(xEvent, timestamp, [A: WHAT(commerce.order._acme.points > 3)])",
  ])
    it(`warns of the organisation's step: ${text}`, () => {
      const told = checkText(text, STANDARD).problems.map(({ severity, code }) => `${severity} ${code}`);
      assert.deepEqual(told, ["warning pql.unknownField"]);
    });

  it("knows no other field below a standard object", () => {
    const told = checkText("consents.optIn", STANDARD).problems.map(({ severity }) => severity);
    assert.deepEqual(told, ["error"]);
  });
});
