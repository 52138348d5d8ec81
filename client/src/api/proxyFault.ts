/**
 * A proxy and what it does wrong: the words that those who look for a proxy and those who tell of failures share.
 */
import type { FailureReason } from "./apiError";

/** A proxy to go through. */
export interface ProxyRoute {
  /** Scheme, host and port; nothing secret. */
  readonly address: string;
  /** Value of the `Proxy-Authorization` header. */
  readonly authorization: string | undefined;
  /** The setting or variable that names it. */
  readonly setting: string;
}

/** What a proxy, or the setting that names it, does wrong. Holds no password. */
export class ProxyFault extends Error {
  /** `name` names the failure behind it, for the log. As `code` the library would read it, and connect again without end. */
  constructor(
    readonly reason: FailureReason<"proxyAddress" | "proxyUnusable" | "proxyRefusal">,
    name = "proxy",
  ) {
    super(name);
    this.name = "ProxyFault";
  }
}
