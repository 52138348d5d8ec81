/**
 * Which subject a name of a rule means: a variable, the item a filter looks at, the profile. Follows the evaluator name by
 * name; where it would have to guess, the subject is one of its own, so that nothing is concluded from it.
 */
import { mayBePrefix } from "../evaluate/evaluatePaths";
import type { NodeId } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import type { ListKnowledge, SchemaPart } from "./listKnowledge";
import type { Subject } from "./predicateAtoms";

/** One level of items that conditions look at. */
export interface Frame {
  readonly kind: "variable" | "element";
  /** The name of the variable, or that of the list. */
  readonly name: string;
  readonly depth: number;
  /** True in `WHERE( )`, where a name is the event's or the profile's. */
  readonly isLenient: boolean;
  /** Where the fields of the item stand in a schema; undefined where nobody knows. */
  readonly origin: Origin | undefined;
}

/** A place in a schema. */
export interface Origin {
  readonly part: SchemaPart;
  readonly names: readonly string[];
}

/** The list of the profile's events. */
export const EVENTS = "xEvent";

/** A value with where it stands in a schema. */
export interface Located {
  readonly subject: Subject;
  readonly origin: Origin | undefined;
}

/** Subjects by key, and the frames in scope, outermost first. */
export class Scope {
  readonly frames: Frame[] = [];

  constructor(
    readonly knowledge: ListKnowledge,
    private readonly known: Map<string, Subject>,
  ) {}

  /** The level of items that the next frame is about. */
  get nextDepth(): number {
    return this.frames.reduce((most, { depth }) => Math.max(most, depth + 1), 0);
  }

  /** Builds with one more frame in scope. */
  within<Result>(frame: Frame, build: () => Result): Result {
    this.frames.push(frame);
    const result = build();
    this.frames.pop();
    return result;
  }

  /** The subject of this key, made once. */
  subject(parts: Omit<Subject, "isConverted">): Subject {
    const found = this.known.get(parts.key);
    if (found !== undefined) return found;
    const subject = { ...parts, isConverted: false };
    this.known.set(parts.key, subject);
    return subject;
  }

  /** What stands at names below the profile. */
  profileField(names: readonly string[]): Located {
    if (names[0] === EVENTS) return this.eventField(names);
    return this.located(-1, names, { part: "profile", names });
  }

  private eventField(names: readonly string[]): Located {
    const origin: Origin = { part: "event", names: names.slice(1) };
    if (names.length > 1) {
      const subject = {
        key: keyOf(-1, names),
        place: { depth: -1, names },
        isSeveral: "yes" as const,
        listEnd: 1,
      };
      return { subject: this.subject(subject), origin };
    }
    return { subject: this.subject({ key: EVENTS, place: { depth: -1, names }, isSeveral: "no" }), origin };
  }

  /** What stands at names below the item of a frame. */
  itemField({ depth, origin }: Frame, names: readonly string[]): Located {
    return this.located(depth, names, origin && { ...origin, names: [...origin.names, ...names] });
  }

  private located(depth: number, names: readonly string[], origin: Origin | undefined): Located {
    const listEnd = this.findListEnd(names, origin);
    const isSeveral = listEnd === undefined ? "maybe" : listEnd === 0 ? "no" : "yes";
    const subject = this.subject({
      key: keyOf(depth, names),
      place: { depth, names },
      isSeveral,
      listEnd: listEnd === 0 ? undefined : listEnd,
    });
    return { subject, origin };
  }

  /** How many names lead to a list that the path runs through; 0 for none, undefined where nobody knows. */
  private findListEnd(names: readonly string[], origin: Origin | undefined): number | undefined {
    if (names.length < 2) return 0;
    let isUnsure = false;
    const before = origin === undefined ? 0 : origin.names.length - names.length;
    const lists = origin && this.knowledge(origin.part, origin.names);
    for (let end = 1; end < names.length; end++) {
      const isList = lists?.[before + end - 1];
      if (isList === true) return end;
      isUnsure ||= isList === undefined;
    }
    return isUnsure ? undefined : 0;
  }

  /** What a path means. */
  path(tree: Tree, node: NodeId): Located {
    const names = namesOf(tree, node);
    const [first = ""] = names;
    if (first === EVENTS) return this.profileField(names);
    const variable = this.frames.findLast(({ kind, name }) => kind === "variable" && name === first);
    if (variable !== undefined) return this.itemField(variable, names.slice(1));
    const element = this.frames.findLast(({ kind }) => kind === "element");
    if (element === undefined) return this.profilePath(names);
    const isUnsure = element.isLenient || (names.length > 1 && mayBePrefix(element.name, first));
    return isUnsure
      ? { subject: this.unsure(element, names), origin: undefined }
      : this.itemField(element, names);
  }

  /** `profile.` in front is skipped by the evaluator only for profiles without a field of that name. */
  private profilePath(names: readonly string[]): Located {
    if (names[0] !== "profile") return this.profileField(names);
    const place = { depth: -1, names: names.slice(1) };
    return {
      subject: this.subject({ key: `profile: ${keyOf(-1, names)}`, place, isSeveral: "maybe" }),
      origin: undefined,
    };
  }

  /** A name that is the item's or something else's. */
  private unsure({ depth, isLenient, name }: Frame, names: readonly string[]): Subject {
    const key = `${isLenient ? "lenient" : `of ${name}`} ${keyOf(depth, names)}`;
    const isSeveral = names.length > 1 ? "maybe" : "no";
    const place = { depth, names: isLenient ? names : names.slice(1) };
    return this.subject({ key, place, isSeveral });
  }

  /** `^^.a.b`: one element further out for each caret, then the profile. */
  upPath(tree: Tree, node: NodeId): Located {
    const carets = tree.text(node).replace(/[^^]/g, "").length;
    const names = namesOf(tree, node);
    const elements = this.frames.filter(({ kind }) => kind === "element");
    const element = elements[elements.length - 1 - carets];
    return element === undefined ? this.profilePath(names) : this.itemField(element, names);
  }

  /** The text of an expression nobody looks into, with what its names mean. */
  textKey(text: string): string {
    const frames = this.frames.map(
      ({ kind, name, isLenient }) => `${kind[0]}${isLenient ? "?" : ""} ${name}`,
    );
    return `${frames.join(", ")}: ${text}`;
  }
}

/** The names of a path, without backticks. */
export function namesOf(tree: Tree, node: NodeId): string[] {
  return tree.nameTokens(node).map((token) => tree.name(token));
}

/** The key of the value at names below an item or the profile. */
export function keyOf(depth: number, names: readonly string[]): string {
  const path = names.map((name) => (/^\w+$/.test(name) ? name : JSON.stringify(name))).join(".");
  return depth < 0 ? path : `@${depth}.${path}`;
}
