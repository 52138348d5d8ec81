/**
 * The connections this editor knows: those in the user's settings, and the sample organisation once asked for.
 * Secrets live in the editor's secret storage under the connection's name. Opens no socket.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import { type Connection, readConnections } from "../model/connection";
import { type PermissionLevel, readPermission } from "../model/permissions";
import type { Settings } from "../settings";
import { SAMPLE_CONNECTION } from "./sampleConnection";

const SAMPLE_KEY = "aep.sampleIsConnected";
const SAMPLE_LEVEL_KEY = "aep.samplePermissions";
const SECRET_PREFIX = "aep.clientSecret.";
/** The second secret of an imported credential: two are valid while one replaces the other. */
const OTHER_SECRET_PREFIX = "aep.otherSecret.";

/** What the list of connections is kept in. */
export interface ConnectionStorage {
  readonly settings: Settings;
  readonly secrets: vscode.SecretStorage;
  readonly state: vscode.Memento;
  readonly log: Log;
}

/** Reads, adds and removes connections, and says when they change (also in another window). */
export class Connections implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listeners: readonly vscode.Disposable[];
  /** Asking the storage is a way through two other processes, and each list that is opened asks. */
  private readonly secrets = new Map<string, Thenable<string | undefined>>();
  private isDemo = false;
  /** The same object until it is changed: sessions are of one. */
  private sample: Connection;

  /** Fires after connections or their secrets changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly storage: ConnectionStorage) {
    const level = storage.state.get(SAMPLE_LEVEL_KEY);
    this.sample = level === undefined ? SAMPLE_CONNECTION : withLevel(readPermission(level));
    this.listeners = [
      this.changed,
      storage.settings.onChange("connections", () => this.changed.fire()),
      storage.secrets.onDidChange(() => {
        this.forgetSecrets();
        this.changed.fire();
      }),
    ];
  }

  /** All connections, the sample organisation last. */
  all(): readonly Connection[] {
    const own = readConnections(this.storage.settings.connections).filter(({ name }) => !isSample(name));
    return this.isSampleConnected() ? [...own, this.sample] : own;
  }

  find(name: string): Connection | undefined {
    return this.all().find((connection) => connection.name === name);
  }

  /**
   * Adds or replaces a connection. Its secrets go to secret storage only. A secret that is entered replaces all there were, so
   * that a mistyped one is noticed.
   */
  async add(connection: Connection, clientSecret: string, otherSecret?: string): Promise<void> {
    const { secrets } = this.storage;
    if (otherSecret === undefined) await secrets.delete(OTHER_SECRET_PREFIX + connection.name);
    else await secrets.store(OTHER_SECRET_PREFIX + connection.name, otherSecret);
    await secrets.store(SECRET_PREFIX + connection.name, clientSecret);
    this.forgetSecrets();
    const others = readConnections(this.storage.settings.connections).filter(
      ({ name }) => name !== connection.name,
    );
    await this.storage.settings.saveConnections([...others, connection]);
    this.storage.log.info("Connection saved", {
      connection: connection.name,
      permissions: connection.permissions,
    });
    this.changed.fire();
  }

  /** Changes what is known of a connection; its secret stays. Of the sample organisation, only what may be done with it. */
  async change(connection: Connection): Promise<void> {
    if (isSample(connection.name)) {
      this.sample = withLevel(connection.permissions);
      await this.storage.state.update(SAMPLE_LEVEL_KEY, connection.permissions);
      this.changed.fire();
      return;
    }
    const all = readConnections(this.storage.settings.connections);
    await this.storage.settings.saveConnections(
      all.map((one) => (one.name === connection.name ? connection : one)),
    );
    this.changed.fire();
  }

  /** Forgets a connection together with its secret. */
  async remove(name: string): Promise<void> {
    if (isSample(name)) {
      this.isDemo = false;
      this.sample = SAMPLE_CONNECTION;
      await this.storage.state.update(SAMPLE_LEVEL_KEY, undefined);
      await this.storage.state.update(SAMPLE_KEY, undefined);
    } else {
      const all = readConnections(this.storage.settings.connections);
      await this.storage.settings.saveConnections(all.filter((connection) => connection.name !== name));
      await this.storage.secrets.delete(SECRET_PREFIX + name);
      await this.storage.secrets.delete(OTHER_SECRET_PREFIX + name);
      this.forgetSecrets();
    }
    this.storage.log.info("Connection removed", { connection: name });
    this.changed.fire();
  }

  /** The secret of a connection; undefined when this computer does not hold it. */
  async findSecret(name: string): Promise<string | undefined> {
    return await this.getKept(SECRET_PREFIX + name);
  }

  /** Reads secrets anew next time: not every editor tells of those that another window stored. */
  forgetSecrets(): void {
    this.secrets.clear();
  }

  /** The second secret of an imported credential. */
  async findOtherSecret(name: string): Promise<string | undefined> {
    return await this.getKept(OTHER_SECRET_PREFIX + name);
  }

  /** Adds the sample organisation, for good or (`isDemo`) for this session only. */
  async addSample(options: { isDemo: boolean }): Promise<Connection> {
    this.isDemo ||= options.isDemo;
    if (!options.isDemo) await this.storage.state.update(SAMPLE_KEY, true);
    this.changed.fire();
    return this.sample;
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private getKept(key: string): Thenable<string | undefined> {
    const known = this.secrets.get(key);
    if (known !== undefined) return known;
    const kept = this.storage.secrets.get(key);
    this.secrets.set(key, kept);
    kept.then(undefined, () => this.secrets.delete(key));
    return kept;
  }

  private isSampleConnected(): boolean {
    return this.isDemo || this.storage.state.get(SAMPLE_KEY) === true;
  }
}

function withLevel(permissions: PermissionLevel): Connection {
  return { ...SAMPLE_CONNECTION, permissions };
}

function isSample(name: string): boolean {
  return name === SAMPLE_CONNECTION.name;
}
