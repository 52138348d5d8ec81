/**
 * Which audience a local draft is in a sandbox: by the file beside it, by how it was opened, or by its own address.
 */
import { readDocumentUri } from "../documents/aepUri";
import type { LocalDraft } from "../documents/draftFiles";
import { type Fingerprints, toFingerprints } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import type { Services } from "../services";

/** The audience a draft changes. */
export interface LinkedAudience {
  readonly id: string;
  readonly name: string;
  /** What the author started from, when known. */
  readonly base: Fingerprints | undefined;
}

/** The linked audience; undefined when the draft is not linked in this sandbox. */
export async function findLinked(
  services: Services,
  target: SandboxTarget,
  local: LocalDraft,
): Promise<LinkedAudience | undefined> {
  const { uri } = local.document;
  if (readDocumentUri(uri) !== undefined) {
    throw new UserError(
      "badFile",
      "This is the platform’s copy and cannot be changed. Edit it as a draft first.",
      {
        waysOut: [{ title: "Edit as Draft", command: "aep.audience.edit", args: [uri] }],
      },
    );
  }
  const orgId = services.connections.find(target.connection)?.orgId;
  const remote = orgId === undefined ? undefined : local.file.remotes[toRemoteKey(orgId, target.sandbox)];
  if (remote !== undefined) {
    return { id: remote.id, name: local.file.definition.name ?? local.fallbackName, base: remote.seen };
  }
  const link = services.draftLinks.find(uri, target);
  return link && { id: link.id, name: link.started.name, base: toFingerprints(link.started) };
}
