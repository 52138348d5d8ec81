/**
 * What pages are built from. Part of the services, in a file of its own; opens no page.
 */
import type * as vscode from "vscode";
import { once } from "./once";
import type { createPages } from "./pages/createPages";
import type { AudienceUsers } from "./pages/frame/pageConversation";
import type { PagePanels } from "./pages/frame/pagePanels";
import { PathInsertion } from "./pages/frame/pathInsertion";
import type { PlatformDetails } from "./tree/relations";

interface PageParts extends Omit<Parameters<typeof createPages>[0], "insertion" | "extensionUri" | "users"> {
  readonly details: () => Promise<PlatformDetails>;
}

/** What the sidebar has read of who uses which audience serves pages too. */
function toAudienceUsers(details: () => Promise<PlatformDetails>): AudienceUsers {
  return {
    find: async (target, { user, audienceId }, signal) => {
      const row = { kind: "audience" as const, id: audienceId, name: audienceId, facts: [] };
      return await (await details()).fetchRelated({ target, row }, user, signal);
    },
    forget: async (target) => (await details()).forget(target),
  };
}

/** The pages of one window; nothing of them is loaded before the first is opened. */
export function buildPages(
  context: vscode.ExtensionContext,
  { details, ...parts }: PageParts,
): () => Promise<PagePanels> {
  const insertion = new PathInsertion();
  context.subscriptions.push(insertion);
  return once(async () => {
    const loaded = await import("./pages/createPages");
    const pages = loaded.createPages({
      ...parts,
      insertion,
      extensionUri: context.extensionUri,
      users: toAudienceUsers(details),
    });
    context.subscriptions.push(pages);
    return pages;
  });
}
