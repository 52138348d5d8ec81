/**
 * Finds what is declared for a recorded address. Two definitions may declare the same address (destinations and
 * flow service do): all of them are given, and an exchange has to satisfy one.
 */
import type { Operation } from "./operations";

/** A declared operation with the values its path parameters have in the address. */
export interface OperationMatch {
  readonly operation: Operation;
  readonly pathValues: Readonly<Record<string, string>>;
}

/** Finds operations by method and address. */
export type OperationMatcher = (method: string, url: URL) => readonly OperationMatch[];

interface Candidate {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
}

/** Prepares the search. The address with the most literal words wins, as routers do it. */
export function createMatcher(operations: readonly Operation[]): OperationMatcher {
  const candidates = operations.map(toCandidate);
  return (method, url) => {
    const address = `${url.hostname}${url.pathname}`.replace(/(?<=.)\/$/, "");
    const found = candidates.flatMap((candidate) => {
      const match = candidate.operation.method === method ? candidate.pattern.exec(address) : null;
      return match === null ? [] : [{ candidate, values: match.slice(1) }];
    });
    const most = Math.max(...found.map(({ candidate }) => candidate.literals));
    return found
      .filter(({ candidate }) => candidate.literals === most)
      .map(({ candidate, values }) => ({
        operation: candidate.operation,
        pathValues: Object.fromEntries(
          candidate.names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]),
        ),
      }));
  };
}

function toCandidate(operation: Operation): Candidate {
  const address = operation.address.replace(/\/$/, "");
  const names = [...address.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const literal = address.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return {
    operation,
    pattern: new RegExp(`^${literal.join("([^/]+)")}$`),
    names,
    literals: address.split("/").filter((segment) => !segment.includes("{")).length,
  };
}
