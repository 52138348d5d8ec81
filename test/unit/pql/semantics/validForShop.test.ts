/** No false alarm: valid expressions over the shop draw no error, with its schemas and without any. */
import assert from "node:assert/strict";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkText, errorsIn } from "./checking";
import { NO_SCHEMA, SHOP, SHOP_EVENT, SHOP_PROFILE } from "./shopSchemas";
import { VALID_FOR_SHOP } from "./validForShop";

describe("valid expressions over the shop", () => {
  it("draw no error against its schemas", () => {
    for (const text of VALID_FOR_SHOP) assert.deepEqual(errorsIn(text, SHOP), [], text);
  });

  it("draw no warning either", () => {
    for (const text of VALID_FOR_SHOP) {
      const warnings = checkText(text, SHOP).problems.filter(({ severity }) => severity === "warning");
      assert.deepEqual(
        warnings.map(({ message }) => message),
        [],
        text,
      );
    }
  });

  it("draw no error without a schema", () => {
    for (const text of VALID_FOR_SHOP) assert.deepEqual(errorsIn(text, NO_SCHEMA), [], text);
  });

  it("draw no error where only one of the schemas is loaded", () => {
    for (const parts of [{ profile: SHOP_PROFILE }, { event: SHOP_EVENT }]) {
      const environment = createEnvironment(parts);
      for (const text of VALID_FOR_SHOP) assert.deepEqual(errorsIn(text, environment), [], text);
    }
  });

  it("draw no error when they are joined into one long rule", () => {
    const joinable = VALID_FOR_SHOP.filter(
      (text) => !/^(let|\()|=>|^[[{"\-\d]|^(select|exists|forall)/.test(text),
    );
    assert.deepEqual(errorsIn(joinable.join("\nand "), SHOP), []);
  });
});
