/**
 * What keeps schemas, merge policies and who reads which field at hand. Part of the services, in a file of its own; asks the platform only when
 * somebody needs what it keeps.
 */
import * as vscode from "vscode";
import type { Selection } from "./auth/selection";
import type { Sessions } from "./auth/sessions";
import type { DraftLinks } from "./documents/draftLinks";
import type { EditorHost } from "./editorHost";
import { FieldIndex } from "./find/fieldIndex";
import { MergePolicyStates } from "./language/mergePolicyStates";
import type { ServerSeam } from "./language/serverSeam";
import type { Log } from "./log";
import { SchemaCache } from "./model/schemaCache";
import { SchemaKeeper } from "./resources/schemaKeeper";
import type { Settings } from "./settings";

/** What they need: a way to the platform, loaded when it is taken, and the time. */
interface Reading {
  readonly sessions: () => Promise<Sessions>;
  readonly now: () => number;
}

interface PolicyParts extends Reading {
  readonly selection: Selection;
  readonly draftLinks: DraftLinks;
}

interface KeeperParts extends Reading {
  readonly settings: Settings;
  readonly log: Log;
  readonly host: EditorHost;
}

interface IndexParts extends Pick<Reading, "sessions"> {
  readonly server: Pick<ServerSeam, "listFieldReads">;
}

/** Whether the merge policy behind a document is active on edge. */
export function buildPolicyStates({ sessions, ...parts }: PolicyParts): MergePolicyStates {
  return new MergePolicyStates({
    ...parts,
    fetchMergePolicies: async (target) =>
      (await import("./language/platformSchemas")).fetchMergePolicyNames(await sessions(), target),
  });
}

/** The union schemas of sandboxes, kept in files that the language server reads. */
export function buildSchemaKeeper(
  { globalStorageUri }: vscode.ExtensionContext,
  { settings, sessions, log, now, host }: KeeperParts,
): SchemaKeeper {
  return new SchemaKeeper({
    cache: new SchemaCache(host.openFolder(vscode.Uri.joinPath(globalStorageUri, "schemas"))),
    fetch: async (target, signal) =>
      (await import("./language/platformSchemas")).fetchUnions(
        { sessions: await sessions(), log },
        target,
        signal,
      ),
    now,
    getLifetimeMs: () => settings.schemaLifetimeMs,
    log,
  });
}

/** Which audiences read which field. */
export function buildFieldIndex({ sessions, server }: IndexParts): FieldIndex {
  return new FieldIndex({
    async *listAudiences(target, signal) {
      const { listReadableAudiences } = await import("./find/readableAudiences");
      yield* listReadableAudiences(await sessions(), target, signal);
    },
    findAudience: async (target, id, signal) => {
      const { findReadableAudience } = await import("./find/readableAudiences");
      return await findReadableAudience(await sessions(), { ...target, id }, signal);
    },
    listReads: (expressions, signal) => server.listFieldReads({ expressions }, signal),
  });
}
