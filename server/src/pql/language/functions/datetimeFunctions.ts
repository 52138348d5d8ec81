/**
 * Times: calendar functions, `occurs`, time words and calendar intervals. States facts only (docs/grammar.md#functions).
 */
import { type FunctionGroup, METHOD_DIALECTS } from "./functionFacts";

const BACKTICK_NOTE = "A field of this name needs backticks wherever it stands in a path.";
const UTC_NOTE = "Days begin at midnight UTC, whatever the time zone of the profile.";

/** Parts of a date and the building of one. */
const CALENDAR_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "datetime",
    style: "function",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["currentMonth(): Integer"],
        summary: "The month in which the evaluation runs, 1 for January.",
        example: "person.birthDate.getMonth() = currentMonth()",
        note: UTC_NOTE,
      },
      {
        signatures: ["currentYear(): Integer"],
        summary: "The year in which the evaluation runs.",
        example: "currentYear() - person.birthDate.getYear() >= 18",
      },
      {
        signatures: ["currentDayOfMonth(): Integer"],
        summary: "The day of the month on which the evaluation runs, from 1.",
        example: "person.birthDate.getDayOfMonth() = currentDayOfMonth()",
        note: UTC_NOTE,
      },
      {
        signatures: ["date(year: Integer, month: Integer, day: Integer): Date"],
        summary: "A calendar day from year, month (1 to 12) and day (1 to 31).",
        example: "_acme.lastLogin occurs before date(2024, 11, 5)",
        note: 'The only way to write a fixed day; a string such as "2024-11-05" is not a date.',
      },
    ],
  },
  {
    category: "datetime",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Timestamp.getMonth(): Integer"],
        summary: "The month a time lies in, 1 for January.",
        example: "person.birthDate.getMonth() in [6, 7, 8]",
        note: UTC_NOTE,
      },
      {
        signatures: ["Timestamp.getYear(): Integer"],
        summary: "The year a time lies in.",
        example: "_acme.firstPurchase.getYear() = 2022",
      },
      {
        signatures: ["Timestamp.getDayOfMonth(): Integer"],
        summary: "The day of the month a time lies on, from 1.",
        example: "_acme.lastLogin.getDayOfMonth() = 1",
        note: UTC_NOTE,
      },
    ],
  },
];

/** `occurs` and what may stand behind it. */
const TIME_TESTS: readonly FunctionGroup[] = [
  {
    category: "datetime",
    style: "infix",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: [
          "occurs(timestamp: Timestamp, comparison: Comparison, count: IntegerLiteral, unit: TimeUnit, direction: Direction, reference: Time): Boolean",
          "occurs(timestamp: Timestamp, direction: Direction, reference: Time): Boolean",
          "occurs(timestamp: Timestamp, reference: Time): Boolean",
          "occurs(timestamp: Timestamp, start: Time, end: Time): Boolean",
        ],
        summary:
          "Tests where a time lies: within a distance, before or after another, in an interval, between two.",
        example: "_acme.lastLogin occurs <= 14 days before now",
        form: "TIME occurs <= NUMBER UNIT before TIME\nTIME occurs before TIME\nTIME occurs [on] INTERVAL\nTIME occurs between TIME and TIME",
        note: "`<=` means within the distance, `>` further away. Both ends of `between` are included.",
      },
    ],
  },
  {
    category: "datetime",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["now(): Timestamp"],
        summary: "The instant at which the evaluation began.",
        example: "_acme.expiresOn occurs before now",
        note: "A word, not a call: `now()` is an error. Arithmetic on it is not possible.",
      },
      {
        signatures: ["today(): Timestamp"],
        summary: "The start of the day of the evaluation; after `occurs` the whole day.",
        example: "_acme.lastLogin occurs today",
        note: UTC_NOTE,
      },
      {
        signatures: ["yesterday(): TimeInterval"],
        summary: "The whole day before the evaluation.",
        example: "_acme.firstPurchase occurs yesterday",
        note: UTC_NOTE,
      },
      {
        signatures: ["tomorrow(): TimeInterval"],
        summary: "The whole day after the evaluation.",
        example: "_acme.expiresOn occurs tomorrow",
        note: UTC_NOTE,
      },
      {
        signatures: ["this(unit: TimeUnitSingular): TimeInterval"],
        summary: "The calendar unit the evaluation falls into, from its start to its end.",
        example: "_acme.expiresOn occurs this week",
        form: "this UNIT",
        note: BACKTICK_NOTE,
      },
      {
        signatures: ["last(unit: TimeUnitSingular): TimeInterval"],
        summary: "The whole calendar unit before the current one.",
        example: "_acme.firstPurchase occurs last month",
        form: "last UNIT",
        note: `Not a rolling window: for the past 30 days write \`<= 30 days before now\`. ${BACKTICK_NOTE}`,
      },
      {
        signatures: ["next(unit: TimeUnitSingular): TimeInterval"],
        summary: "The whole calendar unit after the current one.",
        example: "_acme.expiresOn occurs next month",
        form: "next UNIT",
        note: BACKTICK_NOTE,
      },
    ],
  },
];

/** Everything about times outside Journey Optimizer personalization. */
export const DATETIME_FUNCTIONS: readonly FunctionGroup[] = [...CALENDAR_FUNCTIONS, ...TIME_TESTS];
