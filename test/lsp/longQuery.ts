/** Long queries without a schema: many clauses, one to a line. Correct, so that problems come from what a test adds. */

/** A query of at least `length` characters. */
export function longQuery(length: number): string {
  const clauses: string[] = [];
  for (let size = 0, at = 0; size < length; at++) {
    const clause = `person.name.firstName = "visitor ${at}" and homeAddress.city in ["Oslo", "Rome", "Łódź"]`;
    clauses.push(clause);
    size += clause.length + 5;
  }
  return clauses.join("\nand ");
}
