/**
 * What is written for a field, an audience or a namespace depends on the place it is dropped at.
 */
import assert from "node:assert/strict";
import { type Insertion, toInsertedText, toPathStep } from "../../../../client/src/model/pqlPath.js";

const field = (path: string, root: "profile" | "event" = "profile"): Insertion => ({
  type: "field",
  path,
  root,
});
const AUDIENCE: Insertion = { type: "audience", id: "8a-1" };
const EMAIL: Insertion = { type: "namespace", code: "Email" };

describe("inserting into PQL", () => {
  it("quotes names PQL would read as something else", () => {
    assert.equal(toPathStep("person"), "person");
    assert.equal(toPathStep("größe"), "größe");
    assert.equal(toPathStep("first-name"), "`first-name`");
    assert.equal(toPathStep("2nd"), "`2nd`");
    assert.equal(toPathStep("last"), "`last`");
  });

  it("writes a profile field as its path, and goes on from what stands in front of a dot", () => {
    assert.equal(toInsertedText(field("person.name.firstName"), ""), "person.name.firstName");
    assert.equal(toInsertedText(field("person.name.firstName"), "not "), "person.name.firstName");
    assert.equal(toInsertedText(field("person.name.firstName"), "person.name."), "firstName");
    assert.equal(toInsertedText(field("offers.price"), "offers["), "price");
  });

  it("starts an event field at the events, the item in brackets, or the variable", () => {
    const type = field("eventType", "event");
    assert.equal(toInsertedText(type, ""), "xEvent.eventType");
    assert.equal(toInsertedText(type, "xEvent["), "eventType");
    assert.equal(toInsertedText(type, "xEvent[a = 1].count() > 0 and "), "xEvent.eventType");
    assert.equal(toInsertedText(type, "select E from xEvent where "), "E.eventType");
  });

  it("writes an audience as a reference, inside quotes as its id alone", () => {
    assert.equal(toInsertedText(AUDIENCE, "a = 1 and "), 'inSegment("8a-1")');
    assert.equal(toInsertedText(AUDIENCE, 'inSegment("'), "8a-1");
    assert.equal(toInsertedText(AUDIENCE, 'name = "x" and '), 'inSegment("8a-1")');
  });

  it("writes a namespace as a step of the identity map, a key in its brackets, or the code alone", () => {
    assert.equal(toInsertedText(EMAIL, ""), "identityMap.Email");
    assert.equal(toInsertedText(EMAIL, "identityMap."), "Email");
    assert.equal(toInsertedText(EMAIL, "identityMap["), '"Email"');
    assert.equal(toInsertedText(EMAIL, 'identityMap["'), "Email");
  });
});
