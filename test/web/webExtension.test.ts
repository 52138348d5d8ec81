/**
 * The extension in an editor whose only host for it is the one in the browser: the server runs in a worker, the sample organisation
 * in the page, and what people do with a rule works as on a desktop. Nobody has said to trust the folder, which changes nothing.
 */
import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { listDataViews } from "../../client/src/sample/data/sampleAnalytics.js";
import { createSeeded } from "../../client/src/sample/seeded.js";
import { useWorkbench } from "../support/useWorkbench.js";
import { findTree, unfold } from "../ui/sidebarTree.js";

const SERVER = "AEP Language Server";

describe("the extension in a browser", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", runsInBrowser: true, isRestricted: true });

  /** Opens a new file with this text. */
  const open = async (name: string, text: string): Promise<Locator> => {
    writeFileSync(path.join(workbench().workspace, name), text);
    return await workbench().openFile(name);
  };

  const sandboxInUse = (): Locator =>
    workbench().page.getByRole("treeitem", { name: /^Sandbox Development.*, in use/ });

  /** A test that failed takes the workbench along, and the connection with it. */
  const beConnected = async (): Promise<void> => {
    const { page } = workbench();
    await workbench().runCommand("View: Show AEP");
    const welcome = page.getByRole("button", { name: "Connect to the Sample Organisation" });
    await welcome.or(sandboxInUse()).first().waitFor();
    if (await welcome.isVisible()) await welcome.click();
    await sandboxInUse().waitFor();
  };

  /** Opens a new file with this text, and returns once it is checked with the schema of the sandbox. */
  const openChecked = async (name: string, text: string): Promise<Locator> => {
    await beConnected();
    const editor = await open(name, text);
    const status = { name: /Schema (?!on its way).*Sample Organisation · dev/ };
    await workbench().page.getByRole("button", status).waitFor();
    return editor;
  };

  const rows = (): Locator => workbench().page.locator('[role=treeitem][aria-level="4"]');

  it("checks a rule against the schemas that the folder brings along, and against others that take their place", async () => {
    const folder = path.join(workbench().workspace, "schemas");
    const other = path.join(workbench().workspace, "..", "other-schemas");
    for (const [place, field] of [
      [folder, "tier"],
      [other, "tierr"],
    ] as const) {
      mkdirSync(place);
      const shop = { type: "object", properties: { [field]: { type: "string" } } };
      writeFileSync(
        path.join(place, "profile.json"),
        JSON.stringify({ type: "object", properties: { shop } }),
      );
      const facts = { sandbox: "dev", fetchedAt: "2031-05-09T12:00:00.000Z" };
      writeFileSync(path.join(place, "schemas.json"), JSON.stringify(facts));
    }
    const editor = await open("own.pql", 'shop.tierr = "gold"\n');
    await editor.locator(".squiggly-error").first().waitFor();
    rmSync(folder, { recursive: true });
    renameSync(other, folder);
    await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });

  it("checks a rule against none once those of the folder are gone", async () => {
    const folder = path.join(workbench().workspace, "gone-schemas");
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, "profile.json"),
      JSON.stringify({ type: "object", properties: { shop: { type: "string" } } }),
    );
    writeFileSync(path.join(folder, "schemas.json"), JSON.stringify({ sandbox: "dev" }));
    rmSync(path.join(workbench().workspace, "schemas"), { recursive: true, force: true });
    const editor = await open("unchecked.pql", 'shopp = "gold"\n');
    await editor.locator(".squiggly-error").first().waitFor();
    rmSync(folder, { recursive: true });
    await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });

  it("says what a browser cannot do, and offers what it can", async () => {
    await workbench().page.locator(".statusbar-item").getByText("Restricted Mode").waitFor();
    await workbench().runCommand("View: Show AEP");
    const welcome = workbench().page.locator(".pane-body .welcome-view-content");
    await welcome.getByText(/This editor runs in a browser/).waitFor();
    await welcome.getByText(/CORS.*client secret/).waitFor();
    await welcome.getByRole("button", { name: "Connect to the Sample Organisation" }).click();
    await sandboxInUse().waitFor();
  });

  it("shows the sample organisation, read inside the page", async () => {
    await beConnected();
    await unfold(findTree(workbench()), ["Audiences"]);
    await rows().first().waitFor();
  });

  it("opens the expression of an audience, with the engine that evaluates it", async () => {
    const { page } = workbench();
    await beConnected();
    await unfold(findTree(workbench()), ["Audiences"]);
    await rows().filter({ hasText: "Home fans" }).first().click();
    await page.locator('.tab.active[data-resource-name="Home fans.pql"]').waitFor();
    await page.getByText("Evaluation: edge").first().waitFor();
    await workbench().runCommand("View: Close All Editors");
  });

  it("finds a problem with the schema of the sandbox, in a server that is a worker, and its fix repairs it", async () => {
    const editor = await openChecked("repair.pql", '_acme.loyalty.tierr = "gold"\n');
    await editor.locator(".squiggly-error").first().waitFor();
    const inWorkers = workbench()
      .page.workers()
      .map((worker) => worker.url());
    assert.ok(
      inWorkers.some((address) => address.startsWith("blob:")),
      `${SERVER} must run in a worker`,
    );
    await workbench().page.keyboard.press("Control+Home");
    await workbench().runCommand("Go to Next Problem (Error, Warning, Info)");
    await workbench().page.keyboard.press("Escape");
    await workbench().page.keyboard.press("Control+.");
    await workbench().page.locator(".action-widget").getByText("Change to tier").first().waitFor();
    await workbench().page.keyboard.press("Enter");
    await editor.getByText("tierr").waitFor({ state: "detached" });
  });

  it("completes a value of the schema, and formats", async () => {
    const editor = await openChecked("write.pql", "_acme.loyalty.tier");
    const { page } = workbench();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("  = ");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget").getByText("gold").first().click();
    await workbench().runCommand("Format Document");
    const formatted = /^_acme\.loyalty\.tier\s=\s"gold"$/;
    await editor.locator(".view-line").filter({ hasText: formatted }).waitFor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("Control+ArrowRight");
    await workbench().runCommand("Show or Focus Hover");
    await page.locator(".monaco-hover:visible").getByText("_acme.loyalty").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows the page of a journey", async () => {
    const { page } = workbench();
    await beConnected();
    const tree = findTree(workbench());
    // Below an unfolded list, the next one may not be drawn.
    const audiences = tree.locator('[aria-level="3"][aria-expanded="true"]');
    if ((await audiences.count()) > 0) await audiences.first().click();
    await unfold(tree, ["Journeys"]);
    await rows().filter({ hasText: "Abandoned cart" }).first().click();
    const front = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await front.getByRole("heading", { level: 1, name: "Abandoned cart" }).waitFor();
    await workbench().runCommand("View: Close All Editors");
  });

  it("runs a report, and shows its numbers", async () => {
    const { page } = workbench();
    await beConnected();
    const report = {
      title: "Week",
      dataView: listDataViews(createSeeded(1))[0]?.id,
      dates: { from: "2026-03-02", to: "2026-03-08" },
      tables: [{ dimension: "variables/marketing_channel", metrics: ["metrics/commerce.purchases.value"] }],
    };
    await open("week.cja.json", JSON.stringify(report));
    await workbench().runCommand("AEP: Run Report");
    const front = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await front.getByRole("heading", { level: 1, name: "Week" }).waitFor();
    await front
      .getByRole("row", { name: /^Total/ })
      .first()
      .waitFor();
    await workbench().runCommand("View: Close All Editors");
  });

  it("previews an audience, sends it when that is confirmed, and lists it", async () => {
    const { page } = workbench();
    await beConnected();
    await workbench().openFile("loyal-carts.pql");
    await workbench().runCommand("AEP: Preview Audience");
    await page.getByRole("tab", { name: /Create “Loyal carts above 100” in dev/ }).waitFor();
    await page.locator(".modified .view-line").filter({ hasText: "platinum" }).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Created “Loyal carts above 100” in dev of Sample Organisation").first().waitFor();
    await workbench().runCommand("View: Close All Editors");
  });

  it("runs the tests that stand beside a rule, once the folder is trusted", async () => {
    const { page } = workbench();
    const profile = { _acme: { loyalty: { tier: "gold" } } };
    const tests = [{ name: "a gold member", profile, qualifies: true }];
    const facts = JSON.stringify({ now: "2031-05-09T12:00:00Z", tests });
    writeFileSync(path.join(workbench().workspace, "member.audience-test.json"), facts);
    await open("member.pql", '_acme.loyalty.tier = "gold"\n');
    await workbench().openFile("member.audience-test.json");
    await workbench().runCommand("Test: Run Tests in Current File");
    // The editor asks before any test, whatever it runs.
    await page.getByRole("button", { name: /^Trust Folder/ }).click();
    await page.locator(".monaco-editor .testing-run-glyph.codicon-testing-passed-icon").first().waitFor();
  });
});
