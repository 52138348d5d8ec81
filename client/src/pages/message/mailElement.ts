/**
 * An authored e-mail in a frame without rights, as wide as its place: narrower places show it smaller, and it takes its
 * own height up to the limit of its style. A frame without rights cannot be measured from outside, so the same safe
 * document is measured out of sight, in a frame that runs no scripts either.
 */
import "./style.css";

/** A safe document, made by `toMailDocument`, and what its frame is called. */
export interface ShownMail {
  readonly html: string;
  readonly title: string;
}

/** Smaller than this nobody reads; narrower places scroll sideways. */
const LEAST_SCALE = 0.4;

/** Heights beyond are a fault of the mail's own styles. */
const MOST_HEIGHT = 20_000;

/** `<aep-mail .mail=${…}>`; follows the width of its place. */
export class MailElement extends HTMLElement {
  private readonly sheet = document.createElement("div");
  private readonly frame = document.createElement("iframe");
  private readonly resizing = new ResizeObserver(() => this.measure());
  private ruler: HTMLIFrameElement | undefined;
  private measuredWidth = 0;

  set mail({ html, title }: ShownMail) {
    this.frame.srcdoc = html;
    this.frame.title = title;
    this.setAttribute("aria-label", title);
    this.measuredWidth = 0;
    if (this.isConnected) this.measure();
  }

  connectedCallback(): void {
    this.setAttribute("role", "group");
    this.tabIndex = 0;
    this.frame.className = "mail";
    this.frame.setAttribute("sandbox", "");
    this.sheet.className = "sheet";
    this.sheet.append(this.frame);
    this.append(this.sheet);
    this.resizing.observe(this);
  }

  disconnectedCallback(): void {
    this.resizing.disconnect();
    this.ruler?.remove();
    this.measuredWidth = 0;
  }

  private measure(): void {
    const width = this.clientWidth;
    if (width === 0 || width === this.measuredWidth) return;
    this.measuredWidth = width;
    this.ruler?.remove();
    const ruler = document.createElement("iframe");
    this.ruler = ruler;
    ruler.className = "ruler";
    ruler.setAttribute("sandbox", "allow-same-origin");
    ruler.setAttribute("aria-hidden", "true");
    ruler.tabIndex = -1;
    ruler.style.width = `${width}px`;
    ruler.srcdoc = this.frame.srcdoc;
    ruler.addEventListener("load", () => this.fit(ruler, width));
    this.append(ruler);
  }

  private fit(ruler: HTMLIFrameElement, width: number): void {
    const mail = ruler.contentDocument?.documentElement;
    if (mail === undefined || ruler !== this.ruler) return;
    const natural = Math.max(width, mail.scrollWidth);
    ruler.style.width = `${natural}px`;
    const height = Math.min(mail.scrollHeight, MOST_HEIGHT);
    ruler.remove();
    this.ruler = undefined;
    const scale = Math.max(width / natural, LEAST_SCALE);
    setSize(this.frame, natural, height);
    this.frame.style.transform = `scale(${scale})`;
    setSize(this.sheet, natural * scale, height * scale);
    this.dataset["fitted"] = String(width);
  }
}

function setSize({ style }: HTMLElement, width: number, height: number): void {
  style.width = `${width}px`;
  style.height = `${height}px`;
}
