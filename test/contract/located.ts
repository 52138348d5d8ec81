/** A finding inside a request or an answer, before it is known whose it is. */
import type { Operation } from "./specification/operations";
import type { Violation } from "./violation";

/** Where, and what. */
export interface Located {
  readonly place: string;
  readonly message: string;
}

/** Completes findings with the operation they belong to. */
export function toLocator(owner: {
  readonly operation: Operation;
  readonly side: Violation["side"];
  readonly status: number;
}): (found: Located) => Violation {
  const { operation, side, status } = owner;
  return ({ place, message }) => ({
    operation: operation.name,
    file: operation.specification.file,
    side,
    status,
    place,
    message,
  });
}
