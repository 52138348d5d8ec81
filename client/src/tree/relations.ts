/**
 * How things hang together: which relations a row unfolds into, and what a step of a journey is. Fetches nothing.
 */
import type { ResourceKind, SandboxTarget } from "../model/resource";
import type { ResourceRow, RowFact } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import type { Grouping, GroupNames } from "./listView";

/** What a thing can be asked about its neighbours. */
export type Relation =
  | "dependencies"
  | "dependents"
  | "journeys"
  | "campaigns"
  | "destinations"
  | "audiences"
  | "schemas";

const RELATIONS: Readonly<Partial<Record<ResourceKind, readonly Relation[]>>> = {
  audience: ["dependencies", "dependents", "journeys", "campaigns", "destinations"],
  campaign: ["audiences"],
  destination: ["audiences"],
  dataset: ["schemas"],
};

const TITLES: Readonly<Record<Relation, string>> = {
  dependencies: "Depends on",
  dependents: "Used by audiences",
  journeys: "Used by journeys",
  campaigns: "Used by campaigns",
  destinations: "Sent to destinations",
  audiences: "Audiences",
  schemas: "Schema",
};

/** The relations a kind unfolds into; empty for kinds that do not. */
export function listRelations(kind: ResourceKind): readonly Relation[] {
  return RELATIONS[kind] ?? [];
}

/** The label of a relation's row. */
export function toRelationTitle(relation: Relation): string {
  return TITLES[relation];
}

/** One step of a journey, in the order a person goes through it. */
export interface JourneyStep {
  readonly id: string;
  readonly name: string;
  /** The service's own word, e.g. `wait`. */
  readonly type: string;
  readonly isReachable: boolean;
  /** Audiences the step reads. */
  readonly audiences: readonly ResourceRow[];
  readonly facts: readonly RowFact[];
}

/** A thing and the sandbox it is in. */
export interface RowPlace {
  readonly target: SandboxTarget;
  readonly row: ResourceRow;
}

/** What only single rows ask of the platform. All reject with `ApiError`; nothing is kept longer than asked. */
export interface PlatformDetails {
  fetchRelated(place: RowPlace, relation: Relation, signal?: AbortSignal): Promise<readonly ResourceRow[]>;
  fetchSteps(place: RowPlace, signal?: AbortSignal): Promise<readonly JourneyStep[]>;
  fetchFields(place: RowPlace, signal?: AbortSignal): Promise<readonly SchemaField[]>;
  /** Members by audience id, as far as the latest evaluations say; one request. */
  fetchSizes(target: SandboxTarget, signal?: AbortSignal): Promise<ReadonlyMap<string, number>>;
  /** What a tooltip says beyond the row. */
  fetchFacts(place: RowPlace, signal?: AbortSignal): Promise<readonly RowFact[]>;
  fetchGroupNames(target: SandboxTarget, grouping: Grouping, ids: readonly string[]): Promise<GroupNames>;
  /** Reads usage anew next time: of a sandbox, or of everything. */
  forget(target?: SandboxTarget): void;
}
