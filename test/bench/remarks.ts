/**
 * What is known of the rows that are missed; printed below the table, to be taken out when a row is met.
 */

/** One paragraph for each reason; says where a reason is not known. */
export const REMARKS: readonly string[] = [
  "**On the rows that are missed.** This run was made on a machine that did other work too.",
  "Parsing and checking 1 MB swings between 28 and 70 ms from run to run. In a processor profile of repeated runs garbage collection was the largest single entry: the flat arrays of tokens and nodes are new for each full pass.",
  "One key in 1 MB: the core reads and checks the clause in 0.02 ms (last rows), so what is left of that row lies outside it, in messages and scheduling.",
  "The bundle holds the whole catalogue of functions with its documentation and every feature; nothing was taken out to reach the size.",
  "The rows about opening texts in a young process and about completion have not been explained by a measurement yet.",
];
