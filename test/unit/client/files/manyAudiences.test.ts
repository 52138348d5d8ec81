/**
 * Five hundred audiences as files: how many definitions are held at once while they are pulled and compared, and that a plan
 * names what really differs and nothing else. Held is what was handed out by the platform and is not dealt with yet.
 */
import assert from "node:assert/strict";
import { readFolderIndex } from "../../../../client/src/files/folderIndex.js";
import { type FolderPlan, planFolder } from "../../../../client/src/files/folderPlan.js";
import { pullAudiences } from "../../../../client/src/files/pull.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { openSamplePlace, type SamplePlace } from "../preview/samplePlace.js";
import { type MemoryFolder, openMemoryFolder } from "./memoryFolder.js";

const COUNT = 500;
/** Two requests of fifty under way. */
const MOST_HELD = 100;

/** How many full definitions an answer of the platform hands out. */
function countDefinitions(url: string, body: string): number {
  return url.endsWith("/audiences/bulk-get") ? Object.keys(JSON.parse(body).results).length : 0;
}

describe("five hundred audiences as files", () => {
  let sample: SamplePlace;
  let folder: MemoryFolder;
  let handedOut = 0;
  let mostHeld = 0;
  let created: readonly string[] = [];

  before(async () => {
    const opened = openSamplePlace({
      onExchange: ({ url }, { body }) => {
        handedOut += countDefinitions(url, body);
      },
    });
    // Other sandboxes hold fewer, and a few of this one are not shown to everybody.
    sample = { ...opened, session: opened.session.withSandbox("prod") };
    sample.organisation.adjust({ audienceCount: COUNT + 20 });
    sample.organisation.reset();
    folder = openMemoryFolder();
    const report = await pullAudiences({
      session: sample.session,
      folder,
      selection: { kind: "listed" },
      decide: async () => "keep",
      onProgress: (done) => {
        mostHeld = Math.max(mostHeld, handedOut - done + 1);
      },
    });
    created = report.created;
    assert.ok(
      created.length + report.skipped.length >= COUNT,
      `${created.length} + ${report.skipped.length}`,
    );
  });

  /** Plans, counting how many definitions are under way whenever the next expression is read. */
  async function plan(): Promise<{ readonly plan: FolderPlan; readonly mostOpen: number }> {
    const before = handedOut;
    let compared = 0;
    let mostOpen = 0;
    const counting = {
      ...folder,
      read: async (path: string) => {
        if (path.endsWith(".pql")) {
          mostOpen = Math.max(mostOpen, handedOut - before - compared);
          compared++;
        }
        return await folder.read(path);
      },
    };
    const index = await readFolderIndex(counting);
    return { plan: await planFolder({ session: sample.session, folder: counting, index }), mostOpen };
  }

  const fieldsOf = (stem: string): Record<string, unknown> =>
    JSON.parse(folder.files.get(`${stem}.audience.json`) ?? "");
  const idOf = (stem: string): string => {
    const [link] = Object.values(fieldsOf(stem)["remote"] as Record<string, { id: string }>);
    assert.ok(link);
    return link.id;
  };
  const drafts = (): readonly string[] => created.filter((stem) => fieldsOf(stem)["lifecycle"] === "draft");

  it("are pulled with no more of them in memory than two requests bring", () => {
    assert.ok(created.length > 300, `${created.length} pairs`);
    assert.ok(mostHeld > 1 && mostHeld <= MOST_HELD, `${mostHeld} definitions were held at once`);
  });

  it("ask for nothing when nothing was edited, and are compared in the same bounds", async () => {
    const { plan: nothing, mostOpen } = await plan();
    assert.deepEqual([nothing.writes, nothing.blockers], [[], []]);
    assert.equal(nothing.same, created.length);
    assert.ok(mostOpen > 1 && mostOpen <= MOST_HELD, `${mostOpen} definitions were held at once`);
    assert.equal(sample.countWrites(), 0);
  });

  // A suite inside comes after the tests beside it, in whatever order those run: it edits what they look at.
  describe("once edited", () => {
    it("are planned with the real differences only", async () => {
      const [changed = "", renamed = "", laidOut = "", elsewhere = "", both = ""] = drafts();
      assert.ok(both, "there are drafts enough");
      const edit = (stem: string, to: (text: string) => string): void =>
        void folder.files.set(`${stem}.pql`, to(folder.files.get(`${stem}.pql`) ?? ""));
      const set = (stem: string, fields: object): void =>
        void folder.files.set(`${stem}.audience.json`, JSON.stringify({ ...fieldsOf(stem), ...fields }));
      const changeThere = (stem: string, value: string): Promise<unknown> =>
        sample.session.send({
          method: "PATCH",
          path: `/data/core/ups/audiences/${idOf(stem)}`,
          ...CONFIRMED,
          body: [{ op: "add", path: "/description", value }],
        });
      edit(changed, (text) => `${text.trim()} and person.birthYear > 1980\n`);
      set(renamed, { name: "Renamed among many" });
      edit(laidOut, (text) => `\n\n  ${text.trim()}   \r\n`);
      await changeThere(elsewhere, "Changed elsewhere");
      await changeThere(both, "The same on both sides");
      set(both, { description: "The same on both sides" });
      const { plan: found } = await plan();
      assert.deepEqual(found.blockers, []);
      assert.deepEqual(
        found.writes.map(({ stem, write }) => [stem, write.fields]).sort(),
        [
          [changed, ["expression"]],
          [renamed, ["name"]],
        ].sort(),
      );
      assert.equal(found.same, created.length - 2);
    });
  });
});
