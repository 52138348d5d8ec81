/**
 * The plan of a draft that is nowhere yet: the same plan that `aep plan` would write for its files, for `aep apply`. Reads the platform;
 * writes no file and sends nothing, and plans no change of an audience that exists.
 */
import type { ApiSession } from "../api/apiSession";
import { readFolderIndex } from "../files/folderIndex";
import { planFolder } from "../files/folderPlan";
import type { AudienceFolder } from "../model/audienceFolder";
import { toPlanText } from "./planFile";

/** A file by its name. */
interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** The text of a plan file, or why there is none. */
export type PlannedDraft = { readonly plan: string } | { readonly reasons: readonly string[] };

/** Plans to create the audience of a pair. The plan is to be saved beside the pair, whose link `aep apply` then keeps. */
export async function planDraft(
  session: ApiSession,
  { files, signal }: { readonly files: readonly NamedText[]; readonly signal: AbortSignal },
): Promise<PlannedDraft> {
  const folder = toFolder(files);
  const index = await readFolderIndex(folder, { signal });
  const { writes, blockers, notes } = await planFolder({ session, folder, index, signal });
  // All that is ever noted of a pair without a link is that its name led to an audience.
  if (notes.length > 0) return { reasons: ["An audience of this name exists in the sandbox already."] };
  if (blockers.length > 0) return { reasons: blockers.map(({ reason }) => reason) };
  const { orgId, sandbox = "", clock } = session;
  const plannedAt = new Date(clock.now()).toISOString();
  return { plan: toPlanText({ orgId, sandbox, folder: ".", plannedAt, writes }) };
}

/** The texts as a folder that keeps nothing. */
function toFolder(files: readonly NamedText[]): AudienceFolder {
  const refuse = async () => {
    throw new Error("A draft is planned, not written.");
  };
  return {
    list: async () => files.map(({ file }) => file),
    read: async (path) => files.find(({ file }) => file === path)?.text,
    write: refuse,
    removeLeftovers: refuse,
  };
}
