/**
 * Shows connections as accounts of the editor, so that they appear in the Accounts menu and can be signed out there.
 * Hands out no token: other extensions may see which accounts exist, not act as them.
 */
import * as vscode from "vscode";
import type { Connection } from "../model/connection";
import type { Connections } from "./connections";

/** The id in package.json. */
export const AUTHENTICATION_ID = "aep";

/** Accounts over connections. Creating a session is adding a connection, removing one is forgetting it with its secret. */
export class ImsAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  private readonly listener: vscode.Disposable;
  private shown: readonly vscode.AuthenticationSession[];

  readonly onDidChangeSessions = this.changed.event;

  constructor(private readonly connections: Connections) {
    this.shown = connections.all().map(toSession);
    this.listener = connections.onDidChange(() => this.announce());
  }

  async getSessions(): Promise<vscode.AuthenticationSession[]> {
    return this.connections.all().map(toSession);
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    const before = new Set(this.connections.all().map(({ name }) => name));
    await vscode.commands.executeCommand("aep.connections.add");
    const added = this.connections.all().find(({ name }) => !before.has(name));
    if (added === undefined) throw new vscode.CancellationError();
    return toSession(added);
  }

  async removeSession(id: string): Promise<void> {
    await this.connections.remove(id);
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private announce(): void {
    const now = this.connections.all().map(toSession);
    const added = now.filter(({ id }) => !this.shown.some((session) => session.id === id));
    const removed = this.shown.filter(({ id }) => !now.some((session) => session.id === id));
    this.shown = now;
    if (added.length + removed.length > 0) this.changed.fire({ added, removed, changed: [] });
  }
}

function toSession({ name, orgId, scopes }: Connection): vscode.AuthenticationSession {
  return {
    id: name,
    accessToken: "",
    account: { id: name, label: `${name} (${orgId})` },
    scopes: scopes.split(","),
  };
}
