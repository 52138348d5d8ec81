/**
 * Opens pages as editor tabs, keeps one tab per thing, and brings them back after a reload. As with files, the page opened last
 * gives its tab to the next one, until somebody keeps it: by opening it again, pinning it or going on from it.
 * Reads nothing itself: a page's host does, loaded when its first page is opened.
 */
import * as vscode from "vscode";
import { describePage } from "../../model/resourceKinds";
import type { WritesAhead } from "../../model/writesAhead";
import { findLanguage } from "../../words/say";
import type { FrontPage } from "./frontPage";
import { type ConversationSources, PageConversation } from "./pageConversation";
import { toPageDocument } from "./pageDocument";
import type { PageHost } from "./pageHost";
import type { PageName } from "./pageNames";
import { type PagePlace, placeShape } from "./protocol";

/** The editor's name for our pages; `onWebviewPanel` of package.json and the registration name it too. */
const PAGE_VIEW = "aep.page";

/** Nobody measures more in one window. */
const MOST_HANDED = 100;

/** What pages are built on. */
export interface PageSources extends ConversationSources {
  readonly extensionUri: vscode.Uri;
  readonly frontPage: FrontPage;
  readonly writesAhead: Pick<WritesAhead, "watch">;
  readonly loadHost: (page: PageName) => () => Promise<PageHost>;
}

/** All open pages of this window. */
export class PagePanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly places = new Map<vscode.WebviewPanel, PagePlace>();
  private readonly conversations = new Map<vscode.WebviewPanel, PageConversation>();
  /** What commands worked out for pages last, until the window closes; in memory only, the latest of them. */
  private readonly handed = new Map<string, unknown>();
  /** Ends what a panel shows, without closing it. */
  private readonly endings = new Map<vscode.WebviewPanel, () => void>();
  private passing: vscode.WebviewPanel | undefined;

  constructor(private readonly sources: PageSources) {
    sources.frontPage.watch(() => [...this.places].find(([panel]) => panel.active)?.[1]);
    sources.writesAhead.watch((target, { id, row }) => {
      const { connection, sandbox } = target;
      const place = { page: "audience", connection, sandbox, id } as const;
      if (row === undefined) this.close(place);
      else this.readAgain(place);
    });
  }

  /** Shows the page of a thing; the tab is called `name` until the platform has answered. */
  open(place: PagePlace, name: string): void {
    const known = this.panels.get(toKey(place));
    if (known !== undefined) {
      this.keep(known);
      known.reveal();
      return;
    }
    const panel =
      this.takePassing(name) ?? vscode.window.createWebviewPanel(PAGE_VIEW, name, vscode.ViewColumn.Active);
    this.passing = panel;
    this.start(panel, place);
  }

  /** Shows the page beside what is in front, which stays in front. */
  openBeside(place: PagePlace, name: string): void {
    const known = this.panels.get(toKey(place));
    if (known !== undefined) {
      known.reveal(undefined, true);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.start(vscode.window.createWebviewPanel(PAGE_VIEW, name, column), place);
  }

  /** Shows the page of a thing with what a command worked out for it; a page that is open is read anew. */
  hand(place: PagePlace, { name, value }: { readonly name: string; readonly value: unknown }): void {
    this.keepHanded(toKey(place), value);
    const known = this.panels.get(toKey(place));
    this.open(place, name);
    if (known !== undefined) this.readAgain(place);
  }

  /** A page that shows a thing as it was would be believed. */
  private readAgain(place: PagePlace): void {
    const panel = this.panels.get(toKey(place));
    if (panel !== undefined) void this.conversations.get(panel)?.reload();
  }

  private keepHanded(key: string, value: unknown): void {
    this.handed.delete(key);
    this.handed.set(key, value);
    const [oldest] = this.handed.keys();
    if (this.handed.size > MOST_HANDED && oldest !== undefined) this.handed.delete(oldest);
  }

  /** Closes the page of a thing, if it is open. */
  close(place: PagePlace): void {
    this.panels.get(toKey(place))?.dispose();
  }

  /** Called by the editor for each page that was open before a reload. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const place = placeShape.safeParse(
      typeof state === "object" && state !== null && "place" in state ? state.place : undefined,
    );
    if (place.success) this.start(panel, place.data);
    else panel.dispose();
  }

  dispose(): void {
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private keep(panel: vscode.WebviewPanel): void {
    if (this.passing === panel) this.passing = undefined;
  }

  /** The tab that gives way, emptied and in front; undefined where there is none, or somebody pinned it. */
  private takePassing(name: string): vscode.WebviewPanel | undefined {
    const panel = this.passing;
    const group = vscode.window.tabGroups.activeTabGroup;
    if (panel === undefined || panel.viewColumn !== group.viewColumn) return undefined;
    const isPinned = group.tabs.some((tab) => tab.isPinned && tab.label === panel.title);
    if (isPinned) return undefined;
    this.endings.get(panel)?.();
    panel.title = name;
    panel.reveal();
    return panel;
  }

  private start(panel: vscode.WebviewPanel, place: PagePlace): void {
    const { extensionUri, loadHost } = this.sources;
    const folder = vscode.Uri.joinPath(extensionUri, "dist", "pages");
    this.panels.set(toKey(place), panel);
    this.places.set(panel, place);
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const conversation = new PageConversation(this.sources, {
      place,
      loadHost: loadHost(place.page),
      webview: panel.webview,
      openPage: (other) => {
        this.keep(panel);
        this.open(other, "…");
      },
      keep: () => this.keep(panel),
      setTitle: (title) => {
        panel.title = title;
      },
      findHanded: ({ page, id }) => this.handed.get(toKey({ ...place, page, id })),
    });
    this.conversations.set(panel, conversation);
    const end = (): void => {
      disposal.dispose();
      conversation.dispose();
      this.conversations.delete(panel);
      this.endings.delete(panel);
      this.places.delete(panel);
      if (this.panels.get(toKey(place)) === panel) this.panels.delete(toKey(place));
    };
    const disposal = panel.onDidDispose(() => {
      end();
      this.keep(panel);
    });
    this.endings.set(panel, end);
    panel.webview.html = this.toDocument(panel, place);
  }

  private toDocument({ webview, title }: vscode.WebviewPanel, place: PagePlace): string {
    const toAddress = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.sources.extensionUri, "dist", "pages", name)).toString();
    const { script, showsMarkup = false } = toDrawing(place.page);
    return toPageDocument({
      place,
      title,
      source: webview.cspSource,
      nonce: crypto.randomUUID(),
      language: findLanguage(),
      script: toAddress(`${script}.js`),
      styles: [toAddress("frame.css"), toAddress(`${script}.css`)],
      showsMarkup,
    });
  }
}

function toKey(place: PagePlace): string {
  return JSON.stringify([place.page, place.connection, place.sandbox, place.id]);
}

/** What draws a page; some are of no kind of thing. */
function toDrawing(page: PageName): { readonly script: string; readonly showsMarkup?: boolean } {
  switch (page) {
    case "report":
    case "families":
    case "impact":
      return { script: page };
    case "rendered":
      return { script: page, showsMarkup: true };
    default:
      return describePage(page);
  }
}
