/**
 * Questions in turn, with a way back: what was answered before the question that is asked once more is not asked again.
 */
import assert from "node:assert/strict";
import { Cancelled, WentBack } from "../../../../client/src/model/userError.js";
import type { Prompts } from "../../../../client/src/ui/prompts.js";
import { askInTurn } from "../../../../client/src/ui/wayBack.js";

/** A person who types what is in the list; `back` is the way back, `escape` gives up. */
function listen(typed: readonly string[]): { readonly prompts: Prompts; readonly asked: string[] } {
  const left = [...typed];
  const asked: string[] = [];
  const converse = (hasBack: boolean): Prompts =>
    ({
      ask: async ({ title }: { readonly title: string }) => {
        asked.push(hasBack ? `${title}, with a way back` : title);
        const answer = left.shift();
        if (answer === "back") throw new WentBack();
        if (answer === undefined || answer === "escape") throw new Cancelled();
        return answer;
      },
      withBack: () => converse(true),
    }) as Partial<Prompts> as Prompts;
  return { prompts: converse(false), asked };
}

const askThree = ({ prompts }: { readonly prompts: Prompts }): Promise<readonly string[]> =>
  ["field", "operator", "value"].reduce<Promise<readonly string[]>>(
    async (before, title) => [...(await before), await prompts.ask({ title, prompt: "" })],
    Promise.resolve([]),
  );

describe("questions with a way back", () => {
  it("ask the one before again, and no other", async () => {
    const { prompts, asked } = listen(["city", "is", "back", "is not", "Berlin"]);
    assert.deepEqual(await askInTurn({ prompts }, askThree), ["city", "is not", "Berlin"]);
    assert.deepEqual(asked, [
      "field",
      "operator, with a way back",
      "value, with a way back",
      "operator, with a way back",
      "value, with a way back",
    ]);
  });

  it("lead back step by step to the first, which has none", async () => {
    const { prompts, asked } = listen(["city", "is", "back", "back", "age", "is", "7"]);
    assert.deepEqual(await askInTurn({ prompts }, askThree), ["age", "is", "7"]);
    assert.equal(asked[4], "field");
  });

  it("end with what was given up", async () => {
    const { prompts } = listen(["city", "escape"]);
    await assert.rejects(askInTurn({ prompts }, askThree), (error) => !(error instanceof WentBack));
  });
});
