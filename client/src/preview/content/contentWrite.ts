/**
 * Writing templates and fragments, and publishing a fragment. The only importer of the calls that change content. Sends
 * only onto the version that was shown, and never a message to anybody.
 */
import { isApiError } from "../../api/apiError";
import {
  type ContentFragment,
  type ContentTemplate,
  fetchContentFragment,
  fetchContentTemplate,
  fetchFragmentPublication,
  fetchLiveFragment,
} from "../../api/contentItems";
import {
  type ContentKind,
  type ContentVersion,
  publishFragment,
  replaceContent,
  toContentBody,
} from "../../api/contentWrites";
import {
  type ContentPart,
  type ContentRecord,
  isSameText,
  toParts,
  withParts,
} from "../../content/contentParts";
import { listClashes, toContentText } from "../../content/contentText";
import { later, say } from "../../words/say";
import type { WritePlace } from "../session/writePlaces";
import type { SideTexts, Unplanned, WritePlan, WriteTask } from "../session/writeTask";

/** A template or fragment as it was read. */
export type ContentItem = ContentTemplate | ContentFragment;

/** What content shall become. */
export interface ContentRequest {
  readonly kind: ContentKind;
  readonly id: string;
  readonly name: string;
  readonly parts: readonly ContentPart[];
  /** The parts the author started from. */
  readonly started: readonly ContentPart[];
}

/** A planned change of content. */
export interface ContentPlan extends WritePlan {
  readonly before: ContentRecord;
  readonly after: ContentRecord;
}

/** A task that overwrites a template or a fragment's draft. */
export function toContentTask(
  place: WritePlace,
  request: ContentRequest,
): WriteTask<ContentItem, ContentPlan> {
  const read = toRead(place, request);
  const isFulfilled = ({ after }: ContentPlan, item: ContentItem | undefined): boolean =>
    item !== undefined && isSameParts(toParts(after), toParts(item.raw));
  return {
    target: place.target,
    kind: request.kind,
    subject: request.name,
    verb: later("Update"),
    fetchFresh: read,
    plan: (item) => planContent(item, request),
    isSame: isSameVersion,
    isFulfilled,
    toTexts: ({ before, after }) => toTexts({ before, after }, [request.name, ...place.heading]),
    send: async ({ after }, item, options) => {
      const version = toVersion(request, item);
      await replaceContent(place.session, { version, content: toContentBody(after) }, options);
      return request.id;
    },
    findWritten: async (change, signal) => {
      const now = await read(signal);
      return isFulfilled(change, now) ? { id: request.id, now } : undefined;
    },
    reread: (_id, signal) => read(signal),
  };
}

/** A task that publishes a fragment's draft: every message that uses it shows it from then on. */
export function toPublicationTask(
  place: WritePlace,
  fragment: { readonly id: string; readonly name: string; readonly live: ContentRecord | undefined },
): WriteTask<ContentItem, ContentPlan> {
  const read = toRead(place, { kind: "fragment", id: fragment.id });
  return {
    target: place.target,
    kind: "fragment",
    subject: fragment.name,
    verb: later("Publish"),
    fetchFresh: read,
    plan: (item) =>
      item === undefined
        ? { kind: "refused", reason: say("The fragment no longer exists.") }
        : { kind: "change", needs: "publish", before: { fragment: fragment.live }, after: item.raw },
    isSame: isSameVersion,
    isFulfilled: (_change, item) => item !== undefined,
    toTexts: (change) =>
      toTexts(change, [
        fragment.name,
        ...place.heading,
        say("Left: what messages use now. Right: what they will use."),
      ]),
    send: async (_change, _now, options) => {
      await publishFragment(place.session, fragment.id, options);
      return fragment.id;
    },
    findWritten: async ({ after }, signal) =>
      (await isPublished(place, { id: fragment.id, after }, signal))
        ? { id: fragment.id, now: await read(signal) }
        : undefined,
    reread: (_id, signal) => read(signal),
  };
}

/** Whether this content is being published, or is what messages use. Never published is no failure of asking. */
async function isPublished(
  { session }: WritePlace,
  { id, after }: { readonly id: string; readonly after: ContentRecord },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { status } = await fetchFragmentPublication(session, id, { signal });
    if (status === "inProgress") return true;
    const { fragment } = await fetchLiveFragment(session, id, { signal });
    const wanted = toParts(after);
    return wanted.length > 0 && isSameParts(toParts({ fragment }), wanted);
  } catch (error) {
    if (isApiError(error, "notFound")) return false;
    throw error;
  }
}

function planContent(item: ContentItem | undefined, request: ContentRequest): ContentPlan | Unplanned {
  if (item === undefined) return { kind: "refused", reason: say("It no longer exists on the platform.") };
  const now = toParts(item.raw);
  const mine = request.parts.filter(
    (part) =>
      !isSameParts(
        [part],
        request.started.filter(({ file }) => file === part.file),
      ),
  );
  const fields = listClashes({ started: request.started, now, mine });
  if (fields.length > 0) return { kind: "conflict", fields };
  const after = withParts(item.raw, mine);
  if (isSameParts(now, toParts(after))) return { kind: "nothing", carried: [] };
  return { kind: "change", needs: "draft", before: item.raw, after };
}

function toRead(
  { session }: WritePlace,
  { kind, id }: Pick<ContentRequest, "kind" | "id">,
): (signal: AbortSignal) => Promise<ContentItem> {
  const fetch = kind === "template" ? fetchContentTemplate : fetchContentFragment;
  return async (signal) => await fetch(session, id, { signal });
}

function isSameVersion(one: ContentItem | undefined, other: ContentItem | undefined): boolean {
  return one?.id === other?.id && one?.etag === other?.etag;
}

function isSameParts(one: readonly ContentPart[], other: readonly ContentPart[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ file, text }) => other.some((part) => part.file === file && isSameText(part.text, text)))
  );
}

function toVersion({ kind, id }: ContentRequest, item: ContentItem | undefined): ContentVersion {
  return { kind, id, etag: item?.etag };
}

function toTexts(
  { before, after }: { readonly before: ContentRecord; readonly after: ContentRecord },
  heading: readonly string[],
): SideTexts {
  return {
    before: toContentText(toParts(before), heading),
    after: toContentText(toParts(after), heading),
  };
}
