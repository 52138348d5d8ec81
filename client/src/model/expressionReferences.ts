/**
 * What an expression refers to outside itself: audiences by id and identity namespaces by code. Finds them between quotes
 * without reading PQL as PQL, and exchanges them without touching anything else. Pure.
 */

/** The ids and codes an expression names, each once, in order. */
export interface References {
  /** Arguments of `inSegment`: audiences for certain. */
  readonly audiences: readonly string[];
  /** Keys of the membership map: audiences, or the names of what they belong to. */
  readonly memberships: readonly string[];
  /** Keys of the identity map. */
  readonly namespaces: readonly string[];
}

/** New ids and codes by the old ones. */
export interface ReferenceChanges {
  readonly audiences: ReadonlyMap<string, string>;
  readonly namespaces: ReadonlyMap<string, string>;
}

type ReferenceKind = keyof References;

interface FoundReference {
  readonly kind: ReferenceKind;
  readonly value: string;
  /** Offsets of the text between the quotes. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** Quoted texts, comments as far as the language has them, words, and single signs. */
const TOKEN =
  /(["'`])((?:\\[\s\S]|(?!\1)[^\\])*)\1|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\p{L}_$@][\p{L}\p{N}_$@]*|\S/gu;

/** What chains of these names hold in their first keys. */
const CHAINS: Readonly<Record<string, ReferenceKind>> = {
  inSegment: "audiences",
  segmentMembership: "memberships",
  identityMap: "namespaces",
};

/** What the expression refers to. */
export function findReferences(expression: string): References {
  const found = scan(expression);
  const valuesOf = (kind: ReferenceKind): readonly string[] => [
    ...new Set(found.filter((one) => one.kind === kind).map(({ value }) => value)),
  ];
  return {
    audiences: valuesOf("audiences"),
    memberships: valuesOf("memberships"),
    namespaces: valuesOf("namespaces"),
  };
}

/** An id as the platform gives it; namespaces of memberships are words or numbers. */
const AUDIENCE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text is the id of an audience as the platform gives it. */
export function isAudienceId(text: string): boolean {
  return AUDIENCE_ID.test(text);
}

/** The ids of audiences that an expression rests on: named with `inSegment`, or looked up in the membership map. */
export function findNamedAudiences(expression: string): readonly string[] {
  const { audiences, memberships } = findReferences(expression);
  return [...new Set([...audiences, ...memberships.filter(isAudienceId)])];
}

/** The expression with ids and codes exchanged; everything else stays as it is, character for character. */
export function replaceReferences(expression: string, changes: ReferenceChanges): string {
  if (changes.audiences.size === 0 && changes.namespaces.size === 0) return expression;
  let result = "";
  let at = 0;
  for (const { kind, value, start, end, quote } of scan(expression)) {
    const next = (kind === "namespaces" ? changes.namespaces : changes.audiences).get(value);
    if (next === undefined) continue;
    result += expression.slice(at, start) + toQuotable(next, quote);
    at = end;
  }
  return result + expression.slice(at);
}

function scan(expression: string): readonly FoundReference[] {
  const found: FoundReference[] = [];
  let chain: ReferenceKind | undefined;
  for (const match of expression.matchAll(TOKEN)) {
    const [token, quote, content] = match;
    if (quote === undefined || content === undefined) {
      chain = CHAINS[token] ?? (continuesChain(token) ? chain : undefined);
    } else if (chain !== undefined) {
      const start = match.index + 1;
      found.push({
        kind: chain,
        value: content.replace(/\\([\s\S])/g, "$1"),
        start,
        end: start + content.length,
        quote,
      });
    } else if (quote === "`") chain = CHAINS[content];
  }
  return found;
}

/** A chain goes on through steps, keys and calls; an operator or a closed `inSegment` ends it. */
function continuesChain(token: string): boolean {
  return /^[.[\](),]$|^\/[/*]|^(get|keys|key|containsKey|includes|in|contains)$/u.test(token);
}

function toQuotable(value: string, quote: string): string {
  return value.replace(/[\\"'`]/g, (sign) => (sign === "\\" || sign === quote ? `\\${sign}` : sign));
}
