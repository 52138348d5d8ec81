/**
 * Answers questions about rules by asking the language server, over the schemas of one sandbox. Holds no part of the core, so that the
 * extension does not carry it a second time.
 */
import { toDocumentUri } from "../documents/aepUri";
import { askAboutRules } from "../language/longQuestion";
import type { ServerSeam } from "../language/serverSeam";
import { silentServer } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import type { SchemaKeeper } from "../resources/schemaKeeper";
import type { KnownSchemas, RuleAnswerOf, RuleDesk, RuleInputOf, RuleQuestionName } from "../tools/ruleDesk";

/** What the desk asks. */
export interface RuleSources {
  readonly server: Pick<ServerSeam, "askLong">;
  /** Sees to it that the server knows the schemas. */
  readonly keeper: Pick<SchemaKeeper, "ensure" | "find">;
  readonly now: () => number;
}

/** The language server as a desk. */
export class ServerRuleDesk implements RuleDesk {
  private known: KnownSchemas | undefined;
  private readonly uri: string;

  constructor(
    private readonly sources: RuleSources,
    private readonly target: SandboxTarget,
  ) {
    const reference = { ...target, kind: "audience", id: "new" } as const;
    this.uri = toDocumentUri({ reference, view: "expression" }, "new").toString();
  }

  async schemas(signal: AbortSignal | undefined): Promise<KnownSchemas> {
    const { keeper, now } = this.sources;
    await keeper.ensure(this.target);
    const readAt = keeper.find(this.target)?.schemas?.fetchedAt;
    if (this.known === undefined || this.known.readAt !== readAt)
      this.known = { fields: await this.ask("fields", {}, signal), readAt: readAt ?? now() };
    return this.known;
  }

  async ask<Name extends RuleQuestionName>(
    name: Name,
    input: RuleInputOf<Name>,
    signal = new AbortController().signal,
  ): Promise<RuleAnswerOf<Name>> {
    const { keeper, server } = this.sources;
    await keeper.ensure(this.target);
    const answer = await server.askLong((asked) =>
      askAboutRules(asked, { uri: this.uri, question: name, input }, { signal }),
    );
    if (answer === undefined) throw silentServer();
    // Server and extension are of one build, so that the answer has the shape its question names.
    return answer as RuleAnswerOf<Name>;
  }
}
