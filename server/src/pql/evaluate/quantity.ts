/**
 * Numbers whose digits count. Doubles are used while they are exact; beyond that a number carries both its double and its
 * exact value, and a comparison is answered only where both agree. The platform's own rounding is not documented.
 */
import { Special, type Value } from "./pqlValue";
import { Truth } from "./verdict";

/** Digits beyond which exact arithmetic is given up. */
const MOST_BITS = 4096n;
/** Integers of the platform end here; what it does beyond is not documented. */
const MOST_LONG = 2n ** 63n - 1n;

/** A number that a double may not hold exactly. */
class Quantity extends Special {
  constructor(
    readonly double: number,
    readonly numerator: bigint,
    /** Positive. */
    readonly denominator: bigint,
  ) {
    super();
  }
}

/** Any number. */
export type AnyNumber = number | bigint | Quantity;

/** True for numbers of every kind. */
export function isNumber(value: Value): value is AnyNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Quantity;
}

/** The exact value of a decimal text such as `-12.50e3`, or undefined where it is none. */
export function readDecimal(text: string): AnyNumber | undefined {
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null || (parts[2] === "" && (parts[3] ?? "") === "")) return undefined;
  const double = Number(text);
  if (Number.isSafeInteger(double) && !/[.eE]/.test(text)) return double;
  const fraction = parts[3] ?? "";
  const exponent = Number(parts[4] ?? 0) - fraction.length;
  if (Math.abs(exponent) > 400) return beyondDoubles(double, parts);
  const digits = BigInt(`${parts[2]}${fraction}` || "0") * (parts[1] === "-" ? -1n : 1n);
  return exponent >= 0
    ? simplest(double, digits * 10n ** BigInt(exponent), 1n)
    : simplest(double, digits, 10n ** BigInt(-exponent));
}

/** So small a number that a double is nothing: more than that, and less than what else is written. */
function beyondDoubles(double: number, [, sign, whole, fraction = ""]: readonly string[]): AnyNumber {
  const isHeld = double !== 0 || /^0*$/.test(`${whole}${fraction}`);
  return isHeld ? double : new Quantity(double, sign === "-" ? -1n : 1n, 10n ** 400n);
}

/** The plain double where nothing is lost: of long numbers the double of a difference may be another whole number. */
function simplest(double: number, numerator: bigint, denominator: bigint): AnyNumber {
  const isHeld = Number.isSafeInteger(double) && BigInt(double) * denominator === numerator;
  return isHeld ? double : new Quantity(double, numerator, denominator);
}

/** A number with its exact value. A double stands for the shortest decimal that reads as it, as JSON writes it. */
function exactly(value: AnyNumber): Quantity {
  if (value instanceof Quantity) return value;
  if (typeof value === "bigint") return new Quantity(Number(value), value, 1n);
  if (Number.isInteger(value)) return new Quantity(value, BigInt(value), 1n);
  const read = Number.isFinite(value) ? readDecimal(String(value)) : undefined;
  return read instanceof Quantity ? read : new Quantity(value, 0n, 1n);
}

/** Sum, difference, product or quotient; undefined where nothing can be said. Dividing by zero is the caller's business. */
export function calculate(left: AnyNumber, operator: string, right: AnyNumber): AnyNumber | undefined {
  if (typeof left === "number" && typeof right === "number") {
    const result = onDoubles(left, operator, right);
    if (Number.isSafeInteger(result) && Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
      if (operator !== "/" || result * right === left) return result;
    }
  }
  return hasItsDigits(left) && hasItsDigits(right)
    ? onExact(exactly(left), operator, exactly(right))
    : undefined;
}

function onDoubles(left: number, operator: string, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  return operator === "*" ? left * right : left / right;
}

function onExact(left: Quantity, operator: string, right: Quantity): AnyNumber | undefined {
  const double = onDoubles(left.double, operator, right.double);
  const [a, b, c, d] = [left.numerator, left.denominator, right.numerator, right.denominator];
  if (!Number.isFinite(double)) return undefined;
  let numerator: bigint;
  let denominator = b * d;
  if (operator === "*") numerator = a * c;
  else if (operator === "/") [numerator, denominator] = c < 0n ? [-a * d, -b * c] : [a * d, b * c];
  else {
    if (b === d) denominator = b;
    const [x, y] = b === d ? [a, c] : [a * d, c * b];
    numerator = operator === "+" ? x + y : x - y;
  }
  if (denominator >> MOST_BITS !== 0n || numerator >> MOST_BITS > 0n) return undefined;
  const isWhole = b === 1n && d === 1n && operator !== "/";
  if (isWhole && (numerator > MOST_LONG || numerator < -MOST_LONG)) return undefined;
  return simplest(double, numerator, denominator);
}

/** −1, 0 or 1; undefined where the doubles and the exact values disagree. */
export function compareNumbers(left: AnyNumber, right: AnyNumber): -1 | 0 | 1 | undefined {
  if (typeof left === "number" && typeof right === "number" && hasItsDigits(left) && hasItsDigits(right)) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (!hasItsDigits(left) || !hasItsDigits(right)) {
    const [first, second] = [doubleOf(left), doubleOf(right)];
    const isFar = Math.abs(first - second) > Math.max(Math.abs(first), Math.abs(second)) * Number.EPSILON;
    return isFar ? (first < second ? -1 : 1) : undefined;
  }
  const [a, b] = [exactly(left), exactly(right)];
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  const exact = difference < 0n ? -1 : difference > 0n ? 1 : 0;
  const double = a.double < b.double ? -1 : a.double > b.double ? 1 : 0;
  // Two whole numbers are long on the platform as they are here.
  return exact === double || (a.denominator === 1n && b.denominator === 1n) ? exact : undefined;
}

/** The order of the exact values, whatever doubles make of them. For numbers as a rule writes them. */
export function compareExactly(left: AnyNumber, right: AnyNumber): -1 | 0 | 1 {
  const [a, b] = [exactly(left), exactly(right)];
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** False for a whole number beyond 2^53 that came as a double: it may have lost digits before. */
export function hasItsDigits(value: AnyNumber): boolean {
  return typeof value !== "number" || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function doubleOf(value: AnyNumber): number {
  return value instanceof Quantity ? value.double : Number(value);
}

/** The remainder; undefined where its sign is not documented. */
export function remainder(left: AnyNumber, right: AnyNumber): AnyNumber | undefined {
  const [a, b] = [exactly(left), exactly(right)];
  const divisor = b.numerator * a.denominator;
  if (divisor === 0n) return undefined;
  const rest = (a.numerator * b.denominator) % divisor;
  if (rest !== 0n && (a.numerator < 0n || b.numerator < 0n)) return undefined;
  return simplest(a.double % b.double, rest, a.denominator * b.denominator);
}

/** The opposite number. */
export function opposite(value: AnyNumber): AnyNumber {
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (typeof value === "bigint") return -value;
  return new Quantity(-value.double, -value.numerator, value.denominator);
}

/** The truth of a comparison, from the order of its sides; undefined is unknown. */
export function holds(operator: string, order: -1 | 0 | 1 | undefined): Truth {
  if (order === undefined) return Truth.Unknown;
  const isTrue =
    operator === "="
      ? order === 0
      : operator === "!="
        ? order !== 0
        : operator === "<"
          ? order < 0
          : operator === "<="
            ? order <= 0
            : operator === ">"
              ? order > 0
              : order >= 0;
  return isTrue ? Truth.True : Truth.False;
}

/** The number for people, with all its digits where these end. */
export function numberText(value: AnyNumber): string {
  return value instanceof Quantity ? (endingText(value) ?? String(value.double)) : String(value);
}

/** Digits behind the point that are written. */
const MOST_DECIMALS = 40;

/** The decimal that is the exact value; undefined where its digits go on. */
function endingText({ numerator, denominator }: Quantity): string | undefined {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scaled = numerator * 10n ** BigInt(decimals);
    if (scaled % denominator !== 0n) continue;
    const digits = String(scaled / denominator);
    if (decimals === 0) return digits;
    const [sign, plain] = digits.startsWith("-") ? ["-", digits.slice(1)] : ["", digits];
    const padded = plain.padStart(decimals + 1, "0");
    return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
  }
  return undefined;
}
