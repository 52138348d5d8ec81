/** The request limit of Customer Journey Analytics: twelve in six seconds, shared by everything on one credential. */
import type { Handler } from "../call.js";
import { gatewayError } from "../replies.js";

const MOST_CALLS = 12;
const WINDOW = 6_000;

/** Returns the handler behind the limit. The refusal carries no hint when to come back. */
export function throttled(handler: Handler): Handler {
  return (call) => {
    const now = call.clock.now();
    const { clientId } = call.caller.credential;
    const recent = (call.state.analyticsCalls.get(clientId) ?? []).filter((time) => now - time < WINDOW);
    call.state.analyticsCalls.set(clientId, [...recent, now]);
    return recent.length >= MOST_CALLS ? gatewayError(429, "429050", "Too many requests") : handler(call);
  };
}
