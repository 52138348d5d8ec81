/**
 * Opens platform sessions for connections: one signed-in connection each, shared by everything that asks.
 * Loaded when the first call is made. Tokens stay in memory here; a changed connection or secret starts anew.
 */
import { type ApiConnection, createApiConnection } from "../api/apiConnection";
import type { ApiSession } from "../api/apiSession";
import { type Clock, systemClock } from "../api/clock";
import { readEndpoints, readScopes } from "../api/credentials";
import { createLimiterPool, type LimiterPool } from "../api/rateLimiter";
import type { EditorHost, NetworkOpener } from "../editorHost";
import type { Log } from "../log";
import type { Connection } from "../model/connection";
import { lackingSecret, unknownConnection } from "../model/refusals";
import { createSampleOrganisation, type SampleOrganisation } from "../sample/organisation";
import { sampleCredentials } from "../sample/sampleCredentials";
import { createSampleTransport } from "../sample/sampleTransport";
import type { NetworkSettings } from "../settings";
import type { Connections } from "./connections";
import { SAMPLE_CONNECTION } from "./sampleConnection";

/** What sessions are opened with. */
export interface SessionSources {
  readonly connections: Connections;
  readonly log: Log;
  /** The proxy, the certificates and the checks the editor is told to use. */
  readonly getNetwork: () => NetworkSettings;
  readonly host: Pick<EditorHost, "environment" | "loadNetwork">;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Platform sessions by connection name. */
export class Sessions {
  private readonly opened = new Map<string, OpenConnection>();
  private organisation: SampleOrganisation | undefined;
  /** Adobe counts calls by credential, whichever connection makes them. */
  private readonly limiters: LimiterPool;
  private readonly clock: Clock;

  constructor(private readonly sources: SessionSources) {
    this.clock = sources.clock ?? systemClock;
    this.limiters = createLimiterPool(this.clock);
  }

  /**
   * A session of a connection, bound to a sandbox when one is given. Throws `noConnection` for an unknown name and
   * `noSecret` when this computer does not hold its secret. Sends nothing.
   */
  async open(name: string, sandbox?: string): Promise<ApiSession> {
    return (await this.openConnection(name)).openSession(sandbox);
  }

  /** The signed-in connection itself; throws like `open`. */
  async openConnection(name: string): Promise<ApiConnection> {
    const connection = this.sources.connections.find(name);
    if (connection === undefined) throw unknownConnection(name);
    const secrets = await this.getSecrets(connection);
    const fingerprint = JSON.stringify([connection, secrets, this.sources.getNetwork()]);
    const known = this.opened.get(name);
    if (known?.fingerprint === fingerprint) return known.api;
    const isSample = name === SAMPLE_CONNECTION.name;
    const openNetwork = isSample ? undefined : await this.sources.host.loadNetwork();
    this.close(name);
    const api = this.connect(connection, secrets, openNetwork);
    this.opened.set(name, { fingerprint, api });
    return api;
  }

  /** Signs in anew at the next call: permissions are fixed when a token is issued. */
  forget(name: string): void {
    this.sources.connections.forgetSecrets();
    this.close(name);
  }

  private close(name: string): void {
    const known = this.opened.get(name);
    this.opened.delete(name);
    void known?.api
      .close()
      .catch((error: unknown) => this.sources.log.error("A connection did not close", error));
  }

  /** The stand-in behind the sample connection; made when first needed, kept while the editor runs. */
  getOrganisation(): SampleOrganisation {
    this.organisation ??= createSampleOrganisation({
      scenario: this.sources.host.environment[SCENARIO_VARIABLE] ?? "default",
    });
    return this.organisation;
  }

  dispose(): void {
    for (const name of [...this.opened.keys()]) this.close(name);
  }

  /** Without a network the connection ends at the sample organisation. */
  private connect(
    connection: Connection,
    [clientSecret, ...otherSecrets]: Secrets,
    openNetwork: NetworkOpener | undefined,
  ): ApiConnection {
    const { name, orgId, clientId, apiKey } = connection;
    return createApiConnection({
      name,
      credentials: {
        orgId,
        clientId,
        clientSecret,
        otherSecrets,
        apiKey,
        scopes: readScopes(connection.scopes),
      },
      endpoints: readEndpoints(connection.endpoints),
      createTransport: () =>
        openNetwork?.(this.sources.getNetwork()) ?? createSampleTransport(this.getOrganisation()),
      clock: this.clock,
      limiter: this.limiters.limiterOf(clientId),
      log: this.sources.log,
    });
  }

  private async getSecrets({ name }: Connection): Promise<Secrets> {
    if (name === SAMPLE_CONNECTION.name) return [sampleCredentials().clientSecret];
    const { connections } = this.sources;
    const [secret, other] = await Promise.all([
      connections.findSecret(name),
      connections.findOtherSecret(name),
    ]);
    if (secret !== undefined) return other === undefined ? [secret] : [secret, other];
    throw lackingSecret(name);
  }
}

/** Set in the environment to meet the sample organisation on a bad day, or a big one; a comma separates several scenarios. */
const SCENARIO_VARIABLE = "AEP_DEMO_SCENARIO";

/** The secret in use, then the other valid one. */
type Secrets = readonly [string, ...string[]];

interface OpenConnection {
  /** Connection, secret and network settings as one text; a difference means the open one is outdated. In memory only. */
  readonly fingerprint: string;
  readonly api: ApiConnection;
}
