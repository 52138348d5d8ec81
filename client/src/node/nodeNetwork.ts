/**
 * The network of the editor as its settings say: proxy and certificates. Loaded with the first call to the real platform.
 */
import { createNetworkTransport } from "../api/networkTransport";
import type { NetworkOpener } from "../editorHost";
import { listTrustedAuthorities } from "./certificates";

/** Opens the network. */
export const openNodeNetwork: NetworkOpener = ({ trustsSystem, ...network }) =>
  createNetworkTransport({ ...network, certificateAuthorities: listTrustedAuthorities(trustsSystem) });
