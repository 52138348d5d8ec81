/** Types are shared, so that they can be compared by identity, and named as the service names them. */
import assert from "node:assert/strict";
import {
  arrayOf,
  BOOLEAN,
  DATE,
  EVENT,
  expressionOf,
  INTEGER,
  INTERVAL,
  lambdaOf,
  mapEntryOf,
  mapOf,
  NULL,
  OBJECT,
  recordOf,
  STRING,
  STRING_LITERAL,
  spreadOf,
  TIMESTAMP,
  type Type,
  tupleOf,
  UNKNOWN,
  variableOf,
} from "../../../../server/src/pql/types/pqlTypes";
import { displayType } from "../../../../server/src/pql/types/typeNames";

describe("types", () => {
  it("are identical when they are made of the same parts", () => {
    assert.equal(arrayOf(STRING), arrayOf(STRING));
    assert.equal(arrayOf(arrayOf(INTEGER)), arrayOf(arrayOf(INTEGER)));
    assert.equal(mapOf(STRING, arrayOf(OBJECT)), mapOf(STRING, arrayOf(OBJECT)));
    assert.notEqual(arrayOf(STRING), arrayOf(INTEGER));
    assert.notEqual(mapOf(STRING, INTEGER), mapOf(INTEGER, INTEGER));
  });

  it("tell the list a path through an array yields from a plain list", () => {
    assert.notEqual(spreadOf(STRING), arrayOf(STRING));
    assert.equal(spreadOf(STRING), spreadOf(STRING));
  });

  it("keep lists from paths flat however many arrays the path goes through", () => {
    assert.equal(spreadOf(arrayOf(STRING)), spreadOf(STRING));
    assert.equal(spreadOf(spreadOf(STRING)), spreadOf(STRING));
  });
});

describe("type names", () => {
  const names: readonly (readonly [Type, string])[] = [
    [UNKNOWN, "ANY"],
    [NULL, "NULL"],
    [STRING, "STRING"],
    [STRING_LITERAL, "STRING"],
    [BOOLEAN, "BOOLEAN"],
    [TIMESTAMP, "TIMESTAMP"],
    [DATE, "DATE"],
    [INTERVAL, "TIME_INTERVAL"],
    [arrayOf(STRING), "STRING[]"],
    [spreadOf(STRING), "STRING[]"],
    [arrayOf(arrayOf(INTEGER)), "INTEGER[][]"],
    [mapOf(STRING, mapOf(STRING, OBJECT)), "Map[STRING => Map[STRING => OBJECT]]"],
    [mapEntryOf(STRING, INTEGER), "MapEntry[STRING => INTEGER]"],
    [recordOf(new Map([["a", STRING]])), "OBJECT"],
    [
      tupleOf(
        new Map<string, Type>([
          ["A", OBJECT],
          ["B", EVENT],
        ]),
      ),
      "TUPLE(OBJECT, EXPERIENCE_EVENT)",
    ],
    [lambdaOf([STRING], BOOLEAN), "(STRING) => BOOLEAN"],
    [expressionOf(BOOLEAN), "BOOLEAN"],
    [variableOf("T"), "T"],
  ];
  for (const [type, name] of names) {
    it(`are spelled as the service spells them: ${name} for ${type.kind}`, () => {
      assert.equal(displayType(type), name);
    });
  }
});
