/**
 * What is known of a run and of the core, beyond the reasons that stand with the rows (rows.ts); printed below the table.
 */

/** One paragraph for each reason; says where a reason is not known. */
export const REMARKS: readonly string[] = [
  "The yardstick in process is JSON.parse of as many bytes of indented records, warm, taking turns with ours. What JSON holds matters: for compact records it takes half as long again, for a list of mostly long strings less than half, and our ratios change by as much.",
  "The core keeps one object of each shape it works with: when the last one is collected, V8 drops the optimised code that knows the shape, and parsing and checking took up to twice as long after each full collection.",
];
