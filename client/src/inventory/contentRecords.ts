/**
 * Records of what is authored: fragments, templates, campaigns and journeys, with their messages as files and the fragments these use.
 * A message whose content the platform does not hand out is said to be so.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchMessageVariants, type MessagePlace } from "../api/campaignMessages";
import { type Campaign, type CampaignSummary, fetchCampaignOrDraft, listCampaigns } from "../api/campaigns";
import {
  fetchContentFragment,
  fetchContentTemplate,
  listContentFragments,
  listContentTemplates,
} from "../api/contentItems";
import { toMessageParts, toParts } from "../content/contentParts";
import { findMeantFragment, listFragmentReferences } from "../content/usedFragments";
import { toKeptDateText, toKnownFacts, toRowName } from "../model/rowFacts";
import type { DraftText, RecordDraft, RecordStep, RecordUse, Trait } from "./inventoryRecord";
import { toSlug } from "./objectPaths";
import { type FoundObject, type FoundPage, type ReadingContext, readPart, walkFound } from "./objectReader";

/** Fragments, each read for its content. */
export function findFragments(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncIterable<FoundPage> {
  return walkFound(listContentFragments(session), (one) => toFoundContent(one, fetchContentFragment), signal);
}

/** Templates, each read for its content. */
export function findTemplates(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncIterable<FoundPage> {
  return walkFound(listContentTemplates(session), (one) => toFoundContent(one, fetchContentTemplate), signal);
}

type Content = Awaited<ReturnType<typeof fetchContentFragment | typeof fetchContentTemplate>>;

/** A fragment by its id, or the one of its name where the id is one of another sandbox. */
export function findFragment(id: string, name: string | undefined): FoundObject {
  const read = async ({ session, signal }: ReadingContext): Promise<RecordDraft> => {
    const found = await findMeantFragment(session, { id, name }, signal);
    return toContentDraft(found ?? (await fetchContentFragment(session, id, { signal })));
  };
  return { id, name: name ?? id, read };
}

function toFoundContent(
  { id, name }: { readonly id: string; readonly name: string },
  fetch: (session: ApiSession, id: string, options: { signal?: AbortSignal | undefined }) => Promise<Content>,
): FoundObject {
  const read = async ({ session, signal }: ReadingContext): Promise<RecordDraft> =>
    toContentDraft(await fetch(session, id, { signal }));
  return { id, name: toRowName(name, id), read };
}

function toContentDraft(content: Content): RecordDraft {
  const texts = toParts(content.raw).map(({ file, text }) => ({ file, title: file, text }));
  const state = "status" in content ? content.status : content.templateType;
  return {
    name: toRowName(content.name, content.id),
    description: content.description,
    state: state?.toLowerCase(),
    changedAt: content.modifiedAt,
    facts: toKnownFacts([
      ["Type", "type" in content ? content.type : content.templateType],
      ["Channels", [...content.channels].sort().join(", ")],
    ]),
    ...toContentUses(texts),
    texts,
    ...(texts.length === 0 ? { traits: ["noContent"] as const } : {}),
  };
}

/** The fragments that texts use; those of Experience Manager are no object of the sandbox. */
function toContentUses(texts: readonly DraftText[]): {
  readonly uses: readonly RecordUse[];
  readonly traits: readonly Trait[];
} {
  const references = listFragmentReferences(texts.map(({ text }) => text).join("\n"));
  const own = references.filter(({ origin }) => origin === "ajo");
  return {
    uses: own.map(({ id, name }) => ({ kind: "fragment", id, name })),
    traits: own.length < references.length ? ["foreignFragment"] : [],
  };
}

/** Campaigns without those inside journeys; their list holds everything but the messages. */
export function findCampaigns(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncIterable<FoundPage> {
  return walkFound(listCampaigns(session), toFoundCampaign, signal);
}

function toFoundCampaign(campaign: Campaign): FoundObject {
  const { campaignId, name } = campaign;
  return {
    id: campaignId,
    name: toRowName(name, campaignId),
    read: (context) => toCampaignDraft(campaign, context),
  };
}

/** A campaign by its id, whether or not it was ever published. */
export function findCampaign(id: string): FoundObject {
  const read = async (context: ReadingContext): Promise<RecordDraft> => {
    const { campaign } = await fetchCampaignOrDraft(context.session, id, { signal: context.signal });
    return await toCampaignDraft(campaign, context);
  };
  return { id, name: id, read };
}

async function toCampaignDraft(campaign: CampaignSummary, context: ReadingContext): Promise<RecordDraft> {
  const { campaignId, audience, identityNamespace, packages, schedule, status } = campaign;
  const reading = new MessageReading(context);
  const wasPublished = campaign.liveVersionId !== undefined || campaign.publishedAt !== undefined;
  const steps: RecordStep[] = [];
  for (const [index, { channel, packageName, messages }] of packages.entries()) {
    const places = messages.flatMap(({ messageId }) =>
      messageId === undefined ? [] : [{ campaignId, messageId }],
    );
    const name = packageName ?? channel ?? `Part ${index + 1}`;
    if (wasPublished || status?.toLowerCase() !== "draft") await reading.read(name, places);
    steps.push({ name, kind: channel ?? "message", facts: [], next: [] });
  }
  const audienceId = audience?.audienceId;
  return {
    name: toRowName(campaign.name, campaignId),
    description: campaign.description,
    state: status?.toLowerCase(),
    changedAt: campaign.modifiedAt,
    facts: toKnownFacts([
      ["Type", campaign.campaignType],
      ["Category", campaign.category],
      ["Audience", audienceId],
      ["Namespace", identityNamespace],
      ["Starts", toKeptDateText(schedule?.startDate)],
      ["Ends", toKeptDateText(schedule?.endDate)],
    ]),
    ...reading.toDraft([
      ...(audienceId ? [{ kind: "audience", id: audienceId } as const] : []),
      ...(identityNamespace ? [{ kind: "namespace", id: identityNamespace } as const] : []),
    ]),
    steps,
  };
}

/** Collects the messages of one journey or campaign. */
export class MessageReading {
  private readonly texts: DraftText[] = [];
  private readonly problems: string[] = [];
  private readonly files = new Set<string>();
  private isWithheld = false;

  constructor(private readonly context: ReadingContext) {}

  /** Reads the messages of one step; one that cannot be read hides only itself. */
  async read(step: string, places: readonly MessagePlace[]): Promise<void> {
    const { session, signal } = this.context;
    for (const place of places) {
      const variants = await readPart(`The message of “${step}”`, this.problems, () =>
        fetchMessageVariants(session, place, { signal }),
      );
      const parts = (variants ?? []).map(toMessageParts);
      if (variants !== undefined && parts.every(({ length }) => length === 0)) this.isWithheld = true;
      for (const [index, variant] of parts.entries()) {
        const name = parts.length > 1 ? `${step} ${index + 1}` : step;
        const stem = this.toFreeStem(
          name,
          variant.map(({ ending }) => ending),
        );
        for (const { ending, title, text } of variant)
          this.texts.push({ file: stem + ending, title: `${name}: ${title}`, text });
      }
    }
  }

  private toFreeStem(name: string, endings: readonly string[]): string {
    const base = toSlug(name) || "message";
    for (let number = 1; ; number++) {
      const stem = number === 1 ? base : `${base}-${number}`;
      if (endings.some((ending) => this.files.has(stem + ending))) continue;
      for (const ending of endings) this.files.add(stem + ending);
      return stem;
    }
  }

  /** What the messages add to a record. */
  toDraft(uses: readonly RecordUse[]): Pick<RecordDraft, "uses" | "traits" | "texts" | "problems"> {
    const content = toContentUses(this.texts);
    return {
      uses: [...uses, ...content.uses],
      traits: [...content.traits, ...(this.isWithheld ? (["noContent"] as const) : [])],
      texts: this.texts,
      problems: this.problems,
    };
  }
}
