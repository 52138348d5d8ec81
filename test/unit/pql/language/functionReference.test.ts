/** The catalogue says what the given reference says, entry for entry, and says it in its own words. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { allFunctions, type PqlFunction } from "../../../../server/src/pql/language/functionCatalogue";
import { leastArguments, mostArguments } from "../../../../server/src/pql/types/signature";
import { findSharedFolder } from "../../../support/folders";

const referenceShape = z.array(
  z.object({
    name: z.string(),
    style: z.string(),
    category: z.string(),
    dialect: z.string(),
    status: z.string(),
    summary: z.string(),
    example: z.string(),
    signatures: z.array(
      z.object({
        params: z.array(
          z.object({ optional: z.boolean().optional(), variadic: z.boolean().optional() }).loose(),
        ),
      }),
    ),
  }),
);

type ReferenceEntry = z.infer<typeof referenceShape>[number];

function referencePath(): string {
  return path.join(findSharedFolder() ?? "", "pql", "functions.json");
}

function readReference(): ReferenceEntry[] {
  return referenceShape.parse(JSON.parse(readFileSync(referencePath(), "utf8")));
}

function findEntry({ name, style, dialect }: ReferenceEntry): PqlFunction | undefined {
  return allFunctions().find(
    (entry) => entry.id === name && entry.style === style && entry.dialects[0] === dialect,
  );
}

/** The numbers of arguments any overload takes, as a sorted list of ranges covered from 0 to 12. */
function referenceArity({ signatures }: ReferenceEntry): string {
  const takes = (count: number) =>
    signatures.some(({ params }) => {
      const isVariadic = params.some(({ variadic }) => variadic);
      const least = params.filter(({ optional, variadic }) => !optional && !variadic).length;
      return count >= least && (isVariadic || count <= params.length);
    });
  return counts(takes);
}

function catalogueArity({ signatures }: PqlFunction): string {
  return counts((count) =>
    signatures.some((signature) => count >= leastArguments(signature) && count <= mostArguments(signature)),
  );
}

function counts(takes: (count: number) => boolean): string {
  return Array.from({ length: 13 }, (_, count) => count)
    .filter(takes)
    .join(" ");
}

/** On the pages of the personalization library of 2026, which the given reference does not have yet. */
const LATER: ReadonlySet<string> = new Set(["countWithNull", "compareTo", "ampCompare", "ampSubstr"]);

describe("the catalogue against the given reference", () => {
  before(function () {
    if (existsSync(referencePath())) return;
    console.log("      skipped: ../shared/pql/functions.json is not there");
    this.skip();
  });

  it("has every entry in the same style and dialect", () => {
    const missing = readReference().filter((entry) => !findEntry(entry));
    assert.deepEqual(
      missing.map(({ name, style, dialect }) => `${dialect} ${style} ${name}`),
      [],
    );
  });

  it("has no entry that neither the reference nor a later page has", () => {
    const later = allFunctions().filter(({ name }) => LATER.has(name));
    assert.equal(later.length, LATER.size);
    assert.equal(allFunctions().length - later.length, readReference().length);
  });

  it("agrees on the number of arguments, the category and the standing", () => {
    for (const reference of readReference()) {
      const entry = findEntry(reference);
      assert.ok(entry);
      assert.equal(catalogueArity(entry), referenceArity(reference), reference.name);
      assert.equal(entry.category, reference.category, reference.name);
      assert.equal(entry.status, reference.status, reference.name);
    }
  });

  it("copies neither sentences nor examples", () => {
    for (const reference of readReference()) {
      const entry = findEntry(reference);
      assert.notEqual(entry?.summary, reference.summary);
      // A call without arguments can be written in one way only.
      if (!reference.example.endsWith("()")) assert.notEqual(entry?.example, reference.example);
    }
  });
});
