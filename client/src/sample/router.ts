/**
 * Matches a request to a route. Paths are compared segment by segment before decoding, so that an encoded slash
 * stays inside its parameter as it does on the real edge.
 */
import type { Handler } from "./call";
import type { SampleHost } from "./exchange";

/** How a service refuses a caller without permission; services differ. */
export type DenialStyle = "ups" | "registry" | "catalog" | "report" | "journey";

/** One path of one host with its verbs. */
export interface Route {
  readonly host: SampleHost;
  /** Pattern such as `/data/core/ups/audiences/{id}`. */
  readonly path: string;
  /** Which sandbox rule holds; `default` falls back to production as flow service does. */
  readonly sandbox: "required" | "default" | "none";
  /** Product the api key must be subscribed to. */
  readonly product: "aep" | "ajo" | "cja";
  /** Resource type in the permission table; absent means that signing in is enough. */
  readonly resource?: string;
  readonly denial: DenialStyle;
  /** A call here is a mistake by definition, unless it is one of `questions`; it is counted and the test run must fail. */
  readonly isTripwire?: boolean;
  /** Verbs besides GET that only ask a question: reading rights are enough, and nothing counts as written. */
  readonly questions?: readonly string[];
  readonly verbs: Readonly<Partial<Record<string, Handler>>>;
}

/** A route with the parameters of one request. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Facts shared by the routes of one service. */
export type Service = Omit<Route, "path" | "verbs">;

/** Returns a function that makes routes of one service below `base`. */
export function routesOf(
  service: Service,
  base: string,
): (path: string, verbs: Route["verbs"], more?: Partial<Service>) => Route {
  return (path, verbs, more = {}) => ({ ...service, ...more, path: base + path, verbs });
}

/** Finds routes by host and raw path. */
export interface Router {
  find(host: SampleHost, path: string): RouteMatch | undefined;
}

/** End of a pattern that stands for every address below it. */
const EVERYTHING = "/**";

/**
 * Returns a router over `routes`: fixed segments win over parameters, and a pattern that ends in two stars, which stands
 * for everything below, takes only what no other one does. A slash at the end of an address makes no difference.
 */
export function createRouter(routes: readonly Route[]): Router {
  const catchAll = routes.filter(({ path }) => path.endsWith(EVERYTHING));
  const bySize = new Map<string, { route: Route; segments: string[] }[]>();
  for (const route of routes) {
    const segments = route.path.replace(/(?<=.)\/$/, "").split("/");
    const key = `${route.host} ${segments.length}`;
    bySize.set(key, [...(bySize.get(key) ?? []), { route, segments }]);
  }
  return {
    find(host, path) {
      const segments = path.replace(/(?<=.)\/$/, "").split("/");
      const matches = (bySize.get(`${host} ${segments.length}`) ?? []).flatMap(
        ({ route, segments: pattern }) => {
          const params = matchSegments(pattern, segments);
          return params === undefined ? [] : [{ route, params }];
        },
      );
      const [best] = matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
      if (best !== undefined) return best;
      const above = catchAll.find(
        (route) => route.host === host && path.startsWith(route.path.slice(0, 1 - EVERYTHING.length)),
      );
      return above === undefined ? undefined : { route: above, params: {} };
    },
  };
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== segment) return undefined;
    } else if (segment === "") {
      return undefined;
    } else {
      params[part.slice(1, -1)] = decodeSegment(segment);
    }
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Returns whether a method only asks a question on this route. */
export function isQuestion(route: Route, method: string): boolean {
  return method === "GET" || method === "HEAD" || route.questions?.includes(method) === true;
}
