/**
 * What this credential may do in the sandbox (docs/platform.md#profile-and-governance), for greying out commands. Refuses to read a
 * failed question as "forbidden": not knowing is an answer of its own.
 */
import { isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { findObject, texts } from "./tolerantShapes";

/** `unknown` when the service did not say. */
export type AccessVerdict = "allowed" | "forbidden" | "unknown";

/** The rights found, by resource type or permission name; undefined when the question itself was refused. */
export interface EffectiveAccess {
  readonly rights: ReadonlyMap<string, readonly string[]> | undefined;
}

/** A verb of access control. */
export type AccessVerb = "read" | "write" | "delete";

/** Asks for the rights on resources such as `/resource-types/segments`. Refusals lead to "unknown". */
export async function fetchEffectiveAccess(
  session: ApiSession,
  names: readonly string[],
  options: CallOptions = {},
): Promise<EffectiveAccess> {
  try {
    const { body } = await session.send({
      method: "POST",
      path: "/data/foundation/access-control/acl/effective-policies",
      body: names,
      repeat: "safe",
      ...options,
    });
    const policies = findObject(findObject(body)?.["policies"]);
    if (policies === undefined) return { rights: undefined };
    return { rights: new Map(Object.entries(policies).map(([name, verbs]) => [name, texts.parse(verbs)])) };
  } catch (error) {
    if (isApiError(error) && isRefusal(error.status)) return { rights: undefined };
    throw error;
  }
}

/** Whether `verb` on `name` is allowed, as far as known. */
export function judgeAccess(access: EffectiveAccess, name: string, verb: AccessVerb): AccessVerdict {
  const verbs = access.rights?.get(name);
  if (verbs === undefined) return "unknown";
  return verbs.includes(verb) || verbs.includes("*") ? "allowed" : "forbidden";
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}
