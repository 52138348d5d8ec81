/** Finds the audience that a path names, or answers why the caller may not see it. */
import { type Call, parameter } from "../call";
import type { StoredAudience } from "../data/audienceShapes";
import type { SampleResponse } from "../exchange";
import { upsError } from "../replies";

/** Returns the audience, or 404 (an audience of another sandbox is as unknown as one that never was), or 403 when access labels hide it. */
export function findVisible(call: Call): StoredAudience | SampleResponse {
  const id = parameter(call, "id");
  const { requestId } = call;
  const stored = call.state.audiences(call.sandbox.name).find(id);
  if (stored === undefined) {
    const message = `Audience with id ${id} could not be found`;
    return upsError({
      status: 404,
      code: "UPAPI-113430-404",
      message,
      title: "Audience not found",
      requestId,
    });
  }
  if (!stored.isHidden) return stored;
  const message = "Access to the audience is restricted by its labels";
  return upsError({ status: 403, code: "UPAPI-113752-403", message, requestId });
}
