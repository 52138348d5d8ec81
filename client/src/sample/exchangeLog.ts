/** Writes exchanges as JSON lines that an OpenAPI checker can read, with every secret replaced before it leaves memory. */
import { PROFILE_CANARY } from "./data/people";
import type { SampleRequest, SampleResponse } from "./exchange";
import { CREDENTIAL_TABLE } from "./sampleCredentials";

const HIDDEN = "***";
const SECRET_HEADERS = ["authorization", "x-user-auth"];

/** Returns one line (without its end) for an exchange; the url is that of the production host, bodies are text. */
export function toLogLine(request: SampleRequest, response: SampleResponse): string {
  const { method, url, headers, body } = request;
  const entry = {
    method,
    url,
    headers: hideHeaders(headers),
    body,
    response: { status: response.status, headers: response.headers, body: response.body },
  };
  return JSON.stringify(entry, (_name, value: unknown) =>
    typeof value === "string" ? hideSecrets(value) : value,
  );
}

function hideHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.includes(name) ? value.replace(/\S+$/, HIDDEN) : value,
    ]),
  );
}

function hideSecrets(text: string): string {
  let hidden = text
    .replaceAll(/(client_secret=)[^&\s"]*/g, `$1${HIDDEN}`)
    .replaceAll(/("access_token"\s*:\s*")[^"]*/g, `$1${HIDDEN}`)
    .replaceAll(PROFILE_CANARY, HIDDEN);
  for (const secret of CREDENTIAL_TABLE.flatMap(({ secrets }) => secrets))
    hidden = hidden.replaceAll(secret, HIDDEN);
  return hidden;
}
