/**
 * Which proxy a call takes, by the editor's settings or the variables every command line tool follows. Pure: opens nothing.
 * Addresses leave here without user and password; what cannot be an address is refused by name instead of being guessed at.
 */
import { BlockList, isIP } from "node:net";
import { ProxyFault, type ProxyRoute } from "./proxyFault";

/** What decides about proxies. */
export interface ProxyOptions {
  /** False goes straight to every host, whatever the environment says (the editor's `http.proxySupport: "off"`). */
  readonly usesProxy?: boolean | undefined;
  /** The editor's proxy; without one the environment's is used (`HTTPS_PROXY`, `HTTP_PROXY`). */
  readonly proxyUrl?: string | undefined;
  /** Value of the `Proxy-Authorization` header; wins over user and password in the address. */
  readonly proxyAuthorization?: string | undefined;
  /** Hosts reached without proxy. An empty or missing list means the environment's `NO_PROXY`, as in the editor. */
  readonly noProxy?: readonly string[] | undefined;
}

/** Environment variables by name. */
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Returns the proxy for `target`, or undefined when it is reached directly. This computer's own addresses are no exception unless
 * listed: that is what the variables mean to other tools. Throws `ProxyFault` when the address of the proxy is none.
 */
export function findProxy(target: URL, options: ProxyOptions, variables: Variables): ProxyRoute | undefined {
  if (options.usesProxy === false) return undefined;
  const found = findAddress(target, options, variables);
  if (found === undefined) return undefined;
  const listed = options.noProxy ?? [];
  const exceptions = listed.length > 0 ? listed : [variables["no_proxy"] || variables["NO_PROXY"] || ""];
  if (exceptions.flatMap((text) => text.split(/[\s,]+/)).some((entry) => covers(entry, target)))
    return undefined;
  const url = readAddress(found);
  return {
    address: url.origin,
    authorization: options.proxyAuthorization || toBasic(url),
    setting: found.setting,
  };
}

interface Named {
  readonly setting: string;
  readonly text: string;
}

function findAddress(target: URL, { proxyUrl }: ProxyOptions, variables: Variables): Named | undefined {
  if (proxyUrl?.trim()) return { setting: "http.proxy", text: proxyUrl.trim() };
  const names = target.protocol === "https:" ? ["https_proxy", "http_proxy"] : ["http_proxy"];
  for (const setting of names.flatMap((name) => [name, name.toUpperCase()])) {
    const text = variables[setting]?.trim();
    if (text) return { setting, text };
  }
  return undefined;
}

/** A scheme may be left out, as in other tools. A path can only be what a special sign in a password left behind. */
function readAddress({ setting, text }: Named): URL {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const address = hasScheme ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const shown = text.replace(/^(?:([a-z][a-z\d+.-]*:\/\/))?.*@/is, "$1…@");
  const facts = { kind: "proxyAddress", address: shown, setting, hasSignIn: text.includes("@") } as const;
  if (hasScheme && url !== undefined && !/^https?:$/.test(url.protocol))
    throw new ProxyFault({ ...facts, flaw: "scheme" });
  if (url === undefined || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new ProxyFault({ ...facts, flaw: "form" });
  return url;
}

function toBasic({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64")}`;
}

/** A percent sign that begins no escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether an entry like `adobe.io`, `.adobe.io`, `*.adobe.io`, `host:8443`, `10.0.0.0/8`, `[::1]` or `*` covers the host. */
function covers(entry: string, target: URL): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  const host = toBareHost(target.hostname);
  if (entry.includes("/")) return isInNetwork(host, entry);
  const withPort = isIP(entry) === 6 ? null : /^(.*):(\d+)$/.exec(entry);
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  if (withPort !== null && withPort[2] !== port) return false;
  const name = toBareHost(withPort?.[1] ?? entry).replace(/^\*?\./, "");
  return host === name || (isIP(host) === 0 && name !== "" && host.endsWith(`.${name}`));
}

function toBareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

function isInNetwork(host: string, entry: string): boolean {
  const [network = "", bits = ""] = entry.split("/");
  const kind = isIP(host);
  const most = kind === 4 ? 32 : 128;
  if (kind === 0 || isIP(network) !== kind || !/^\d{1,3}$/.test(bits) || Number(bits) > most) return false;
  const list = new BlockList();
  const family = kind === 4 ? "ipv4" : "ipv6";
  list.addSubnet(network, Number(bits), family);
  return list.check(host, family);
}
