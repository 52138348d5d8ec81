/**
 * The order of the fields somebody builds a condition from: what the platform keeps for itself does not stand first.
 */
import assert from "node:assert/strict";
import { toFieldRank } from "../../../../client/src/drafting/fieldRank.js";

describe("the order of offered fields", () => {
  const sort = (typed: string, ...paths: readonly string[]) =>
    paths
      .map((path) => ({ path, rank: toFieldRank({ path, root: "profile", type: "string" }, typed) }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ path }) => path);

  it("has technical fields last, the tenant's own not among them", () => {
    const technical = [
      "_id",
      "_repo.createDate",
      "identityMap.email.id",
      "createdByBatchID",
      "modifiedByBatchID",
    ];
    assert.deepEqual(sort("", ...technical, "_acme.loyalty.tier", "homeAddress.city").slice(0, 2), [
      "_acme.loyalty.tier",
      "homeAddress.city",
    ]);
  });

  it("has a technical field first that was typed in full", () => {
    assert.deepEqual(sort("_id", "web.page_idea", "_id"), ["_id", "web.page_idea"]);
  });

  it("has the shortest way first where several end alike", () => {
    const deep = "_acme.contract.supplier.address.city";
    const home = "homeAddress.city";
    assert.deepEqual(sort("city", deep, "billingAddress.city", home), [home, "billingAddress.city", deep]);
    assert.deepEqual(
      sort("city", "cityOfBirth", deep),
      [deep, "cityOfBirth"],
      "but a whole word before a part",
    );
  });
});
