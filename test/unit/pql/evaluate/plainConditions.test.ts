/** Conditions that are read as one table answer as they do one by one, whatever stands where their objects and fields should. */
import { parseProfile } from "../../../../server/src/pql/service";
import { answerOf } from "./answers";

/** What may stand in the place of an object; numbers so long that they are kept as more than a double. */
const ODD = [
  "null",
  "true",
  "5",
  "1.00000000000000000001",
  '"text"',
  "[]",
  '[{"f":1}]',
  '[{"double":1}]',
  "{}",
];
/** What may stand in the place of a field. */
const VALUES = [...ODD, '{"f":{}}', "1", '"1"', "9007199254740993", '"2031-05-09"', '""'];
/** Names that other things than objects have, too. */
const NAMES = ["f", "double"];

function* makeProfiles(): Generator<string> {
  yield "{}";
  for (const odd of ODD) yield `{"a":${odd}}`;
  for (const name of NAMES) {
    for (const value of VALUES) {
      yield `{"a":{"${name}":${value}},"${name}":${value}}`;
      yield `{"a":{"b":{"${name}":${value}}},"${name}":1}`;
      yield `{"a":{"b":${value}}}`;
    }
  }
}

describe("conditions read as one table", () => {
  for (const connective of ["and", "or"]) {
    it(`answer as they do one by one, joined by ${connective}`, () => {
      const profiles = [...makeProfiles()].map((json) => parseProfile(json).profile);
      for (const name of NAMES) {
        for (const path of [name, `a.${name}`, `a.b.${name}`]) {
          // Each answer is held against that of the explained form, which reads every condition by itself.
          for (const [one, other] of [
            [`${path} = 1`, `${path} < 2`],
            [`${path} != "1"`, `${path} in ["1", "2"]`],
            [`${path} != 1`, 'a.f != "x"'],
          ])
            for (const profile of profiles) answerOf(`${one} ${connective} ${other}`, profile);
        }
      }
    });
  }
});
