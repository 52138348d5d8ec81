/**
 * One list read page by page: counts, retries, filters, and answers that come too late.
 */
import assert from "node:assert/strict";
import type { ResourceRow, RowPage, RowWalk } from "../../../../client/src/model/rows.js";
import { ListState } from "../../../../client/src/tree/listState.js";
import { PLAIN_VIEW } from "../../../../client/src/tree/listView.js";

const row = (id: string): ResourceRow => ({ kind: "audience", id, name: id, facts: [] });
const page = (ids: string, total: number | undefined, isLast: boolean): RowPage => ({
  rows: [...ids].map(row),
  total,
  isLast,
});

/** A walk over prepared answers; each may be a failure. */
function toWalk(answers: readonly (RowPage | Error)[]): RowWalk {
  let next = 0;
  return {
    async nextPage() {
      const answer = answers[next++];
      if (answer === undefined) throw new Error("asked for too many pages");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const ids = (list: ListState): string => list.rows.map(({ id }) => id).join("");

describe("a list read page by page", () => {
  it("reads the first page once and further ones when asked", async () => {
    const list = new ListState(async () => toWalk([page("ab", 3, false), page("bc", 3, true)]));
    assert.equal(list.progress.shown, undefined);
    await Promise.all([list.start(), list.start()]);
    assert.equal(ids(list), "ab");
    await Promise.all([list.readMore(), list.readMore()]);
    assert.equal(ids(list), "abc", "a row that moved between pages appears once");
    assert.deepEqual(list.progress, { ...PLAIN_VIEW, shown: 3, total: 3, isComplete: true });
    await list.readMore();
  });

  it("keeps what it has when a page fails, and asks for that page again", async () => {
    const list = new ListState(async () =>
      toWalk([page("a", 2, false), new Error("broken"), page("b", 2, true)]),
    );
    await list.start();
    await list.readMore();
    assert.match(String(list.error), /broken/);
    assert.equal(ids(list), "a");
    await list.start();
    assert.equal(ids(list), "a", "looking again is not asking again");
    await list.readMore();
    assert.equal(list.error, undefined);
    assert.equal(ids(list), "ab");
  });

  it("opens the list anew after it could not be opened", async () => {
    let tries = 0;
    const list = new ListState(async () => {
      if (++tries === 1) throw new Error("signed out");
      return toWalk([page("a", 1, true)]);
    });
    await list.start();
    assert.match(String(list.error), /signed out/);
    await list.readMore();
    assert.equal(ids(list), "a");
  });

  it("drops an answer that arrives after the filter changed", async () => {
    const answers: ((page: RowPage) => void)[] = [];
    const signals: AbortSignal[] = [];
    const list = new ListState(async () => ({
      nextPage: (signal) => {
        signals.push(signal);
        return new Promise((resolve) => answers.push(resolve));
      },
    }));
    const first = list.start();
    await new Promise((resolve) => setImmediate(resolve));
    list.setFilter("x");
    assert.equal(signals[0]?.aborted, true);
    const second = list.start();
    await new Promise((resolve) => setImmediate(resolve));
    answers[1]?.(page("new", 3, true));
    answers[0]?.(page("old", 3, true));
    await Promise.all([first, second]);
    assert.equal(ids(list), "new");
    assert.equal(list.progress.filter, "x");
  });
});
