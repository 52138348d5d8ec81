/**
 * The rows that stand where things were expected: why there is nothing, or what failed. Words and reasons only.
 */
import { type ApiError, type ApiErrorCode, isApiError } from "../api/apiError";
import type { ResourceKind } from "../model/resource";
import { UserError } from "../model/userError";
import { describeError } from "../ui/messages";
import { toKindTitle } from "./kinds";
import { type NewNode, type NoticeReason, noticeNode } from "./nodes";

/** A credential that reaches no sandbox. */
export const NO_SANDBOX = {
  reason: "noAccess",
  text: "No sandbox: the credential has no access to any",
  detail: "Ask an administrator to add the credential to a role that covers a sandbox, then reconnect.",
} as const;

/** A list without rows. */
export function toEmptyNotice(id: string, kind: ResourceKind, filter: string | undefined): NewNode {
  if (filter !== undefined)
    return noticeNode(id, { reason: "filtered", text: `Nothing contains “${filter}” in its name` });
  const text = `No ${toKindTitle(kind).toLowerCase()} in this ${toPlace(kind)}`;
  return noticeNode(id, { reason: "empty", text });
}

function toPlace(kind: ResourceKind): string {
  return kind === "dataView" ? "organisation" : "sandbox";
}

/** A list whose reading was stopped before anything was there. */
export function toStoppedNotice(id: string): NewNode {
  return noticeNode(id, { reason: "stopped", text: "Reading was stopped" });
}

/** A list of which nothing could be read; a service that does not know its own list is one the organisation does not have. */
export function toListFailure(id: string, kind: ResourceKind, error: unknown): NewNode | undefined {
  if (!isApiError(error, "notFound")) return toFailureNotice(id, error);
  const text = `${toKindTitle(kind)} are not available in this ${toPlace(kind)}. Their product may not be part of the organisation.`;
  const detail = `${text} ${error.message}`;
  return noticeNode(id, { reason: "forbidden", headline: "Not available here", text, detail });
}

/** A failure as a row; undefined when somebody only gave up. */
export function toFailureNotice(id: string, error: unknown): NewNode | undefined {
  const described = describeError(error);
  if (described === undefined) return undefined;
  // The number of the request is for support: the tooltip and the log have it, a row has no room for it.
  const text = described.text.replace(/ \(request [^)]*\)$/, "");
  const reason = toReason(error);
  const headline = isApiError(error) ? toHeadline(error) : undefined;
  const shown = reason === "noSecret" ? "Client secret missing" : headline;
  return noticeNode(id, { reason, headline: shown, text, detail: described.text });
}

/** A row is narrow: this much of a failure, and what can be done about it, is readable without widening the sidebar. */
const HEADLINES: Readonly<Partial<Record<ApiErrorCode, string>>> = {
  signIn: "Credential not accepted",
  unauthorized: "Token not accepted",
  forbidden: "Not allowed",
  sandboxForbidden: "Not allowed here",
  notFound: "Not found",
  wrongRoute: "Mistake in the extension",
  throttled: "Asked to slow down",
  unavailable: "Platform in trouble",
  timeout: "No answer in time",
  network: "Not reachable",
  tls: "Certificate not trusted",
  badResponse: "Unreadable answer",
};

function toHeadline({ code, isProxy }: ApiError): string | undefined {
  return isProxy ? "Stopped at the proxy" : HEADLINES[code];
}

function toReason(error: unknown): NoticeReason {
  if (isApiError(error, "forbidden", "sandboxForbidden")) return "forbidden";
  if (isApiError(error, "network", "timeout")) return "offline";
  if (isApiError(error, "signIn", "unauthorized")) return "signedOut";
  return error instanceof UserError && error.code === "noSecret" ? "noSecret" : "failed";
}
