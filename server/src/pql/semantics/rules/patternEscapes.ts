/**
 * What may stand behind a backslash in a regular expression of Java, and the classes of characters with a name.
 * Names of scripts, blocks and characters are taken as they come: their lists are longer than the rest of the checker.
 */
import type { PatternCursor } from "./patternCursor";

/** What an escape stands for: a character, a class of characters, or a place between characters. */
export type Escape =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "class" }
  | { readonly kind: "place" }
  | { readonly kind: "reference" };

const CLASS: Escape = { kind: "class" };
const PLACE: Escape = { kind: "place" };
const REFERENCE: Escape = { kind: "reference" };

/** Single letters that stand for a character. */
const CHARACTERS: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["e", 27],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
]);

/** Reads an escape, the cursor on its backslash. Names of groups that were seen so far may be referred to. */
export function readEscape(cursor: PatternCursor, names: ReadonlySet<string>, isInClass: boolean): Escape {
  const start = cursor.at;
  const letter = cursor.skip();
  if (letter === "") return refuse(cursor, start);
  if (/[dDhHsSvVwW]/.test(letter)) return CLASS;
  if (/[pP]/.test(letter)) return readProperty(cursor);
  if (!isInClass && /[ABGZzRXb1-9k]/.test(letter)) return readPlace(cursor, names, letter);
  const code = CHARACTERS.get(letter);
  if (code !== undefined) return { kind: "character", code };
  return readNumber(cursor, letter, start);
}

function refuse(cursor: PatternCursor, start: number): Escape {
  const letter = cursor.characterAt(start + 1);
  cursor.fail(letter === "" ? "it ends in a backslash" : `\`\\${letter}\` means nothing`);
  return PLACE;
}

function readPlace(cursor: PatternCursor, names: ReadonlySet<string>, letter: string): Escape {
  if (letter === "R" || letter === "X") return PLACE;
  if (/\d/.test(letter)) return REFERENCE;
  if (letter === "k") return readReference(cursor, names);
  const isNamed =
    letter === "b" && cursor.characterAt(cursor.at) === "{" && cursor.characterAt(cursor.at + 1) === "g";
  if (!isNamed) return PLACE;
  cursor.at += 2;
  if (cursor.read() !== "}") cursor.fail("`\\b{g` lacks its `}`");
  return PLACE;
}

function readReference(cursor: PatternCursor, names: ReadonlySet<string>): Escape {
  if (cursor.read() !== "<") cursor.fail("`\\k` is not followed by the name of a group in `<` and `>`");
  const name = readGroupName(cursor);
  if (name !== undefined && !names.has(name)) cursor.fail(`no group before is named \`${name}\``);
  return REFERENCE;
}

/** The name of a group up to its `>`, which is passed over. */
export function readGroupName(cursor: PatternCursor): string | undefined {
  let name = "";
  let character = cursor.read();
  while (/^[A-Za-z0-9]$/.test(character)) {
    name += character;
    character = cursor.read();
  }
  if (!/^[A-Za-z]/.test(name)) cursor.fail("the name of a group begins with a letter from A to Z");
  else if (character !== ">") cursor.fail(`the name \`${name}\` of a group lacks its \`>\``);
  else return name;
  return undefined;
}

function readNumber(cursor: PatternCursor, letter: string, start: number): Escape {
  switch (letter) {
    case "0":
      return (
        readDigits(cursor, /^(?:[0-3][0-7]{2}|[0-7]{1,2})/, 8) ??
        refuseCode(cursor, "`\\0` needs one to three digits from 0 to 7")
      );
    case "x":
      return readHexadecimal(cursor);
    case "u":
      return (
        readDigits(cursor, /^[0-9a-fA-F]{4}/, 16) ?? refuseCode(cursor, "`\\u` needs four hexadecimal digits")
      );
    case "c":
      return cursor.isAtEnd
        ? refuseCode(cursor, "`\\c` needs a letter behind it")
        : toCharacter(cursor.read());
    case "N":
      return readCharacterName(cursor);
    default:
      return /[A-Za-z1-9]/.test(letter) ? refuse(cursor, start) : toCharacter(letter);
  }
}

function toCharacter(character: string): Escape {
  return { kind: "character", code: character.codePointAt(0) ?? 0 };
}

function refuseCode(cursor: PatternCursor, reason: string): Escape {
  cursor.fail(reason);
  return PLACE;
}

const LONGEST_CODE = 4;

function readDigits(cursor: PatternCursor, form: RegExp, base: number): Escape | undefined {
  const from = cursor.at;
  const ahead = Array.from({ length: LONGEST_CODE }, (_, index) => cursor.characterAt(from + index)).join("");
  const digits = form.exec(ahead)?.[0];
  if (digits === undefined) return undefined;
  cursor.at += digits.length;
  return { kind: "character", code: Number.parseInt(digits, base) };
}

const LAST_CODE_POINT = 0x10ffff;

function readHexadecimal(cursor: PatternCursor): Escape {
  const plain = readDigits(cursor, /^[0-9a-fA-F]{2}/, 16);
  if (plain !== undefined) return plain;
  const isBraced = cursor.read() === "{" && /^[0-9a-fA-F]$/.test(cursor.peek());
  if (!isBraced) return refuseCode(cursor, "`\\x` needs two hexadecimal digits, or more in braces");
  let code = 0;
  let digit = cursor.read();
  for (; /^[0-9a-fA-F]$/.test(digit); digit = cursor.read()) code = code * 16 + Number.parseInt(digit, 16);
  if (code > LAST_CODE_POINT) return refuseCode(cursor, "there is no character with so high a number");
  return digit === "}" ? { kind: "character", code } : refuseCode(cursor, "`\\x{` lacks its `}`");
}

function readCharacterName(cursor: PatternCursor): Escape {
  if (cursor.read() !== "{") return refuseCode(cursor, "`\\N` needs the name of a character in braces");
  let name = "";
  for (let character = cursor.read(); character !== "}"; character = cursor.read()) {
    if (cursor.isBehindEnd) return refuseCode(cursor, "`\\N{` lacks its `}`");
    name += character;
  }
  // Its place among the characters is not known here, and no range with it is judged.
  return name === ""
    ? refuseCode(cursor, "`\\N{}` names no character")
    : { kind: "character", code: Number.NaN };
}

function readProperty(cursor: PatternCursor): Escape {
  const first = cursor.read();
  if (first !== "{") return judgeProperty(cursor, first);
  let name = "";
  for (let character = cursor.read(); character !== "}"; character = cursor.read()) {
    if (cursor.isBehindEnd) return refuseCode(cursor, "`\\p{` lacks its `}`");
    name += character;
  }
  return judgeProperty(cursor, name);
}

function judgeProperty(cursor: PatternCursor, name: string): Escape {
  if (PROPERTIES.test(name) || KEYED_PROPERTY.test(name)) return CLASS;
  return refuseCode(
    cursor,
    name === "" ? "`\\p` names no class of characters" : `no class of characters is named \`${name}\``,
  );
}

/** What java.util.regex.Pattern documents: general categories, POSIX and `java…` classes, and what begins with `Is` or `In`. */
const PROPERTIES = new RegExp(
  `^(?:${[
    "C[cfnos]?|L[1CDlmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?",
    "all|ASCII|Alnum|Alpha|Blank|Cntrl|Digit|Graph|Lower|Print|Punct|Space|Upper|XDigit",
    "java(?:LowerCase|UpperCase|TitleCase|Alphabetic|Ideographic|Digit|Defined|Letter|LetterOrDigit|JavaIdentifierStart|JavaIdentifierPart|UnicodeIdentifierStart|UnicodeIdentifierPart|IdentifierIgnorable|SpaceChar|Whitespace|ISOControl|Mirrored)",
    "I[ns].+",
  ].join("|")})$`,
  "s",
);

const KEYED_PROPERTY = /^(?:sc|script|blk|block|gc|general_category)=./is;
