/**
 * A suite that only the oldest editor runs is taken out wherever it stands, and one that does not exist is told.
 */
import assert from "node:assert/strict";
import Mocha from "mocha";
import { findUnknown, leaveOut } from "../../runner/oldestAlone.js";

/** Suites of an editor layer: two with a test, one of them with another inside. */
function loadSuites(): Mocha.Suite {
  const { suite: root } = new Mocha();
  const passing = () => new Mocha.Test("passes", () => undefined);
  const sidebar = Mocha.Suite.create(root, "the sidebar");
  sidebar.addTest(passing());
  Mocha.Suite.create(sidebar, "in bad weather").addTest(passing());
  Mocha.Suite.create(root, "reports").addTest(passing());
  return root;
}

describe("suites that the oldest editor runs alone", () => {
  it("are left out, with what is inside them, and said with their reason", () => {
    const root = loadSuites();
    const sentences = leaveOut(root, [
      { suite: "the sidebar in bad weather", why: "HTTP" },
      { suite: "reports", why: "figures" },
    ]);
    assert.deepEqual(sentences, ["the sidebar in bad weather (1 test): HTTP", "reports (1 test): figures"]);
    assert.equal(root.total(), 1);
  });

  it("are told where there is none of that title", () => {
    const why = "renamed";
    const list = ["in bad weather", "the sidebar in bad weather", "report"].map((suite) => ({ suite, why }));
    assert.deepEqual(findUnknown(loadSuites(), list), ["in bad weather", "report"]);
  });
});
