/**
 * Words for the reasons that are more precise than a code: the half of the table of failures that needs facts.
 * Refuses to word what a code alone says.
 */
import type { CertificateFlaw, FailureKind, FailureReason, ProxyFlaw } from "../api/apiError";
import { later, say } from "../words/say";
import type { WayOut } from "./userError";

/** Words for one failure; what is missing, the words of its code say. */
export interface FailureWords {
  readonly headline?: string;
  readonly sentence: string;
  readonly advice?: string | { readonly editor: string; readonly pipeline: string };
  readonly waysOut?: readonly WayOut[];
}

const AT_THE_PROXY = {
  headline: say("Stopped at the proxy"),
  waysOut: [
    { title: say("Proxy Settings"), command: "workbench.action.openSettings", args: ["http.proxy"] },
    { title: say("Show Log"), command: "aep.log.show" },
  ],
} as const;

const CHECK_NETWORK = say("Check that this computer is online, and the settings of the proxy.");
const REPORT = say("Please report it.");

/** What the flaw is, and what to do where the general advice on certificates does not help. */
const CERTIFICATES: Readonly<Record<CertificateFlaw, readonly [string, string?]>> = {
  expired: [
    say("The certificate of the other side is not trusted: it has expired."),
    say("Check this computer’s clock; if it is right, the certificate has to be renewed there."),
  ],
  notYetValid: [
    say("The certificate of the other side is not trusted: it is not valid yet."),
    say("Check this computer’s clock."),
  ],
  otherHost: [
    say("The certificate of the other side is not trusted: it was issued for another host."),
    say("Check the addresses of the connection and the proxy."),
  ],
  selfSigned: [say("The certificate of the other side is not trusted: it is signed by itself.")],
  noTls: [
    say("The other side does not speak TLS."),
    say("Check the addresses of the connection and the proxy."),
  ],
  untrusted: [say("The certificate of the other side is not trusted: nobody knows who signed it.")],
};

const PROXIES: Readonly<Record<ProxyFlaw, readonly [string, string]>> = {
  noTls: [
    later("The proxy {0} ({1}) does not speak TLS."),
    say("Write its address with http:// instead of https://."),
  ],
  untrusted: [
    later("The proxy {0} ({1}) shows a certificate that is not trusted."),
    say("Have its certificate authority added to what this computer trusts."),
  ],
  unknownHost: [
    later("The proxy {0} ({1}) cannot be found: nobody knows a computer of that name."),
    say("Check the spelling, and whether this network (or VPN) is the one it belongs to."),
  ],
  notListening: [
    later("The proxy {0} ({1}) cannot be reached: nothing listens there."),
    say("Check its address and port, and whether it runs."),
  ],
  unreachable: [
    later("The proxy {0} ({1}) cannot be reached from this network."),
    say("Check whether its network (or VPN) is connected."),
  ],
  timeout: [later("The proxy {0} ({1}) does not answer in time."), say("Check its address and port.")],
  closed: [
    later("The proxy {0} ({1}) closed the connection, or does not answer as a proxy does."),
    say("Check its address and port."),
  ],
};

const REASONS: { readonly [Kind in FailureKind]: (reason: FailureReason<Kind>) => FailureWords } = {
  hostUnknown: () => ({
    sentence: say("The platform could not be reached: nobody knows the name of its host."),
    advice: CHECK_NETWORK,
  }),
  notListening: () => ({
    sentence: say("The platform could not be reached: nothing answers at its address."),
    advice: say("Check the addresses of the connection."),
  }),
  networkUnreachable: () => ({
    sentence: say("The platform could not be reached from this network."),
    advice: CHECK_NETWORK,
  }),
  connectTimeout: () => ({
    sentence: say("The platform could not be reached: no connection came about in time."),
    advice: CHECK_NETWORK,
  }),
  connectionLost: () => ({
    sentence: say(
      "The platform could not be reached: the connection was lost before the answer was complete.",
    ),
    advice: say("Try again in a moment."),
  }),
  certificate: ({ flaw }) => {
    const [sentence, advice] = CERTIFICATES[flaw];
    return advice === undefined ? { sentence } : { sentence, advice };
  },
  proxyAddress: ({ address, setting, flaw, hasSignIn }) => ({
    ...AT_THE_PROXY,
    ...wordProxyAddress({ address, setting, flaw, hasSignIn }),
  }),
  proxyUnusable: ({ address, setting, flaw }) => {
    const [what, advice] = PROXIES[flaw];
    return { ...AT_THE_PROXY, sentence: say(what, address, setting), advice };
  },
  proxyRefusal: (reason) => ({ ...AT_THE_PROXY, ...wordProxyRefusal(reason) }),
  closedToPages: ({ host }) => ({
    headline: say("Not reachable from a browser"),
    sentence: say(
      "This editor runs in a browser, and the browser got no answer of {0} that a page may read.",
      host,
    ),
    advice: say(
      "Adobe’s hosts answer programs, not pages (CORS). Use a desktop editor for your organisation; the sample organisation works here.",
    ),
    waysOut: [{ title: say("Use the Sample Organisation"), command: "aep.connections.addSample" }],
  }),
  badHeaderValue: () => ({
    sentence: say("The connection holds a value that cannot be sent in a header."),
    advice: {
      editor: say("Correct it: letters of other alphabets and line breaks cannot be sent."),
      pipeline: "Correct the variables: letters of other alphabets and line breaks cannot be sent.",
    },
  }),
  badEndpoint: ({ host }) => ({
    sentence: say("The {0} address is not a web address.", host),
    advice: say("Correct it, starting with https://."),
  }),
  foreignLink: () => ({
    sentence: say("The platform sent a link to another host; it was not followed."),
    advice: REPORT,
  }),
  neverSent: () => ({
    sentence: say("Messages are never sent, triggered or proofed from here."),
    advice: say("Do that in Journey Optimizer."),
  }),
  unconfirmed: () => ({
    sentence: say("A change that nobody previewed and confirmed was stopped; nothing was sent."),
    advice: say("Preview it and confirm."),
  }),
  noVersion: ({ what }) => ({
    sentence: say("The {0} was read without its version, so that nothing was sent.", what),
    advice: say("Read it again."),
  }),
  webPage: () => ({
    sentence: say("The platform sent an answer that could not be read: a web page instead of data."),
    advice: say("Check the addresses of the connection, and whether the network asks for a sign-in first."),
  }),
  damaged: () => ({
    sentence: say("The platform sent an answer that could not be read: it is damaged or was cut off."),
  }),
  unlike: ({ what }) => ({
    sentence: say("The platform sent an answer that could not be read as {0}.", what),
  }),
  brokenList: ({ loaded, total }) => ({
    headline: say("List incomplete"),
    sentence: say("The platform sent {0} of {1} entries, and some of them twice.", loaded, total),
    advice: say("Refresh to read the list again."),
  }),
  noId: ({ what }) => ({
    sentence: say("The platform created the {0} but did not say its ID.", what),
    advice: say("Look it up by name before trying again."),
  }),
  slowEstimate: () => ({ sentence: say("The platform takes too long to estimate this audience.") }),
  failedEstimate: () => ({ sentence: say("The platform could not estimate this audience.") }),
  slowQuery: () => ({ sentence: say("The query did not finish within an hour, and was cancelled.") }),
  failedQuery: () => ({ sentence: say("The query could not be run by Query Service.") }),
  endedQuery: ({ state }) => ({
    sentence: say("The query was ended before it was done ({0}).", state.toLowerCase()),
  }),
  changingQuery: () => ({ sentence: say("This statement does more than read, so it was not sent.") }),
  missing: ({ what, id }) => ({ sentence: say("There is no {0} {1} in this sandbox.", what, id) }),
  missingJourney: () => ({
    sentence: say("This journey is not in this sandbox, or Journey Optimizer is not available here."),
  }),
  draftOnly: () => ({
    headline: say("Not published yet"),
    sentence: say("This campaign has no published version yet, and the platform hands out no drafts."),
    advice: say("Look at it in Journey Optimizer, or publish it there."),
  }),
  noSandboxes: () => ({
    headline: say("No sandbox"),
    sentence: say("The credential has no access to any sandbox."),
  }),
  sandboxNotOpen: ({ sandbox }) => ({
    sentence: say("The credential may not use the sandbox {0}.", sandbox),
  }),
  unlistedAudiences: ({ count }) => ({
    sentence: say(
      "The platform left out {0} of its audiences, so that nobody can tell which names are taken.",
      count,
    ),
    advice: say("Try again in a moment."),
  }),
  noExpression: () => ({ sentence: say("The platform did not send its expression.") }),
  noExpressionText: () => ({
    sentence: say("Its expression is a tree that has no text."),
    advice: say("Edit it in the product."),
  }),
  notTranslated: () => ({
    sentence: say("Its expression is a tree that the platform did not turn into text."),
    advice: say("Edit it in the product."),
  }),
};

/** The words for a reason. */
export function wordReason<Kind extends FailureKind>(reason: FailureReason<Kind>): FailureWords {
  return REASONS[reason.kind](reason);
}

function wordProxyAddress({
  address,
  setting,
  flaw,
  hasSignIn,
}: Pick<FailureReason<"proxyAddress">, "address" | "setting" | "flaw" | "hasSignIn">): FailureWords {
  if (flaw === "scheme")
    return {
      sentence: say("The proxy address “{0}” ({1}) cannot be used.", address, setting),
      advice: say("Use a proxy with http:// or https://."),
    };
  return {
    sentence: say("The proxy address “{0}” ({1}) is no address.", address, setting),
    advice: hasSignIn
      ? say(
          "Write it like http://proxy.example.com:8080, with special signs in user and password as %40 for @, %23 for #, %2F for /.",
        )
      : say("Write it like http://proxy.example.com:8080."),
  };
}

function wordProxyRefusal({
  address,
  setting,
  status,
  target,
  hasSignIn,
  otherSignIn = [],
}: FailureReason<"proxyRefusal">): FailureWords {
  if (status === 407 && otherSignIn.length > 0) {
    const ways = otherSignIn.join(", ");
    const advice = say(
      "Use a local proxy that signs in for you, or set a whole header in {0}.",
      "http.proxyAuthorization",
    );
    const localProxy = say("Use a local proxy that signs in for you.");
    return {
      sentence: say(
        "The proxy {0} ({1}) asks for {2}, a sign-in that is not supported (407).",
        address,
        setting,
        ways,
      ),
      advice: setting === "http.proxy" ? advice : localProxy,
    };
  }
  if (status === 407) {
    const sentence = hasSignIn
      ? say("The proxy {0} ({1}) does not accept this sign-in (407).", address, setting)
      : say("The proxy {0} ({1}) asks for a sign-in (407).", address, setting);
    const place = setting === "http.proxy" ? say("{0}, or {1}", setting, "http.proxyAuthorization") : setting;
    return { sentence, advice: say("Set {0} in {1}.", "http://user:password@host:port", place) };
  }
  const list = setting === "http.proxy" ? "http.noProxy" : "NO_PROXY";
  const isOwn = /^(?:localhost|127\.|\[::1\])/.test(target);
  return {
    sentence:
      status >= 500
        ? say("The proxy {0} ({1}) does not reach {2} ({3}).", address, setting, target, status)
        : say("The proxy {0} ({1}) refuses to connect to {2} ({3}).", address, setting, target, status),
    advice: isOwn
      ? say("Add this computer’s own addresses to {0}.", list)
      : say("Have it allowed there, or add the host to {0} if it needs no proxy.", list),
  };
}
