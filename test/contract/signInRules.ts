/** The token call, which no published definition holds: a form, the secret in nothing but its body. */
import type { RecordedExchange } from "./exchangeRecord";
import type { Violation } from "./violation";

const FIELDS = ["client_id", "client_secret", "grant_type", "scope"];

/** Whether the exchange is a sign-in. */
export function isSignIn({ url }: RecordedExchange): boolean {
  return url.hostname.endsWith(".adobelogin.com");
}

/** All departures of a sign-in from the guide. */
export function checkSignIn({ method, url, headers, body, answer }: RecordedExchange): Violation[] {
  const form = new URLSearchParams(body);
  const faults = [
    method === "POST" && url.pathname === "/ims/token/v3" ? undefined : "is not the token call",
    url.search === "" ? undefined : "has a query",
    headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? undefined : "is no form",
    ...FIELDS.map((field) => (form.get(field) ? undefined : `lacks ${field}`)),
    headers["authorization"] === undefined ? undefined : "carries a token",
  ];
  return faults
    .filter((message) => message !== undefined)
    .map((message) => ({
      operation: "POST /ims/token/v3",
      file: "",
      side: "request",
      status: answer.status,
      place: "sign-in",
      message,
    }));
}
