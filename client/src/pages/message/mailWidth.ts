/**
 * Finds how wide an e-mail was written to be: the widest part of it that has a width of its own, with the padding around
 * it. Reads the mark-up and its styles only, never a rendering, because the frame of a mail cannot be measured.
 */
import { findLength, readMailStyles, type StyleReader } from "./mailStyles";

/** Wider is a fault of the mail, not a layout. */
const MOST_WIDTH = 2_000;

/** What mails are commonly written for, where tables or pictures are there and none tells its width. */
const USUAL_WIDTH = 600;

/** What is met on the way down. */
interface Around {
  readonly styles: StyleReader;
  /** Whether something around has a width, so that widths of cells only divide it. */
  readonly isSized: boolean;
}

/** The width in pixels; undefined for a text that flows into any width. `mail` is a parsed document that is not shown. */
export function findMailWidth(mail: HTMLElement): number | undefined {
  const width = measure(mail, { styles: readMailStyles(mail), isSized: false });
  if (width > 0) return Math.min(Math.ceil(width), MOST_WIDTH);
  return mail.querySelector("table, img") === null ? undefined : USUAL_WIDTH;
}

function measure(element: Element, around: Around): number {
  const { styles } = around;
  if (!(element instanceof HTMLElement) || styles.read(element, "display") === "none") return 0;
  const isCell = element.localName === "td" || element.localName === "th";
  const own = isCell && around.isSized ? 0 : findOwnWidth(element, styles);
  const inner = { styles, isSized: around.isSized || own > 0 };
  const widths = [...element.children].map((child) => measure(child, inner));
  const content = element.localName === "tr" ? sum(widths) : Math.max(0, ...widths);
  const padding = findPadding(element, styles);
  const isPaddingInside =
    element.localName === "table" || styles.read(element, "box-sizing") === "border-box";
  return Math.max(own > 0 && !isPaddingInside ? own + padding : own, content > 0 ? content + padding : 0);
}

/** The width an element asks for; 0 when it takes what it is given. */
function findOwnWidth(element: HTMLElement, styles: StyleReader): number {
  const most = findLength(styles.read(element, "max-width"));
  const least = findLength(styles.read(element, "min-width")) ?? 0;
  const styled = styles.read(element, "width");
  const wanted = styled === "" ? findLength(element.getAttribute("width") ?? "") : findLength(styled);
  // A picture that shrinks with its place asks for nothing.
  const isShrinking = element.localName === "img" && styles.read(element, "max-width").endsWith("%");
  const width = isShrinking ? 0 : (wanted ?? most ?? 0);
  return Math.max(Math.min(width, most ?? width), least);
}

function findPadding(element: HTMLElement, styles: StyleReader): number {
  const sides = (["padding-left", "padding-right"] as const).map(
    (side) => findLength(styles.read(element, side)) ?? 0,
  );
  return sum(sides);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
