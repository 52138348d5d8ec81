/** The published expressions: what Adobe shows as valid must read without a problem, what is not PQL must be reported. */
import { deepEqual, ok } from "node:assert/strict";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { readSharedCorpus } from "../../../support/sharedCorpus";

function messagesOf(text: string): string[] {
  return parseQuery(text).clauses.flatMap(({ problems }) => problems.map(({ message }) => message));
}

describe("Reading the published expressions", () => {
  it("finds no syntax problem in a valid one and at least one in an invalid one", function () {
    const corpus = readSharedCorpus();
    if (corpus === undefined) return this.skip();
    const valid = corpus.filter((entry) => entry.valid === true);
    const invalid = corpus.filter((entry) => entry.valid === false);
    ok(valid.length > 50 && invalid.length > 0);
    deepEqual(
      valid.map(({ id, expression }) => [id, messagesOf(expression)]).filter(([, found]) => found.length > 0),
      [],
    );
    deepEqual(
      invalid.filter(({ expression }) => messagesOf(expression).length === 0),
      [],
    );
  });
});
