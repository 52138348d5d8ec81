/**
 * Words for the reasons that are more precise than a code: the half of the table of failures that needs facts.
 * Refuses to word what a code alone says.
 */
import type { CertificateFlaw, FailureKind, FailureReason, ProxyFlaw } from "../api/apiError";
import type { CredentialFileReason, CredentialPart } from "../api/credentialFiles";
import type { WayOut } from "./userError";

/** Words for one failure; what is missing, the words of its code say. */
export interface FailureWords {
  readonly headline?: string;
  readonly sentence: string;
  readonly advice?: string | { readonly editor: string; readonly pipeline: string };
  readonly waysOut?: readonly WayOut[];
}

const AT_THE_PROXY = {
  headline: "Stopped at the proxy",
  waysOut: [
    { title: "Proxy Settings", command: "workbench.action.openSettings", args: ["http.proxy"] },
    { title: "Show Log", command: "aep.log.show" },
  ],
} as const;

const CHECK_NETWORK = "Check that this computer is online, and the settings of the proxy.";
const REPORT = "Please report it.";

/** What the flaw is, and what to do where the general advice on certificates does not help. */
const CERTIFICATES: Readonly<Record<CertificateFlaw, readonly [string, string?]>> = {
  expired: [
    "The certificate of the other side is not trusted: it has expired.",
    "Check this computer’s clock; if it is right, the certificate has to be renewed there.",
  ],
  notYetValid: [
    "The certificate of the other side is not trusted: it is not valid yet.",
    "Check this computer’s clock.",
  ],
  otherHost: [
    "The certificate of the other side is not trusted: it was issued for another host.",
    "Check the addresses of the connection and the proxy.",
  ],
  selfSigned: ["The certificate of the other side is not trusted: it is signed by itself."],
  noTls: ["The other side does not speak TLS.", "Check the addresses of the connection and the proxy."],
  untrusted: ["The certificate of the other side is not trusted: nobody knows who signed it."],
};

const PROXIES: Readonly<Record<ProxyFlaw, readonly [string, string]>> = {
  noTls: ["does not speak TLS.", "Write its address with http:// instead of https://."],
  untrusted: [
    "shows a certificate that is not trusted.",
    "Have its certificate authority added to what this computer trusts.",
  ],
  unknownHost: [
    "cannot be found: nobody knows a computer of that name.",
    "Check the spelling, and whether this network (or VPN) is the one it belongs to.",
  ],
  notListening: [
    "cannot be reached: nothing listens there.",
    "Check its address and port, and whether it runs.",
  ],
  unreachable: ["cannot be reached from this network.", "Check whether its network (or VPN) is connected."],
  timeout: ["does not answer in time.", "Check its address and port."],
  closed: ["closed the connection, or does not answer as a proxy does.", "Check its address and port."],
};

const REASONS: { readonly [Kind in FailureKind]: (reason: FailureReason<Kind>) => FailureWords } = {
  hostUnknown: () => ({
    sentence: "The platform could not be reached: nobody knows the name of its host.",
    advice: CHECK_NETWORK,
  }),
  notListening: () => ({
    sentence: "The platform could not be reached: nothing answers at its address.",
    advice: "Check the addresses of the connection.",
  }),
  networkUnreachable: () => ({
    sentence: "The platform could not be reached from this network.",
    advice: CHECK_NETWORK,
  }),
  connectTimeout: () => ({
    sentence: "The platform could not be reached: no connection came about in time.",
    advice: CHECK_NETWORK,
  }),
  connectionLost: () => ({
    sentence: "The platform could not be reached: the connection was lost before the answer was complete.",
    advice: "Try again in a moment.",
  }),
  certificate: ({ flaw }) => {
    const [sentence, advice] = CERTIFICATES[flaw];
    return advice === undefined ? { sentence } : { sentence, advice };
  },
  proxyAddress: ({ address, setting, flaw, hasSignIn }) => ({
    ...AT_THE_PROXY,
    ...wordProxyAddress(`The proxy address “${address}” (${setting})`, { flaw, hasSignIn }),
  }),
  proxyUnusable: ({ address, setting, flaw }) => {
    const [what, advice] = PROXIES[flaw];
    return { ...AT_THE_PROXY, sentence: `The proxy ${address} (${setting}) ${what}`, advice };
  },
  proxyRefusal: (reason) => ({ ...AT_THE_PROXY, ...wordProxyRefusal(reason) }),
  closedToPages: ({ host }) => ({
    headline: "Not reachable from a browser",
    sentence: `This editor runs in a browser, and the browser got no answer of ${host} that a page may read.`,
    advice:
      "Adobe’s hosts answer programs, not pages (CORS). Use a desktop editor for your organisation; the sample organisation works here.",
    waysOut: [{ title: "Use the Sample Organisation", command: "aep.connections.addSample" }],
  }),
  badHeaderValue: () => ({
    sentence: "The connection holds a value that cannot be sent in a header.",
    advice: {
      editor: "Correct it: letters of other alphabets and line breaks cannot be sent.",
      pipeline: "Correct the variables: letters of other alphabets and line breaks cannot be sent.",
    },
  }),
  badEndpoint: ({ host }) => ({
    sentence: `The ${host} address is not a web address.`,
    advice: "Correct it, starting with https://.",
  }),
  foreignLink: () => ({
    sentence: "The platform sent a link to another host; it was not followed.",
    advice: REPORT,
  }),
  neverSent: () => ({
    sentence: "Messages are never sent, triggered or proofed from here.",
    advice: "Do that in Journey Optimizer.",
  }),
  unconfirmed: () => ({
    sentence: "A change that nobody previewed and confirmed was stopped; nothing was sent.",
    advice: "Preview it and confirm.",
  }),
  noVersion: ({ what }) => ({
    sentence: `The ${what} was read without its version, so that nothing was sent.`,
    advice: "Read it again.",
  }),
  webPage: () => ({
    sentence: "The platform sent an answer that could not be read: a web page instead of data.",
    advice: "Check the addresses of the connection, and whether the network asks for a sign-in first.",
  }),
  damaged: () => ({
    sentence: "The platform sent an answer that could not be read: it is damaged or was cut off.",
  }),
  unlike: ({ what }) => ({ sentence: `The platform sent an answer that could not be read as ${what}.` }),
  brokenList: ({ loaded, total }) => ({
    headline: "List incomplete",
    sentence: `The platform sent ${loaded} of ${total} entries, and some of them twice.`,
    advice: "Refresh to read the list again.",
  }),
  noId: ({ what }) => ({
    sentence: `The platform created the ${what} but did not say its ID.`,
    advice: "Look it up by name before trying again.",
  }),
  slowEstimate: () => ({ sentence: "The platform takes too long to estimate this audience." }),
  failedEstimate: () => ({ sentence: "The platform could not estimate this audience." }),
  slowQuery: () => ({ sentence: "The query did not finish within an hour, and was cancelled." }),
  failedQuery: () => ({ sentence: "The query could not be run by Query Service." }),
  endedQuery: ({ state }) => ({
    sentence: `The query was ended before it was done (${state.toLowerCase()}).`,
  }),
  changingQuery: () => ({ sentence: "This statement does more than read, so it was not sent." }),
  missing: ({ what, id }) => ({ sentence: `There is no ${what} ${id} in this sandbox.` }),
  missingJourney: () => ({
    sentence: "This journey is not in this sandbox, or Journey Optimizer is not available here.",
  }),
  draftOnly: () => ({
    headline: "Not published yet",
    sentence: "This campaign has no published version yet, and the platform hands out no drafts.",
    advice: "Look at it in Journey Optimizer, or publish it there.",
  }),
  noSandboxes: () => ({
    headline: "No sandbox",
    sentence: "The credential has no access to any sandbox.",
  }),
  sandboxNotOpen: ({ sandbox }) => ({ sentence: `The credential may not use the sandbox ${sandbox}.` }),
  unlistedAudiences: ({ count }) => ({
    sentence: `The platform left out ${count} of its audiences, so that nobody can tell which names are taken.`,
    advice: "Try again in a moment.",
  }),
  noExpression: () => ({ sentence: "The platform did not send its expression." }),
  noExpressionText: () => ({
    sentence: "Its expression is a tree that has no text.",
    advice: "Edit it in the product.",
  }),
  notTranslated: () => ({
    sentence: "Its expression is a tree that the platform did not turn into text.",
    advice: "Edit it in the product.",
  }),
};

/** The words for a reason. */
export function wordReason<Kind extends FailureKind>(reason: FailureReason<Kind>): FailureWords {
  return REASONS[reason.kind](reason);
}

function wordProxyAddress(
  named: string,
  { flaw, hasSignIn }: Pick<FailureReason<"proxyAddress">, "flaw" | "hasSignIn">,
): FailureWords {
  if (flaw === "scheme")
    return { sentence: `${named} cannot be used.`, advice: "Use a proxy with http:// or https://." };
  const escapes = hasSignIn
    ? ", with special signs in user and password as %40 for @, %23 for #, %2F for /"
    : "";
  return {
    sentence: `${named} is no address.`,
    advice: `Write it like http://proxy.example.com:8080${escapes}.`,
  };
}

function wordProxyRefusal({
  address,
  setting,
  status,
  target,
  hasSignIn,
}: FailureReason<"proxyRefusal">): FailureWords {
  const named = `The proxy ${address} (${setting})`;
  if (status === 407) {
    const said = hasSignIn ? "does not accept this sign-in" : "asks for a sign-in";
    const place = setting === "http.proxy" ? "http.proxy, or http.proxyAuthorization" : setting;
    return { sentence: `${named} ${said} (407).`, advice: `Set http://user:password@host:port in ${place}.` };
  }
  const list = setting === "http.proxy" ? "http.noProxy" : "NO_PROXY";
  const isOwn = /^(?:localhost|127\.|\[::1\])/.test(target);
  return {
    sentence: `${named} ${status >= 500 ? "does not reach" : "refuses to connect to"} ${target} (${status}).`,
    advice: isOwn
      ? `Add this computer’s own addresses to ${list}.`
      : `Have it allowed there, or add the host to ${list} if it needs no proxy.`,
  };
}

const IMPORT_DOWNLOAD =
  "In Developer Console, open the project’s OAuth Server-to-Server credential (or add one), choose Download JSON, and import that file.";

const PARTS: Readonly<Record<CredentialPart, string>> = {
  orgId: "organisation ID",
  clientId: "client ID",
  clientSecret: "client secret",
  scopes: "scopes",
};

/** Why a file holds no credential that can be used, and where to get one that does. */
export function toCredentialFileText(reason: CredentialFileReason): string {
  return `${wordCredentialFile(reason)} ${IMPORT_DOWNLOAD}`;
}

function wordCredentialFile(reason: CredentialFileReason): string {
  switch (reason.flaw) {
    case "jwt":
      return "This is a JWT credential, which can no longer sign in.";
    case "key":
      return "This is an API key, which cannot sign in.";
    case "person":
      return "This credential signs a person in, not a program.";
    case "reference":
      return "This file names a server-to-server credential but does not hold its secret (Adobe’s command line keeps secrets in the file .env).";
    case "none":
      return "This file holds no server-to-server credential.";
    case "broken":
      return "The file begins like JSON but is damaged or cut off.";
    case "unknown":
      return "This is none of the known files: a credential or project download of Developer Console, .env or .aio of Adobe’s command line, a configuration of aepp, or a Postman environment.";
    case "template":
      return `This file is a template that was not filled in: put in ${toPartNames(reason.missing)}.`;
    case "lacking":
      return `The file lacks: ${toPartNames(reason.missing)}.`;
  }
}

function toPartNames(parts: readonly CredentialPart[]): string {
  return parts.map((part) => PARTS[part]).join(", ");
}
