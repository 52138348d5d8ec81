/** Where a text is no JSON: by place, in words that show nothing of it. */
import { doesNotMatch, equal, match } from "node:assert/strict";
import { describeJsonFault } from "../../../../server/src/pql/audienceTests/jsonFault.js";

describe("a fault of JSON", () => {
  it("is told by line and column, of one line by column alone", () => {
    equal(describeJsonFault('{\n  "city": "Oslo"\n  "tier": 1\n}'), "comma expected at line 3, column 3");
    equal(describeJsonFault('{"city": }'), "value expected at column 10");
    equal(describeJsonFault(""), "value expected at column 1");
    equal(describeJsonFault('{"city": "Oslo"}'), "");
  });

  it("shows nothing of what the text holds", () => {
    for (const text of [
      '{"name": Ada Lovelace}',
      '{"name": "Ada Lovelace',
      "Ada Lovelace",
      '{"Ada Lovelace": 1',
    ])
      doesNotMatch(describeJsonFault(text), /Ada|Lovelace/);
  });

  it("is told of a text nested deeper than any reader goes, without a place at most", () => {
    match(describeJsonFault("[".repeat(200_000)), /^$|expected/);
  });
});
