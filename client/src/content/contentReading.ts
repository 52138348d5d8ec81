/**
 * Reads templates, fragments and authored messages for local editing. Reads only; text from outside stays text.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchMessageVariants, type MessagePlace } from "../api/campaignMessages";
import { fetchContentFragment } from "../api/contentFragments";
import { fetchContentTemplate } from "../api/contentTemplates";
import type { ContentKind } from "../api/contentWrites";
import { UserError } from "../model/userError";
import { type ContentPart, toParts } from "./contentParts";

/** Content ready to be written into files. */
export interface TakenContent {
  readonly name: string;
  readonly parts: readonly ContentPart[];
}

/** A copy of an authored message, and what a person does with it. */
export interface MessageCopy {
  readonly name: string;
  readonly html: string;
  /** Markdown. */
  readonly instructions: string;
}

/** One template or fragment. */
export async function fetchContentItem(
  session: ApiSession,
  { kind, id }: { readonly kind: ContentKind; readonly id: string },
  signal: AbortSignal,
): Promise<TakenContent> {
  const fetch = kind === "template" ? fetchContentTemplate : fetchContentFragment;
  const { name, raw } = await fetch(session, id, { signal });
  return { name, parts: toParts(raw) };
}

/** The first variant of a message. Throws `notAllowed` where the platform does not hand the content out. */
export async function fetchMessageCopy(
  session: ApiSession,
  place: MessagePlace,
  signal: AbortSignal,
): Promise<MessageCopy> {
  const variants = await fetchMessageVariants(session, place, { signal });
  const found = variants.find(({ html }) => html !== undefined);
  if (found?.html === undefined) {
    throw new UserError("notAllowed", "The platform does not hand out the content of this message.");
  }
  const name = found.subject ?? found.name ?? place.messageId;
  return { name, html: found.html, instructions: toInstructions(name, found.html, variants.length) };
}

function toInstructions(name: string, html: string, variants: number): string {
  const fragments = [
    ...new Set(Array.from(html.matchAll(/fragment[^}]*?id="ajo:([^"]+)"/g), ([, id]) => id)),
  ];
  return [
    `# ${name}`,
    "",
    "Nothing here is sent to the platform: journeys and campaigns cannot be edited from outside the product.",
    "",
    "1. Edit `updated.html`; the comparison with `authored.html` shows what changed.",
    "2. In Journey Optimizer, open the message (for a live journey, in a new version), choose **Edit content**, then the code view.",
    "3. Replace the mark-up with that of `updated.html`, check it with a simulation, save, and publish as usual.",
    ...(variants > 1 ? [`4. The message has ${variants} variants; this is the first one with mark-up.`] : []),
    ...(fragments.length === 0
      ? []
      : ["", `It uses fragments (${fragments.join(", ")}). Those can be edited and published from here.`]),
    "",
  ].join("\n");
}
