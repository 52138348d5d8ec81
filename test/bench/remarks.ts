/**
 * What is known of a run and of the core, beyond the reasons that stand with the rows (rows.ts); printed below the table.
 */

/** One paragraph for each reason; says where a reason is not known. */
export const REMARKS: readonly string[] = [
  "This run was made on a machine that did other work too.",
  "Parsing and checking 1 MB swings between 28 and 70 ms from run to run. In a processor profile of repeated runs garbage collection was the largest single entry: the flat arrays of tokens and nodes are new for each full pass.",
];
