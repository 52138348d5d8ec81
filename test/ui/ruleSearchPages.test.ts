/**
 * The pages of what is said about many rules, in a browser without an editor around them: empty, failed, on its way, what could
 * not be told, hostile names, thousands of containments. The host's side is played by the test.
 */
import assert from "node:assert/strict";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { openPageScript } from "../support/pageScript.js";
import { listProblemsInThemes } from "../support/themes.js";
import { useBrowser } from "../support/useBrowser.js";

const HEAD = { id: "", name: "Duplicates in dev", connection: "Acme", sandbox: "dev" };
const NOTHING = {
  ...HEAD,
  isFolder: false,
  rules: [],
  without: 0,
  equal: [],
  contained: [],
  never: [],
  unread: [],
};

const toRules = (names: readonly string[]) =>
  names.map((name, index) => ({ kind: "audience" as const, id: `id-${index}`, name, state: "published" }));

const IMPACT = {
  ...HEAD,
  name: "What would break if tier is removed",
  condition: "if tier is removed",
  changes: ["tier is removed"],
  broken: [],
  audiences: 3,
  files: 2,
  without: 1,
};

describe("pages about many rules", () => {
  const browser = useBrowser();

  it("say what is empty, what is on its way and what failed", async () => {
    const { page, heard, errors, tell } = await openPageScript(browser(), { name: "families" });
    await tell({ type: "loading" });
    await page.getByRole("status").getByText("Reading").waitFor();
    await tell({ type: "content", content: NOTHING });
    await page.getByText("No audience here has a rule in PQL.").waitFor();
    await page.getByText("No two rules are equal, as far as can be proved.").waitFor();
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    await tell({ type: "failed", text: "The language server is not running.", waysOut: ["Restart"] });
    await page.getByRole("alert").getByText("The language server is not running.").waitFor();
    await page.getByRole("button", { name: "Retry" }).press("Enter");
    assert.deepEqual(heard.at(-1), { type: "reload" });
    assert.deepEqual(errors, []);
  });

  it("name what nobody qualifies for and what could not be told, whatever it is called", async () => {
    const { page, heard, errors, tell } = await openPageScript(browser(), { name: "families" });
    const rules = toRules(["<img src=x onerror=alert(1)>", "Never", "Broken", "A", "B"]);
    const content = { ...NOTHING, rules, without: 2, never: [1], unread: [2, 0], contained: [[3, 4]] };
    await tell({ type: "content", content });
    await page.getByText("2 audiences have no rule in PQL.", { exact: false }).waitFor();
    const untold = page.getByRole("region", { name: "Cannot tell" });
    await untold.getByRole("button", { name: "<img src=x onerror=alert(1)>" }).waitFor();
    await page
      .getByRole("region", { name: "Nobody qualifies" })
      .getByRole("button", { name: "Never" })
      .press("Enter");
    const asked = heard.findLast((message) => message.type === "ask");
    assert.deepEqual(asked?.type === "ask" && asked.request, {
      type: "openPage",
      page: "audience",
      id: "id-1",
    });
    await tell({ type: "part", part: "sizes", section: { failure: "The platform asks to slow down." } });
    await page.getByRole("button", { name: "Retry: The sizes could not be read" }).waitFor();
    await tell({ type: "part", part: "sizes", section: { value: { "id-4": 1200 } } });
    const contained = page.getByRole("region", { name: "Contained", exact: true });
    await contained.getByText("1,200 members").first().waitFor();
    assert.deepEqual(await listProblemsInThemes(page, "families"), []);
    assert.deepEqual(errors, []);
  });

  it("draw a picture with room for some of thousands of rules, and list all", async () => {
    const { page, errors, tell } = await openPageScript(browser(), { name: "families" });
    const rules = toRules(Array.from({ length: 2500 }, (_, index) => `Rule ${index}`));
    const contained = Array.from({ length: 2499 }, (_, index) => [index + 1, Math.floor(index / 9)]);
    await tell({ type: "content", content: { ...NOTHING, rules, contained } });
    const region = page.getByRole("region", { name: "Contained", exact: true });
    await region.getByRole("group", { name: "Containments" }).waitFor();
    assert.equal(await region.locator(".box").count(), 60);
    await region
      .getByText("2,440 rules have no room in the picture; the list has all.", { exact: false })
      .waitFor();
    await region.getByRole("button", { name: "Rule 2499", exact: true }).waitFor();
    await region.locator('.box[tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await region.locator(".box:focus").waitFor();
    await region.getByRole("searchbox").fill("no such rule");
    await region.getByText("No rule here has these words in its name.").waitFor();
    assert.deepEqual(errors, []);
  });

  it("say that nobody reads what changes, and what each reader would become", async () => {
    const { page, heard, errors, tell } = await openPageScript(browser(), { name: "impact" });
    await tell({ type: "content", content: IMPACT });
    await page
      .getByText("Nobody reads what changes. 3 audiences and 2 files looked at.", { exact: false })
      .waitFor();
    const places = [{ change: "tier is renamed to rank", line: 2, column: 4 }];
    const broken = [
      {
        kind: "audience",
        id: "a",
        name: "Gold",
        state: "published",
        places,
        becomes: "rank = 1",
        problems: ["Then wrong."],
      },
      { kind: "file", id: "file:///a.pql", name: "a.pql", places, becomes: "rank = 1", problems: [] },
      { kind: "file", id: "file:///b.pql", name: "b.pql", places, becomes: "rank = 2", problems: [] },
      {
        kind: "test",
        id: "file:///t",
        name: "t",
        places: [{ ...places[0], test: "Gold one" }],
        problems: [],
      },
    ];
    await tell({ type: "content", content: { ...IMPACT, broken } });
    await page.getByText("4 rules and tests read what changes.", { exact: false }).waitFor();
    await page
      .getByRole("region", { name: "Tests" })
      .getByText("test “Gold one”", { exact: false })
      .waitFor();
    const lastRequest = () => {
      const asked = heard.findLast((message) => message.type === "ask");
      return asked?.type === "ask" ? asked.request : undefined;
    };
    await page.getByRole("button", { name: "Rename in all 2 files…" }).press("Enter");
    assert.deepEqual(lastRequest(), { type: "rename", indexes: [1, 2] });
    await page.getByRole("button", { name: "Preview the update Gold" }).press("Enter");
    assert.deepEqual(lastRequest(), { type: "previewUpdate", index: 0 });
    await page
      .getByRole("region", { name: "Files and drafts" })
      .getByRole("button", { name: "line 3, column 5" })
      .last()
      .press("Enter");
    assert.deepEqual(lastRequest(), { type: "openPlace", index: 2, place: 0 });
    assert.deepEqual(await listProblemsInThemes(page, "impact"), []);
    assert.deepEqual(errors, []);
  });
});
