/**
 * Reads rules for inventories and hand-overs with the language server, which has the core. Without a schema, words call fields by
 * their paths; without a server nothing is read, rather than an inventory written that looks as if there were no rules.
 */
import { Uri } from "vscode";
import { PLATFORM_SCHEME } from "../../../server/src/protocol/clientMessages";
import type { RuleReaderOpener } from "../inventory/objectReader";
import type { ServerSeam } from "../language/serverSeam";
import { toReasonText } from "../model/failureText";
import { silentServer } from "../model/refusals";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { SchemaKeeper } from "../resources/schemaKeeper";
import { say } from "../words/say";

/** Rules as the server reads them, with the schemas of the sandbox. */
export function openServerRules(
  { server, keeper }: { readonly server: ServerSeam; readonly keeper: SchemaKeeper },
  target: SandboxTarget,
): RuleReaderOpener {
  return async () => {
    await Promise.all([server.start(), keeper.ensure(target)]);
    const known = keeper.find(target);
    const state = known?.schemas === undefined ? await keeper.refresh(target) : known;
    const uri = Uri.from({ scheme: PLATFORM_SCHEME, path: `/${toSandboxKey(target)}/` }).toString();
    return {
      problems:
        state.schemas === undefined
          ? [say("The schema that explanations call fields by: {0}", toReasonText(state.failure))]
          : [],
      read: async (rule) => {
        const answer = await server.accountRule({ uri, ...rule });
        if (answer === undefined) throw silentServer(say("the rules cannot be read"));
        return answer.account;
      },
    };
  };
}
