/**
 * Reads what the pages of templates and fragments show: the content as authored, its facts, and how a fragment's published
 * copy stands. Changes nothing.
 */
import { orMissing } from "../../api/apiError";
import {
  fetchContentFragment,
  fetchContentTemplate,
  fetchFragmentPublication,
  fetchLiveFragment,
} from "../../api/contentItems";
import { toContentAddress } from "../../content/contentAddresses";
import { isSameText, toParts } from "../../content/contentParts";
import { CURRENT_VERSION } from "../../content/readableThings";
import { later } from "../../words/say";
import { readTagFacts } from "../frame/factNames";
import { type GroupText, time, toFactGroups } from "../frame/facts";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import { findAuthoredFile, listOtherParts, readAuthored } from "./authored";
import { type ContentContent, contentRequestShape, type PublicationContent } from "./contentPageContent";

type Kind = ContentContent["kind"];

export const templatePage: PageHost = {
  load: (context) => load(context, "template"),
  answer: (context, request) => answer(context, request, "template"),
};

export const fragmentPage: PageHost = {
  load: (context) => load(context, "fragment"),
  answer: (context, request) => answer(context, request, "fragment"),
};

const GROUPS: readonly GroupText[] = later([
  {
    title: "Identity",
    fields: {
      id: "Id",
      templateType: "Type",
      type: "Type",
      subType: "Subtype",
      channels: "Channels",
      status: "State (as written)",
      source: "Origin",
      parentFolderId: "Folder",
    },
  },
  {
    title: "Who and when",
    fields: {
      createdBy: "Created by",
      createdAt: time("Created"),
      modifiedBy: "Changed by",
      modifiedAt: time("Changed"),
    },
  },
  { title: "Governance", fields: { labels: "Labels", tags: "Tags" } },
]);

const SHOWN_ELSEWHERE = ["name", "description", "template", "fragment", "_links"];

type Read = Awaited<ReturnType<typeof fetchContentTemplate | typeof fetchContentFragment>>;

function read({ session, place, signal }: PageContext, kind: Kind): Promise<Read> {
  const fetch = kind === "template" ? fetchContentTemplate : fetchContentFragment;
  return fetch(session, place.id, { signal });
}

async function load(context: PageContext, kind: Kind): Promise<PageContent> {
  const { place } = context;
  const item = await read(context, kind);
  const name = item.name.trim() === "" ? item.id : item.name;
  const state = "status" in item ? item.status?.toLowerCase() : undefined;
  const content: Omit<ContentContent, "publication" | "names"> = {
    id: item.id,
    kind,
    name,
    connection: place.connection,
    sandbox: place.sandbox,
    ...withoutAbsent({ description: item.description, state, headline: findHeadline(item, kind) }),
    authored: readAuthored(item.raw),
    groups: [
      ...toFactGroups(listOtherParts(item.raw), []).map((group) => ({
        ...group,
        title: later("Other parts"),
      })),
      ...toFactGroups(item.raw, GROUPS, SHOWN_ELSEWHERE),
    ],
  };
  const parts = {
    ...(kind === "fragment" ? { publication: () => readPublication(context, item) } : {}),
    names: () => readTagFacts(context, item.raw["tags"]),
  };
  return { title: name, content, parts };
}

/** Whole documents and fragments have none; messages of channels without mark-up have a title. */
function findHeadline(item: Read, kind: Kind): ContentContent["headline"] {
  const { subject, title, html } = readAuthored(item.raw);
  if (subject !== undefined) return later("Subject");
  if (title !== undefined) return later("Title");
  const isMessage = kind === "template" && "templateType" in item && item.templateType === "content";
  return isMessage && html !== undefined ? "Subject" : undefined;
}

/** A fragment nobody ever published has neither a copy nor an outcome, which the service tells by 404. */
async function readPublication(
  { session, place, signal }: PageContext,
  draft: Read,
): Promise<PublicationContent> {
  const [live, outcome] = await Promise.all([
    orMissing(fetchLiveFragment(session, place.id, { signal })),
    orMissing(fetchFragmentPublication(session, place.id, { signal })),
  ]);
  return {
    isPublished: live !== undefined,
    isChanged: live !== undefined && isOther(live.fragment, draft),
    ...withoutAbsent({ status: outcome?.status }),
    problems: outcome?.problems ?? [],
  };
}

function isOther(live: Readonly<Record<string, unknown>> | undefined, { raw }: Read): boolean {
  const published = new Map(toParts({ fragment: live }).map(({ file, text }) => [file, text]));
  const parts = toParts(raw);
  return (
    parts.length !== published.size ||
    parts.some(({ file, text }) => !isSameText(text, published.get(file) ?? ""))
  );
}

async function answer(context: PageContext, request: unknown, kind: Kind): Promise<undefined> {
  const asked = contentRequestShape.safeParse(request);
  if (!asked.success) return;
  const item = await read(context, kind);
  const file = findAuthoredFile(item.raw, asked.data.part);
  if (file === undefined) return;
  const { connection, sandbox, id } = context.place;
  const thing = { kind, id, version: CURRENT_VERSION };
  await context.editor.open(
    toContentAddress({ connection, sandbox, thing, form: "source", file }, item.name),
  );
}
