/**
 * A page without an editor: its data source over the platform client and the sample organisation, and a reader of its
 * messages that believes only what the page itself would believe.
 */
import assert from "node:assert/strict";
import type * as z from "zod/mini";
import type { Audience } from "../../../../client/src/api/audiences.js";
import type { DocumentAddress } from "../../../../client/src/content/messageDocuments.js";
import { AudienceUsers, type UserKind } from "../../../../client/src/model/audienceUsers.js";
import type { PageContext, PageHost } from "../../../../client/src/pages/frame/pageHost.js";
import type { PageName } from "../../../../client/src/pages/frame/pageNames.js";
import { PageReading } from "../../../../client/src/pages/frame/pageReading.js";
import { type Section, type ToPage, toPageShape } from "../../../../client/src/pages/frame/protocol.js";
import { listReasons } from "../../../../server/src/pql/features/evaluationLens.js";
import {
  checkText,
  convertToText,
  explainText,
  readEnvironment,
} from "../../../../server/src/pql/service.js";
import type { Inspection, InspectionRequest } from "../../../../server/src/protocol/clientMessages.js";
import type { SamplePlatform } from "../api/support/samplePlatform.js";

/** What a page is opened with. */
export interface PageOptions {
  readonly page: PageName;
  readonly id: string;
  readonly host: PageHost;
  readonly shape: z.ZodMiniType;
  /** What commands handed over for pages. */
  readonly findHanded?: PageContext["findHanded"];
}

/** One open page. */
export class PageUnderTest {
  readonly messages: ToPage[] = [];
  readonly opened: DocumentAddress[] = [];
  readonly noted: Audience[] = [];
  readonly titles: string[] = [];
  readonly reading: PageReading;
  private readonly life = new AbortController();

  constructor(
    private readonly platform: SamplePlatform,
    private readonly options: PageOptions,
    /** Texts of documents it had opened. */
    private readonly created: string[] = [],
  ) {
    this.reading = new PageReading({
      what: "The page",
      log: { error: () => undefined },
      loadHost: async () => options.host,
      openContext: async (signal) => this.openContext(signal),
      say: (message) => this.messages.push(toPageShape.parse(structuredClone(message))),
      setTitle: (title) => this.titles.push(title),
    });
  }

  /** What the page would draw now; throws when it could not read what it was sent. */
  get content(): Readonly<Record<string, unknown>> {
    const content = this.messages.findLast((message) => message.type === "content");
    assert.ok(content?.type === "content", "the page has content");
    const parts = this.messages
      .slice(this.messages.indexOf(content))
      .flatMap((message) => (message.type === "part" ? [[message.part, message.section] as const] : []));
    const whole = Object.assign({}, content.content, Object.fromEntries(parts));
    return this.options.shape.parse(whole) as Readonly<Record<string, unknown>>;
  }

  /** How one part of the page stands. */
  part(name: string): Section<unknown> {
    return this.content[name] as Section<unknown>;
  }

  /** The names of parts that failed. */
  get failed(): readonly string[] {
    return Object.entries(this.content).flatMap(([name, value]) =>
      typeof value === "object" && value !== null && "failure" in value ? [name] : [],
    );
  }

  /** What the page's host answers. */
  async ask(request: unknown): Promise<unknown> {
    return await this.options.host.answer?.(this.openContext(this.life.signal), request);
  }

  private openContext(signal: AbortSignal) {
    const { session } = this.platform;
    const { page, id, findHanded = () => undefined } = this.options;
    const users = new AudienceUsers({ now: Date.now, freshForMs: 0 });
    return {
      session,
      signal,
      place: {
        page,
        connection: "sample",
        sandbox: session.sandbox ?? "",
        id,
      },
      handed: findHanded({ page, id }),
      findHanded,
      log: { error: () => undefined } as never,
      editor: {
        insert: async () => undefined,
        askWhatBreaks: async () => undefined,
        open: async (address: DocumentAddress) => {
          this.opened.push(address);
        },
        create: async (text: string) => {
          this.created.push(text);
        },
      },
      noteAudience: (audience: Audience) => this.noted.push(audience),
      findUsers: async (kind: UserKind, audienceId: string) =>
        (await users.find(session, { kind, audienceId }, signal)).rows,
      inspect: async (expression: Omit<InspectionRequest, "uri">) => inspect(expression),
    };
  }
}

/** What the language server answers, without a server. */
function inspect({ format, value, isActiveOnEdge }: Omit<InspectionRequest, "uri">): Inspection {
  const text = format === "pql/json" ? convertToText(value).text : value;
  const { evaluation } = checkText(text ?? "", readEnvironment({}), { isActiveOnEdge });
  const possible = (["edge", "streaming", "batch"] as const).find(
    (engine) => evaluation[engine].answer === "yes",
  );
  const reasons = listReasons(evaluation).map(({ span: _span, ...reason }) => reason);
  const plainWords = explainText(text ?? "", readEnvironment({})).text.split("\n");
  const fastest = possible === undefined ? {} : { evaluation: possible };
  return { ...fastest, plainWords, reasons, errors: [], warnings: [] };
}
