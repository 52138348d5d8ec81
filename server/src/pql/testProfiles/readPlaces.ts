/**
 * The places of a whole rule, each field with values worth trying.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Query } from "../syntax/query";
import { readCallTest } from "./callTestReader";
import { readMethod } from "./methodReader";
import { PlaceTable } from "./places";
import { RuleReader, type RuleReading } from "./ruleReader";
import { offerFiller, readTested } from "./testReader";

const READERS = {
  call: readMethod,
  condition: (reader: RuleReader, node: NodeId): void => {
    const kind = reader.tree.kind(node);
    if (kind === NodeKind.MethodCall || kind === NodeKind.Call) readCallTest(reader, node);
    else readTested(reader, node);
  },
};

/** The places of a rule. */
export function readPlaces({ clauses }: Query, reading: RuleReading): PlaceTable {
  let lists: ReadonlySet<string> = new Set<string>();
  // Paths before a loop over the same list are only known to go through a list in the second round.
  for (let round = 0; ; round++) {
    const table = new PlaceTable();
    const found = new Set<string>();
    let start = 0;
    let reader: RuleReader | undefined;
    for (const clause of clauses) {
      const shared = { table, lists, found, readers: READERS, ...reading };
      reader = new RuleReader(clause.tree, start - clause.origin, shared);
      reader.condition(clause.root);
      start += clause.length;
    }
    if (round > 0 || [...found].every((list) => lists.has(list))) {
      if (reader !== undefined) for (const slot of table.slots) offerFiller(reader, slot);
      return table;
    }
    lists = found;
  }
}
