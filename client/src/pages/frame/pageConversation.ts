/**
 * One page's conversation with the platform: reads its content, answers its questions, says what failed.
 * An answer that arrives after the page asked anew, or is gone, is dropped.
 */
import * as vscode from "vscode";
import type { Sessions } from "../../auth/sessions";
import type { Log } from "../../log";
import type { WayOut } from "../../model/userError";
import { describeError } from "../../ui/messages";
import type { PageContent, PageContext, PageHost } from "./pageHost";
import type { PathInsertion } from "./pathInsertion";
import { type CommonRequest, commonRequestShape, type PagePlace, type ToPage, toHostShape } from "./protocol";

/** What every conversation is built on. */
export interface ConversationSources {
  readonly sessions: () => Promise<Sessions>;
  readonly log: Log;
  readonly now: () => number;
  readonly insertion: PathInsertion;
}

/** The page the conversation is with. */
export interface ConversationPartner {
  readonly place: PagePlace;
  readonly webview: vscode.Webview;
  readonly loadHost: () => Promise<PageHost>;
  readonly openPage: (place: PagePlace) => void;
  readonly setTitle: (title: string) => void;
}

/** Ends when disposed; whatever is on its way then is given up. */
export class PageConversation implements vscode.Disposable {
  private readonly life = new AbortController();
  private readonly listener: vscode.Disposable;
  private reading = new AbortController();
  private content: PageContent | undefined;
  private waysOut: readonly WayOut[] = [];

  constructor(
    private readonly sources: ConversationSources,
    private readonly partner: ConversationPartner,
  ) {
    this.listener = partner.webview.onDidReceiveMessage((message: unknown) => void this.hear(message));
  }

  dispose(): void {
    this.life.abort();
    this.reading.abort();
    this.listener.dispose();
  }

  private async hear(message: unknown): Promise<void> {
    const heard = toHostShape.safeParse(message);
    if (!heard.success) return this.sources.log.warn("A page sent a message nobody understands");
    const { data } = heard;
    switch (data.type) {
      case "ready":
        return this.content === undefined
          ? await this.read()
          : this.say({ type: "content", content: this.content.content });
      case "reload":
        return await this.read();
      case "wayOut":
        return await this.takeWayOut(data.index);
      case "ask":
        return await this.answer(data.id, data.request);
      case "broken":
        return this.sources.log.warn("A page failed", { page: this.partner.place.page, text: data.text });
    }
  }

  private async read(): Promise<void> {
    this.reading.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    this.say({ type: "loading" });
    try {
      const host = await this.partner.loadHost();
      const loaded = await host.load(await this.toContext(signal));
      if (signal.aborted) return;
      this.content = loaded;
      this.partner.setTitle(loaded.title);
      this.say({ type: "content", content: loaded.content });
    } catch (error) {
      if (!signal.aborted) this.sayFailed(error);
    }
  }

  private sayFailed(error: unknown): void {
    this.content = undefined;
    const described = describeError(error);
    if (described !== undefined)
      this.sources.log.error(`The page of a ${this.partner.place.page} could not be read`, error);
    this.waysOut = described?.waysOut ?? [];
    const waysOut = this.waysOut.map(({ title }) => title);
    this.say({ type: "failed", text: described?.text ?? "Reading was given up.", waysOut });
  }

  private async takeWayOut(index: number): Promise<void> {
    const wayOut = this.waysOut[index];
    if (wayOut !== undefined) await vscode.commands.executeCommand(wayOut.command, ...(wayOut.args ?? []));
  }

  private async answer(id: number, request: unknown): Promise<void> {
    try {
      const common = commonRequestShape.safeParse(request);
      const value = common.success ? await this.answerCommon(common.data) : await this.answerOwn(request);
      this.say({ type: "answer", id, value: value ?? null });
    } catch (error) {
      if (this.life.signal.aborted) return;
      const described = describeError(error);
      if (described !== undefined) this.sources.log.error("A page asked for something that failed", error);
      this.say({ type: "refused", id, text: described?.text ?? "It was given up." });
    }
  }

  private async answerOwn(request: unknown): Promise<unknown> {
    const host = await this.partner.loadHost();
    return await host.answer?.(await this.toContext(this.life.signal), request);
  }

  private async answerCommon(request: CommonRequest): Promise<unknown> {
    const { connection, sandbox } = this.partner.place;
    switch (request.type) {
      case "copy":
        return await vscode.env.clipboard.writeText(request.text);
      case "openPage":
        return this.partner.openPage({ page: request.page, connection, sandbox, id: request.id });
      case "openDefinition": {
        const reference = { connection, sandbox, kind: "audience", id: request.id };
        return await vscode.commands.executeCommand("aep.resource.open", reference);
      }
      case "openJson": {
        const reference = { connection, sandbox, kind: request.kind, id: request.id };
        return await vscode.commands.executeCommand("aep.resource.openDetails", reference);
      }
    }
  }

  private async toContext(signal: AbortSignal): Promise<PageContext> {
    const { place } = this.partner;
    const session = await (await this.sources.sessions()).open(place.connection, place.sandbox);
    const { log, now, insertion } = this.sources;
    return { place, session, signal, log, now, insert: (text) => insertion.insert(text) };
  }

  private say(message: ToPage): void {
    if (this.life.signal.aborted) return;
    void this.partner.webview.postMessage(message);
  }
}
