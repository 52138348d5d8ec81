/**
 * How things hang together: the words of relations, and what a step of a journey is. Fetches nothing.
 */

import type { SandboxTarget } from "../model/resource";
import type { Grouping, Relation } from "../model/resourceKinds";
import type { ResourceRow, RowFact } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import { say } from "../words/say";
import type { GroupNames } from "./listView";

/** The label of a relation's row, and what it says where there is nothing. */
export const RELATION_TEXTS: Readonly<
  Record<Relation, { readonly title: string; readonly nothing: string }>
> = {
  dependencies: { title: say("Depends on"), nothing: say("Uses no other audience") },
  dependents: { title: say("Used by audiences"), nothing: say("No audience uses it") },
  journeys: { title: say("Used by journeys"), nothing: say("No journey uses it") },
  campaigns: { title: say("Used by campaigns"), nothing: say("No campaign uses it") },
  destinations: { title: say("Sent to destinations"), nothing: say("Not sent to any destination") },
  audiences: { title: say("Audiences"), nothing: say("No audience") },
  schemas: { title: say("Schema"), nothing: say("No schema") },
};

/** One step of a journey, in the order a person goes through it. */
export interface JourneyStep {
  readonly id: string;
  readonly name: string;
  /** The service's own word, e.g. `wait`. */
  readonly type: string;
  /** What people call it, as on the page of the journey. */
  readonly kind: string;
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
