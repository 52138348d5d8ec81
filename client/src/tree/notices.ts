/**
 * The rows that stand where things were expected: why there is nothing, or what failed. Words and reasons only.
 */

import { ApiError, isApiError } from "../api/apiError";
import { describeFailure } from "../model/failureText";
import { describeMissingList, toListPlace } from "../model/listFailureText";
import { describeKind, type ResourceKind } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { type NewNode, type NoticeReason, noticeNode } from "./nodes";

/** A credential that reaches no sandbox. */
export function toNoSandboxNotice(id: string): NewNode {
  const described = describeFailure(new ApiError("sandboxForbidden", { reason: { kind: "noSandboxes" } }));
  const { headline, text = "" } = described ?? {};
  return noticeNode(id, { reason: "noAccess", headline, text, detail: text });
}

/** A list without rows. */
export function toEmptyNotice(id: string, kind: ResourceKind, filter: string | undefined): NewNode {
  if (filter !== undefined)
    return noticeNode(id, { reason: "filtered", text: say("Nothing contains “{0}” in its name", filter) });
  const text = say("No {0} in this {1}", say(describeKind(kind).plural), toListPlace(kind));
  return noticeNode(id, { reason: "empty", text });
}

/** A list whose reading was stopped before anything was there. */
export function toStoppedNotice(id: string): NewNode {
  return noticeNode(id, { reason: "stopped", text: say("Reading was stopped") });
}

/** A list of which nothing could be read; a service that does not know its own list is one the organisation does not have. */
export function toListFailure(id: string, kind: ResourceKind, error: unknown): NewNode | undefined {
  const missing = describeMissingList(kind, error);
  if (missing === undefined) return toFailureNotice(id, error);
  const { headline, shortText: text, text: detail } = missing;
  return noticeNode(id, { reason: "forbidden", headline, text, detail });
}

/** A failure as a row; undefined when somebody only gave up. */
export function toFailureNotice(id: string, error: unknown): NewNode | undefined {
  const described = describeFailure(error);
  if (described === undefined) return undefined;
  const { headline, shortText: text, text: detail } = described;
  return noticeNode(id, { reason: toReason(error), headline, text, detail });
}

function toReason(error: unknown): NoticeReason {
  if (isApiError(error, "forbidden", "sandboxForbidden")) return "forbidden";
  if (isApiError(error, "network", "timeout")) return "offline";
  if (isApiError(error, "signIn", "unauthorized")) return "signedOut";
  return error instanceof UserError && error.code === "noSecret" ? "noSecret" : "failed";
}
