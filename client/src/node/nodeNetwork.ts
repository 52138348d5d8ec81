/**
 * The network of the editor as its settings say: proxy and certificates. Loaded with the first call to the real platform. Refuses to
 * weaken a check: a certificate that cannot be read is left out.
 */
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { createNetworkTransport } from "../api/networkTransport";
import type { NetworkOpener } from "../editorHost";

export const openNodeNetwork: NetworkOpener = ({ trustsSystem, ...network }) =>
  createNetworkTransport({ ...network, certificateAuthorities: listTrustedAuthorities(trustsSystem) });

/** Where Linux distributions keep what the computer trusts; `SSL_CERT_FILE` says otherwise. */
const BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/ssl/certs/ca-bundle.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
];

/** Returns authorities (PEM, several in one text are fine). Empty leaves the choice to Node, which reads `NODE_EXTRA_CA_CERTS`. */
function listTrustedAuthorities(trustsSystem: boolean): readonly string[] {
  // From Node 22.15 on, it can tell; before, only Linux has them in a file.
  const { getCACertificates } = tls as { getCACertificates?: (type: "default" | "system") => string[] };
  if (getCACertificates !== undefined)
    return [...getCACertificates("default"), ...(trustsSystem ? getCACertificates("system") : [])];
  if (!trustsSystem || process.platform !== "linux") return [];
  const { SSL_CERT_FILE: chosen, NODE_EXTRA_CA_CERTS: extra } = process.env;
  const system = readFirst(chosen ? [chosen] : BUNDLES);
  return system === undefined ? [] : [...tls.rootCertificates, system, readFirst(extra ? [extra] : []) ?? ""];
}

function readFirst(files: readonly string[]): string | undefined {
  for (const file of files) {
    try {
      return readFileSync(file, "utf8");
    } catch {
      // Each distribution has one of them.
    }
  }
  return undefined;
}
