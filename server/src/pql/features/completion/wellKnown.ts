/**
 * Values that every organisation has and that no schema need list: the standard event types and identity namespaces of
 * XDM. Proposed only where the schema says nothing better.
 */

function withPrefix(prefix: string, names: string): string[] {
  return names.split(" ").map((name) => `${prefix}.${name}`);
}

/** Standard values of `eventType`, the usual ones first. */
export const EVENT_TYPES: readonly string[] = [
  ...withPrefix(
    "commerce",
    "purchases checkouts productViews productListAdds productListRemovals productListOpens productListViews saveForLaters",
  ),
  ...withPrefix("web", "webpagedetails.pageViews webinteraction.linkClicks formFilledOut"),
  ...withPrefix("directMarketing", "emailSent emailOpened emailClicked emailBounced emailUnsubscribed"),
  ...withPrefix("application", "launch close"),
  ...withPrefix("advertising", "impressions clicks conversions"),
  ...withPrefix("decisioning", "propositionDisplay propositionInteract"),
  ...withPrefix("message", "feedback tracking"),
];

/** Symbols of the standard identity namespaces, which are the keys of `identityMap`. */
export const IDENTITY_NAMESPACES: readonly string[] = [
  "ECID",
  "Email",
  "Email_LC_SHA256",
  "Phone",
  "Phone_E.164",
  "Phone_SHA256",
  "GAID",
  "IDFA",
  "AdCloud",
  "CORE",
  "TNTID",
  "WAID",
];
