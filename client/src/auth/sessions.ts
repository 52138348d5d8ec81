/**
 * Opens platform sessions for connections: one signed-in connection each, shared by everything that asks.
 * Loaded when the first call is made. Tokens stay in memory here; a changed connection or secret starts anew.
 */
import { EnvHttpProxyAgent, ProxyAgent } from "undici";
import { type ApiConnection, createApiConnection } from "../api/apiConnection";
import type { ApiSession } from "../api/apiSession";
import { readEndpoints, readScopes } from "../api/credentials";
import type { Log } from "../log";
import type { Connection } from "../model/connection";
import { UserError } from "../model/userError";
import { sampleCredentials } from "../sample/credentials";
import { createSampleDispatcher } from "../sample/dispatcher";
import { createSampleOrganisation, type SampleOrganisation } from "../sample/organisation";
import type { Connections } from "./connections";
import { SAMPLE_CONNECTION } from "./sampleConnection";

/** What sessions are opened with. */
export interface SessionSources {
  readonly connections: Connections;
  readonly log: Log;
  /** The proxy the editor is told to use; undefined leaves it to the environment. */
  readonly getProxy: () => string | undefined;
}

/** Platform sessions by connection name. */
export class Sessions {
  private readonly opened = new Map<string, OpenConnection>();
  private organisation: SampleOrganisation | undefined;

  constructor(private readonly sources: SessionSources) {}

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
    if (connection === undefined) throw toUnknownConnection(name);
    const secret = await this.getSecret(connection);
    const fingerprint = JSON.stringify([connection, secret]);
    const known = this.opened.get(name);
    if (known?.fingerprint === fingerprint) return known.api;
    this.forget(name);
    const api = this.connect(connection, secret);
    this.opened.set(name, { fingerprint, api });
    return api;
  }

  /** Signs in anew at the next call: permissions are fixed when a token is issued. */
  forget(name: string): void {
    const known = this.opened.get(name);
    this.opened.delete(name);
    void known?.api
      .close()
      .catch((error: unknown) => this.sources.log.error("A connection did not close", error));
  }

  /** The stand-in behind the sample connection; made when first needed, kept while the editor runs. */
  getOrganisation(): SampleOrganisation {
    this.organisation ??= createSampleOrganisation();
    return this.organisation;
  }

  dispose(): void {
    for (const name of [...this.opened.keys()]) this.forget(name);
  }

  private connect(connection: Connection, clientSecret: string): ApiConnection {
    const { name, orgId, clientId, apiKey } = connection;
    const isSample = name === SAMPLE_CONNECTION.name;
    const proxy = this.sources.getProxy();
    return createApiConnection({
      name,
      credentials: { orgId, clientId, clientSecret, apiKey, scopes: readScopes(connection.scopes) },
      endpoints: readEndpoints(connection.endpoints),
      createDispatcher: () => {
        if (isSample) return createSampleDispatcher(this.getOrganisation());
        return proxy === undefined ? new EnvHttpProxyAgent() : new ProxyAgent(proxy);
      },
      log: this.sources.log,
    });
  }

  private async getSecret({ name }: Connection): Promise<string> {
    if (name === SAMPLE_CONNECTION.name) return sampleCredentials().clientSecret;
    const secret = await this.sources.connections.findSecret(name);
    if (secret !== undefined) return secret;
    throw new UserError("noSecret", `This computer does not hold the client secret of “${name}”.`, {
      waysOut: [{ title: "Enter Secret", command: "aep.connections.enterSecret", args: [name] }],
    });
  }
}

interface OpenConnection {
  /** Connection and secret as one text; a difference means the open one is outdated. In memory only. */
  readonly fingerprint: string;
  readonly api: ApiConnection;
}

function toUnknownConnection(name: string): UserError {
  return new UserError("noConnection", `There is no connection named “${name}”.`, {
    waysOut: [{ title: "Add Connection", command: "aep.connections.add" }],
  });
}
