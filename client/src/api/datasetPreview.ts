/**
 * A few rows of a dataset's last good batch (docs/platform.md#catalog), for showing on request. Rows are customer
 * data: this file keeps nothing, logs nothing, and marks its call as personal.
 */
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { findObject, type JsonObject, readList } from "./tolerantShapes";

/** Rows as received; `hasData` is false when no batch was ever loaded successfully. */
export interface DatasetPreview {
  readonly hasData: boolean;
  readonly rows: readonly JsonObject[];
}

/** The platform's preview rows of a dataset. */
export async function fetchDatasetPreview(
  session: ApiSession,
  datasetId: string,
  options: CallOptions = {},
): Promise<DatasetPreview> {
  try {
    const { body, requestId } = await session.send({
      path: `/data/foundation/export/datasets/${toAddressPart(datasetId)}/preview`,
      isPersonal: true,
      ...options,
    });
    return { hasData: true, rows: getRows(body, requestId) };
  } catch (error) {
    if (isApiError(error, "notFound")) return { hasData: false, rows: [] };
    throw error;
  }
}

function getRows(body: unknown, requestId: string): readonly JsonObject[] {
  const data = Array.isArray(body) ? body : findObject(body)?.["data"];
  if (Array.isArray(data)) return readList(data).flatMap(toRow);
  throw new ApiError("badResponse", { reason: { kind: "unlike", what: "the rows of a dataset" }, requestId });
}

function toRow(value: unknown): readonly JsonObject[] {
  const row = findObject(value);
  return row === undefined ? [] : [row];
}
