/**
 * Route of `aep/generateTests`: made-up tests for a rule over the schemas of its sandbox. Keeps nothing.
 */
import type { CancellationToken } from "vscode-languageserver";
import { GENERATE_TESTS, type MadeTests, type TestGenerationRequest } from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeTestGeneration({ connection, schemas }: Session): void {
  connection.onRequest(
    GENERATE_TESTS,
    async ({ uri, rule, tests }: TestGenerationRequest, token: CancellationToken): Promise<MadeTests> => {
      await schemas.firstLoad(uri);
      const { generateTests } = await import("../pql/service");
      const environment = schemas.environmentOf(uri);
      return generateTests({ rule, tests, environment, isCancelled: () => token.isCancellationRequested });
    },
  );
}
