/**
 * What a person must do with an updated copy of a message, because no public interface edits a journey or a campaign.
 * Pure; promises nothing the product does not do.
 */
import type { MessagePart } from "./contentParts";
import type { MessageOrigin } from "./messageSources";
import type { UsedFragment } from "./usedFragments";

/** What the instructions are about. */
export interface Instructed {
  readonly name: string;
  readonly sandbox: string;
  readonly origin: MessageOrigin;
  readonly parts: readonly MessagePart[];
  readonly fragments: readonly UsedFragment[];
  /** Which of how many variants this is, counted from one. */
  readonly variant: { readonly number: number; readonly of: number };
}

const EDITABLE = /draft|review/;
const LIVE = /live|deployed|publish|progress|scheduled|paus/;
const ENDED = /clos|finish|stop|complet|fail|archiv|cancel/;

/** Markdown. */
export function toInstructions(instructed: Instructed): string {
  const { name, parts, variant } = instructed;
  const files = parts.map(({ ending, title }) => `the ${title} with \`updated${ending}\``);
  const steps = [
    "Edit the files that begin with `updated`; each comparison with its `authored` file shows what changed.",
    `In Journey Optimizer, sandbox ${instructed.sandbox}, ${toWay(instructed.origin)}`,
    "Choose **Edit content**, and for mark-up the **code editor**.",
    `Replace ${files.join(", ")}. Leave out what you did not change.`,
    "Check the message with **Simulate content**, save, and publish as usual.",
    ...(variant.of > 1
      ? [`This is variant ${variant.number} of ${variant.of}; the others have copies of their own.`]
      : []),
  ];
  return [
    `# ${name}`,
    "",
    "Nothing here is sent to the platform: journeys and campaigns cannot be edited from outside the product.",
    "",
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...toFragmentLines(instructed.fragments),
    "",
  ].join("\n");
}

function toWay({ kind, name, state, step }: MessageOrigin): string {
  const what = name === undefined || name === "" ? `the ${kind}` : `the ${kind} “${name}”`;
  const then = step === undefined || kind === "campaign" ? "" : ` Then select the step “${step}”.`;
  return `open ${what}. ${toStateWords(kind, state)}${then}`;
}

/** States the platform may invent tomorrow get the words that fit all. */
function toStateWords(kind: MessageOrigin["kind"], state: string | undefined): string {
  if (state !== undefined && EDITABLE.test(state)) return `It is ${state}, so it can be edited as it is.`;
  if (state !== undefined && LIVE.test(state)) {
    const how = kind === "journey" ? "create a new version of it" : "choose **Modify campaign**";
    return `It is ${state}, so ${how}: the message in use stays as it is until you publish.`;
  }
  if (state !== undefined && ENDED.test(state)) {
    return `It is ${state} and cannot be changed any more: duplicate it.`;
  }
  const now = state === undefined || state === "" ? "" : `It is ${state}. `;
  return `${now}If it is in use, it needs a new version first; if it has ended, duplicate it.`;
}

function toFragmentLines(fragments: readonly UsedFragment[]): readonly string[] {
  if (fragments.length === 0) return [];
  const lines = fragments.map(({ name, obstacle }) =>
    obstacle === undefined
      ? `- “${name}” can be edited and published from here: right-click it under Content, **Edit Content as Files**.`
      : `- “${name}”: ${obstacle}`,
  );
  return [
    "",
    "## Shared parts",
    "",
    "What stands in a fragment is changed in the fragment, for all messages that use it.",
    "",
    ...lines,
  ];
}
