/**
 * The plain object of `aep.audience.preview`: a file or an expression, the fields to set, and where. Asks nobody; what is
 * missing and needed is an error.
 */
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { type LocalDraft, readLocalDraft } from "../documents/draftFiles";
import {
  type AudienceDraft,
  EMPTY_DRAFT,
  EVALUATION_KINDS,
  type Expression,
} from "../model/audienceDefinition";
import { unpassed } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { isRecord, readText, readTexts } from "../model/values";
import type { AudienceRequest } from "../preview/audience/audienceRequests";
import type { Services } from "../services";
import { getRecord, getTarget, readFileArgument } from "./arguments";
import type { CommandCall } from "./command";
import { findLinked } from "./meantAudiences";

/** A change, or a deletion by id. */
export type AudienceArguments =
  | (AudienceRequest & { readonly action: "create" | "update" })
  | { readonly action: "delete"; readonly target: SandboxTarget; readonly id: string };

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads `{connection?, sandbox?, action?, id?, file?, name?, description?, expression?, evaluation?, labels?, lifecycle?,
 * mergePolicy?}`; the platform's own spellings `lifecycleState`, `mergePolicyId` and `expression: {format, value}` do as
 * well. Fields given here win over those of the file. Without `action`, an audience that is known is updated.
 */
export async function readAudienceArguments(
  services: Services,
  call: CommandCall,
): Promise<AudienceArguments> {
  const given = getRecord(call);
  const target = getTarget(services, given);
  const uri = readFileArgument(given["file"]);
  const local = uri === undefined ? undefined : await readLocalDraft(uri);
  const linked = local === undefined ? undefined : await findLinked(services, target, local);
  const id = given["action"] === "create" ? undefined : (readText(given["id"]) ?? linked?.id);
  if (given["action"] === "delete") return { action: "delete", target, id: getId(id) };
  if (given["action"] === "update") getId(id);
  const draft = readDraft(given, local, id === undefined ? local?.fallbackName : undefined);
  const base = linked !== undefined && linked.id === id ? linked.base : undefined;
  const subject = draft.name ?? linked?.name;
  const action = id === undefined ? "create" : "update";
  return { action, target, subject, draft, document: local?.document, id, base };
}

/** A file's own name becomes the audience's only when it is new; an update must not rename by accident. */
function readDraft(
  given: Given,
  local: LocalDraft | undefined,
  fallbackName: string | undefined,
): AudienceDraft {
  const file = local?.file.definition ?? EMPTY_DRAFT;
  const { description } = given;
  return {
    name: readText(given["name"]) ?? file.name ?? fallbackName,
    description: typeof description === "string" ? description : file.description,
    expression: readExpression(given["expression"]) ?? readExpression(local?.expression),
    mergePolicy: readText(given["mergePolicy"] ?? given["mergePolicyId"]) ?? file.mergePolicy,
    evaluation: EVALUATION_KINDS.find((kind) => kind === given["evaluation"]) ?? file.evaluation,
    labels: readTexts(given["labels"]) ?? file.labels,
    lifecycle: readText(given["lifecycle"] ?? given["lifecycleState"]) ?? file.lifecycle,
  };
}

function readExpression(value: unknown): Expression | undefined {
  if (isRecord(value)) {
    const inner = value["value"];
    // A tree as a program holds it, instead of the text the platform keeps.
    if (isRecord(inner)) return { format: "pql/json", value: printExactJson(inner) };
    const written = readText(inner);
    return written === undefined
      ? undefined
      : { format: readText(value["format"]) ?? "pql/text", value: written };
  }
  const text = readText(value);
  return text === undefined ? undefined : { format: "pql/text", value: text };
}

function getId(id: string | undefined): string {
  if (id !== undefined) return id;
  throw unpassed("the id of an audience, or a file that is linked to it");
}
