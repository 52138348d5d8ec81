/**
 * What an inventory keeps of one object of a sandbox: chosen fields only, never the object as received. Holds no person: who made
 * or changed a thing is not among the fields.
 */
import type { ResourceKind } from "../model/resourceKinds";
import type { RowFact } from "../model/rows";

/** The kinds of an inventory, in the order in which they can be built: what is used comes before what uses it. */
export const INVENTORY_KINDS = [
  "namespace",
  "schema",
  "dataset",
  "computedAttribute",
  "audience",
  "fragment",
  "template",
  "campaign",
  "journey",
  "destination",
] as const satisfies readonly ResourceKind[];

/** A kind of object of a sandbox. Data views belong to the organisation and are left out. */
export type InventoryKind = (typeof INVENTORY_KINDS)[number];

/** What objects use: each other, and merge policies, which no list of the sidebar has. */
export type UsedKind = InventoryKind | "mergePolicy";

/** One thing that an object uses. */
export interface RecordUse {
  readonly kind: UsedKind;
  /** As the object names it: an id, or for namespaces a code. */
  readonly id: string;
  readonly name?: string | undefined;
  /** It may be something else: counts only when there is such a thing. */
  readonly isGuess?: boolean | undefined;
}

/** What the rules of carrying look at. */
export type Trait =
  /** The product makes it in every sandbox. */
  | "provided"
  /** An audience made elsewhere, without a rule. */
  | "noRule"
  /** Its rule is a tree that no text stands for. */
  | "noRuleText"
  /** Its rule names a person. */
  | "namesPerson"
  /** The platform does not hand out what it says. */
  | "noContent"
  /** It uses a fragment of Experience Manager. */
  | "foreignFragment";

/** One step of a journey, or one part of a campaign. */
export interface RecordStep {
  readonly name: string;
  readonly kind: string;
  readonly facts: readonly RowFact[];
  /** Where people go from here. */
  readonly next: readonly { readonly to: string; readonly label?: string | undefined }[];
}

/** A text beside the page. */
export interface RecordFile {
  /** From the top of the inventory, with "/". */
  readonly path: string;
  readonly title: string;
}

/** A rule in PQL. */
export interface RecordRule {
  readonly text: string;
  /** In plain English, one statement a line. */
  readonly words: string;
  /** The fields it reads, in the order of their paths. */
  readonly fields: readonly RuleField[];
}

/** A field that a rule reads; title and type where the schemas have them. */
export interface RuleField {
  readonly path: string;
  readonly title?: string;
  readonly type?: string;
}

/** How many members an audience had, and when they were counted. */
interface CountedSize {
  readonly members: number;
  /** Milliseconds since 1970. */
  readonly countedAt?: number | undefined;
}

/** What a reader makes of one object, before anything is masked. */
export interface RecordDraft {
  readonly name: string;
  readonly state?: string | undefined;
  /** Milliseconds since 1970. */
  readonly changedAt?: number | undefined;
  readonly description?: string | undefined;
  /** Of an audience. Other than facts not among what can change: it does with each evaluation. */
  readonly size?: CountedSize | undefined;
  readonly facts?: readonly RowFact[] | undefined;
  readonly uses?: readonly RecordUse[] | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly traits?: readonly Trait[] | undefined;
  readonly rule?: RecordRule | undefined;
  readonly steps?: readonly RecordStep[] | undefined;
  readonly texts?: readonly DraftText[] | undefined;
  /** Parts that could not be read, a sentence each. */
  readonly problems?: readonly string[] | undefined;
  /** The file beside its rule, for `aep plan`. */
  readonly pairFields?: string | undefined;
}

/** A text that becomes a file. */
export interface DraftText {
  readonly file: string;
  readonly title: string;
  readonly text: string;
}

/** What can change between two inventories, by what people call it. */
export const FACETS = ["name", "state", "description", "facts", "uses", "rule", "steps", "content"] as const;

/** One of them. */
export type Facet = (typeof FACETS)[number];

/** One object as kept. */
export interface InventoryRecord extends Omit<RecordDraft, "texts"> {
  readonly kind: InventoryKind;
  readonly id: string;
  readonly files: readonly RecordFile[];
  /** Checksums, for the next inventory. */
  readonly marks: Readonly<Record<Facet, string>>;
  /** Why the object could not be read at all. */
  readonly unread?: string | undefined;
}

/** The key of an object. */
export function toRecordKey({ kind, id }: { readonly kind: UsedKind; readonly id: string }): string {
  return `${kind} ${id}`;
}
