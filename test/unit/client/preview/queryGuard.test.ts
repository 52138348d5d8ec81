/** Whether a query of Query Service may run: after a yes, and off in production where a connection is read only, until its name is typed. */
import assert from "node:assert/strict";
import { confirmQueries } from "../../../../client/src/preview/queryCount";

type Sources = Parameters<typeof confirmQueries>[0];

/** A connection of this level to a sandbox of this type, and a person who answers so. */
function sourcesOf(permissions: string, type: string | undefined, answer: string) {
  const asked: string[] = [];
  const prompts = {
    tell: async () => {
      asked.push("button");
      return answer;
    },
    ask: async () => {
      asked.push("name");
      return answer;
    },
  };
  const sources = {
    connections: { find: () => ({ permissions }) },
    sandboxes: { find: async () => (type === undefined ? undefined : { type }) },
    prompts,
  } as unknown as Sources;
  return { sources, asked };
}

describe("a query that wants to run", () => {
  const wish = { target: { connection: "Acme", sandbox: "prod" }, statements: ["SELECT 1"], name: "test" };

  it("asks for the name of the sandbox where the connection is read only and the sandbox not for development", async () => {
    for (const [permissions, type, question] of [
      ["read", "production", "name"],
      ["read", undefined, "name"],
      ["read", "development", "button"],
      ["draft", "production", "button"],
      ["publish", "production", "button"],
    ] as const) {
      const { sources, asked } = sourcesOf(permissions, type, question === "name" ? "prod" : "Run Query");
      await confirmQueries(sources, wish);
      assert.deepEqual(asked, [question], `${permissions} ${type}`);
    }
  });

  it("does not run for another name, nor without the button", async () => {
    await assert.rejects(confirmQueries(sourcesOf("read", "production", "dev").sources, wish), {
      code: "notConfirmed",
    });
    await assert.rejects(confirmQueries(sourcesOf("publish", "production", "Close").sources, wish));
  });
});
