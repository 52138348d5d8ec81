/**
 * How drafts are named: a pattern is applied as it is written, and learned from names only where most of them follow it.
 */
import assert from "node:assert/strict";
import { applyNaming, learnNaming } from "../../../../client/src/drafting/namingConvention.js";

describe("the naming of drafts", () => {
  it("writes the name as the pattern writes its own words", () => {
    const name = (pattern: string) => applyNaming(pattern, "gold members in DE");
    assert.equal(name("CRM_{audience_name}"), "CRM_gold_members_in_de");
    assert.equal(name("{AUDIENCE-NAME}-v1"), "GOLD-MEMBERS-IN-DE-v1");
    assert.equal(name("EU | {Audience Name}"), "EU | Gold Members In DE");
    assert.equal(name("{Audience name}"), "Gold members in DE");
    assert.equal(name("seg{AudienceName}"), "segGoldMembersInDE");
    assert.equal(name("{audienceName}"), "goldMembersInDE");
  });

  it("leaves the name alone without a pattern, and frames no name twice", () => {
    assert.equal(applyNaming("", "Gold, members"), "Gold, members");
    assert.equal(applyNaming("CRM", "Gold, members"), "Gold, members");
    assert.equal(applyNaming("CRM - {Audience name}", "crm - gold"), "CRM - Gold");
    assert.equal(applyNaming("{audience_name}_v1", "gold_v1"), "gold_v1");
    assert.equal(applyNaming("CRM_{audience_name}", "!!"), "CRM_!!");
  });

  it("is learned from what most names share", () => {
    const names = ["CRM_gold_members", "CRM_cart_abandoners", "CRM_new_in_town", "CRM_win_back", "Test"];
    assert.equal(learnNaming(names), "CRM_{audience_name}");
    assert.equal(
      learnNaming(["Acme | Gold Members", "Acme | Cart Abandoners", "Acme | New Here", "Acme | Away Long"]),
      "Acme | {Audience Name}",
    );
    assert.equal(learnNaming(["goldMembers", "cartAbandoners", "newInTown", "winBack"]), "{audienceName}");
  });

  it("is none where names differ, or are few, or are plain sentences", () => {
    assert.equal(learnNaming(["CRM_gold", "CRM_silver"]), undefined);
    assert.equal(learnNaming(["Gold members", "Cart abandoners", "New in town", "Win back"]), undefined);
    assert.equal(learnNaming(["a_b", "C D", "e-f", "gH", "I_J"]), undefined);
    assert.equal(learnNaming([]), undefined);
  });
});
