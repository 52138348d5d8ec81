/**
 * An authored e-mail in a frame without rights, as wide as it was written for and drawn smaller where its place is
 * narrower. The frame is scaled from outside and scrolls its own content; nothing inside it is ever measured.
 */
import { say } from "../../words/say";
import "./style.css";

/** A safe document made by `toMailDocument`, and what its frame is called. */
export interface ShownMail {
  readonly html: string;
  /** What it was written for; undefined when it flows into any width. */
  readonly width: number | undefined;
  readonly title: string;
}

/** Beside the content: the margins of a body that sets none, and a scroll bar. */
const ROOM_AROUND = 34;

/** `<aep-mail .mail=${…}>`; follows the size of its place. */
export class MailElement extends HTMLElement {
  private readonly place = document.createElement("div");
  private readonly sheet = document.createElement("div");
  private readonly frame = document.createElement("iframe");
  private readonly choice = document.createElement("p");
  private readonly note = document.createElement("span");
  private readonly button = document.createElement("button");
  private readonly resizing = new ResizeObserver(() => this.fit());
  private width: number | undefined;
  private isActualSize = false;

  constructor() {
    super();
    this.place.className = "mail-place";
    this.sheet.className = "mail-sheet";
    this.frame.className = "mail";
    this.frame.setAttribute("sandbox", "");
    this.sheet.append(this.frame);
    this.place.append(this.sheet);
    this.choice.className = "actions";
    this.note.className = "quiet";
    this.button.textContent = say("Show at 100 %");
    this.button.addEventListener("click", () => {
      this.isActualSize = !this.isActualSize;
      this.fit();
    });
    this.choice.append(this.note, this.button);
  }

  set mail({ html, width, title }: ShownMail) {
    this.width = width;
    this.frame.title = title;
    this.place.setAttribute("aria-label", say("Place of {0}", title));
    if (this.frame.srcdoc !== html) this.frame.srcdoc = html;
    if (this.isConnected) this.fit();
  }

  connectedCallback(): void {
    this.append(this.choice, this.place);
    this.resizing.observe(this.place);
    this.fit();
  }

  disconnectedCallback(): void {
    this.resizing.disconnect();
  }

  private fit(): void {
    const { clientWidth: room, clientHeight: height } = this.place;
    if (room === 0 || height === 0) return;
    const wanted = this.width === undefined ? room : this.width + ROOM_AROUND;
    const fitting = Math.min(room / wanted, 1);
    const scale = this.isActualSize ? 1 : fitting;
    setSize(this.frame, Math.max(wanted, room), height / scale);
    this.frame.style.transform = scale === 1 ? "" : `scale(${scale})`;
    setSize(this.sheet, this.isActualSize ? Math.max(wanted, room) : room, height);
    this.offerChoice(fitting);
  }

  /** Only where it is drawn smaller is there a choice; then what is wider than its place can be scrolled to. */
  private offerChoice(fitting: number): void {
    const percent = Math.round(fitting * 100);
    this.choice.hidden = percent >= 100;
    this.note.textContent = this.isActualSize
      ? say("Wider than its place.")
      : say("Drawn at {0} % to fit.", percent);
    this.button.setAttribute("aria-pressed", String(this.isActualSize));
    const scrolls = this.isActualSize && percent < 100;
    this.place.classList.toggle("scrolling", scrolls);
    if (scrolls) {
      this.place.tabIndex = 0;
      this.place.setAttribute("role", "region");
    } else {
      this.place.removeAttribute("tabindex");
      this.place.removeAttribute("role");
    }
  }
}

function setSize({ style }: HTMLElement, width: number, height: number): void {
  style.width = `${width}px`;
  style.height = `${height}px`;
}
