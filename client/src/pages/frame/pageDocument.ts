/**
 * The HTML document of a page: a frame with one script, its style and that of all pages, and a policy that allows nothing else.
 * Holds no content; that arrives as messages.
 */
import type { Language } from "../../words/say";
import type { PagePlace } from "./protocol";

/** What the document is made of. */
export interface DocumentParts {
  readonly place: PagePlace;
  readonly title: string;
  /** Fresh for each document; no script inside the document runs without it. */
  readonly nonce: string;
  /** Where the editor serves the extension's files from. */
  readonly source: string;
  readonly script: string;
  /** What the page is to speak; English where it is missing. */
  readonly language: Language | undefined;
  /** The style of all pages, and that of this one. */
  readonly styles: readonly string[];
  /**
   * Whether foreign mark-up is shown in a frame. A frame without an address inherits this policy, so inline styles and
   * pictures must be allowed here to be allowed there; the frame's own policy decides about pictures.
   */
  readonly showsMarkup: boolean;
}

/** The document as text. Everything put into it is escaped. */
export function toPageDocument(parts: DocumentParts): string {
  const { place, title, script, styles, nonce, language } = parts;
  const words = language === undefined ? "" : ` data-words="${escapeHtml(JSON.stringify(language))}"`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language?.name ?? "en")}"${words}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(toPolicy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${escapeHtml(style)}">`).join("\n")}
<title>${escapeHtml(title)}</title>
</head>
<body data-place="${escapeHtml(JSON.stringify(place))}">
<div id="page"></div>
<script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

function toPolicy({ nonce, source, showsMarkup }: DocumentParts): string {
  return [
    "default-src 'none'",
    // The nonce is for the page's script, the source for the parts that it shares with other pages.
    `script-src 'nonce-${nonce}' ${source}`,
    `style-src ${source}${showsMarkup ? " 'unsafe-inline'" : ""}`,
    `font-src ${source}`,
    showsMarkup ? "img-src https: data:" : "img-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
