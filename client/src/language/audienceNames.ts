/**
 * Tells the language server what the audiences of a sandbox are called: those of its list, and those that a document reads although
 * no list shows them, such as inactive ones. Each sandbox is listed once; names are a help, so that a failure costs a line in the log.
 */
import type { NamedAudience } from "../../../server/src/protocol/clientMessages";
import type { Log } from "../log";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { ServerSeam } from "./serverSeam";

/** What names are read and told with. */
export interface AudienceNameSources {
  readonly server: Pick<ServerSeam, "tellAudiences">;
  readonly fetchAudienceNames: (
    target: SandboxTarget,
    signal: AbortSignal,
  ) => Promise<readonly NamedAudience[]>;
  /** Of these ids, the audiences that the sandbox has. */
  readonly fetchUnlistedNames: (
    target: SandboxTarget,
    ids: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly NamedAudience[]>;
  readonly log: Log;
}

/** The call that takes the id of an audience. */
export const AUDIENCE_CALL = "inSegment";

/** The ids such calls name, also where the quotes are escaped because the expression stands in another text. */
const NAMED_ID = /inSegment\s*\(\s*\\?["']([^"'\\\s]+)\\?["']/g;

/** A document that reads more than these is no audience that somebody reads. */
const MOST_UNLISTED = 50;

/** What is known of a sandbox. */
interface Known {
  readonly audiences: Map<string, NamedAudience>;
  /** Ids that were asked for one by one, whether there is such an audience or not. */
  readonly asked: Set<string>;
  isTold: boolean;
}

/** The names of one window, until the signal ends it. */
export class AudienceNames {
  private readonly sandboxes = new Map<string, Promise<Known | undefined>>();

  constructor(
    private readonly sources: AudienceNameSources,
    private readonly ending: AbortSignal,
  ) {}

  /** Resolves once the server was told of the sandbox's audiences, and of all that the text reads. */
  async tell(target: SandboxTarget, text: string): Promise<void> {
    const key = toSandboxKey(target);
    const reading = this.sandboxes.get(key) ?? this.list(target, key);
    this.sandboxes.set(key, reading);
    const known = await reading;
    if (known === undefined) return;
    const hasMore = await this.findUnlisted(target, known, text);
    if (known.isTold && !hasMore) return;
    known.isTold = true;
    this.sources.server.tellAudiences({ key, audiences: [...known.audiences.values()] });
  }

  private async list(target: SandboxTarget, key: string): Promise<Known | undefined> {
    try {
      const listed = await this.sources.fetchAudienceNames(target, this.ending);
      const audiences = new Map(listed.map((audience) => [audience.id, audience]));
      return { audiences, asked: new Set(), isTold: false };
    } catch (error) {
      this.sandboxes.delete(key);
      if (!this.ending.aborted) this.sources.log.error("Audience names could not be fetched", error);
      return undefined;
    }
  }

  /** Whether the text reads audiences that no list shows; they are known from then on. */
  private async findUnlisted(
    target: SandboxTarget,
    { audiences, asked }: Known,
    text: string,
  ): Promise<boolean> {
    const named = new Set(Array.from(text.matchAll(NAMED_ID), ([, id = ""]) => id));
    const ids = [...named].filter((id) => !audiences.has(id) && !asked.has(id)).slice(0, MOST_UNLISTED);
    if (ids.length === 0) return false;
    for (const id of ids) asked.add(id);
    try {
      const found = await this.sources.fetchUnlistedNames(target, ids, this.ending);
      for (const audience of found) audiences.set(audience.id, audience);
      return found.length > 0;
    } catch (error) {
      for (const id of ids) asked.delete(id);
      if (!this.ending.aborted)
        this.sources.log.error("Audiences that no list shows could not be read", error);
      return false;
    }
  }
}
