/**
 * What kinds of steps are called. The platform spells them in several ways; a kind nobody knows keeps its own word.
 */

const KINDS: Readonly<Record<string, string>> = {
  readaudience: "Read audience",
  readsegment: "Read audience",
  audiencequalification: "Audience qualification",
  segmentqualification: "Audience qualification",
  unitaryevent: "Event",
  businessevent: "Business event",
  event: "Event",
  reaction: "Reaction",
  condition: "Condition",
  split: "Split",
  wait: "Wait",
  email: "E-mail",
  push: "Push message",
  sms: "SMS",
  inapp: "In-app message",
  web: "Web message",
  updateprofile: "Update profile",
  customaction: "Custom action",
  action: "Action",
  jump: "Jump",
  fetch: "Fetch data",
  start: "Start",
  end: "End",
};

/** Kinds that send something to people. */
const MESSAGES: ReadonlySet<string> = new Set(["email", "push", "sms", "inapp", "web"]);

function toKey(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z]/g, "");
}

/** The words for a type of step. */
export function toKindWords(type: string): string {
  const words = type.trim();
  return KINDS[toKey(type)] ?? (words === "" ? "Unnamed kind" : words);
}

/** Whether a type of step sends something to people. */
export function isMessageKind(type: string): boolean {
  return MESSAGES.has(toKey(type));
}
