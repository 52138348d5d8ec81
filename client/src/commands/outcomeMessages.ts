/**
 * What a person is told after a preview was asked for: that it is open, that there is nothing to do, or that a conflict
 * stands in the way. Every outcome gets a sentence; nobody waits for the answer to it.
 */
import * as vscode from "vscode";
import { toFieldWord } from "../preview/audience/changeSentence";
import type { BatchPreview, Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { say } from "../words/say";

/** What a command is called with that is not about the audience in front. */
export const ANOTHER = "another";

/** How the outcome is told. */
interface Telling {
  /** What was to be written, where that is known. */
  readonly name?: string;
  /** Where to look before applying. */
  readonly look?: string;
  /** Whether the audience in front may not have been meant; then another can be chosen. */
  readonly isFromFront?: boolean;
}

/** Tells the outcome of one preview. */
export function tellOutcome(
  services: Services,
  preview: Preview,
  { name, look, isFromFront = false }: Telling,
): Preview {
  if (preview.kind === "open") {
    // The sentence before it names what changes.
    const side =
      preview.preview.sentence === undefined
        ? say("Look at what changes in “{0}” (+ new, − gone)", name ?? "")
        : say("Look at what changes (+ new, − gone)");
    void offerApply(services, preview.preview, look ?? side);
  }
  if (preview.kind === "conflict") void offerConflict(services, preview.conflict);
  if (preview.kind === "nothing") {
    const text =
      name === undefined
        ? say("The platform already holds it this way; there is nothing to send.")
        : say("The platform already holds “{0}” this way; there is nothing to send.", name);
    void tellNothing(services, text, isFromFront);
  }
  return preview;
}

async function tellNothing({ prompts }: Services, text: string, isFromFront: boolean): Promise<void> {
  const buttons = isFromFront ? [say("Choose Another…")] : [];
  const pressed = await prompts.tell({ severity: "information", text, buttons });
  if (pressed !== undefined) await vscode.commands.executeCommand("aep.audience.update", ANOTHER);
}

/** Tells the outcome of a preview of many. */
export function tellBatch(services: Services, outcome: BatchPreview): BatchPreview {
  const left = toLeftOutText(outcome.leftOut);
  if (outcome.kind === "batch") {
    void offerApply(services, outcome.batch, say("Look at all {0} changes{1}", outcome.batch.count, left));
  } else void services.prompts.tell({ severity: "warning", text: say("Nothing can be sent{0}.", left) });
  return outcome;
}

/** Says what comes next. The message goes after a while; its two words stand above the diff for as long as that is open. */
async function offerApply(
  services: Services,
  { id: preview, sentence = "" }: { readonly id: string; readonly sentence?: string },
  what: string,
): Promise<void> {
  const offer = say("Nothing is sent yet. {0}, then apply or discard.", what);
  const pressed = await services.prompts.tell({
    severity: "information",
    text: `${sentence} ${offer}`.trim(),
    buttons: [say("Apply"), say("Discard")],
  });
  if (pressed === undefined) return;
  // The message stays in the editor's list after the preview has ended; by then another preview may be in front.
  if (!services.previews.isOpen(preview)) {
    const text = say("This change was already applied or discarded; there is nothing left to do.");
    void services.prompts.tell({ severity: "information", text });
    return;
  }
  if (pressed === say("Apply")) await vscode.commands.executeCommand("aep.preview.apply", preview);
  if (pressed === say("Discard")) await vscode.commands.executeCommand("aep.preview.discard", preview);
}

/** Says that a conflict stopped a write, and offers the ways on. Resolves when the message is gone. */
export async function offerConflict({ conflicts, prompts }: Services, id: string): Promise<void> {
  const conflict = conflicts.find(id);
  if (conflict === undefined) {
    const text = say("It was changed on the platform since it was shown. Nothing was sent; preview again.");
    await prompts.tell({ severity: "warning", text });
    return;
  }
  const { name, fields, isThere } = conflict;

  const text = !isThere
    ? say("“{0}” was deleted on the platform since you started. Nothing was sent.", name)
    : fields.length === 0
      ? say(
          "“{0}” was changed on the platform since you started, but nothing that you change. Nothing was sent; preview again.",
          name,
        )
      : say(
          "“{0}” was changed on the platform since you started ({1}). Nothing was sent.",
          name,
          fields.map(toFieldWord).join(", "),
        );
  // Where both changes fit together there is nothing to choose between.
  const again = { [say("Preview Again")]: "aep.conflict.previewAgain" };
  const compare = { [say("Compare")]: "aep.conflict.compare" };
  const ways: Readonly<Record<string, string>> =
    isThere && fields.length > 0
      ? { [say("Resolve")]: "aep.conflict.resolve", ...compare, ...again }
      : { ...again, ...compare };
  // The editor takes a warning away after some seconds, and an error with buttons only when it was answered.
  const pressed = await prompts.tell({ severity: "error", text, buttons: Object.keys(ways) });
  const command = pressed === undefined ? undefined : ways[pressed];
  if (command !== undefined) await vscode.commands.executeCommand(command, id);
}

function toLeftOutText(leftOut: BatchPreview["leftOut"]): string {
  const [first] = leftOut;
  if (first === undefined) return "";
  const { subject, reason } = first;
  const words =
    leftOut.length === 1
      ? say("left out: “{0}”: {1}", subject, reason)
      : say("left out: “{0}” and {1} more: {2}", subject, leftOut.length - 1, reason);
  return ` (${words})`;
}
