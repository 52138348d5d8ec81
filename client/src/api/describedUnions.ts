/**
 * Union schemas together with what the organisation says of their fields in descriptors: friendlier names, suggested values
 * added and removed, deprecation. The registry answers a union without them. Interprets nothing.
 */
import { orMissing } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import {
  EXPERIENCE_EVENT_UNION,
  type FullSchema,
  fetchDescriptors,
  fetchUnionSchema,
  PROFILE_UNION,
  type SchemaDescriptor,
} from "./schemas";
import type { JsonObject } from "./tolerantShapes";

/** The unions as JSON; a sandbox without events has no event union. */
export interface DescribedUnions {
  readonly profile: JsonObject;
  readonly experienceEvent?: JsonObject;
}

/** What besides the session is needed. */
export interface UnionOptions extends CallOptions {
  /** Told why descriptors are missing: the unions are of use without them. */
  readonly onMissingDescriptors: (failure: unknown) => void;
}

/** The union schemas of a sandbox with their descriptors. Without a profile union this throws. */
export async function fetchDescribedUnions(
  session: ApiSession,
  { onMissingDescriptors, ...options }: UnionOptions,
): Promise<DescribedUnions> {
  const [profile, event, descriptors] = await Promise.all([
    fetchUnionSchema(session, PROFILE_UNION, options),
    orMissing(fetchUnionSchema(session, EXPERIENCE_EVENT_UNION, options)),
    fetchDescriptors(session, options).catch((failure: unknown) => {
      options.signal?.throwIfAborted();
      onMissingDescriptors(failure);
      return undefined;
    }),
  ]);
  const describe = ({ json }: FullSchema): JsonObject => withDescriptors(json, descriptors);
  return { profile: describe(profile), ...(event !== undefined && { experienceEvent: describe(event) }) };
}

/** A descriptor names its schema or its field group, of whose class the registry says nothing here: the path decides. */
function withDescriptors(
  union: JsonObject,
  descriptors: readonly SchemaDescriptor[] | undefined,
): JsonObject {
  if (descriptors === undefined) return union;
  const known = Array.isArray(union["meta:descriptors"]) ? union["meta:descriptors"] : [];
  return { ...union, "meta:descriptors": [...known, ...descriptors.map(toJson)] };
}

function toJson(descriptor: SchemaDescriptor): JsonObject {
  return {
    "@type": descriptor.type,
    "xdm:sourceProperty": descriptor.sourceProperty,
    "xdm:namespace": descriptor.namespace,
    "xdm:isPrimary": descriptor.isPrimary,
    "xdm:title": descriptor.title,
    "xdm:description": descriptor.description,
    "xdm:labels": descriptor.labels,
    "meta:enum": descriptor.addedValues,
    "xdm:excludeMetaEnum": descriptor.removedValues,
  };
}
