/**
 * One page's conversation with the editor: hears what the page says, has it read or answered, and does what the page asks
 * of the editor. What is read, and how, is the business of the page's host.
 */
import * as vscode from "vscode";
import type { Sessions } from "../../auth/sessions";
import { toMessageAddress } from "../../content/messageDocuments";
import { toDocumentUri } from "../../documents/aepUri";
import type { FieldIndex } from "../../find/fieldIndex";
import { toReadable } from "../../find/readableAudiences";
import type { ServerSeam } from "../../language/serverSeam";
import type { Log } from "../../log";
import type { UserKind } from "../../model/audienceUsers";
import { describeFailure } from "../../model/failureText";
import { type SandboxTarget, WHOLE_ORGANISATION } from "../../model/resource";
import type { ResourceRow } from "../../model/rows";
import { UserError } from "../../model/userError";
import { openDocument, openUntitled } from "../../ui/editors";
import { say } from "../../words/say";
import type { PageContext, PageEditor, PageHost } from "./pageHost";
import { NO_CONNECTION } from "./pageNames";
import { PageReading } from "./pageReading";
import type { PathInsertion } from "./pathInsertion";
import { type CommonRequest, commonRequestShape, type PagePlace, type ToPage, toHostShape } from "./protocol";

/** Who uses which audience, as the sidebar knows it. */
export interface AudienceUsers {
  find(
    target: SandboxTarget,
    users: { readonly user: UserKind; readonly audienceId: string },
    signal: AbortSignal,
  ): Promise<readonly ResourceRow[]>;
  /** Reads anew next time. */
  forget(target: SandboxTarget): Promise<void>;
}

/** What every conversation is built on. */
export interface ConversationSources {
  readonly sessions: () => Promise<Sessions>;
  readonly users: AudienceUsers;
  readonly fieldIndex: Pick<FieldIndex, "note">;
  readonly server: Pick<ServerSeam, "inspect">;
  readonly log: Log;
  readonly insertion: PathInsertion;
}

/** The page the conversation is with. */
export interface ConversationPartner {
  readonly place: PagePlace;
  readonly webview: vscode.Webview;
  readonly loadHost: () => Promise<PageHost>;
  readonly openPage: (place: PagePlace) => void;
  /** Leaves the tab to this page when another one opens. */
  readonly keep: () => void;
  readonly setTitle: (title: string) => void;
  /** What was handed over last for a page of this place. */
  readonly findHanded: (page: Pick<PagePlace, "page" | "id">) => unknown;
}

/** Ends when disposed; whatever is on its way then is given up. */
export class PageConversation implements vscode.Disposable {
  private readonly life = new AbortController();
  private readonly listener: vscode.Disposable;
  private readonly reading: PageReading;

  constructor(
    private readonly sources: ConversationSources,
    private readonly partner: ConversationPartner,
  ) {
    const { loadHost, setTitle, place } = partner;
    this.reading = new PageReading({
      loadHost,
      setTitle,
      log: sources.log,
      what: `The page of a ${place.page}`,
      openContext: (signal) => this.openContext(signal),
      say: (message) => this.say(message),
    });
    this.listener = partner.webview.onDidReceiveMessage((message: unknown) => void this.hear(message));
  }

  dispose(): void {
    this.life.abort();
    this.reading.dispose();
    this.listener.dispose();
  }

  /** Has the page read anew. */
  async reload(): Promise<void> {
    await this.reading.read();
  }

  private async hear(message: unknown): Promise<void> {
    const heard = toHostShape.safeParse(message);
    if (!heard.success) return this.sources.log.warn("A page sent a message nobody understands");
    const { data } = heard;
    switch (data.type) {
      case "ready":
        return await this.reading.show();
      case "reload":
        await this.sources.users.forget(this.partner.place);
        return await this.reading.read();
      case "readPart":
        return await this.reading.readPart(data.part);
      case "wayOut":
        return await this.takeWayOut(data.index);
      case "ask":
        return await this.answer(data.id, data.request);
      case "broken":
        return this.sources.log.warn("A page failed", { page: this.partner.place.page, text: data.text });
    }
  }

  private async takeWayOut(index: number): Promise<void> {
    const wayOut = this.reading.waysOut[index];
    if (wayOut !== undefined) await vscode.commands.executeCommand(wayOut.command, ...(wayOut.args ?? []));
  }

  private async answer(id: number, request: unknown): Promise<void> {
    try {
      const common = commonRequestShape.safeParse(request);
      const value = common.success ? await this.answerCommon(common.data) : await this.answerOwn(request);
      this.say({ type: "answer", id, value: value ?? null });
    } catch (error) {
      if (this.life.signal.aborted) return;
      const described = describeFailure(error);
      if (described !== undefined) this.sources.log.error("A page asked for something that failed", error);
      this.say({ type: "refused", id, text: described?.text ?? say("It was given up.") });
    }
  }

  private async answerOwn(request: unknown): Promise<unknown> {
    const host = await this.partner.loadHost();
    return await host.answer?.(await this.openContext(this.life.signal), request);
  }

  private async answerCommon(request: CommonRequest): Promise<unknown> {
    const { connection, sandbox } = this.partner.place;
    const { executeCommand } = vscode.commands;
    switch (request.type) {
      case "copy":
        return await vscode.env.clipboard.writeText(request.text);
      case "openPage":
        return this.partner.openPage({ page: request.page, connection, sandbox, id: request.id });
      case "openDefinition":
        return await executeCommand("aep.resource.open", {
          connection,
          sandbox,
          kind: "audience",
          id: request.id,
          name: this.findName(request.id),
        });
      case "openJson":
        return await executeCommand("aep.resource.openDetails", {
          connection,
          sandbox,
          kind: request.kind,
          id: request.id,
          name: this.findName(request.id),
        });
      case "prepareCopy": {
        const { scheme, path } = toMessageAddress(
          { ...request, connection, sandbox, part: "html" },
          request.name,
        );
        return void executeCommand("aep.content.prepareCopy", vscode.Uri.from({ scheme, path }));
      }
      case "showPerformance":
        return await executeCommand(`aep.${request.kind}.showPerformance`, {
          connection,
          sandbox,
          id: request.id,
        });
      case "compareVersions":
        return await executeCommand("aep.resource.compareVersions", {
          connection,
          sandbox,
          kind: request.kind,
          id: request.id,
          name: request.name,
          versions: request.versions,
        });
    }
  }

  /** What the page is of is called as the page is; of what it leads to, it knows the id. */
  private findName(id: string): string | undefined {
    return id === this.partner.place.id ? this.reading.title : undefined;
  }

  private async openContext(signal: AbortSignal): Promise<PageContext> {
    const { place } = this.partner;
    const { sessions, users, fieldIndex, server, log } = this.sources;
    const sandbox = place.sandbox === WHOLE_ORGANISATION ? undefined : place.sandbox;
    const isSignedIn = place.connection !== NO_CONNECTION;
    const session = isSignedIn ? await (await sessions()).open(place.connection, sandbox) : undefined;
    return {
      place,
      signal,
      log,
      editor: this.toEditor(),
      get session() {
        if (session !== undefined) return session;
        throw new UserError("noConnection", say("This page is about files and asks no platform."));
      },
      handed: this.partner.findHanded(place),
      findHanded: (page) => this.partner.findHanded(page),
      noteAudience: (audience) => {
        const readable = toReadable(audience);
        if (readable !== undefined) fieldIndex.note(place, readable);
      },
      findUsers: (user, audienceId) => users.find(place, { user, audienceId }, signal),
      inspect: (expression) => {
        const reference = { ...place, kind: "audience" } as const;
        const uri = toDocumentUri({ reference, view: "expression" }, "expression").toString();
        return server.inspect({ uri, ...expression });
      },
    };
  }

  private toEditor(): PageEditor {
    return {
      insert: (text) => this.sources.insertion.insert(text),
      open: ({ scheme, path }) => openDocument(vscode.Uri.from({ scheme, path })),
      askWhatBreaks: async (path) => {
        const { connection, sandbox } = this.partner.place;
        this.partner.keep();
        await vscode.commands.executeCommand("aep.schema.whatWouldBreak", path, { connection, sandbox });
      },
      create: async (text, language) => {
        await openUntitled(text, language);
      },
    };
  }

  private say(message: ToPage): void {
    if (this.life.signal.aborted) return;
    void this.partner.webview.postMessage(message);
  }
}
