/**
 * Removes what may not be seen from text on its way to a log or an error. Pure. Knows two ways: the
 * exact secrets it is given, and the shapes secrets have. Refuses to be clever about partial leaks.
 */

const MASK = "•••";

/** Secrets shorter than this would mask ordinary words. */
const SHORTEST_SECRET = 6;

/** Shapes of secrets; each keeps its first group, which names what was masked. */
const SECRET_SHAPES: readonly RegExp[] = [
  /(\bbearer\s+)[\w.~+/=-]{6,}/gi,
  /()\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g,
  /("?(?:authorization|client_secret|clientSecret|access_token|accessToken|refresh_token|id_token|x-user-auth|password|jwt_token)"?\s*[:=]\s*"?)(?!bearer\b)[^\s"&,;}]+/gi,
  /()\bp8e?-[\w-]{16,}/g,
];

/** E-mail addresses are identities of people (and of technical accounts). */
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Organisation and account ids look like addresses but name no person. */
const ADOBE_ID = /@(?:AdobeOrg|AdobeID|techacct\.adobe\.com)$/i;

/** Turns any text into one that may be logged. */
export type Redactor = (text: string) => string;

/** A redactor that also knows the secrets in use right now, which `getSecrets` returns. */
export function createRedactor(getSecrets: () => Iterable<string>): Redactor {
  return (text) => {
    let redacted = text;
    for (const secret of getSecrets()) {
      if (secret.length < SHORTEST_SECRET) continue;
      redacted = redacted.replaceAll(secret, MASK).replaceAll(toUrlText(secret), MASK);
    }
    return redactText(redacted);
  };
}

/** Masks everything in `text` that has the shape of a secret or of an e-mail address. */
export function redactText(text: string): string {
  const withoutSecrets = SECRET_SHAPES.reduce(
    (result, shape) => result.replace(shape, (_match, label: string) => `${label}${MASK}`),
    text,
  );
  return withoutSecrets.replace(EMAIL, (address) => (ADOBE_ID.test(address) ? address : MASK));
}

/** The secret as it looks inside an address; lone surrogates have no such form and stay as they are. */
function toUrlText(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}
