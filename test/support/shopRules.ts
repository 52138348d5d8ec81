/**
 * Random rules over the fields of `shopSchema.ts` that mean something: every construct that has an equivalent in SQL, typed as
 * the schema wants it, with literals that profiles of the shop have, or just miss.
 */
import fc from "fast-check";

const text = (value: string): string => JSON.stringify(value);
const pick = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const join = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""));

const WORD = pick(
  "a",
  "A",
  "ab",
  "Oslo",
  "oslo",
  "gold",
  "it's",
  "50%",
  "größe",
  "web",
  "app",
  "",
  "b\\c",
  "$x",
  "s",
).map(text);
const TEXT_FIELD = pick(
  "person.name.firstName",
  "person.name.lastName",
  "homeAddress.city",
  "workAddress.city",
  "homeAddress.countryCode",
  "loyalty.tier",
  'consents.get("email").val',
);
const SIGN = pick("=", "!=", "<", "<=", ">", ">=");
const COUNT = fc.integer({ min: 0, max: 5 }).map(String);
const LITERAL_NUMBER = pick("0", "1", "2", "-1", "5", "2.5", "0.5", "12", "100", "9007199254740991");

const { number } = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2 },
    pick(
      "loyalty.points",
      "loyalty.score",
      "loyalty.balance",
      "person.birthYear",
      'scores.get("push")',
      'scores["email"]',
    ),
    LITERAL_NUMBER,
    pick(
      "numbers.count()",
      "orders.count()",
      "numbers.max()",
      "numbers.average()",
      "orders.max(total)",
      "orders.min(order.quantity)",
      "tags.distinct().count()",
      "numbers.head()",
      "xEvent.count()",
      "xEvent.sum(commerce.order.priceTotal)",
      "xEvent.average(web.views)",
      "scores.values().max()",
      "scores.keys().count()",
      "loyalty.joinedAt.getMonth()",
      "person.birthDate.getDayOfMonth()",
      "person.birthDate.getYear()",
      "currentYear()",
      "currentMonth()",
      "currentDayOfMonth()",
      "(sum O.total over O from orders where O.quantity > 1)",
      '(sum I.price over O from orders, I from O.items where I.category = "a")',
      "(count X from xEvent where X.web.views > 1)",
    ).filter((value) => !value.startsWith("(count")),
    fc.tuple(tie("number"), pick("+", "-", "*", "/"), tie("number")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("number"), tie("number")).map(([a, b]) => `if(${a} > 1, ${a}, ${b})`),
    tie("number").map((value) => `-(${value})`),
  ),
}));

const SPAN = fc
  .tuple(
    pick("1", "2", "7", "30", "12", "3", "1"),
    pick("days", "hours", "weeks", "months", "years", "minutes"),
  )
  .map(([count, unit]) => `${count} ${unit}`);
const POINT = pick(
  "now",
  "today",
  "date(2024, 3, 1)",
  "yesterday",
  "this month",
  "date(currentYear() - 1, 2, 28)",
);
/** A time test. */
export const window: fc.Arbitrary<string> = fc.oneof(
  join(pick("<", "<=", ">", ">="), pick(" "), SPAN, pick(" before ", " after "), POINT),
  join(
    pick("= "),
    COUNT,
    pick(" days before today", " days before date(2024, 3, 20)", " days after yesterday"),
  ),
  join(pick("before ", "after "), POINT),
  pick(
    "today",
    "yesterday",
    "tomorrow",
    "this week",
    "last week",
    "this month",
    "last month",
    "this year",
    "last year",
    "this hour",
    "on date(2024, 2, 29)",
    "next day",
  ),
  pick(
    "between yesterday and now",
    "between date(2024, 2, 1) and date(2024, 3, 15)",
    "between last month and this week",
    "between today and this month",
    "between date(2023, 1, 1) and today",
  ),
);

const textTest = (field: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    join(field, pick(" = ", " != "), fc.oneof(WORD, field)),
    join(
      field,
      pick(" in ", " notIn "),
      fc.array(WORD, { minLength: 1, maxLength: 3 }).map((words) => `[${words.join(", ")}]`),
    ),
    join(
      field,
      pick(
        ".contains(",
        ".doesNotContain(",
        ".startsWith(",
        ".doesNotStartWith(",
        ".endsWith(",
        ".doesNotEndWith(",
        ".equals(",
        ".notEqualTo(",
      ),
      fc.oneof(WORD, field),
      pick(")", ", true)", ", false)"),
    ),
    join(field, pick(' like "%o%"', ' like "_b"', ' like "a%"', ' like "50%"', ' like "__"', ' like ""')),
    join(field, pick('.matches("^a")', '.matches("[bo]")', '.matches("o$")', '.matches("(?i)^OS")')),
    join(field, pick(".isNull()", ".isNotNull()", "")),
  );

const orderCondition = fc.oneof(
  join(pick("total", "quantity", "order.total"), pick(" "), SIGN, pick(" "), LITERAL_NUMBER),
  textTest(pick("channel", "id")),
  join(pick("placedAt occurs "), window),
  pick(
    "isReturned",
    "isReturned = false",
    'items.exists(category = "a")',
    "items[price > 1].count() >= 1",
    "items.count() = 2",
    "channel = ^^.loyalty.tier",
    'items.category = "ab"',
    "items.price >= 2.5",
  ),
);
const eventCondition = fc.oneof(
  textTest(pick("eventType", "web.url", "commerce.order.currencyCode")),
  join(pick("web.views", "commerce.order.priceTotal"), pick(" "), SIGN, pick(" "), LITERAL_NUMBER),
  pick(
    'productListItems.exists(SKU = "a" and quantity > 1)',
    "productListItems.quantity > 2",
    'productListItems.name = "ab"',
    "commerce.order.isNotNull() and commerce.order.priceTotal > 0",
    "productListItems.count() >= 1",
    "eventType = ^^.loyalty.tier",
    "timestamp occurs > 1 day after ^^.loyalty.joinedAt",
  ),
  join(pick("timestamp occurs "), window),
);
const step = fc
  .tuple(eventCondition, fc.option(window, { nil: undefined }))
  .map(([what, when]) => `WHAT(${what})${when === undefined ? "" : ` WHEN(${when})`}`);

const chain = fc.oneof(
  fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => {
    const labelled = steps.map((one, index) => `${"ABC"[index]}: ${one}`);
    return `chain(xEvent, timestamp, [${labelled.join(", ")}])`;
  }),
  fc
    .tuple(step, pick("COUNT(2)", "COUNT(>= 3)", "COUNT(1)"))
    .map(([one, count]) => `chain(xEvent, timestamp, [A: ${one} ${count}])`),
);

const listTest = fc.oneof(
  join(WORD, pick(" in ", " notIn "), pick("tags")),
  join(
    pick("tags.intersects(", "tags.subsetOf(", "tags.supersetOf("),
    fc.array(WORD, { minLength: 1, maxLength: 3 }).map((words) => `[${words.join(", ")}]`),
    pick(")"),
  ),
  join(LITERAL_NUMBER, pick(" in numbers")),
  join(
    pick("orders[", "orders.exists(").chain((open) =>
      orderCondition.map((condition) => `${open}${condition}${open.endsWith("[") ? "]" : ")"}`),
    ),
  ),
  join(pick("orders["), orderCondition, pick("].count() "), SIGN, pick(" "), COUNT),
  join(pick("orders.total ", "orders.items.price ", "numbers "), pick("= ", "> ", "<= "), LITERAL_NUMBER).map(
    (value) => (value.startsWith("numbers") ? "numbers.intersects([1, 2])" : value),
  ),
  join(pick("orders.channel = "), WORD),
  join(pick("orders.placedAt occurs "), window),
  join(
    pick("forall O from orders where "),
    fc.oneof(textTest(pick("O.channel")), join(pick("O.total "), SIGN, pick(" 2"))),
  ),
  join(
    pick("exists O from orders where "),
    fc.oneof(textTest(pick("O.channel")), join(pick("O.placedAt occurs "), window)),
  ),
  join(
    pick("exists O from orders, I from O.items where I.category = O.channel or I.price "),
    SIGN,
    pick(" O.total"),
  ),
  join(pick("select O from orders where O.total "), SIGN, pick(" 2")),
  join(pick("orders.sum(total) "), SIGN, pick(" "), LITERAL_NUMBER),
);

const eventTest = fc.oneof(
  chain,
  chain,
  join(pick("xEvent["), eventCondition, pick("]")),
  join(pick("xEvent["), eventCondition, pick("].count() "), SIGN, pick(" "), COUNT),
  join(pick("xEvent["), eventCondition, pick("].sum(web.views) "), SIGN, pick(" "), LITERAL_NUMBER),
  join(
    pick('exists A from xEvent where A.eventType = "a", B from xEvent where B.timestamp occurs '),
    pick(
      "< 2 days after A.timestamp",
      "<= 1 week before A.timestamp",
      "after A.timestamp",
      "before A.timestamp",
    ),
    pick("", " and B.web.views > A.web.views"),
  ),
  join(pick("xEvent.web.views "), pick("=", ">", "<="), pick(" "), LITERAL_NUMBER),
  join(
    pick("let S = (sum X.commerce.order.priceTotal over X from xEvent where X.eventType = "),
    WORD,
    pick(") in (S > 1 and S <= 100)"),
  ),
);

const leaf = fc.oneof(
  textTest(TEXT_FIELD),
  textTest(TEXT_FIELD),
  join(number, pick(" "), SIGN, pick(" "), number),
  pick(
    "loyalty.isMember",
    "loyalty.isMember = true",
    "loyalty.isMember != true",
    "loyalty.isMember = false",
    "loyalty.points.isNull()",
    "orders.isNotNull()",
    "loyalty",
    "tags",
    "person.birthDate",
    "person.name.isNull()",
    "loyalty.points in [1, 2, 5]",
    "profile.loyalty.points > 1",
    "workAddress.city = homeAddress.city",
  ),
  join(pick("loyalty.joinedAt occurs ", "person.birthDate occurs "), window),
  pick('inSegment("audience-1")', 'inSegment("audience-2")', 'inSegment("audience-3")'),
  listTest,
  eventTest,
);

const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: fc.tuple(tie("rule"), tie("rule")).map(([a, b]) => `(${a}) and (${b})`) },
    { weight: 2, arbitrary: fc.tuple(tie("rule"), tie("rule")).map(([a, b]) => `(${a}) or (${b})`) },
    { weight: 2, arbitrary: tie("rule").map((a) => `not (${a})`) },
    { weight: 1, arbitrary: fc.tuple(tie("rule"), tie("rule")).map(([a, b]) => `(${a}) = (${b})`) },
  ),
}));

/** A rule over the fields of the shop. */
export const shopRule: fc.Arbitrary<string> = rule;
