/**
 * What a person must do with an updated copy of a message, because no public interface edits a journey or a campaign.
 * Pure; promises nothing the product does not do.
 */

import { say } from "../words/say";
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
  const files = parts.map(({ ending, title }) => say("the {0} with {1}", title, `\`updated${ending}\``));
  const steps = [
    say(
      "Edit the files that begin with `updated`; each comparison with its `authored` file shows what changed.",
    ),
    say("In Journey Optimizer, sandbox {0}, {1}", instructed.sandbox, toWay(instructed.origin)),
    say("Choose **Edit content**, and for mark-up the **code editor**."),
    say("Replace {0}. Leave out what you did not change.", files.join(", ")),
    say("Check the message with **Simulate content**, save, and publish as usual."),
    ...(variant.of > 1
      ? [say("This is variant {0} of {1}; the others have copies of their own.", variant.number, variant.of)]
      : []),
  ];
  return [
    `# ${name}`,
    "",
    say(
      "Nothing here is sent to the platform: journeys and campaigns cannot be edited from outside the product.",
    ),
    "",
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...toFragmentLines(instructed.fragments),
    "",
  ].join("\n");
}

function toWay({ kind, name, state, step }: MessageOrigin): string {
  const then = step === undefined || kind === "campaign" ? [] : [say("Then select the step “{0}”.", step)];
  return [toOpening(kind, name ?? ""), toStateWords(kind, state), ...then].join(" ");
}

function toOpening(kind: MessageOrigin["kind"], name: string): string {
  if (name === "") return kind === "journey" ? say("open the journey.") : say("open the campaign.");
  return kind === "journey" ? say("open the journey “{0}”.", name) : say("open the campaign “{0}”.", name);
}

/** States the platform may invent tomorrow get the words that fit all. */
function toStateWords(kind: MessageOrigin["kind"], state: string | undefined): string {
  if (state !== undefined && EDITABLE.test(state))
    return say("It is {0}, so it can be edited as it is.", state);
  if (state !== undefined && LIVE.test(state)) {
    return kind === "journey"
      ? say(
          "It is {0}, so create a new version of it: the message in use stays as it is until you publish.",
          state,
        )
      : say(
          "It is {0}, so choose **Modify campaign**: the message in use stays as it is until you publish.",
          state,
        );
  }
  if (state !== undefined && ENDED.test(state)) {
    return say("It is {0} and cannot be changed any more: duplicate it.", state);
  }
  const now = state === undefined || state === "" ? "" : `${say("It is {0}.", state)} `;
  return `${now}${say("If it is in use, it needs a new version first; if it has ended, duplicate it.")}`;
}

function toFragmentLines(fragments: readonly UsedFragment[]): readonly string[] {
  if (fragments.length === 0) return [];
  const lines = fragments.map(({ name, obstacle }) =>
    obstacle === undefined
      ? `- ${say(
          "“{0}” can be edited and published from here: right-click it under Content, **Edit Content as Files**.",
          name,
        )}`
      : `- “${name}”: ${obstacle}`,
  );
  return [
    "",
    `## ${say("Shared parts")}`,
    "",
    say("What stands in a fragment is changed in the fragment, for all messages that use it."),
    "",
    ...lines,
  ];
}
