/**
 * Makes a pair of an untitled draft that is saved: the file with the expression gets the file beside it, which says whose it is.
 * Without it the audience would be forgotten with the window, and the next update would ask which one is meant. Writes over
 * nothing that is there.
 */
import * as vscode from "vscode";
import type { Connections } from "../auth/connections";
import type { Log } from "../log";
import { EMPTY_DRAFT, toFingerprint } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import { findText, saveLink, toLinkUri } from "./draftFiles";
import type { DraftLink, DraftLinks } from "./draftLinks";

/** What a saved draft is completed with. */
export interface SavedDraftSources {
  readonly draftLinks: DraftLinks;
  readonly connections: Connections;
  /** The name of a merge policy; undefined where nobody knows it now. */
  readonly findMergePolicyName: (link: DraftLink) => Promise<string | undefined>;
  readonly log: Log;
}

/** Completes drafts as they are saved, until disposed. */
export function completeSavedDrafts(sources: SavedDraftSources): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument((document) => {
      complete(sources, document).catch((error: unknown) =>
        sources.log.error("A saved draft could not be linked to its audience", error),
      );
    }),
    // The editor tells of the save first. A draft that is thrown away must not lend its link to a file of the same name.
    vscode.workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (isUntitled) sources.draftLinks.forget(uri);
    }),
  );
}

async function complete(sources: SavedDraftSources, document: vscode.TextDocument): Promise<void> {
  const { draftLinks, connections, findMergePolicyName } = sources;
  const beside = toLinkUri(document.uri);
  const found = beside && findOrigin(draftLinks, document);
  if (beside === undefined || found === undefined) return;
  const [origin, link] = found;
  draftLinks.move(origin, document.uri);
  const orgId = connections.find(link.target.connection)?.orgId;
  if (orgId === undefined || (await findText(beside)) !== undefined) return;
  const { id, target, started } = link;
  await saveLink(document, {
    key: toRemoteKey(orgId, target.sandbox),
    id,
    definition: started,
    changedAt: undefined,
    mergePolicyName: await findMergePolicyName(link),
    text: toTextMark(link),
  });
}

/** The untitled draft a file was: by the address it was to have, else the only one of the same text. */
function findOrigin(
  draftLinks: DraftLinks,
  document: vscode.TextDocument,
): readonly [vscode.Uri, DraftLink] | undefined {
  const drafts = draftLinks.untitled();
  const named = drafts.find(([uri]) => uri.path === document.uri.path);
  if (named !== undefined) return named;
  const open = new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one.getText()]));
  const same = drafts.filter(([uri]) => open.get(uri.toString()) === document.getText());
  return same.length === 1 ? same[0] : undefined;
}

/** Where the platform keeps a tree, the link remembers which text stands for it. */
function toTextMark({ started, text }: DraftLink): string | undefined {
  if (started.expression?.format !== "pql/json" || text === undefined) return undefined;
  const expression = { format: "pql/text", value: text.trim() };
  return toFingerprint("expression", { ...EMPTY_DRAFT, expression });
}
