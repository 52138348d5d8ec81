/**
 * What the tools work with in the editor: for each sandbox its session and what is known of it, kept while the window lives, and the
 * notes on drafts. Reads only; which sandbox is meant is the caller's business.
 */
import type { Disposable } from "vscode";
import type { ApiConnection } from "../api/apiConnection";
import type { Sessions } from "../auth/sessions";
import { DraftNotes } from "../drafting/draftNotes";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { SandboxKnowledge } from "../tools/sandboxKnowledge";
import type { ToolContext } from "../tools/tool";
import { type RuleSources, ServerRuleDesk } from "./serverRuleDesk";

interface KeptPlace extends Omit<ToolContext, "signal"> {
  readonly connection: ApiConnection;
}

/** What the desk is built on. */
export interface AgentSources extends RuleSources {
  readonly sessions: () => Promise<Sessions>;
}

/** The places of the tools. */
export class AgentDesk implements Disposable {
  readonly notes = new DraftNotes();
  private readonly places = new Map<string, KeptPlace>();

  constructor(private readonly sources: AgentSources) {}

  /** What a tool needs in this sandbox. A connection that was changed since begins anew. */
  async open(target: SandboxTarget, signal: AbortSignal): Promise<ToolContext> {
    const key = toSandboxKey(target);
    const connection = await (await this.sources.sessions()).openConnection(target.connection);
    const kept = this.places.get(key);
    const place = kept?.connection === connection ? kept : this.make(connection, target);
    this.places.set(key, place);
    const { session, knowledge } = place;
    return { session, knowledge, signal };
  }

  /** Has the sandbox read anew: it was changed. */
  forget(target: SandboxTarget): void {
    this.places.delete(toSandboxKey(target));
  }

  dispose(): void {
    this.notes.dispose();
  }

  private make(connection: ApiConnection, target: SandboxTarget): KeptPlace {
    const session = connection.openSession(target.sandbox);
    return {
      connection,
      session,
      knowledge: new SandboxKnowledge(session, new ServerRuleDesk(this.sources, target)),
    };
  }
}

/** What agents are answered with. */
export interface AgentParts {
  readonly agents: () => Promise<AgentDesk>;
  readonly selection: { readonly current: SandboxTarget | undefined };
}
