/** The examples of the catalogue are PQL: people copy them from hover and completion. */
import assert from "node:assert/strict";
import { allFunctions } from "../../../../server/src/pql/language/functionCatalogue";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { EXAMPLE_SCHEMA } from "./exampleSchema";

/** The paths of an example that start at a field of the profile; a method at their end is cut off. */
function profilePathsIn(example: string): string[][] {
  const roots = "_acme|person|homeAddress|workAddress|personalEmail|mobilePhone|xEvent";
  const paths = example.matchAll(new RegExp(`(?<![\\w"])(?:${roots})(?:\\.\\w+(?!\\w*\\())*`, "g"));
  return Array.from(paths, ([path]) => path.split("."));
}

describe("the examples of the catalogue", () => {
  it("parse without a problem, those of words no longer in use excepted", () => {
    for (const { example, status } of allFunctions()) {
      const problems = parseQuery(example).clauses.flatMap((clause) => clause.problems);
      const codes = new Set<string>(problems.map(({ code }) => code));
      codes.delete(status === "historical" ? "pql.obsolete" : "none");
      assert.deepEqual([...codes], [], example);
    }
  });

  it("use what they are an example of", () => {
    for (const { example, name } of allFunctions()) {
      const written = name
        .replace(/^\[.*\]$/, "[")
        .replace(/^\{ \}$/, "{")
        .replace("@{}", "@{")
        .replace("$n", "$1");
      assert.ok(example.includes(written), `${name}: ${example}`);
    }
  });

  it("use fields of the schema of the examples", () => {
    const { index, notes } = readSchema(EXAMPLE_SCHEMA);
    assert.deepEqual(notes, []);
    for (const path of allFunctions().flatMap(({ example }) => profilePathsIn(example))) {
      let field = 0;
      for (const step of path) {
        field = index.findChild(index.record(field), step);
        assert.notEqual(field, 0, path.join("."));
      }
    }
  });
});
