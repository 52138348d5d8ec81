/**
 * Tells V8 to optimise later. By itself it compiles hot functions early and on other processors, from what the first clauses
 * looked like. Measured with Node 20 on two processors (test/bench): the compiler then takes from the client what it saves the
 * server, and one completion or key in twenty takes twice as long. Later still, and a text of a megabyte is never caught up with.
 */
import { setFlagsFromString } from "node:v8";

/** Bytes of bytecode run before a function is considered; V8's own number is not half of it. */
const BUDGET = 300_000;
/** From this V8 on there is a quick compiler in between: waiting gains nothing, and the budget has another name. */
const QUICK_COMPILER_SINCE = 12;

/** Sets the budget, where it helps. To be called before any code it is meant for is compiled. */
export function optimiseLater(): void {
  if (Number.parseInt(process.versions.v8, 10) < QUICK_COMPILER_SINCE) {
    setFlagsFromString(`--interrupt-budget=${BUDGET}`);
  }
}
