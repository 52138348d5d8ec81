/**
 * Tells once that the sample organisation begins anew with a window: it lives in memory, and whoever reloads the window would take
 * what they made in it for deleted. Changes nothing.
 */
import type * as vscode from "vscode";
import { SAMPLE_CONNECTION } from "./auth/sampleConnection";
import type { Services } from "./services";
import { say } from "./words/say";

/** The last change of the sample that people were told about. */
const TOLD_KEY = "aep.sampleChangeTold";

/** Says so where the sample was changed before `startedAt`, in milliseconds since 1970, and nobody was told since. */
export async function tellOfNewBeginning(
  { audit, prompts, log }: Pick<Services, "audit" | "prompts" | "log">,
  { state, startedAt }: { readonly state: vscode.Memento; readonly startedAt: number },
): Promise<void> {
  try {
    const changes = await audit.list();
    const last = changes.find(
      ({ connection, at }) => connection === SAMPLE_CONNECTION.name && Date.parse(at) < startedAt,
    );
    if (last === undefined || state.get(TOLD_KEY) === last.change) return;
    await state.update(TOLD_KEY, last.change);
    const text = say(
      "The sample organisation began anew with this window. What was made in it before is gone, “{0}” last.",
      last.name,
    );
    void prompts.tell({ severity: "information", text });
  } catch (error) {
    log.error("Changes of the sample organisation could not be read", error);
  }
}
