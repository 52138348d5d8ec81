/**
 * Resolves the links services put into answers (`/runs?…`, `@/audiences?…`, absolute addresses).
 * Refuses links to other hosts: the token goes only where the connection says.
 */
import { ApiError } from "./apiError";
import type { ApiRequest } from "./apiSession";
import { PRODUCTION_ENDPOINTS } from "./credentials";

/**
 * The request `link` stands for. Relative links are relative to `basePath`, the service's root, not to
 * the host. Absolute ones must be on `platform` (the configured address) or on Adobe's platform host,
 * which the sample organisation and proxies keep in their answers. Throws `refused` for other hosts.
 */
export function toLinkedRequest(
  link: string,
  basePath: string,
  platform: string,
): Pick<ApiRequest, "path" | "query"> {
  const relative = toRelative(link, platform);
  const [path = "", query = ""] = relative.split(/\?(.*)/s);
  const isBelowBase = path === basePath || path.startsWith(`${basePath}/`);
  return { path: isBelowBase ? path : `${basePath}${path}`, query: toQuery(query) };
}

function toRelative(link: string, platform: string): string {
  if (!/^[a-z][a-z\d+.-]*:|^\/\//i.test(link)) return `/${link.replace(/^@?\/*/, "")}`;
  for (const base of [platform, PRODUCTION_ENDPOINTS.platform]) {
    if (link.startsWith(`${base}/`)) return link.slice(base.length);
  }
  throw new ApiError("refused", { reason: { kind: "foreignLink" } });
}

function toQuery(text: string): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value];
  return query;
}
