/**
 * Identity namespaces (docs/platform.md#profile-and-governance): the bare array the identity service answers with. Read only.
 */
import * as z from "zod";
import { ApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { count, flag, identifier, listOf, text, time } from "./tolerantShapes";

const namespaceShape = z
  .object({
    id: count,
    code: identifier,
    name: text,
    description: text,
    idType: text,
    status: text,
    custom: flag,
    createTime: time,
    updateTime: time,
  })
  .transform((raw) => ({
    id: raw.id,
    /** Compare codes without regard to case. */
    code: raw.code,
    name: raw.name || raw.code,
    description: raw.description,
    /** `COOKIE`, `CROSS_DEVICE`, `Device`, `Email`, … or new words. */
    idType: raw.idType,
    status: raw.status,
    isCustom: raw.custom ?? false,
    /** Milliseconds since 1970. */
    createdAt: raw.createTime,
    updatedAt: raw.updateTime,
  }));

export type IdentityNamespace = z.output<typeof namespaceShape>;

/** All identity namespaces. */
export async function fetchNamespaces(
  session: ApiSession,
  options: CallOptions = {},
): Promise<readonly IdentityNamespace[]> {
  // Answers of the identity service stay out of the log as a whole; its errors can name identities.
  const { body, requestId } = await session.send({
    path: "/data/core/idnamespace/identities",
    isPersonal: true,
    ...options,
  });
  if (Array.isArray(body)) return listOf(namespaceShape).parse(body);
  throw new ApiError("badResponse", { reason: { kind: "unlike", what: "a list of namespaces" }, requestId });
}
