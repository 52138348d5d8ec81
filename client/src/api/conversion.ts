/**
 * PQL between its text and its JSON form, by the platform itself (docs/platform.md#segmentation). Also the platform's own
 * opinion on whether an expression is valid. Nothing is stored, so it may be asked again.
 */
import { ApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { PROFILE_SERVICE_PATH, readAudience } from "./audiences";

/** An expression in one of its two forms. With `pql/json`, `value` is JSON as text. */
export interface PqlExpression {
  readonly format: "pql/text" | "pql/json";
  readonly value: string;
}

/** The other form of `expression`; `validation` with the parser's message when it is not valid PQL. */
export async function convertExpression(
  session: ApiSession,
  expression: PqlExpression,
  options: CallOptions & { readonly schemaName?: string } = {},
): Promise<PqlExpression> {
  const { body, requestId } = await session.send({
    method: "POST",
    path: `${PROFILE_SERVICE_PATH}/segment/conversion`,
    body: {
      name: "conversion",
      expression: { type: "PQL", format: expression.format, value: expression.value },
      schema: { name: options.schemaName ?? "_xdm.context.profile" },
    },
    repeat: "safe",
    signal: options.signal,
  });
  const converted = readAudience(withId(body)).expression;
  if (converted?.format === "pql/text" || converted?.format === "pql/json") {
    return { format: converted.format, value: converted.value };
  }
  throw new ApiError("badResponse", {
    reason: { kind: "unlike", what: "a converted expression" },
    requestId,
  });
}

/** Answers of a conversion may lack an id, because nothing was stored. */
function withId(body: unknown): unknown {
  return typeof body === "object" && body !== null ? { id: "conversion", ...body } : body;
}
