/** Identities: the namespaces, the number of an identity, and which identities belong to the same person. Read only. */
import { type Call, parameter, readBody, readRecord } from "../call";
import { listNamespaces } from "../data/sampleReferenceLists";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";
import { findPerson } from "./profileRoutes";

const service = { host: "platform", sandbox: "required", product: "aep", denial: "report" } as const;
const namespaceRoute = routesOf({ ...service, resource: "identity-namespaces" }, "/data/core/idnamespace");
const identityRoute = routesOf(
  { ...service, resource: "profiles", questions: ["POST"] },
  "/data/core/identity",
);

/** Routes of namespaces and identities. */
export const identityRoutes: readonly Route[] = [
  namespaceRoute("/identities", { GET: () => json(200, listNamespaces()) }),
  namespaceRoute("/identities/{id}", { GET: getNamespace }),
  identityRoute("/identity", { GET: getIdentity }),
  identityRoute("/cluster/members", { GET: listMembers }),
  identityRoute("/clusters/members", { POST: listManyMembers }),
];

function getNamespace(call: Call): SampleResponse {
  const found = listNamespaces().find(({ id }) => String(id) === parameter(call, "id"));
  if (found !== undefined) return json(200, found);
  // A shape that no other service has.
  return json(404, {
    timestamp: new Date(call.clock.now()).toISOString(),
    type: "http://ns.adobe.com/aep/errors/namespacevalidation",
    status: 404,
    error: "NAMESPACE_NOT_FOUND",
    title: "The namespace does not exist.",
    report: { code: "NAMESPACE_NOT_FOUND" },
  });
}

interface Identity {
  readonly nsid: string;
  readonly namespace: string;
  readonly id: string;
}

/** The identity that a query or an object describes; the namespace is given by its code or by its number. */
function toIdentity(find: (member: string) => unknown): Identity {
  const [nsid, namespace, identity] = ["nsid", "namespace", "id"].map((member) => String(find(member) ?? ""));
  const known = listNamespaces().find(({ id, code }) => String(id) === nsid || code === namespace);
  return {
    nsid: String(known?.id ?? nsid),
    namespace: known?.code ?? namespace ?? "",
    id: identity ?? "",
  };
}

/** The same identity always has the same number. */
function xidOf(call: Call, { namespace, id }: Identity): string {
  return call.seeded.hex(`xid/${namespace}/${id}`, 32);
}

function getIdentity(call: Call): SampleResponse {
  return json(200, { xid: xidOf(call, readQuery(call)) });
}

function readQuery(call: Call): Identity {
  return toIdentity((name) => call.url.searchParams.get(name));
}

function listMembers(call: Call): SampleResponse {
  return answerClusters(call, [readQuery(call)]);
}

function listManyMembers(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["compositeXids"];
  const asked = Array.isArray(given)
    ? given.map((one: unknown) => toIdentity((name) => readRecord(one)?.[name]))
    : [];
  return answerClusters(call, asked);
}

function answerClusters(call: Call, identities: readonly Identity[]): SampleResponse {
  const clusters = identities.map((identity) => ({
    xid: xidOf(call, identity),
    compositeXid: identity,
    members: membersOf(call, identity),
  }));
  return json(200, { clusters, unprocessedRecords: [], version: "1.0.0" });
}

function membersOf(call: Call, { id }: Identity): object[] {
  const map = findPerson(call, id)?.record["identityMap"] ?? {};
  return Object.entries(map).flatMap(([namespace, identities]) =>
    Array.isArray(identities)
      ? identities.map((identity: { readonly id: string }) => toMember(call, namespace, identity.id))
      : [],
  );
}

function toMember(call: Call, namespace: string, id: string): object {
  const nsid = String(listNamespaces().find(({ code }) => code === namespace)?.id ?? "");
  const identity = { nsid, namespace, id };
  return { xid: xidOf(call, identity), compositeXid: identity };
}
