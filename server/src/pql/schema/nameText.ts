/**
 * How names of fields are folded, ordered and summarised in bits, so that searches skip most of them unread.
 * Folds unit by unit (length never changes), which is all that names of fields need.
 */

/** Lower case of one UTF-16 unit. */
export function foldUnit(unit: number): number {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  const folded = String.fromCharCode(unit).toLowerCase();
  return folded.length === 1 ? folded.charCodeAt(0) : unit;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** Lower case of a name, the same length as the name. */
export function foldName(name: string): string {
  if (isAscii(name)) return name.toLowerCase();
  let folded = "";
  for (let i = 0; i < name.length; i++) folded += String.fromCharCode(foldUnit(name.charCodeAt(i)));
  return folded;
}

function isUpper(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isLetterOrDigit(unit: number): boolean {
  return isDigit(unit) || isUpper(unit) || (unit >= 97 && unit <= 122) || unit > 127;
}

/** True where `unit` begins a word of a name, given the unit before it: `N` in `firstName`, `c` in `page_count`. */
export function beginsWord(before: number, unit: number): boolean {
  if (!isLetterOrDigit(unit)) return false;
  if (!isLetterOrDigit(before)) return true;
  if (isUpper(unit)) return !isUpper(before);
  return isDigit(unit) !== isDigit(before);
}

/** The bit of a folded unit: one for each letter, one for all digits, the rest shared. */
export function letterBit(folded: number): number {
  if (folded >= 97 && folded <= 122) return 1 << (folded - 97);
  if (isDigit(folded)) return 1 << 26;
  return 1 << (27 + (folded % 5));
}

/** Bits of all units of a folded text. */
export function lettersOf(folded: string): number {
  let bits = 0;
  for (let i = 0; i < folded.length; i++) bits |= letterBit(folded.charCodeAt(i));
  return bits;
}

/** Bits of the pairs of neighbours in a folded text; several pairs share a bit. */
export function pairsOf(folded: string): number {
  let bits = 0;
  for (let i = 1; i < folded.length; i++) {
    bits |= 1 << ((folded.charCodeAt(i - 1) * 5 + folded.charCodeAt(i) * 3) & 31);
  }
  return bits;
}

/** Bits of the units that begin a word of `name`. */
export function initialsOf(name: string): number {
  let bits = 0;
  let before = 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (i === 0 || beginsWord(before, unit)) bits |= letterBit(foldUnit(unit));
    before = unit;
  }
  return bits;
}
