/**
 * Makes an authored e-mail safe to look at: no scripts, handlers, forms, frames or links that lead anywhere, and no
 * picture from elsewhere until asked for. The result is still shown in a sandboxed frame only.
 */
import createPurifier from "dompurify";
import { findMailWidth } from "./mailWidth";
import { hideTokens, showTokens, splitHidden } from "./personalizationTokens";

/** An e-mail ready for a frame's `srcdoc`. */
export interface MailDocument {
  readonly html: string;
  /** Pictures and backgrounds that would be fetched from elsewhere. */
  readonly remotePictures: number;
  /** What it was written for, in pixels; undefined when it flows into any width. */
  readonly width: number | undefined;
}

const FORBIDDEN_TAGS = [
  "form",
  "input",
  "button",
  "select",
  "textarea",
  "option",
  "optgroup",
  "fieldset",
  "datalist",
  "output",
  "audio",
  "video",
  "source",
  "track",
  "picture",
  "dialog",
  "link",
  "meta",
  "base",
  "template",
  "slot",
  "title",
];

const FORBIDDEN_ATTRIBUTES = [
  "action",
  "ping",
  "target",
  "srcset",
  "autofocus",
  "contenteditable",
  "popover",
];

/** Marks of our own and the ground e-mails are written for. */
const STYLE = `:root{color-scheme:light;background:#fff;color:#1b1b1b;font-family:sans-serif}
mark.token{background:#fff3b0;color:#3d3200;border-radius:3px;padding:0 2px;outline:1px solid #d9c25a}
img:not([src]){display:inline-block;min-width:16px;min-height:16px;outline:1px dashed #767676;color:#595959;background:#f3f3f3}`;

const REMOTE = /^\s*(?:https?:)?\/\//i;
const REMOTE_IN_STYLE = /url\(\s*['"]?\s*(?:https?:)?\/\//gi;

/** The e-mail as a document; with `showsPictures`, pictures from `https:` addresses are fetched. */
export function toMailDocument(source: string, options: { readonly showsPictures: boolean }): MailDocument {
  const { text, tokens } = hideTokens(source);
  const mail = sanitise(text.replaceAll(/<[^>]+>/g, disarm));
  for (const style of mail.querySelectorAll("style"))
    style.textContent = showTokens(style.textContent ?? "", []);
  const remotePictures = countRemotePictures(mail);
  const width = findMailWidth(mail);
  markTokens(mail, tokens);
  restoreAttributes(mail, tokens, options.showsPictures);
  return { html: toDocument(mail, options.showsPictures), remotePictures, width };
}

/**
 * Renames handlers in a tag. They are refused anyway, by the policy while parsing and then by the sanitiser, but each
 * refusal of the policy is an error on the console.
 */
function disarm(tag: string): string {
  return tag.replaceAll(/([\s"'/])on(?=[\w-]+\s*=)/gi, "$1data-on");
}

function sanitise(text: string): HTMLElement {
  const clean = createPurifier(window).sanitize(text, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    USE_PROFILES: { html: true },
    ALLOW_DATA_ATTR: false,
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
  });
  return clean instanceof HTMLElement ? clean : document.implementation.createHTMLDocument().documentElement;
}

function countRemotePictures(mail: HTMLElement): number {
  const pictures = [...mail.querySelectorAll("[src], [background]")].filter((element) =>
    [element.getAttribute("src"), element.getAttribute("background")].some(
      (address) => address !== null && REMOTE.test(address),
    ),
  );
  const styles = [...mail.querySelectorAll("[style], style")]
    .map((element) => element.getAttribute("style") ?? element.textContent ?? "")
    .join("\n");
  return pictures.length + [...styles.matchAll(REMOTE_IN_STYLE)].length;
}

function markTokens(mail: HTMLElement, tokens: readonly string[]): void {
  const walker = mail.ownerDocument.createTreeWalker(mail, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  for (const text of texts) {
    const parts = splitHidden(text.data, tokens);
    if (!parts.some(({ isToken }) => isToken)) continue;
    text.replaceWith(...parts.map((part) => (part.isToken ? toMark(mail, part.text) : part.text)));
  }
}

function toMark(mail: HTMLElement, token: string): HTMLElement {
  const mark = mail.ownerDocument.createElement("mark");
  mark.className = "token";
  mark.textContent = token;
  return mark;
}

/** Attributes get their tokens back; an address to go to becomes a text to read, a remote picture its description. */
function restoreAttributes(mail: HTMLElement, tokens: readonly string[], showsPictures: boolean): void {
  for (const element of mail.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const shown = showTokens(value, tokens);
      if (shown !== value) element.setAttribute(name, shown);
    }
    const address = element.getAttribute("href");
    element.removeAttribute("href");
    if (address !== null) element.setAttribute("title", address);
    if (!showsPictures && REMOTE.test(element.getAttribute("src") ?? "")) element.removeAttribute("src");
  }
}

function toDocument(mail: HTMLElement, showsPictures: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${showsPictures ? " https:" : ""}`;
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${STYLE}</style>`;
  mail.querySelector("head")?.insertAdjacentHTML("afterbegin", head);
  mail.setAttribute("lang", mail.getAttribute("lang") ?? "und");
  return `<!DOCTYPE html>${mail.outerHTML}`;
}
