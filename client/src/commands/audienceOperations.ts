/**
 * Commands on audiences the platform holds: rename, duplicate, publish, deactivate, delete, one or many at a time. All end
 * in a preview; at most three questions. Nothing is written here.
 */
import { EMPTY_DRAFT } from "../model/audienceDefinition";
import { permissionForChange, type WritableState } from "../model/lifecycle";
import { lackingExpression, unpassed } from "../model/refusals";
import type { ResourceReference } from "../model/resource";
import { readText } from "../model/values";
import type { AudienceRequest } from "../preview/audience/audienceRequests";
import { checkPermission } from "../preview/session/guards";
import type { BatchPreview, Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { withProgress } from "../ui/prompts";
import { later, say, sayCount } from "../words/say";
import { getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import {
  foretellMove,
  getMeant,
  readAudience,
  refuseMove,
  refuseWithoutExpression,
  toTarget,
} from "./meantAudiences";
import { tellBatch, tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const AUDIENCE_OPERATIONS: readonly Command[] = [
  { id: "aep.audience.rename", needs: "draft", run: rename },
  { id: "aep.audience.duplicate", needs: "draft", run: duplicate },
  {
    id: "aep.audience.publish",
    needs: "publish",
    run: (services, call) => move(services, call, "published"),
  },
  {
    id: "aep.audience.deactivate",
    needs: "publish",
    run: (services, call) => move(services, call, "inactive"),
  },
  { id: "aep.audience.delete", needs: "publish", run: remove },
];

async function rename(services: Services, call: CommandCall): Promise<Preview> {
  const [{ reference, name }] = await getMeant(services, call, { verb: later("Rename") });
  if (!call.isAutomated) await checkState(services, reference);
  const wanted = await getNewName(services, call, { title: say("Rename “{0}”", name), value: name });
  const draft = { ...EMPTY_DRAFT, name: wanted };
  return await previewOne(services, call, {
    target: toTarget(reference),
    id: reference.id,
    subject: name,
    draft,
    verb: later("Rename"),
  });
}

/** What is in use needs more than a draft does; nobody is asked for a name that cannot be given. */
async function checkState(services: Services, reference: ResourceReference): Promise<void> {
  const { lifecycle } = await readAudience(services, reference);
  const needs = permissionForChange(lifecycle, lifecycle);
  checkPermission(services, { target: reference, needs });
}

/** The copy is a draft of its own: nothing uses it, and nothing happens by making it. */
async function duplicate(services: Services, call: CommandCall): Promise<Preview> {
  const [{ reference }] = await getMeant(services, call, {
    verb: later("Duplicate"),
    refuse: refuseWithoutExpression,
  });
  const original = await readAudience(services, reference);
  if (original.expression === undefined) {
    throw lackingExpression(original.name, "notAllowed");
  }
  const title = say("Duplicate “{0}”", original.name);
  const name = await getNewName(services, call, { title, value: say("{0} copy", original.name) });
  const draft = { ...original, name, lifecycle: "draft" };
  return await previewOne(services, call, { target: toTarget(reference), subject: name, draft });
}

async function move(
  services: Services,
  call: CommandCall,
  lifecycle: WritableState,
): Promise<Preview | BatchPreview> {
  const verb = lifecycle === "published" ? later("Publish") : later("Deactivate");
  const [refuse, foretell] = [refuseMove(lifecycle), foretellMove(lifecycle)];
  const meant = await getMeant(services, call, { verb, refuse, foretell });
  const changes = meant.map(({ reference, name }) => ({
    target: toTarget(reference),
    id: reference.id,
    subject: name,
    draft: { ...EMPTY_DRAFT, lifecycle },
    verb,
  }));
  const [only] = changes;
  if (changes.length > 1 || only === undefined)
    return await previewMany(services, call, { verb, meant, requests: changes });
  return await previewOne(services, call, only);
}

async function remove(services: Services, call: CommandCall): Promise<Preview | BatchPreview> {
  const meant = await getMeant(services, call, { verb: later("Delete") });
  const [{ reference, name }] = meant;
  if (meant.length > 1) {
    const requests = meant.map((one) => one.reference);
    return await previewMany(services, call, { verb: later("Delete"), meant, requests });
  }
  const previews = await services.audiencePreviews();
  const report = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.previewDelete(reference, signal),
  );
  return call.isAutomated
    ? report
    : tellOutcome(services, report, { name, look: say("Look at what will be gone") });
}

async function previewOne(
  services: Services,
  call: CommandCall,
  change: AudienceRequest<string>,
): Promise<Preview> {
  const previews = await services.audiencePreviews();
  const report = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.preview(change, signal),
  );
  return call.isAutomated ? report : tellOutcome(services, report, { name: change.subject });
}

async function previewMany(
  services: Services,
  call: CommandCall,
  {
    verb,
    meant,
    requests,
  }: {
    readonly verb: string;
    readonly meant: Awaited<ReturnType<typeof getMeant>>;
    readonly requests: readonly (AudienceRequest<string> | ResourceReference)[];
  },
): Promise<BatchPreview> {
  const previews = await services.audiencePreviews();
  const { sandbox } = meant[0].reference;
  const toTitle = (count: number): string =>
    sayCount(count, ["{1} {0} audience in {2}", "{1} {0} audiences in {2}"], say(verb), sandbox);
  const outcome = await withProgress({ prompts: services.prompts, call, title: say("Planning") }, (signal) =>
    previews.previewMany(toTitle, requests, signal),
  );
  return call.isAutomated ? outcome : tellBatch(services, outcome);
}

async function getNewName(
  { prompts }: Services,
  call: CommandCall,
  { title, value }: { readonly title: string; readonly value: string },
): Promise<string> {
  const given = readText(getRecord(call)["name"]);
  if (given !== undefined) return given;
  if (call.isAutomated) throw unpassed("the new name as `name`");
  const check = (text: string): string | undefined =>
    text.trim() === "" ? say("An audience needs a name.") : undefined;
  return (await prompts.ask({ title, prompt: say("New name"), value, check })).trim();
}
