/**
 * The page side of the conversation: hears its host, draws what is known, asks questions. Trusts no message it cannot
 * read, and shows loading, failure and content in the same frame on every page.
 */
import { render, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { beginSpeaking, say } from "../../words/say";
import { drawFailed, drawLoading, drawPage, drawStatus } from "./frameView";
import { type CommonRequest, placeShape, type ToHost, type ToPage, toPageShape } from "./protocol";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** How a page draws its content and what it remembers across a reload. */
export interface PageSetup<Content, Memory> {
  readonly shape: z.ZodMiniType<Content>;
  /** What is remembered; anything unreadable starts from `forgotten`. */
  readonly memory: z.ZodMiniType<Memory>;
  readonly forgotten: Memory;
  readonly draw: (content: Content, page: Page<Memory>) => TemplateResult;
  /** Called when everything was read anew: what the page has read by itself is old. */
  readonly renew?: () => void;
}

/** What drawing code may do. */
export interface Page<Memory> {
  readonly memory: Memory;
  /** Remembers something and draws again. */
  remember(change: Partial<Memory>): void;
  redraw(): void;
  /** Has the host read one part of the content anew; the answer is drawn when it arrives. */
  readPart(part: string): void;
  /** Asks the host; rejects with an `Error` worded for the person. */
  ask(request: unknown): Promise<unknown>;
  /** Asks for something that leads away or copies; failures are shown, `done` is said when it worked. */
  act(request: CommonRequest, done?: string): void;
  /** Says something in the page's status line. */
  announce(text: string): void;
}

/** What is drawn as a whole; parts of the content and answers change what is there. */
type State = Exclude<ToPage, { type: "answer" | "refused" | "part" }>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the page in `#page`, in the language of its document, and tells the host that it listens. */
export function connectPage<Content, Memory extends object>(setup: PageSetup<Content, Memory>): void {
  const { words } = document.documentElement.dataset;
  if (words !== undefined) {
    const { sentences, name } = languageShape.parse(JSON.parse(words));
    beginSpeaking(sentences, name);
  }
  const root = document.getElementById("page");
  if (root !== null) new ConnectedPage(setup, root).start();
}

const languageShape = z.object({ sentences: z.record(z.string(), z.string()), name: z.string() });

class ConnectedPage<Content, Memory extends object> implements Page<Memory> {
  private readonly editor = acquireVsCodeApi();
  private readonly waiting = new Map<number, Waiting>();
  private latest: State = { type: "loading" };
  private content: Content | undefined;
  private received: Readonly<Record<string, unknown>> = {};
  private status = "";
  private questions = 0;
  memory: Memory;

  constructor(
    private readonly setup: PageSetup<Content, Memory>,
    private readonly root: HTMLElement,
  ) {
    this.memory = this.recall();
  }

  start(): void {
    window.addEventListener("message", ({ data }: MessageEvent<unknown>) => this.hear(data));
    window.addEventListener("error", ({ message }) => this.say({ type: "broken", text: message }));
    this.keep();
    this.redraw();
    this.say({ type: "ready" });
  }

  remember(change: Partial<Memory>): void {
    this.memory = { ...this.memory, ...change };
    this.keep();
    this.redraw();
  }

  redraw(): void {
    render([this.drawState(), drawStatus(this.status)], this.root);
  }

  readPart(part: string): void {
    this.say({ type: "readPart", part });
  }

  ask(request: unknown): Promise<unknown> {
    this.questions += 1;
    const id = this.questions;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.say({ type: "ask", id, request });
    });
  }

  act(request: CommonRequest, done?: string): void {
    this.ask(request).then(
      () => this.announce(done ?? ""),
      (error: unknown) => this.announce(error instanceof Error ? error.message : String(error)),
    );
  }

  announce(text: string): void {
    this.status = text;
    this.redraw();
  }

  private hear(data: unknown): void {
    const heard = toPageShape.safeParse(data);
    if (!heard.success) this.say({ type: "broken", text: "The host sent a message nobody understands" });
    else if (heard.data.type === "answer" || heard.data.type === "refused") this.settle(heard.data);
    else if (heard.data.type === "part") this.showPart(heard.data.part, heard.data.section);
    else this.show(heard.data);
  }

  private show(message: State): void {
    this.latest = message;
    this.status = "";
    if (message.type === "content") {
      this.setup.renew?.();
      this.readContent(message.content);
    }
    this.redraw();
  }

  /** A part nobody can read fails on its own, like one the platform refused. */
  private showPart(part: string, section: unknown): void {
    if (this.latest.type !== "content") return;
    const known = this.received;
    const isRead = this.take({ ...known, [part]: section });
    if (!isRead) {
      this.say({ type: "broken", text: `The part ${part} does not fit the page` });
      this.take({ ...known, [part]: { failure: say("The page could not read what it was sent.") } });
    }
    this.redraw();
  }

  private take(received: Readonly<Record<string, unknown>>): boolean {
    const read = this.setup.shape.safeParse(received);
    if (!read.success) return false;
    this.content = read.data;
    this.received = received;
    return true;
  }

  private readContent(content: unknown): void {
    if (typeof content === "object" && content !== null && this.take({ ...content })) return;
    this.latest = { type: "failed", text: say("The page could not read what it was sent."), waysOut: [] };
    this.say({ type: "broken", text: "The content does not fit the page" });
  }

  private settle(message: ToPage & { type: "answer" | "refused" }): void {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === "answer") waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.text));
  }

  private drawState(): TemplateResult {
    const { latest } = this;
    if (latest.type === "failed") {
      return drawFailed(latest, {
        retry: () => this.say({ type: "reload" }),
        leave: (index) => this.say({ type: "wayOut", index }),
      });
    }
    if (latest.type === "loading" || this.content === undefined) return drawLoading();
    return drawPage(this.setup.draw(this.content, this), () => this.say({ type: "reload" }));
  }

  private recall(): Memory {
    const state = this.editor.getState();
    const memory =
      typeof state === "object" && state !== null && "memory" in state ? state.memory : undefined;
    const read = this.setup.memory.safeParse(memory);
    return read.success ? read.data : this.setup.forgotten;
  }

  /** The place is kept beside the memory: the editor hands both back after a reload. */
  private keep(): void {
    const place = placeShape.safeParse(JSON.parse(document.body.dataset["place"] ?? "null"));
    this.editor.setState({ place: place.data, memory: this.memory });
  }

  private say(message: ToHost): void {
    this.editor.postMessage(message);
  }
}
