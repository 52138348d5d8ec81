/** Sandbox management: the caller's own list, the administrator's list, one sandbox. Read only. */
import type { Call } from "../call";
import { parameter, readNumber } from "../call";
import type { Sandbox } from "../data/sampleSandboxes";
import type { SampleResponse } from "../exchange";
import { isAllowed } from "../gateway";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "none", product: "aep", denial: "report" },
  "/data/foundation/sandbox-management",
);

/** Routes of the sandbox service. */
export const sandboxRoutes: readonly Route[] = [
  route("/", { GET: listMine }),
  route("/sandboxTypes", { GET: listTypes }),
  route("/sandboxes", { GET: listAll }),
  route("/sandboxes/{name}", { GET: getOne }),
];

function mine(call: Call): readonly Sandbox[] {
  const { grants } = call.caller;
  return call.state.sandboxes.filter(
    (sandbox) => Object.keys(grants[sandbox.name] ?? grants["*"] ?? {}).length > 0,
  );
}

function listMine(call: Call): SampleResponse {
  // An empty list is how the service says "no access"; it is not an error there.
  const sandboxes = mine(call);
  return json(200, sandboxes.length === 0 ? { sandboxes } : pageOf(sandboxes, { limit: 200, offset: 0 }));
}

function listAll(call: Call): SampleResponse {
  const mayView = call.state.sandboxes.some(({ name }) =>
    isAllowed(call.caller.grants, { sandbox: name, resource: "sandboxes", verb: "write" }),
  );
  if (!mayView) return reportError(403, "SMS-2010-403", "The caller has no permission to view sandboxes.");
  const limit = readNumber(call, "limit", 50);
  if (limit < 1 || limit > 200) return reportError(400, "SMS-2004-400", "limit must be between 1 and 200.");
  return json(200, pageOf(call.state.sandboxes, { limit, offset: readNumber(call, "offset", 0) }));
}

function getOne(call: Call): SampleResponse {
  const found = mine(call).find(({ name }) => name === parameter(call, "name"));
  return found === undefined
    ? reportError(404, "SMS-2002-404", "The sandbox does not exist.")
    : json(200, toWire(found));
}

function pageOf(sandboxes: readonly Sandbox[], window: { limit: number; offset: number }): object {
  const page = sandboxes.slice(window.offset, window.offset + window.limit);
  return {
    sandboxes: page.map(toWire),
    _page: { limit: window.limit, count: page.length },
    _links: {
      next: { href: "/sandbox-management/sandboxes?limit={limit}&offset={offset}", templated: true },
      page: { href: "/sandbox-management/sandboxes?limit={limit}&offset={offset}", templated: true },
    },
  };
}

/** Production sandboxes can be many; the other kind can be reset. */
function listTypes(): SampleResponse {
  return json(200, {
    sandboxTypes: [
      { id: "production", title: "Production" },
      { id: "development", title: "Development" },
    ],
  });
}

function toWire({ id, name, title, type, region, isDefault }: Sandbox): object {
  return {
    id,
    name,
    title,
    state: "active",
    type,
    region,
    isDefault,
    eTag: 2,
    createdDate: "2024-02-19 09:12:44",
    lastModifiedDate: "2025-11-03 14:02:10",
    createdBy: "6F8C23A5@AdobeID",
    modifiedBy: "6F8C23A5@AdobeID",
  };
}
