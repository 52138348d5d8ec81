/**
 * Templates, fragments and campaigns in a form people read and compare: subject, mark-up and text each on their own, and
 * the facts people choose. Ids, times and what else differs between any two things is left out. Reads only.
 */
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import type { ApiSession, CallOptions } from "../api/apiSession";
import { fetchMessageVariants } from "../api/campaignMessages";
import { type Campaign, fetchCampaignOrDraft, listCampaignVersions } from "../api/campaigns";
import { fetchContentFragment, fetchContentTemplate, fetchLiveFragment } from "../api/contentItems";
import { collectItems } from "../api/pages";
import type { ResourceKind } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { isRecord } from "../model/values";
import { say } from "../words/say";
import { toParts } from "./contentParts";

/** Kinds that have such a form. */
export const READABLE_KINDS = ["template", "fragment", "campaign"] as const satisfies readonly ResourceKind[];
export type ReadableKind = (typeof READABLE_KINDS)[number];

/** What the platform shows when it is asked for a thing without a version. */
export const CURRENT_VERSION = "current";

/** The published copy of a fragment. */
export const LIVE_VERSION = "live";

/** Which thing, and which version of it: `current`, `live`, or the id of a campaign's version. */
export interface ReadableThing {
  readonly kind: ReadableKind;
  readonly id: string;
  readonly version: string;
}

/** One part: a file name that tells what it is, and its text as authored. */
export interface ReadablePart {
  readonly file: string;
  readonly text: string;
}

/** The parts of a thing; rejects with `ApiError`, or `gone` for a version that does not exist any more. */
export async function fetchReadableParts(
  session: ApiSession,
  thing: ReadableThing,
  options: CallOptions = {},
): Promise<readonly ReadablePart[]> {
  if (thing.kind === "campaign") return await fetchCampaignParts(session, thing, options);
  if (thing.version === LIVE_VERSION) {
    const { fragment } = await fetchLiveFragment(session, thing.id, options);
    return toParts({ fragment });
  }
  const fetch = thing.kind === "template" ? fetchContentTemplate : fetchContentFragment;
  const { raw } = await fetch(session, thing.id, options);
  return [...toParts(raw), toFactsPart(raw, ["template", "fragment"])];
}

async function fetchCampaignParts(
  session: ApiSession,
  thing: ReadableThing,
  options: CallOptions,
): Promise<readonly ReadablePart[]> {
  const campaign = await fetchVersion(session, thing, options);
  const places = campaign.packages.flatMap(({ messages }) =>
    messages.flatMap(({ messageId }) => messageId ?? []),
  );
  const messages = await Promise.all(
    places.map((messageId) => fetchMessageVariants(session, { campaignId: thing.id, messageId }, options)),
  );
  const variants = messages.flat();
  const parts = variants.flatMap((variant, index) => {
    const before = variants.length > 1 ? `message ${index + 1} ` : "";
    const part = (file: string, text: string | undefined): ReadablePart[] =>
      text === undefined ? [] : [{ file: `${before}${file}`, text }];
    return [
      ...part("subject.txt", variant.subject ?? variant.title),
      ...part("preheader.txt", variant.preheader),
      ...part("body.html", variant.html),
      ...part("body.txt", variant.text ?? variant.message),
    ];
  });
  return [...parts, toFactsPart(campaign.raw)];
}

async function fetchVersion(
  session: ApiSession,
  { id, version }: ReadableThing,
  options: CallOptions,
): Promise<Campaign> {
  if (version === CURRENT_VERSION) return (await fetchCampaignOrDraft(session, id, options)).campaign;
  const versions = await collectItems(listCampaignVersions(session, id), options.signal);
  const found = versions.find(({ versionId }) => versionId === version);
  if (found === undefined)
    throw new UserError("gone", say("The platform no longer lists this version of the campaign."));
  return found;
}

/** Fields that differ between any two things and that nobody chooses. */
const NOT_CHOSEN =
  /^(id|_.*|etag|.*At|.*By|.*ByName|.*Epoch|campaignId|versionId|draftVersionId|liveVersionId|packageId|messageId|editorContext|imsOrgId|sandbox.*)$/;

function toFactsPart(raw: unknown, leftOut: readonly string[] = []): ReadablePart {
  const facts = isRecord(raw)
    ? Object.fromEntries(Object.entries(raw).filter(([name]) => !leftOut.includes(name)))
    : raw;
  return { file: "facts.json", text: `${printExactJson(toChosen(facts), 2)}\n` };
}

/** The value without what nobody chooses, members in alphabetical order. */
function toChosen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toChosen);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .filter(([name]) => !NOT_CHOSEN.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kept.map(([name, inner]) => [name, toChosen(inner)]));
}
