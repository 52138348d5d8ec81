/**
 * Names people bring along from SQL, JavaScript and other query languages, and what PQL has in their place.
 * Spelling slips are not listed: nearestName.ts finds those.
 */

/** What to write instead of a name that does not exist. */
export interface Replacement {
  /** The method, operator or keyword of PQL. */
  readonly name: string;
  /** Whether it takes the place of the foreign name one to one, so that a fix may rename it. */
  readonly isRename: boolean;
}

function rename(name: string, ...foreign: readonly string[]): [string, Replacement][] {
  return foreign.map((word) => [word.toLowerCase(), { name, isRename: true }]);
}

function replace(name: string, ...foreign: readonly string[]): [string, Replacement][] {
  return foreign.map((word) => [word.toLowerCase(), { name, isRename: false }]);
}

const REPLACEMENTS: ReadonlyMap<string, Replacement> = new Map([
  ...rename("count", "size", "length", "len", "countDistinct"),
  ...rename("average", "avg", "mean"),
  ...rename("sum", "total", "add"),
  ...rename("max", "maximum", "greatest"),
  ...rename("min", "minimum", "least"),
  ...rename("startsWith", "beginsWith", "hasPrefix", "prefix"),
  ...rename("doesNotStartWith", "notStartsWith", "notStartWith"),
  ...rename("endsWith", "hasSuffix", "suffix"),
  ...rename("doesNotEndWith", "notEndsWith", "notEndWith"),
  ...rename("contains", "hasText", "includesText"),
  ...rename("doesNotContain", "notContains", "notContain", "doesntContain", "excludes"),
  ...rename("equals", "isEqual", "equalTo", "isEqualTo", "eq"),
  ...rename("notEqualTo", "notEquals", "notEqual", "doesNotEqual", "neq"),
  ...rename("matches", "regex", "regexMatch", "regexp", "rlike", "test"),
  ...rename("isNull", "isMissing", "isEmpty", "isUndefined", "isBlank", "notExists"),
  ...rename("isNotNull", "isPresent", "isNotEmpty", "isDefined", "notNull", "isSet"),
  ...rename("intersects", "containsAny", "includesAny", "hasAny", "overlaps"),
  ...rename("supersetOf", "containsAll", "includesAll", "hasAll", "isSupersetOf"),
  ...rename("subsetOf", "isSubsetOf"),
  ...rename("includes", "has", "hasItem", "containsItem"),
  ...rename("distinct", "unique", "uniq"),
  ...rename("head", "first", "firstItem"),
  ...rename("filter", "where", "find", "findAll", "filterBy"),
  ...rename("exists", "some", "any", "anyMatch"),
  ...rename("topN", "top"),
  ...rename("bottomN", "bottom"),
  ...rename("inSegment", "inAudience", "segmentMembership", "isMemberOf", "memberOf"),
  ...rename("getMonth", "month", "monthOf"),
  ...rename("getYear", "year", "yearOf"),
  ...rename("getDayOfMonth", "dayOfMonth", "getDay", "getDate"),
  ...rename("if", "iff", "iif", "ifElse"),
  ...replace("forall", "every", "all", "allMatch"),
  ...replace("topN", "last", "lastItem", "latest", "newest", "mostRecent"),
  ...replace("if", "case", "ternary", "coalesce", "ifNull", "nvl"),
  ...replace("occurs", "within", "duration", "daysSince", "daysAgo", "dateDiff", "dateAdd", "dateSub"),
  ...replace("occurs", "addDays", "interval", "isBefore", "isAfter", "olderThan", "inLast"),
  ...replace("now", "currentDate", "currentTime", "currentTimestamp", "getDate", "sysdate"),
  ...replace("equals", "lowercase", "toLowerCase", "lower", "uppercase", "toUpperCase", "upper"),
]);

/** What PQL has for a foreign name, in any case; undefined for names we know nothing about. */
export function findReplacement(name: string): Replacement | undefined {
  return REPLACEMENTS.get(name.toLowerCase());
}
