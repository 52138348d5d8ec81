/**
 * Reads what the styles of an e-mail say of an element, without rendering it: those at the element, and the rules of its
 * style sheets that hold on a wide screen. Of rules that name the same, the last holds; specificity is not weighed.
 */

/** Properties a rule is kept for. */
const KEPT = [
  "width",
  "max-width",
  "min-width",
  "display",
  "box-sizing",
  "padding-left",
  "padding-right",
] as const;

/** Pixels in one of a unit; units that depend on the place are no fixed length. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  em: 16,
  rem: 16,
  in: 96,
  cm: 37.8,
  mm: 3.78,
};

/** Screens for e-mails at a desk are at least this wide. */
const DESK_WIDTH = 640;

/** Asks for one property of one element; an empty text where nothing says it. */
export interface StyleReader {
  read(element: HTMLElement, property: (typeof KEPT)[number]): string;
}

/** The styles of a parsed document that is not shown. */
export function readMailStyles(mail: HTMLElement): StyleReader {
  const usual = new Map<Element, Map<string, string>>();
  const forced = new Map<Element, Map<string, string>>();
  for (const { textContent } of mail.querySelectorAll("style")) {
    for (const { selectorText, style } of listRules(textContent ?? ""))
      for (const property of KEPT) {
        const value = style.getPropertyValue(property);
        if (value === "") continue;
        const kept = style.getPropertyPriority(property) === "important" ? forced : usual;
        for (const element of mail.querySelectorAll(selectorText)) note(kept, element, [property, value]);
      }
  }
  return {
    read: (element, property) =>
      forced.get(element)?.get(property) ??
      (element.style.getPropertyValue(property) || (usual.get(element)?.get(property) ?? "")),
  };
}

/** A length in pixels; undefined for percentages, sums and words. */
export function findLength(text: string): number | undefined {
  const [, digits, unit = ""] = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

function note(
  kept: Map<Element, Map<string, string>>,
  element: Element,
  [property, value]: readonly [string, string],
): void {
  const known = kept.get(element) ?? new Map<string, string>();
  known.set(property, value);
  kept.set(element, known);
}

function listRules(text: string): readonly CSSStyleRule[] {
  const sheet = new CSSStyleSheet();
  // A sheet of a script refuses to import and says so on the console.
  sheet.replaceSync(text.replaceAll(/@import[^;]*;?/gi, ""));
  return [...sheet.cssRules].flatMap(listHolding);
}

function listHolding(rule: CSSRule): readonly CSSStyleRule[] {
  if (rule instanceof CSSStyleRule) return [rule];
  return rule instanceof CSSMediaRule && holdsAtDesk(rule.conditionText)
    ? [...rule.cssRules].flatMap(listHolding)
    : [];
}

function holdsAtDesk(condition: string): boolean {
  if (/print|max-(device-)?width|prefers|orientation|not/i.test(condition)) return false;
  const widths = [...condition.matchAll(/min-(?:device-)?width:\s*(\d+)px/gi)].map(([, width]) =>
    Number(width),
  );
  return widths.every((width) => width <= DESK_WIDTH);
}
