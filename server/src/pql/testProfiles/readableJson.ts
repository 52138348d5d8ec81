/**
 * JSON as people write it: what fits stays on one line.
 */

const WIDTH = 100;

/** A value as JSON; `indent` is where its first line stands. */
export function printReadable(value: unknown, indent = 0, width = WIDTH - indent): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const short = printShort(value);
  if (short.length <= width) return short;
  const margin = " ".repeat(indent + 2);
  const end = `\n${" ".repeat(indent)}`;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => margin + printReadable(item, indent + 2));
    return `[\n${items.join(",\n")}${end}]`;
  }
  const members = Object.entries(value).map(([name, inner]) => {
    const key = `${margin}${JSON.stringify(name)}: `;
    return key + printReadable(inner, indent + 2, WIDTH - key.length);
  });
  return `{\n${members.join(",\n")}${end}}`;
}

function printShort(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printShort).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}: ${printShort(inner)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
