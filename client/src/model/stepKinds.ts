/**
 * What kinds of steps are called. The platform spells them in several ways; a kind nobody knows keeps its own word.
 */
import { later } from "../words/say";

const KINDS: Readonly<Record<string, string>> = {
  readaudience: later("Read audience"),
  readsegment: later("Read audience"),
  audiencequalification: later("Audience qualification"),
  segmentqualification: later("Audience qualification"),
  unitaryevent: later("Event"),
  businessevent: later("Business event"),
  event: later("Event"),
  reaction: later("Reaction"),
  condition: later("Condition"),
  split: later("Split"),
  wait: later("Wait"),
  email: later("E-mail"),
  push: later("Push message"),
  sms: later("SMS"),
  inapp: later("In-app message"),
  web: later("Web message"),
  updateprofile: later("Update profile"),
  customaction: later("Custom action"),
  action: later("Action"),
  jump: later("Jump"),
  fetch: later("Fetch data"),
  start: later("Start"),
  end: later("End"),
};

/** Kinds that send something to people. */
const MESSAGES: ReadonlySet<string> = new Set(["email", "push", "sms", "inapp", "web"]);

function toKey(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z]/g, "");
}

/** The words for a type of step. */
export function toKindWords(type: string): string {
  const words = type.trim();
  return KINDS[toKey(type)] ?? (words === "" ? later("Unnamed kind") : words);
}

/** Whether a type of step sends something to people. */
export function isMessageKind(type: string): boolean {
  return MESSAGES.has(toKey(type));
}
