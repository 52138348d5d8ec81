/**
 * Reads what a report can be made of: what a data view has, and what people made beside it. What people made is a help: where it
 * cannot be read, it is not known, and the rest stands.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import {
  type AnalyticsComponent,
  type AnalyticsComponentKind,
  listAnalyticsComponents,
} from "../api/cjaComponents";
import { type DataViewComponent, fetchDataViewComponents } from "../api/cjaDataViews";
import { collectItems } from "../api/pages";
import type { DataViewComponents } from "./reportProblems";

/** Reads the components of a data view. */
export async function fetchComponents(
  session: ApiSession,
  dataViewId: string,
  signal?: AbortSignal,
): Promise<DataViewComponents> {
  const read = (kind: "dimensions" | "metrics") =>
    fetchDataViewComponents(session, { dataViewId, kind }, { signal });
  const [dimensions, metrics] = await Promise.all([read("dimensions"), read("metrics")]);
  return { dimensions, metrics };
}

/** Reads them with the filters and calculated metrics of the organisation. */
export async function fetchAllComponents(
  session: ApiSession,
  dataViewId: string,
  signal?: AbortSignal,
): Promise<DataViewComponents> {
  const [own, calculatedMetrics, filters] = await Promise.all([
    fetchComponents(session, dataViewId, signal),
    fetchMade(session, "calculatedmetrics", signal),
    fetchMade(session, "segments", signal),
  ]);
  return { ...own, calculatedMetrics, filters };
}

async function fetchMade(
  session: ApiSession,
  kind: AnalyticsComponentKind,
  signal: AbortSignal | undefined,
): Promise<readonly DataViewComponent[] | undefined> {
  try {
    return (await collectItems(listAnalyticsComponents(session, kind), signal)).map(toComponent);
  } catch (error) {
    if (!isApiError(error) || error.code === "cancelled") throw error;
    return undefined;
  }
}

function toComponent({ id, name, description, type }: AnalyticsComponent): DataViewComponent {
  return { id, name, description, type: type?.toLowerCase(), isHidden: false };
}
