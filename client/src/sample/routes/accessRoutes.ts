/** Access: what the caller may do, and its administration: the roles of the organisation with who holds them, its policies, and what can be permitted. Read only. */
import { type Call, parameter, readBody, readNumber } from "../call";
import type { SampleResponse } from "../exchange";
import { isAllowed } from "../gateway";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { CREDENTIAL_TABLE, SAMPLE_ORG_ID, type SampleCredential } from "../sampleCredentials";

/** Names that permissions have in the access service, with the resource and the verbs they stand for here. */
const PERMISSIONS: Readonly<Record<string, readonly [resource: string, verbs: readonly string[]]>> = {
  "view-segments": ["segments", ["read"]],
  "manage-segments": ["segments", ["read", "write", "delete"]],
  "view-datasets": ["datasets", ["read"]],
  "manage-datasets": ["datasets", ["read", "write", "delete"]],
  "view-schemas": ["schemas", ["read"]],
  "manage-schemas": ["schemas", ["read", "write", "delete"]],
  "view-destinations": ["destinations", ["read"]],
  "activate-destinations": ["destinations", ["read", "write"]],
  "view-profiles": ["profiles", ["read"]],
  "view-sandboxes": ["sandboxes", ["read"]],
};

const route = routesOf(
  { host: "platform", sandbox: "none", product: "aep", denial: "report" },
  "/data/foundation/access-control/administration",
);

const aclRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", denial: "report", questions: ["POST"] },
  "/data/foundation/access-control/acl",
);

/** Routes of effective permissions, roles, policies and products. */
export const accessRoutes: readonly Route[] = [
  aclRoute("/effective-policies", { POST: getEffectivePolicies }),
  aclRoute("/reference", { GET: getReference }),
  route("/roles", {
    GET: (call) =>
      answerPage(
        "roles",
        CREDENTIAL_TABLE.map((holder) => toRole(call, holder)),
      ),
  }),
  route("/roles/{id}", { GET: getRole }),
  route("/roles/{id}/subjects", { GET: listSubjects }),
  route("/policies", { GET: (call) => answerPage("policies", [toPolicy(call)]) }),
  route("/policies/{id}", { GET: getPolicy }),
  route("/products", { GET: () => json(200, { products: PRODUCTS }) }),
  route("/products/{id}/categories", { GET: listCategories }),
  route("/products/{id}/permission-sets", { GET: listPermissionSets }),
];

const MADE = Date.UTC(2024, 1, 19, 9, 12, 44);
const PRODUCTS = [{ id: "4525859963018", name: "Adobe Experience Platform", serviceCode: "acp" }];

const auditFacts = {
  imsOrgId: SAMPLE_ORG_ID,
  createdAt: MADE,
  createdBy: "6F8C23A5@AdobeID",
  modifiedAt: MADE,
  modifiedBy: "6F8C23A5@AdobeID",
};

function answerPage(kind: string, items: readonly object[]): SampleResponse {
  return json(200, {
    items,
    _page: { orderBy: "-createdAt", count: items.length, properties: [] },
    _links: {
      self: { href: `/administration/${kind}`, templated: false },
      page: { href: `/administration/${kind}?limit={limit}&start={start}`, templated: true },
    },
  });
}

/** Each credential of the organisation holds one role, which is what the gateway decides by. */
function toRole(
  call: Call,
  { name, grants }: SampleCredential,
): Readonly<Record<string, unknown>> & { readonly id: string } {
  const names = Object.keys(grants);
  const sandboxes = names.includes("*") ? call.state.sandboxes.map((sandbox) => sandbox.name) : names;
  return {
    id: call.seeded.uuid(`role/${name}`),
    ...auditFacts,
    recordType: "role",
    name: `Acme ${name}`,
    description: `What the credential "${name}" may do.`,
    roleType: "user-defined",
    permissionSets: Object.keys(PERMISSIONS).filter((permission) => holds(grants, permission)),
    sandboxes,
    subjectAttributes: { labels: [] },
    etag: null,
  };
}

function holds(grants: SampleCredential["grants"], permission: string): boolean {
  const [resource, verbs] = PERMISSIONS[permission] ?? ["", []];
  return Object.values(grants).some((resources) => {
    const held = resources[resource] ?? resources["*"] ?? [];
    return verbs.every((verb) => held.includes(verb));
  });
}

function findHolder(call: Call): SampleCredential | undefined {
  return CREDENTIAL_TABLE.find((holder) => toRole(call, holder).id === parameter(call, "id"));
}

function getRole(call: Call): SampleResponse {
  const holder = findHolder(call);
  return holder === undefined ? notFound("role") : json(200, toRole(call, holder));
}

function listSubjects(call: Call): SampleResponse {
  const holder = findHolder(call);
  if (holder === undefined) return notFound("role");
  const roleId = parameter(call, "id");
  const limit = Math.max(1, readNumber(call, "limit", 20));
  const start = Math.max(0, readNumber(call, "start", 0));
  const items = [{ roleId, subjectType: "apiintegration", subjectId: holder.clientId }].slice(
    start,
    start + limit,
  );
  const href = `/administration/roles/${roleId}/subjects`;
  return json(200, {
    items,
    _page: { limit, count: items.length },
    _links: { self: { href, templated: false }, page: { href: `${href}?limit={limit}`, templated: true } },
  });
}

function toPolicy(call: Call): Readonly<Record<string, unknown>> & { readonly id: string } {
  return {
    id: call.seeded.uuid("policy/labels"),
    ...auditFacts,
    name: "Default-Label-Based-Access-Control-Policy",
    description: "Who lacks a label does not see what carries it.",
    status: "active",
    subjectCondition: null,
    rules: [
      {
        effect: "Permit",
        resource: "*",
        condition:
          '{"!":[{"adobe.match_any_labels":[{"var":"subject.roles.labels"},{"var":"resource.labels"}]}]}',
        actions: ["com.adobe.action.read"],
      },
    ],
    etag: '"1"',
  };
}

function getPolicy(call: Call): SampleResponse {
  const policy = toPolicy(call);
  return policy.id === parameter(call, "id") ? json(200, policy) : notFound("policy");
}

function hasProduct(call: Call): boolean {
  return PRODUCTS.some(({ id }) => id === parameter(call, "id"));
}

/** The part of the product that a permission belongs to: its resource, as people write it. */
function categoryOf(resource: string): string {
  return resource.charAt(0).toUpperCase() + resource.slice(1);
}

function listCategories(call: Call): SampleResponse {
  if (!hasProduct(call)) return notFound("product");
  const names = new Set(Object.values(PERMISSIONS).map(([resource]) => categoryOf(resource)));
  return json(200, { categories: [...names].map((name) => ({ name })) });
}

function listPermissionSets(call: Call): SampleResponse {
  if (!hasProduct(call)) return notFound("product");
  const sets = Object.entries(PERMISSIONS).map(([id, [resource, verbs]]) => ({
    id,
    name: id.replaceAll("-", " "),
    category: categoryOf(resource),
    permissions: [{ resource, actions: verbs }],
  }));
  return json(200, { "permission-sets": sets });
}

function notFound(kind: string): SampleResponse {
  return reportError(404, "ACC-1005-404", `The ${kind} does not exist.`);
}

function getEffectivePolicies(call: Call): SampleResponse {
  if (call.settings.effectivePoliciesForbidden)
    return reportError(403, "ACC-1002-403", "The caller may not ask for its own permissions.");
  const asked = readBody(call.request);
  if (!Array.isArray(asked)) return reportError(400, "ACC-1003-400", "The body must be a list of names.");
  const policies = asked.map(String).map((name): [string, string[]] => {
    const tail = name.slice(name.lastIndexOf("/") + 1);
    const [resource, possible] = name.includes("/permissions/")
      ? (PERMISSIONS[tail] ?? [tail, []])
      : [tail, ["read", "write", "delete"]];
    const held = possible.filter((verb) =>
      isAllowed(call.caller.grants, { sandbox: call.sandbox.name, resource, verb }),
    );
    const isWhole = !name.includes("/permissions/") || held.length === possible.length;
    return [name, isWhole ? held : []];
  });
  return json(200, { policies: Object.fromEntries(policies) });
}

function getReference(): SampleResponse {
  const permissions = Object.entries(PERMISSIONS).map(([name, [resource, verbs]]) => [
    name,
    { [resource]: verbs },
  ]);
  const resources = Object.fromEntries(
    Object.values(PERMISSIONS).map(([resource]) => [resource, ["read", "write", "delete"]]),
  );
  return json(200, { permissions: Object.fromEntries(permissions), "resource-types": resources });
}
