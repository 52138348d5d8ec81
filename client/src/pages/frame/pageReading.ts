/**
 * What a page shows, as it arrives: first what the thing is, then each part when it is there. A part that fails or takes
 * long leaves the others. An answer that arrives after the page asked anew, or is gone, is dropped.
 */
import type { Log } from "../../log";
import { describeFailure } from "../../model/failureText";
import type { WayOut } from "../../model/userError";
import { say } from "../../words/say";
import type { PageContent, PageContext, PageHost } from "./pageHost";
import type { Section, ToPage } from "./protocol";

/** What a page is read with. */
export interface ReadingSources {
  /** "The page of a journey", for the log. */
  readonly what: string;
  readonly log: Pick<Log, "error">;
  readonly loadHost: () => Promise<PageHost>;
  readonly openContext: (signal: AbortSignal) => Promise<PageContext>;
  readonly say: (message: ToPage) => void;
  readonly setTitle: (title: string) => void;
}

/** The content of one page. */
export class PageReading {
  private run = new AbortController();
  private isLoading = false;
  private loaded: PageContent | undefined;
  private readonly sections = new Map<string, Section<unknown>>();
  /** Ways out of the failure that is shown. */
  waysOut: readonly WayOut[] = [];

  constructor(private readonly sources: ReadingSources) {}

  dispose(): void {
    this.run.abort();
  }

  /** Shows what is known; reads when nothing is. */
  async show(): Promise<void> {
    if (this.isLoading) return this.sources.say({ type: "loading" });
    if (this.loaded === undefined) return await this.read();
    this.sources.say({ type: "content", content: this.loaded.content });
    for (const [part, section] of this.sections) this.sources.say({ type: "part", part, section });
  }

  /** What the page is of is called; undefined while that was not read. */
  get title(): string | undefined {
    return this.loaded?.title;
  }

  /** Reads everything anew; resolves when every part has arrived or failed. */
  async read(): Promise<void> {
    this.run.abort();
    this.run = new AbortController();
    const { signal } = this.run;
    this.sources.say({ type: "loading" });
    this.isLoading = true;
    this.loaded = undefined;
    this.sections.clear();
    try {
      const host = await this.sources.loadHost();
      const loaded = await host.load(await this.sources.openContext(signal));
      if (signal.aborted) return;
      this.loaded = loaded;
      this.sources.setTitle(loaded.title);
      this.sources.say({ type: "content", content: loaded.content });
    } catch (error) {
      if (!signal.aborted) this.sayFailed(error);
    } finally {
      if (!signal.aborted) this.isLoading = false;
    }
    if (!signal.aborted)
      await Promise.all(Object.keys(this.loaded?.parts ?? {}).map((part) => this.readPart(part)));
  }

  /** Reads one part; while it is on its way, a second call changes nothing. */
  async readPart(part: string): Promise<void> {
    const reader = this.loaded?.parts?.[part];
    const known = this.sections.get(part);
    if (reader === undefined || (known !== undefined && "isReading" in known)) return;
    const { signal } = this.run;
    this.put(part, { isReading: true });
    const section = await this.readSection(part, reader);
    if (!signal.aborted) this.put(part, section);
  }

  private async readSection(part: string, reader: () => Promise<unknown>): Promise<Section<unknown>> {
    try {
      return { value: await reader() };
    } catch (error) {
      const described = describeFailure(error);
      if (described !== undefined)
        this.sources.log.error(`${this.sources.what}: ${part} could not be read`, error);
      return { failure: described?.text ?? say("Reading was given up.") };
    }
  }

  private put(part: string, section: Section<unknown>): void {
    this.sections.set(part, section);
    this.sources.say({ type: "part", part, section });
  }

  private sayFailed(error: unknown): void {
    const described = describeFailure(error);
    if (described !== undefined) this.sources.log.error(`${this.sources.what} could not be read`, error);
    this.waysOut = described?.waysOut ?? [];
    const waysOut = this.waysOut.map(({ title }) => title);
    this.sources.say({ type: "failed", text: described?.text ?? say("Reading was given up."), waysOut });
  }
}
