/**
 * What the rest of the extension may say to the language server. The only place where message names meet a connection;
 * features talk to this, so that they work without a running server.
 */
import type {
  AudiencesChanged,
  FieldReads,
  FieldReadsRequest,
  Inspection,
  InspectionRequest,
  SchemaChanged,
} from "../../../server/src/protocol/messages";

/** How the server is. */
export type ServerState = "stopped" | "starting" | "running" | "failed";

/** The language server as the extension sees it. */
export interface ServerSeam {
  readonly state: ServerState;
  /** Calls `listener` after the state changed. */
  onDidChangeState(listener: () => void): { dispose(): void };
  /** Starts the server unless it runs. A failure ends in the state `failed` and a message, never in a rejection. */
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Hands over the schemas of a sandbox; kept and repeated when the server starts anew. */
  tellSchema(change: SchemaChanged): void;
  /** Hands over audience names; kept and repeated when the server starts anew. */
  tellAudiences(change: AudiencesChanged): void;
  /** Which fields expressions read; undefined when the server does not run or was cancelled. Starts it. */
  listFieldReads(request: FieldReadsRequest, signal: AbortSignal): Promise<FieldReads | undefined>;
  /** What the core says about an expression; undefined when the server does not run or does not answer soon. Starts it. */
  inspect(request: InspectionRequest): Promise<Inspection | undefined>;
}
