/** What may stand where, and what could ever be equal. */
import assert from "node:assert/strict";
import { commonType } from "../../../../server/src/pql/types/commonType";
import {
  arrayOf,
  BOOLEAN,
  DATE,
  DOUBLE,
  EVENT,
  INTEGER,
  INTERVAL,
  LONG,
  lambdaOf,
  mapOf,
  NULL,
  NUMBER,
  OBJECT,
  recordOf,
  STRING,
  STRING_LITERAL,
  spreadOf,
  TIME,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "../../../../server/src/pql/types/pqlTypes";
import { displayType } from "../../../../server/src/pql/types/typeNames";
import {
  type Comparability,
  canCompare,
  isAssignable,
  orderOf,
  readsAs,
} from "../../../../server/src/pql/types/typeRelations";

const RECORD = recordOf(new Map([["a", STRING]]));
const SOME_TYPES: readonly Type[] = [
  STRING,
  STRING_LITERAL,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  INTERVAL,
  arrayOf(STRING),
  spreadOf(INTEGER),
  mapOf(STRING, OBJECT),
  OBJECT,
  EVENT,
  RECORD,
];

describe("assignability", () => {
  const rows: readonly (readonly [from: Type, to: Type, fits: boolean])[] = [
    [INTEGER, DOUBLE, true],
    [INTEGER, LONG, true],
    [LONG, INTEGER, true],
    [DOUBLE, NUMBER, true],
    [NUMBER, INTEGER, true],
    [DOUBLE, INTEGER, false],
    [STRING_LITERAL, STRING, true],
    [STRING_LITERAL, BOOLEAN, false],
    [STRING, NUMBER, false],
    [BOOLEAN, STRING, false],
    [DATE, TIMESTAMP, true],
    [TIMESTAMP, DATE, false],
    [INTERVAL, TIMESTAMP, false],
    [INTERVAL, TIME, true],
    [DATE, TIME, true],
    [STRING, TIME, false],
    [arrayOf(INTEGER), arrayOf(NUMBER), true],
    [arrayOf(STRING), arrayOf(NUMBER), false],
    [arrayOf(STRING), STRING, false],
    [spreadOf(STRING), STRING, true],
    [spreadOf(STRING), NUMBER, false],
    [spreadOf(STRING), arrayOf(STRING), true],
    [STRING, arrayOf(STRING), false],
    [mapOf(STRING, INTEGER), mapOf(STRING, NUMBER), true],
    [mapOf(STRING, STRING), mapOf(STRING, NUMBER), false],
    [mapOf(STRING, STRING), OBJECT, false],
    [RECORD, OBJECT, true],
    [EVENT, OBJECT, true],
    [RECORD, EVENT, false],
    [lambdaOf([], INTEGER), lambdaOf([], NUMBER), true],
    [lambdaOf([], STRING), lambdaOf([], NUMBER), false],
  ];
  for (const [from, to, fits] of rows) {
    it(`${fits ? "lets" : "does not let"} ${from.kind} ${displayType(from)} stand for ${displayType(to)}`, () => {
      assert.equal(isAssignable(from, to), fits);
    });
  }

  it("objects to nothing that is unknown or null", () => {
    for (const type of SOME_TYPES) {
      assert.ok(isAssignable(UNKNOWN, type) && isAssignable(NULL, type) && isAssignable(type, UNKNOWN));
      assert.ok(isAssignable(arrayOf(UNKNOWN), arrayOf(type)));
    }
  });
});

describe("comparability", () => {
  const rows: readonly (readonly [left: Type, right: Type, answer: Comparability])[] = [
    [STRING, STRING_LITERAL, "yes"],
    [INTEGER, DOUBLE, "yes"],
    [LONG, NUMBER, "yes"],
    [STRING, INTEGER, "no"],
    [BOOLEAN, INTEGER, "no"],
    [BOOLEAN, STRING_LITERAL, "byCoercion"],
    [INTEGER, STRING_LITERAL, "byCoercion"],
    [TIMESTAMP, STRING_LITERAL, "byCoercion"],
    [BOOLEAN, STRING, "no"],
    [TIMESTAMP, DATE, "yes"],
    [TIMESTAMP, INTERVAL, "yes"],
    [TIMESTAMP, INTEGER, "no"],
    [arrayOf(STRING), STRING_LITERAL, "no"],
    [spreadOf(STRING), STRING_LITERAL, "yes"],
    [spreadOf(INTEGER), STRING_LITERAL, "byCoercion"],
    [spreadOf(INTEGER), STRING, "no"],
    [arrayOf(STRING), arrayOf(STRING_LITERAL), "yes"],
    [spreadOf(STRING), arrayOf(STRING_LITERAL), "yes"],
    [spreadOf(STRING), spreadOf(INTEGER), "no"],
    [arrayOf(arrayOf(STRING)), arrayOf(STRING), "no"],
    [arrayOf(INTEGER), arrayOf(STRING_LITERAL), "byCoercion"],
    [arrayOf(INTEGER), arrayOf(BOOLEAN), "no"],
    [mapOf(STRING, INTEGER), mapOf(STRING, STRING_LITERAL), "byCoercion"],
    [mapOf(STRING, INTEGER), STRING, "no"],
    [OBJECT, STRING_LITERAL, "no"],
    [OBJECT, RECORD, "yes"],
    [OBJECT, EVENT, "no"],
    [lambdaOf([], STRING), lambdaOf([], STRING), "no"],
  ];
  for (const [left, right, answer] of rows) {
    it(`of ${displayType(left)} (${left.kind}) and ${displayType(right)} (${right.kind}): ${answer}, either way round`, () => {
      assert.equal(canCompare(left, right), answer);
      assert.equal(canCompare(right, left), answer);
    });
  }

  it("is given for unknown, null and the type itself", () => {
    for (const type of SOME_TYPES) {
      for (const other of [UNKNOWN, NULL, type]) assert.equal(canCompare(type, other), "yes");
      assert.equal(canCompare(arrayOf(type), arrayOf(UNKNOWN)), "yes");
    }
  });
});

describe("reading text of the query as another type", () => {
  const rows: readonly (readonly [text: string, type: Type, reads: boolean])[] = [
    ["true", BOOLEAN, true],
    ["False", BOOLEAN, true],
    ["yes", BOOLEAN, false],
    ["12", INTEGER, true],
    ["-12", LONG, true],
    ["12.5", INTEGER, false],
    ["12.5", DOUBLE, true],
    [".5e3", NUMBER, true],
    ["twelve", NUMBER, false],
    ["", NUMBER, false],
    ["2024-02-29", DATE, true],
    ["2023-02-29", DATE, false],
    ["2024-05-01T10:30:00Z", TIMESTAMP, true],
    ["2024-05-01T10:30:00.123+02:00", TIMESTAMP, true],
    ["01.05.2024", TIMESTAMP, false],
    ["true", spreadOf(BOOLEAN), true],
    ["anything", STRING, true],
  ];
  for (const [text, type, reads] of rows) {
    it(`${reads ? "reads" : "does not read"} "${text}" as ${displayType(type)}`, () => {
      assert.equal(readsAs(text, type), reads);
    });
  }
});

describe("order", () => {
  it("is documented for numbers, undocumented for text and times, and missing for the rest", () => {
    assert.equal(orderOf(INTEGER), "documented");
    assert.equal(orderOf(UNKNOWN), "documented");
    assert.equal(orderOf(spreadOf(DOUBLE)), "documented");
    assert.equal(orderOf(TIMESTAMP), "undocumented");
    assert.equal(orderOf(STRING_LITERAL), "undocumented");
    assert.equal(orderOf(BOOLEAN), "none");
    assert.equal(orderOf(arrayOf(INTEGER)), "none");
  });
});

describe("the common type", () => {
  const rows: readonly (readonly [left: Type, right: Type, common: Type | undefined])[] = [
    [INTEGER, DOUBLE, DOUBLE],
    [INTEGER, LONG, LONG],
    [LONG, NUMBER, NUMBER],
    [STRING, STRING_LITERAL, STRING],
    [NULL, INTEGER, INTEGER],
    [UNKNOWN, INTEGER, UNKNOWN],
    [DATE, TIMESTAMP, TIMESTAMP],
    [TIMESTAMP, INTERVAL, TIME],
    [STRING, INTEGER, undefined],
    [BOOLEAN, STRING_LITERAL, undefined],
    [arrayOf(INTEGER), arrayOf(DOUBLE), arrayOf(DOUBLE)],
    [arrayOf(INTEGER), spreadOf(DOUBLE), arrayOf(DOUBLE)],
    [spreadOf(INTEGER), spreadOf(DOUBLE), spreadOf(DOUBLE)],
    [arrayOf(NULL), arrayOf(STRING), arrayOf(STRING)],
    [arrayOf(STRING), STRING, undefined],
    [mapOf(STRING, INTEGER), mapOf(STRING, DOUBLE), mapOf(STRING, DOUBLE)],
    [RECORD, OBJECT, OBJECT],
  ];
  for (const [left, right, common] of rows) {
    it(`of ${displayType(left)} and ${displayType(right)} is ${common ? displayType(common) : "none"}`, () => {
      assert.equal(commonType(left, right), common);
      assert.equal(commonType(right, left), common);
    });
  }
});
