/** JSON Patch of templates and fragments: three paths, an etag, and a refusal to replace what is not there. */
import { type Call, parameter, readBody, readRecord } from "../call";
import type { SampleResponse } from "../exchange";
import { empty } from "../replies";
import {
  type ContentKind,
  failContent,
  failMissing,
  findTypeFault,
  findVersionFault,
  itemsOf,
} from "./contentFacts";

const PATHS = ["name", "description", "parentFolderId"];

/** Answers `PATCH /templates/{id}` and `PATCH /fragments/{id}`. */
export function patchContent(call: Call, kind: ContentKind): SampleResponse {
  const fault = findTypeFault(call, ["application/json-patch+json"]);
  if (fault !== undefined) return fault;
  const item = itemsOf(call, kind).get(parameter(call, "id"));
  if (item === undefined) return failMissing(call);
  const stale = findVersionFault(call, item);
  if (stale !== undefined) return stale;
  const operations = readBody(call.request);
  if (!Array.isArray(operations))
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1108-400",
      title: "Invalid patch",
      detail: "The body must be a list of operations",
    });
  const record: Record<string, unknown> = { ...item.record };
  for (const given of operations) {
    const refusal = applyOperation(call, record, readRecord(given) ?? {});
    if (refusal !== undefined) return refusal;
  }
  record["modifiedAt"] = new Date(call.clock.now()).toISOString();
  const etag = `"${call.seeded.hex(`contentEtag/${call.exchange}`, 12)}"`;
  itemsOf(call, kind).set(item.id, { ...item, etag, record });
  return empty(kind.patchStatus, { etag });
}

function applyOperation(
  call: Call,
  record: Record<string, unknown>,
  operation: Readonly<Record<string, unknown>>,
): SampleResponse | undefined {
  const refuse = (status: number, code: string, detail: string): SampleResponse =>
    failContent(call, { status, code, title: "Invalid patch", detail });
  const name = String(operation["path"] ?? "").slice(1);
  const op = operation["op"];
  if (!PATHS.includes(name)) return refuse(400, "CJMMAS-1108-400", `The path /${name} cannot be patched`);
  if ((op === "replace" || op === "remove") && record[name] === undefined)
    return refuse(400, "CJMMAS-1109-400", `There is no member /${name} to ${op}`);
  if (op === "remove") {
    delete record[name];
    return undefined;
  }
  if (op !== "add" && op !== "replace")
    return refuse(400, "CJMMAS-1108-400", `The operation ${String(op)} is not supported`);
  const isLost =
    name === "parentFolderId" &&
    !call.state.content(call.sandbox.name).folders.includes(String(operation["value"]));
  if (isLost) return refuse(404, "CJMMAS-3014-404", "The parent folder does not exist");
  record[name] = operation["value"];
  return undefined;
}
