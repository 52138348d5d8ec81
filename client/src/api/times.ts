/**
 * Reads the platform's timestamps, which come in five units and three spellings, by magnitude and form
 * rather than by field name (docs/platform.md#times). Refuses to invent a time: what cannot be read is undefined.
 */
import { JsonNumber } from "../../../server/src/pql/text/exactJson";

const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;
const MICROSECONDS_BELOW = 1e17;

/** `2024-05-01 12:00:00` or the same with `T`, both without a zone. Some services add fractions. */
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)$/;

/** Fractions beyond milliseconds are legal ISO but not read alike by every engine. */
const LONG_FRACTION = /(\.\d{3})\d+/;

/**
 * Milliseconds since 1970, or undefined when `value` holds no time. Zero means "no value" on the
 * platform. Times without a zone are UTC.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return fromMagnitude(value);
  const said = value instanceof JsonNumber ? value.digits : value;
  if (typeof said !== "string") return undefined;
  const text = said.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return fromMagnitude(Number(text));
  return fromText(text);
}

function fromMagnitude(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  if (value < SECONDS_BELOW) return Math.round(value * 1000);
  if (value < MILLISECONDS_BELOW) return Math.round(value);
  if (value < MICROSECONDS_BELOW) return Math.round(value / 1e3);
  return Math.round(value / 1e6);
}

function fromText(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const zoned = text.replace(LONG_FRACTION, "$1").replace(WITHOUT_ZONE, "$1T$2Z");
  const time = Date.parse(zoned);
  return Number.isNaN(time) || time === 0 ? undefined : time;
}
