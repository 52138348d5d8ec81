/**
 * Pushes and promotes audience files: collects real differences and opens the preview of what would be sent, one combined
 * preview for many. Errors in expressions and references without a counterpart block. Sends nothing.
 */
import { toDocumentUri } from "../documents/aepUri";
import type { BlockedPair } from "../files/plannedReferences";
import type { PushPlan } from "../files/push";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { AudienceRequest } from "../preview/audience/audienceRequests";
import type { BatchPreview, Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { withProgress } from "../ui/prompts";
import { say, sayCount } from "../words/say";
import { findNode, findReferences, getRecord, getTarget } from "./arguments";
import type { CommandCall } from "./command";
import { findFileUris, findFrontFile, toSessionOpener } from "./fileArguments";
import { tellBatch, tellOutcome } from "./outcomeMessages";

/** Where pushing led. */
export type PushReport = Preview | BatchPreview;

/** The command behind “Push”: the files it was called on, else every changed pair. */
export async function pushFiles(services: Services, call: CommandCall): Promise<PushReport> {
  const target = getTarget(services, getRecord(call));
  return await push(services, call, target);
}

/** The command behind “Promote”: carries audiences or files to another sandbox of the connection. */
export async function promoteFiles(services: Services, call: CommandCall): Promise<PushReport> {
  const given = getRecord(call);
  const references = call.isAutomated && given["id"] === undefined ? [] : findPromoted(services, call);
  const [first] = references;
  const from = first ?? getTarget(services, given);
  const sandbox = readText(given["to"]) ?? (await chooseSandbox(services, from));
  const target = { connection: from.connection, sandbox };
  if (first === undefined) return await push(services, call, target);
  const { planPromotion } = await import("../files/promotionPlan");
  const plan = await withProgress(
    { prompts: services.prompts, call, title: say("Comparing with the platform") },
    (signal) => planPromotion({ references, target, openSession: toSessionOpener(services, target), signal }),
  );
  return await open(services, call, { plan, target });
}

async function push(services: Services, call: CommandCall, target: SandboxTarget): Promise<PushReport> {
  const front = call.args.length === 0 ? findFrontFile() : undefined;
  const uris = findFileUris(call) ?? (front === undefined ? undefined : [front]);
  const { planPush } = await import("../files/push");
  const plan = await withProgress(
    { prompts: services.prompts, call, title: say("Comparing with the platform") },
    (signal) => planPush({ target, openSession: toSessionOpener(services, target), uris, signal }),
  );
  return await open(services, call, { plan, target });
}

interface Planned {
  readonly plan: Pick<PushPlan, "blocked"> & { readonly changes: readonly AudienceRequest<string>[] };
  readonly target: SandboxTarget;
}

async function open(services: Services, call: CommandCall, { plan, target }: Planned): Promise<PushReport> {
  const { changes } = plan;
  const blocked = [...plan.blocked, ...(await findExpressionErrors(services, changes, target))];
  if (blocked.length > 0) throw toBlocked(blocked);
  const [first, ...others] = changes;
  if (first === undefined) return tellNothing(services, call, target);
  const previews = await services.audiencePreviews();
  if (others.length > 0) {
    const toTitle = (count: number): string =>
      sayCount(count, ["Push {0} audience to {1}", "Push {0} audiences to {1}"], target.sandbox);
    const outcome = await withProgress(
      { prompts: services.prompts, call, title: say("Comparing with the platform") },
      (signal) => previews.previewMany(toTitle, changes, signal),
    );
    if (!call.isAutomated) tellBatch(services, outcome);
    return outcome;
  }
  const report = await withProgress(
    { prompts: services.prompts, call, title: say("Comparing with the platform") },
    (signal) => previews.preview(first, signal),
  );
  if (!call.isAutomated) tellOutcome(services, report, { name: first.subject });
  return report;
}

function tellNothing({ prompts }: Services, call: CommandCall, { sandbox }: SandboxTarget): PushReport {
  const text = say("{0} holds everything as it is here; there is nothing to send.", sandbox);
  if (!call.isAutomated) void prompts.tell({ severity: "information", text });
  return { kind: "nothing", carried: [] };
}

/** Only expressions that would be sent count. The core judges them with the target's schema. */
async function findExpressionErrors(
  { server }: Services,
  changes: readonly AudienceRequest<string>[],
  target: SandboxTarget,
): Promise<readonly BlockedPair[]> {
  const found = await Promise.all(
    changes.map(async ({ subject, draft }) => {
      if (draft.expression === undefined) return [];
      const uri = toDocumentUri(
        { reference: { ...target, kind: "audience", id: "draft" }, view: "expression" },
        subject,
      );
      const inspection = await server.inspect({ uri: uri.toString(), ...draft.expression });
      return (inspection?.errors ?? []).map(({ message }) => ({ name: subject, reason: message }));
    }),
  );
  return found.flat();
}

function toBlocked(blocked: readonly BlockedPair[]): UserError {
  const [first] = blocked;
  const others = blocked.slice(1).map(({ name, reason }) => `“${name}”: ${reason}`);
  const more =
    others.length === 0
      ? ""
      : ` ${say("Also: {0}{1}", others.slice(0, 5).join(" "), others.length > 5 ? " …" : "")}`;
  return new UserError(
    "notAllowed",
    say("Nothing was sent. “{0}”: {1}{2}", first?.name ?? "", first?.reason ?? "", more),
  );
}

function findPromoted(services: Services, call: CommandCall): readonly ResourceReference[] {
  const id = readText(getRecord(call)["id"]);
  if (id !== undefined) return [{ ...getTarget(services, getRecord(call)), kind: "audience", id }];
  return findNode(call) === undefined ? [] : findReferences(call).filter(({ kind }) => kind === "audience");
}

async function chooseSandbox({ prompts, sandboxes }: Services, from: SandboxTarget): Promise<string> {
  const rows = (await sandboxes.list(from.connection)).filter(({ name }) => name !== from.sandbox);
  const choices = rows.map(({ name, title, type }) => ({
    label: name,
    description: [title, type && say(type)].filter((part) => part !== undefined && part !== "").join(" · "),
    value: name,
  }));
  return await prompts.pick(say("Promote from {0} to", from.sandbox), choices);
}
