/**
 * Previews of templates and fragments: edited parts, and the publication of a fragment. Plans, shows and remembers; the
 * sending is done by `previews`.
 */
import { orMissing } from "../../api/apiError";
import type { ApiSession } from "../../api/apiSession";
import { fetchContentFragment, fetchFragmentPublication, fetchLiveFragment } from "../../api/contentItems";
import type { AuditEntry } from "../../audit/auditTrail";
import { getContentUndo } from "../../audit/undo";
import { type ContentPart, type ContentRecord, toParts } from "../../content/contentParts";
import type { SandboxTarget } from "../../model/resource";
import type { Sides } from "../../ui/editors";
import { later, say } from "../../words/say";
import type { Conflicts } from "../session/conflicts";
import type { PreviewSession } from "../session/previewSession";
import { toPreview } from "../session/previews";
import type { Presentation, Preview } from "../session/previewTypes";
import { openPlace, type WriteSources } from "../session/writePlaces";
import type { WriteTask } from "../session/writeTask";
import { toContentConflict } from "./contentConflict";
import {
  type ContentItem,
  type ContentPlan,
  type ContentRequest,
  toContentTask,
  toPublicationTask,
} from "./contentWrite";
import type { AuthoredSide, RenderedSides } from "./renderedSides";

const FIRST_LOOK_MS = 2_000;
const LONGEST_WAIT_MS = 15_000;

/** What previews of content are built on. */
interface ContentSources extends WriteSources {
  readonly conflicts: Conflicts;
  readonly rendered: RenderedSides;
}

/** A request, and what follows the write: it hears the parts the platform holds now. */
interface FollowedContentRequest extends ContentRequest {
  readonly onApplied: (now: readonly ContentPart[]) => Promise<void>;
}

/** Opens previews of content. */
export class ContentPreviews {
  constructor(private readonly sources: ContentSources) {}

  /** Previews edited parts of a template or of a fragment's draft. */
  async preview(
    target: SandboxTarget,
    request: FollowedContentRequest,
    signal: AbortSignal,
  ): Promise<Preview> {
    const place = await openPlace(this.sources, target, { signal });
    const task = toContentTask(place, request);
    const onApplied = async (id: string, _now: unknown, change: ContentPlan): Promise<string> => {
      const remembered = await this.record(target, {
        id,
        name: request.name,
        kind: request.kind,
        verb: later("Update"),
        change,
      });
      await request.onApplied(toParts(change.after));
      return remembered;
    };
    const onConflict = ({ id, basis }: Session, item: ContentItem | undefined): void => {
      const started = basis.fresh && toParts(basis.fresh.raw);
      const mine = toParts(basis.change.after);
      this.keepConflict(id, target, {
        request: { ...request, parts: mine, started: started ?? request.started },
        item,
      });
    };
    const present = new FollowedPresentation(task);
    const outcome = await this.sources.previews.open(
      { task, present: present.present, onApplied, onConflict },
      signal,
    );
    if (outcome.kind === "open") {
      this.keepRendered(
        outcome.preview,
        { ...target, name: request.name, titles: UPDATE_TITLES },
        present.ending,
      );
      return toPreview(outcome);
    }
    if (outcome.unplanned.kind !== "conflict") return toPreview(outcome);
    const conflict = this.sources.createId();
    this.keepConflict(conflict, target, { request, item: outcome.fresh });
    return { kind: "conflict", conflict, fields: outcome.unplanned.fields };
  }

  /** Both sides can be looked at as people will see them, for as long as the preview is open. */
  private keepRendered(
    { id, change, right }: Sides & { readonly id: string; readonly change: ContentPlan },
    { titles, ...what }: SandboxTarget & { readonly name: string; readonly titles: SideTitles },
    ending: AbortSignal,
  ): void {
    const sides = { left: toSide(titles[0], change.before), right: toSide(titles[1], change.after) };
    this.sources.rendered.keep(id, { ...what, ...sides, document: right }, ending);
  }

  /** What met stays known, so that it can be compared and resolved. */
  private keepConflict(
    id: string,
    target: SandboxTarget,
    { request, item }: { readonly request: FollowedContentRequest; readonly item: ContentItem | undefined },
  ): void {
    const conflict = toContentConflict({
      name: request.name,
      started: request.started,
      mine: request.parts,
      now: item && toParts(item.raw),
      preview: (parts, started, signal) => this.preview(target, { ...request, parts, started }, signal),
    });
    this.sources.conflicts.keep(id, conflict);
  }

  /** Previews what takes a recorded change of content back. Throws `notAllowed` where nothing does. */
  async previewUndo(entry: AuditEntry, signal: AbortSignal): Promise<Preview> {
    const { connection, sandbox, id, name } = entry;
    const kind = entry.kind === "fragment" ? "fragment" : "template";
    const undo = getContentUndo(entry, await this.sources.keptStates.find(entry.change));
    const request = { kind, id, name, ...undo, onApplied: async () => undefined } as const;
    return await this.preview({ connection, sandbox }, request, signal);
  }

  /** Previews the publication of a fragment against what messages use now; `onStarted` hears when it was started. */
  async previewPublication(
    target: SandboxTarget,
    { id, onStarted }: { readonly id: string; readonly onStarted: (name: string) => void },
    signal: AbortSignal,
  ): Promise<Preview> {
    const place = await openPlace(this.sources, target, { signal });
    const { name } = await fetchContentFragment(place.session, id, { signal });
    const live = await orMissing(fetchLiveFragment(place.session, id, { signal }));
    const task = toPublicationTask(place, { id, name, live: live?.fragment });
    const onApplied = async (): Promise<string> => {
      const remembered = await this.record(target, { id, name, kind: "fragment", verb: later("Publish") });
      onStarted(name);
      return remembered;
    };
    const present = new FollowedPresentation(task);
    const outcome = await this.sources.previews.open(
      { task, present: present.present, onApplied, onConflict: () => undefined },
      signal,
    );
    if (outcome.kind === "open")
      this.keepRendered(outcome.preview, { ...target, name, titles: PUBLICATION_TITLES }, present.ending);
    return toPreview(outcome);
  }

  private async record(target: SandboxTarget, { change: made, ...what }: Recorded): Promise<string> {
    const { audit, keptStates, createId, now } = this.sources;
    const change = createId();
    const at = new Date(now()).toISOString();
    await audit.add({ change, at, ...target, fields: [], ...what });
    if (made === undefined) return change;
    const { before, after } = made;
    await keptStates.keep(change, { of: "content", before: toParts(before), after: toParts(after) });
    return change;
  }
}

type SideTitles = readonly [left: string, right: string];

const UPDATE_TITLES: SideTitles = [say("On the platform now"), say("As it will be sent")];
const PUBLICATION_TITLES: SideTitles = [say("What messages use now"), say("What they will use")];

/** The task's own texts, and a signal that says when the preview is over. */
class FollowedPresentation {
  private readonly over = new AbortController();
  readonly ending = this.over.signal;

  constructor(private readonly task: Pick<WriteTask<ContentItem, ContentPlan>, "toTexts">) {}

  readonly present = async (change: ContentPlan): Promise<Presentation> => ({
    texts: this.task.toTexts(change),
    follow: async (_show, ending) => ending.addEventListener("abort", () => this.over.abort()),
  });
}

function toSide(title: string, record: ContentRecord): AuthoredSide {
  const parts = toParts(record);
  const find = (...files: readonly string[]): string | undefined =>
    parts.find(({ file }) => files.includes(file))?.text;
  return {
    title,
    subject: find("subject.txt"),
    html: find("document.html", "body.html", "fragment.html"),
    text: find("body.txt", "fragment.txt"),
  };
}

type Session = PreviewSession<ContentItem, ContentPlan>;

interface Recorded {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly verb: string;
  /** What can be taken back. */
  readonly change?: ContentPlan;
}

/** Waits until a publication has ended; one sentence about how. Gives up only when the person does. */
export async function waitForPublication(
  session: ApiSession,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  let wait = FIRST_LOOK_MS;
  for (;;) {
    const { status, problems } = await fetchFragmentPublication(session, id, { signal });
    if (status === "complete") return say("the fragment is published; messages use it from now on.");
    if (status === "error") return say("the publication failed. {0}", problems.join(" ")).trim();
    await session.clock.sleep(wait, signal);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}
