/** Unified folders and tags, on a host of their own. Folders belong to a sandbox, tags to the whole organisation. Read only. */
import { fromBase64, toBase64Url } from "../base64";
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import { folderIdOf, listFolderNames } from "../data/sampleReferenceLists";
import type { SampleResponse } from "../exchange";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const folderRoute = routesOf(
  { host: "experience", sandbox: "required", product: "aep", resource: "folders", denial: "report" },
  "/unifiedfolders/folders",
);
const tagRoute = routesOf(
  { host: "experience", sandbox: "none", product: "aep", denial: "report" },
  "/unifiedtags",
);

/** Routes of folders and tags. */
export const folderRoutes: readonly Route[] = [
  // Folders are made here, which is no read: the address exists and takes nothing.
  folderRoute("/{type}", {}),
  folderRoute("/{type}/{id}", { GET: getFolder }),
  folderRoute("/{type}/{id}/subfolders", { GET: listSubfolders }),
  folderRoute("/{type}/{id}/validate", { GET: getFolder }),
  tagRoute("/tags", { GET: listTags }),
  tagRoute("/tags/validate", { POST: validateTags }, { questions: ["POST"] }),
  tagRoute("/tags/{id}", { GET: getTag }),
  tagRoute("/tagCategory", { GET: listCategories }),
  tagRoute("/tagCategory/{id}", { GET: getCategory }),
];

const TYPES = ["segment", "dataset"];
const MADE = "2025-02-10T08:30:00.000Z";

function toFolder(call: Call, id: string, name: string): Record<string, unknown> {
  const type = parameter(call, "type");
  return {
    id,
    name,
    noun: type,
    imsOrg: SAMPLE_ORG_ID,
    sandboxId: call.sandbox.id,
    sandboxName: call.sandbox.name,
    status: "IN_USE",
    createdBy: "6F8C23A5@AdobeID",
    createdAt: MADE,
    modifiedBy: "6F8C23A5@AdobeID",
    modifiedAt: MADE,
    _links: { self: { href: `https://experience.adobe.io/unifiedfolders/folders/${type}/${id}` } },
  };
}

/** The top folder answers to the word `root` and to its own id. */
function findFolder(call: Call): { id: string; name: string; isRoot: boolean } | undefined {
  const id = parameter(call, "id");
  if (!TYPES.includes(parameter(call, "type"))) return undefined;
  const rootId = folderIdOf(call.seeded, call.sandbox.name, `root/${parameter(call, "type")}`);
  if (id === "root" || id === rootId) return { id: rootId, name: "root", isRoot: true };
  const name = listFolderNames().find(
    (candidate) => folderIdOf(call.seeded, call.sandbox.name, candidate) === id,
  );
  return name === undefined ? undefined : { id, name, isRoot: false };
}

function getFolder(call: Call): SampleResponse {
  const found = findFolder(call);
  return found === undefined
    ? reportError(404, "UFS-1001-404", "The folder does not exist.")
    : json(200, toFolder(call, found.id, found.name));
}

function listSubfolders(call: Call): SampleResponse {
  const found = findFolder(call);
  if (found === undefined) return reportError(404, "UFS-1001-404", "The folder does not exist.");
  const names = found.isRoot && parameter(call, "type") === "segment" ? listFolderNames() : [];
  const children = names.map((name) => ({
    ...toFolder(call, folderIdOf(call.seeded, call.sandbox.name, name), name),
    parentId: found.id,
    children: [],
  }));
  return json(200, { ...toFolder(call, found.id, found.name), children });
}

function allTags(call: Call): Record<string, unknown>[] {
  const categoryId = call.seeded.uuid("tagCategory/0");
  return listFolderNames().map((name) => ({
    id: call.seeded.uuid(`tag/${name}`),
    name,
    org: SAMPLE_ORG_ID,
    tagCategoryId: categoryId,
    tagCategoryName: "Uncategorised",
    archived: name === "Suppression",
    createdBy: "6F8C23A5@AdobeID",
    createdAt: MADE,
    modifiedBy: "6F8C23A5@AdobeID",
    modifiedAt: MADE,
  }));
}

function listTags(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const token = call.url.searchParams.get("start") ?? "";
  const start = token === "" ? 0 : Number(fromBase64(token));
  if (!Number.isInteger(start)) return reportError(400, "UTS-1002-400", "The start token is not valid.");
  const name = call.url.searchParams.getAll("property").find((text) => text.startsWith("name="));
  const wanted = (name ?? "").replace(/^name=+/, "").toLowerCase();
  const all = allTags(call).filter((tag) => String(tag["name"]).toLowerCase().includes(wanted));
  const page = all.slice(start, start + limit);
  const next = start + limit < all.length ? { next: toBase64Url(String(start + limit)) } : {};
  return json(200, { _page: { count: page.length, limit, ...next }, tags: page });
}

function getTag(call: Call): SampleResponse {
  const found = allTags(call).find((tag) => tag["id"] === parameter(call, "id"));
  return found === undefined ? reportError(404, "UTS-1001-404", "The tag does not exist.") : json(200, found);
}

/** Ids come back in two lists: those that exist, and the others. */
function validateTags(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["ids"];
  const ids = Array.isArray(given) ? given.map(String) : [];
  const known = new Set(allTags(call).map((tag) => tag["id"]));
  return json(200, {
    validTags: ids.filter((id) => known.has(id)).map((id) => ({ id })),
    invalidTags: ids.filter((id) => !known.has(id)).map((id) => ({ id })),
  });
}

function toCategory(call: Call): Readonly<Record<string, unknown>> & { readonly id: string } {
  return {
    id: call.seeded.uuid("tagCategory/0"),
    name: "Uncategorised",
    description: "",
    org: SAMPLE_ORG_ID,
    createdBy: "",
    createdAt: MADE,
    modifiedBy: "",
    modifiedAt: MADE,
    tagCount: listFolderNames().length,
  };
}

function listCategories(call: Call): SampleResponse {
  return json(200, { _page: { count: 1, limit: 20 }, tags: [toCategory(call)] });
}

function getCategory(call: Call): SampleResponse {
  const category = toCategory(call);
  return category.id === parameter(call, "id")
    ? json(200, category)
    : reportError(404, "UTS-1001-404", "The tag category does not exist.");
}
