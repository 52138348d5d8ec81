/**
 * Pairs of rules that have something to do with each other, and profiles made for them: few fields, few values at the borders
 * of each other, events in and around the windows. Draws from fast-check only, so that every failure comes with its seed.
 */
import fc from "fast-check";

/** Clocks at which windows are hard: the end of a month, a leap day, a day on which clocks are changed. Zones are slow, so rare. */
export const anyClock = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      { now: "2030-06-01T12:00:00Z" },
      { now: "2028-02-29T23:59:59Z", weekStart: "monday" as const },
      { now: Date.UTC(2031, 2, 31) },
      { now: Date.UTC(2030, 0, 1) },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { now: "2031-03-31T00:00:00Z", timeZone: "America/New_York" },
      { now: "2030-10-27T01:30:00Z", timeZone: "Europe/Berlin", weekStart: "sunday" as const },
      { now: Date.UTC(2030, 0, 1), timeZone: "Pacific/Apia" },
    ),
  },
);

const SINGLE = ["a", "b", "tags"];
const field = fc.constantFrom(...SINGLE, "p.q", "p.r.s", 'm["k"]', 'm["k"].n');
const number = fc.constantFrom("0", "1", "5", "5.5", "10", "-2", "12", "0.1");
const text = fc.constantFrom(
  '"x"',
  '"X"',
  '"xy"',
  '"yx"',
  '""',
  '"12"',
  '"12.0"',
  '"abc"',
  '"true"',
  '"Straße"',
);
const order = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const flag = fc.constantFrom("", ", false", ", true");
const method = fc.constantFrom(
  "contains",
  "doesNotContain",
  "startsWith",
  "doesNotStartWith",
  "endsWith",
  "doesNotEndWith",
  "equals",
  "notEqualTo",
);
const window = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("<", "<=", ">", ">=", "="),
      fc.constantFrom(0, 1, 2, 30, 31, 60),
      fc.constantFrom("days", "hours", "months", "weeks", "years"),
      fc.constantFrom(
        "before now",
        "before today",
        "after now",
        "before yesterday",
        "after date(2030, 5, 1)",
      ),
    )
    .map((parts) => parts.join(" ")),
  fc.constantFrom(
    "today",
    "yesterday",
    "tomorrow",
    "before now",
    "after now",
    "before today",
    "after yesterday",
    "this month",
    "last month",
    "this week",
    "last week",
    "this year",
    "date(2030, 5, 31)",
    "after date(2030, 5, 1)",
    "between date(2030, 1, 1) and date(2030, 5, 31)",
    "between yesterday and now",
    "between last month and this month",
    "between last week and today",
  ),
);

/** Conditions on one value, at whatever level `place` stands. */
function conditionOn(place: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(place, order, number).map((parts) => parts.join(" ")) },
    { weight: 1, arbitrary: fc.tuple(number, order, place).map((parts) => parts.join(" ")) },
    {
      weight: 3,
      arbitrary: fc.tuple(place, fc.constantFrom("=", "!=", "<"), text).map((parts) => parts.join(" ")),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(text, fc.constantFrom("=", "!="), place).map((parts) => parts.join(" ")),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          place,
          fc.constantFrom("in", "notIn"),
          fc.oneof(fc.array(text, { maxLength: 3 }), fc.array(number, { maxLength: 3 })),
        )
        .map(([left, operator, list]) => `${left} ${operator} [${list.join(", ")}]`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(place, method, text, flag)
        .map(([left, name, part, more]) => `${left}.${name}(${part}${more})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(place, fc.constantFrom('like "x%"', 'like "%y"', 'like "x_"', 'matches "^x"', 'like "%x%"'))
        .map((parts) => parts.join(" ")),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(place, fc.constantFrom("isNull()", "isNotNull()")).map((parts) => parts.join(".")),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(place, fc.constantFrom("=", "!="), fc.constantFrom("true", "false", "null"))
        .map((parts) => parts.join(" ")),
    },
    { weight: 1, arbitrary: place },
    {
      weight: 1,
      arbitrary: fc
        .tuple(place, place, fc.constantFrom("=", "!=", "<"))
        .map(([one, other, sign]) => `${one} ${sign} ${other}`),
    },
    { weight: 2, arbitrary: fc.tuple(place, window).map(([left, test]) => `${left} occurs ${test}`) },
    { weight: 1, arbitrary: fc.tuple(text, place).map(([value, list]) => `${value} in ${list}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          place,
          fc.constantFrom("intersects", "supersetOf", "subsetOf"),
          fc.array(text, { minLength: 1, maxLength: 2 }),
        )
        .map(([list, name, values]) => `${list}.${name}([${values.join(", ")}])`),
    },
  );
}

const eventField = fc.constantFrom("kind", "n", "timestamp", "o.v");

function joined(part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(part, { minLength: 1, maxLength }), fc.constantFrom(" and ", " or "))
    .map(([parts, word]) => parts.map((inner) => (parts.length > 1 ? `(${inner})` : inner)).join(word));
}

const onEvent = joined(
  fc.oneof(
    { weight: 4, arbitrary: conditionOn(eventField) },
    { weight: 1, arbitrary: conditionOn(eventField).map((inner) => `not (${inner})`) },
    { weight: 2, arbitrary: window.map((test) => `timestamp occurs ${test}`) },
  ),
  3,
);

/** An event condition in which the variable `E` names the event. */
const onVariable = joined(conditionOn(eventField.map((name) => `E.${name}`)), 2);
const list = fc.constantFrom("xEvent", "xEvent", "orders", "p.items");
const count = fc.constantFrom("0", "1", "2", "3", "2.5");
const step = fc
  .tuple(onEvent, fc.option(window), fc.constantFrom("", "", " COUNT(2)", " COUNT(>= 3)"))
  .map(([what, when, times]) => `WHAT(${what})${when === null ? "" : ` WHEN(${when})`}${times}`);

const clause: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: conditionOn(field) },
  { weight: 2, arbitrary: fc.tuple(list, onEvent).map(([source, inner]) => `${source}[${inner}]`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(list, onEvent, order, count)
      .map(([source, inner, sign, number]) => `${source}[${inner}].count() ${sign} ${number}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(list, order, count)
      .map(([source, sign, number]) => `${source}.count() ${sign} ${number}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(list, onVariable)
      .map(([source, inner]) => `(select E from ${source} where ${inner})`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("exists", "forall"), list, onVariable)
      .map(([word, source, inner]) => `(${word} E from ${source} where ${inner})`),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(step, { minLength: 1, maxLength: 3 })
      .map(
        (steps) =>
          `chain(xEvent, timestamp, [${steps.map((inner, i) => `${"ABC"[i]}: ${inner}`).join(", ")}])`,
      ),
  },
  { weight: 1, arbitrary: conditionOn(fc.constantFrom("xEvent.n", "xEvent.kind", "xEvent.o.v")) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('inSegment("s")', 'inSegment("t")', "xEvent", "orders", "true", "false"),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(field, order, number).map(([name, sign, value]) => `${name} + 1 ${sign} ${value}`),
  },
);

/** A rule over the few fields. */
export const smallRule: fc.Arbitrary<string> = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    clause,
    fc
      .tuple(tie("rule"), fc.constantFrom("and", "or"), tie("rule"))
      .map(([one, word, other]) => `(${one}) ${word} (${other})`),
    tie("rule").map((inner) => `not (${inner})`),
    fc.tuple(clause, clause, clause).map(([c, one, other]) => `if(${c}, ${one}, ${other})`),
  ),
})).rule;

/** Two rules, the second often made from the first. */
export const rulePair: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(smallRule, smallRule),
  fc.tuple(clause, clause),
  fc
    .tuple(smallRule, clause, fc.constantFrom("and", "or"))
    .map(([one, more, word]) => [one, `(${one}) ${word} (${more})`] as const),
  fc
    .tuple(clause, clause, clause)
    .map(([one, two, three]) => [`(${one}) and (${two})`, `(${two}) or (${three})`] as const),
  fc.tuple(smallRule).map(([one]) => [one, `not (not (${one}))`] as const),
  fc
    .tuple(field, order, number, order, number)
    .map(
      ([name, sign, value, other, second]) =>
        [`${name} ${sign} ${value}`, `${name} ${other} ${second}`] as const,
    ),
  fc
    .tuple(fc.constantFrom("a", "p.q"), method, text, method, text, flag)
    .map(
      ([name, one, part, other, second, more]) =>
        [`${name}.${one}(${part})`, `${name}.${other}(${second}${more})`] as const,
    ),
  fc
    .tuple(fc.constantFrom("a", "p.q"), window, window)
    .map(([name, one, other]) => [`${name} occurs ${one}`, `${name} occurs ${other}`] as const),
  fc
    .tuple(onEvent, onEvent, count, count)
    .map(
      ([one, other, few, many]) =>
        [`xEvent[(${one}) and (${other})].count() >= ${few}`, `xEvent[${other}].count() >= ${many}`] as const,
    ),
);

const time = fc.oneof(
  fc.constantFrom(
    "2030-06-01T12:00:00Z",
    "2030-06-01T00:00:00Z",
    "2030-05-31T23:59:59Z",
    "2030-05-31T12:00:00Z",
    "2030-05-02T12:00:00Z",
    "2030-05-01T12:00:00Z",
    "2030-05-01",
    "2030-04-01T12:00:00Z",
    "2028-01-30T00:00:00Z",
    "2031-03-01T05:00:00Z",
    "2029-12-31T10:00:00Z",
    "2030-10-26T22:00:00Z",
    "2030-06-02T00:00:00+02:00",
  ),
  fc.integer({ min: Date.UTC(2028, 0), max: Date.UTC(2031, 5) }),
);
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(0, 1, 5, 5.5, 6, 10, 11, -2, 12, 4.999, 0.1) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      "x",
      "X",
      "xy",
      "yx",
      "XY",
      "",
      "12",
      "12.0",
      "abc",
      "true",
      "straße",
      "STRASSE",
      "5",
      "axb",
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, null) },
  { weight: 3, arbitrary: time },
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 8, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("q", "n", "v"), tie("value"), { maxKeys: 2 }) },
  ),
}));

const someFields = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: 4 });
const record = fc.oneof(
  { weight: 5, arbitrary: someFields(["kind", "n", "o", "v"]) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const withObject = fc
  .tuple(record, fc.option(fc.oneof(someFields(["v"]), fc.array(someFields(["v"]), { maxLength: 2 }))))
  .map(([fields, o]) => (o === null ? fields : { ...fields, o }));
const event = fc.tuple(withObject, fc.option(time, { freq: 8 })).map(([fields, timestamp]) => ({
  ...fields,
  ...(timestamp === null ? {} : { timestamp }),
}));
const nested = fc.oneof(
  fc.record(
    {
      q: anyValue,
      r: fc.oneof(
        fc.record({ s: anyValue }),
        fc.array(fc.record({ s: anyValue }), { maxLength: 2 }),
        anyValue,
      ),
      items: fc.array(event, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
  fc.array(fc.record({ q: anyValue, items: fc.array(event, { maxLength: 2 }) }, { requiredKeys: [] }), {
    maxLength: 3,
  }),
  anyValue,
);

/** A profile for such rules: fields missing, null, empty, of the wrong type, lists where objects are expected. */
export const smallProfile: fc.Arbitrary<unknown> = fc.record(
  {
    a: anyValue,
    b: anyValue,
    tags: fc.oneof(fc.array(scalar, { maxLength: 3 }), anyValue),
    p: nested,
    m: fc.oneof(
      fc.record(
        { k: fc.oneof(anyValue, fc.array(fc.record({ n: anyValue }), { maxLength: 2 })) },
        { requiredKeys: [] },
      ),
      anyValue,
    ),
    orders: fc.oneof(fc.array(fc.oneof(event, fc.constant(null)), { maxLength: 3 }), event, anyValue),
    xEvent: fc.oneof(
      { weight: 6, arbitrary: fc.array(event, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom(null, "none") },
    ),
    segmentMembership: fc.constantFrom(
      { ups: { s: { status: "realized" } } },
      { UPS: { s: { status: "exited" }, t: { status: "existing" } } },
      { ups: { s: { status: "odd" } } },
    ),
  },
  { requiredKeys: [] },
);
