/**
 * Times in Journey Optimizer personalization. States facts only; they exist in no audience, where `occurs` does their work.
 */
import { AJO_DIALECT, type FunctionGroup } from "./functionFacts";

const LATER_FIRST_NOTE =
  "Wants the later time first, the other way round than `dateDiff`; swapped arguments give a negative number.";

/** Functions that give or write a time. */
export const AJO_TIME_FUNCTIONS: FunctionGroup = {
  category: "ajo-datetime",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["addSeconds(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of seconds, back for negative numbers.",
      example: "addSeconds(getCurrentZonedDateTime(), -30)",
    },
    {
      signatures: ["addMinutes(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of minutes, back for negative numbers.",
      example: "addMinutes(getCurrentZonedDateTime(), 45)",
    },
    {
      signatures: ["addHours(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of hours, back for negative numbers.",
      example: "addHours(getCurrentZonedDateTime(), -6)",
    },
    {
      signatures: ["addDays(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of days, back for negative numbers.",
      example: "addDays(getCurrentZonedDateTime(), 14)",
    },
    {
      signatures: ["addMonths(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of months, back for negative numbers.",
      example: "addMonths(getCurrentZonedDateTime(), -2)",
    },
    {
      signatures: ["addYears(value: Timestamp, amount: Integer): Timestamp"],
      summary: "A time moved by a number of years, back for negative numbers.",
      example: "addYears(getCurrentZonedDateTime(), 1)",
    },
    {
      signatures: ["setDays(value: Timestamp, day: Integer): Timestamp"],
      summary: "A time moved to another day of its month.",
      example: "setDays(getCurrentZonedDateTime(), 1)",
    },
    {
      signatures: ["setHours(value: Timestamp, hour: Integer): Timestamp"],
      summary: "A time moved to another hour of its day.",
      example: "setHours(getCurrentZonedDateTime(), 9)",
    },
    {
      signatures: ["toUTC(value: Timestamp): Timestamp"],
      summary: "The same instant in UTC.",
      example: "toUTC(profile._acme.lastLogin)",
    },
    {
      signatures: ["convertZonedDateTime(value: Timestamp, zone: String): Timestamp"],
      summary: "The same instant as the clocks of a time zone show it.",
      example: 'convertZonedDateTime(getCurrentZonedDateTime(), "Europe/Copenhagen")',
    },
    {
      signatures: ["truncateToStartOfDay(value: Timestamp): Timestamp"],
      summary: "The midnight with which a day begins.",
      example: "truncateToStartOfDay(profile._acme.lastLogin)",
    },
    {
      signatures: ["truncateToStartOfWeek(value: Timestamp): Timestamp"],
      summary: "The Monday with which a week begins.",
      example: "truncateToStartOfWeek(profile._acme.lastLogin)",
    },
    {
      signatures: ["truncateToStartOfQuarter(value: Timestamp): Timestamp"],
      summary: "The day with which a quarter begins.",
      example: "truncateToStartOfQuarter(profile._acme.lastLogin)",
    },
    {
      signatures: ["truncateToStartOfYear(value: Timestamp): Timestamp"],
      summary: "The day with which a year begins.",
      example: "truncateToStartOfYear(profile._acme.lastLogin)",
    },
    {
      signatures: ["getCurrentZonedDateTime(): Timestamp"],
      summary: "The present instant with its time zone.",
      example: "getCurrentZonedDateTime()",
      note: "Takes the place of the `now` of audiences, which does not exist here.",
    },
    {
      signatures: ["currentTimeInMillis(): Long"],
      summary: "The present instant as milliseconds since the start of 1970.",
      example: "currentTimeInMillis()",
    },
    {
      signatures: ["formatDate(value: Timestamp, pattern: String, locale?: String): String"],
      summary: "A time as a string, by a Java date pattern.",
      example: 'formatDate(profile.person.birthDate, "d MMMM", "da_DK")',
      note: "In the pattern `MM` is the month and `mm` the minute; `YYYY` is the year of the week.",
    },
  ],
};

/** Parts of a time, and ages. */
export const AJO_CALENDAR_FUNCTIONS: FunctionGroup = {
  category: "ajo-datetime",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["age(value: Timestamp): Integer"],
      summary: "Full years since a date.",
      example: "age(profile.person.birthDate) >= 65",
    },
    {
      signatures: ["ageInDays(value: Timestamp): Integer"],
      summary: "Days since a date.",
      example: "ageInDays(profile._acme.firstPurchase) < 100",
    },
    {
      signatures: ["ageInMonths(value: Timestamp): Integer"],
      summary: "Months since a date.",
      example: "ageInMonths(profile._acme.firstPurchase) >= 6",
    },
    {
      signatures: ["dayOfMonth(value: Timestamp): Integer"],
      summary: "The day of the month, from 1.",
      example: "dayOfMonth(getCurrentZonedDateTime()) <= 7",
    },
    {
      signatures: ["dayOfWeek(value: Timestamp): Integer"],
      summary: "The day of the week, 1 for Monday.",
      example: "dayOfWeek(getCurrentZonedDateTime()) in [6, 7]",
    },
    {
      signatures: ["dayOfYear(value: Timestamp): Integer"],
      summary: "The day of the year, from 1.",
      example: "dayOfYear(getCurrentZonedDateTime()) > 300",
    },
    {
      signatures: ["weekOfYear(value: Timestamp): Integer"],
      summary: "The number of the week.",
      example: "weekOfYear(getCurrentZonedDateTime()) = 1",
    },
    {
      signatures: ["extractHours(value: Timestamp): Integer"],
      summary: "The hour of a time, 0 to 23.",
      example: "extractHours(getCurrentZonedDateTime()) >= 18",
    },
    {
      signatures: ["extractMinutes(value: Timestamp): Integer"],
      summary: "The minute of a time.",
      example: "extractMinutes(getCurrentZonedDateTime()) = 0",
    },
    {
      signatures: ["extractMonths(value: Timestamp): Integer"],
      summary: "The month of a time, 1 for January.",
      example: "extractMonths(getCurrentZonedDateTime()) = 12",
      note: "Its page spells it both with and without the final s.",
      aliases: ["extractMonth"],
    },
    {
      signatures: ["extractSeconds(value: Timestamp): Integer"],
      summary: "The second of a time.",
      example: "extractSeconds(getCurrentZonedDateTime()) < 30",
    },
  ],
};

/** Comparisons of two times. */
export const AJO_DISTANCE_FUNCTIONS: FunctionGroup = {
  category: "ajo-datetime",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["compareDates(first: Timestamp, second: Timestamp): Integer"],
      summary: "-1, 0 or 1, as the first time lies before, at or after the second.",
      example: "compareDates(profile._acme.expiresOn, getCurrentZonedDateTime()) = 1",
    },
    {
      signatures: ["dateBetween(value: Timestamp, start: Timestamp, end: Timestamp): Boolean"],
      summary: "Tests whether a time lies between two others, both included.",
      example:
        "dateBetween(profile._acme.expiresOn, getCurrentZonedDateTime(), addDays(getCurrentZonedDateTime(), 30))",
    },
    {
      signatures: ["dateDiff(start: Timestamp, end: Timestamp): Integer"],
      summary: "Days from the first time to the second.",
      example: "dateDiff(getCurrentZonedDateTime(), profile._acme.expiresOn) <= 7",
      note: "The earlier time comes first by its reference; one recipe has it the other way round.",
    },
    {
      signatures: ["diffInSeconds(end: Timestamp, start: Timestamp): Integer"],
      summary: "Seconds between two times, the later one first.",
      example: "diffInSeconds(getCurrentZonedDateTime(), profile._acme.firstPurchase) > 90",
      note: LATER_FIRST_NOTE,
    },
    {
      signatures: ["diffInMinutes(end: Timestamp, start: Timestamp): Integer"],
      summary: "Minutes between two times, the later one first.",
      example: "diffInMinutes(getCurrentZonedDateTime(), profile._acme.firstPurchase) > 90",
      note: LATER_FIRST_NOTE,
    },
    {
      signatures: ["diffInHours(end: Timestamp, start: Timestamp): Integer"],
      summary: "Hours between two times, the later one first.",
      example: "diffInHours(getCurrentZonedDateTime(), profile._acme.firstPurchase) > 48",
      note: LATER_FIRST_NOTE,
    },
    {
      signatures: ["diffInMonths(end: Timestamp, start: Timestamp): Integer"],
      summary: "Months between two times, the later one first.",
      example: "diffInMonths(getCurrentZonedDateTime(), profile._acme.firstPurchase) > 18",
      note: LATER_FIRST_NOTE,
    },
    {
      signatures: ["diffInYears(end: Timestamp, start: Timestamp): Integer"],
      summary: "Years between two times, the later one first.",
      example: "diffInYears(getCurrentZonedDateTime(), profile._acme.firstPurchase) > 2",
      note: LATER_FIRST_NOTE,
    },
  ],
};
