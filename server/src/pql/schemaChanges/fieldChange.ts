/**
 * One field of a schema that becomes another, or none; and its name as people write it.
 */

/** A field by its names from the root of its class, lists passed silently. */
export interface FieldPlace {
  readonly root: "profile" | "event";
  readonly steps: readonly string[];
}

/** What happens to a field. */
export interface FieldChange extends FieldPlace {
  readonly kind: "removed" | "renamed" | "retyped" | "deprecated";
  /** The new names, of a renamed field. */
  readonly to?: readonly string[];
  /** Words of XDM, of a retyped field. */
  readonly was?: string;
  readonly now?: string;
}

const EVENTS = "xEvent";

/** The path as PQL writes it from the profile. */
function toPathText({ root, steps }: FieldPlace): string {
  const names = steps.map((name) => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `\`${name}\``));
  return (root === "event" ? [EVENTS, ...names] : names).join(".");
}

/** The field that a path names; undefined for what is no path. */
export function readPathText(text: string): FieldPlace | undefined {
  const names = [...text.trim().matchAll(/`([^`]+)`|([^.`\s]+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  if (names.length === 0) return undefined;
  if (names[0] === EVENTS) return names.length > 1 ? { root: "event", steps: names.slice(1) } : undefined;
  return { root: "profile", steps: names };
}

/** The change in a few words. */
export function toChangeText(change: FieldChange): string {
  const path = toPathText(change);
  switch (change.kind) {
    case "removed":
      return `${path} is removed`;
    case "deprecated":
      return `${path} is deprecated`;
    case "renamed":
      return `${path} is renamed to ${toPathText({ root: change.root, steps: change.to ?? [] })}`;
    case "retyped":
      return `${path} changes from ${change.was ?? "?"} to ${change.now ?? "?"}`;
  }
}

/** Whether a field is the changed one or lies below it. A type concerns the field alone. */
export function isTouched({ kind, root, steps }: FieldChange, read: FieldPlace): boolean {
  if (root !== read.root || read.steps.length < steps.length) return false;
  if (kind === "retyped" && read.steps.length !== steps.length) return false;
  return steps.every((name, index) => read.steps[index] === name);
}
