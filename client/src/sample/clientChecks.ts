/**
 * Watches the client for mistakes that a lenient service would let pass: missing headers, secrets in addresses,
 * retried writes, too many parallel calls. Findings are sentences without any secret; they never change an answer.
 */
import type { SampleHost, SampleRequest } from "./exchange";
import { CREDENTIAL_TABLE } from "./sampleCredentials";

/** What is watched and what was found. */
export interface ClientChecks {
  inspectRequest(host: SampleHost | undefined, request: SampleRequest): void;
  inspectParallel(host: SampleHost, inFlight: number): void;
  inspectAnswer(request: SampleRequest, status: number, now: number): void;
  /** Announces that a person confirmed `count` writes to a production sandbox. */
  confirmWrites(count: number): void;
  inspectWrite(request: SampleRequest, sandboxType: string): void;
  violations(): readonly string[];
  /** Writes to production sandboxes that nobody announced; for suites that announce theirs. */
  unconfirmedWrites(): readonly string[];
}

/** More than this many calls to one host at once is a violation. */
const PARALLEL_LIMIT = 4;

const COMMON_HEADERS = ["authorization", "x-api-key", "x-gw-ims-org-id"];

/** Paths that exist without a sandbox. */
const WITHOUT_SANDBOX =
  /^\/data\/(foundation\/(sandbox-management|access-control\/administration)|core\/privacy)\b|^\/unifiedtags\//;

/** Returns a fresh watcher. */
export function createClientChecks(): ClientChecks {
  const found: string[] = [];
  const unconfirmed: string[] = [];
  const retries = createRetryWatch();
  let confirmed = 0;
  const report = (request: SampleRequest, finding: string): void => {
    found.push(`${request.method} ${new URL(request.url).pathname}: ${finding}`);
  };
  return {
    inspectRequest(host, request) {
      for (const finding of requestFindings(host, request)) report(request, finding);
    },
    inspectParallel(host, inFlight) {
      const limit = host === "ims" ? 1 : PARALLEL_LIMIT;
      if (inFlight > limit) found.push(`${host}: ${inFlight} calls in flight, at most ${limit} allowed`);
    },
    inspectAnswer(request, status, now) {
      const finding = retries.findMistake(request, status, now);
      if (finding !== undefined) report(request, finding);
    },
    confirmWrites(count) {
      confirmed += count;
    },
    inspectWrite(request, sandboxType) {
      if (sandboxType !== "production") return;
      if (confirmed > 0) confirmed--;
      else unconfirmed.push(`${request.method} ${new URL(request.url).pathname}`);
    },
    violations: () => [...found],
    unconfirmedWrites: () => [...unconfirmed],
  };
}

function requestFindings(host: SampleHost | undefined, request: SampleRequest): string[] {
  if (host === undefined) {
    return request.headers["authorization"] === undefined
      ? []
      : ["token sent to a host outside the organisation"];
  }
  return [...secretFindings(request), ...bodyFindings(request), ...headerFindings(host, request)];
}

function secretFindings(request: SampleRequest): string[] {
  const url = new URL(request.url);
  if (url.pathname === "/ims/token/v2") return [];
  const address = request.url.replaceAll(/%([2-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const isExposed =
    url.searchParams.has("client_secret") ||
    CREDENTIAL_TABLE.some((entry) => entry.secrets.some((secret) => address.includes(secret)));
  return isExposed ? ["client secret in the address"] : [];
}

function bodyFindings(request: SampleRequest): string[] {
  const type = request.headers["content-type"];
  const findings: string[] = [];
  const carriesBody = ["POST", "PUT", "PATCH"].includes(request.method);
  if (type?.includes(",") === true) findings.push("more than one Content-Type");
  if (request.body !== "" && !carriesBody) findings.push("a body on a method that has none");
  if (request.body !== "" && type === undefined) findings.push("a body without Content-Type");
  return findings;
}

function headerFindings(host: SampleHost, request: SampleRequest): string[] {
  if (host === "ims") return [];
  const findings = COMMON_HEADERS.filter((name) => (request.headers[name] ?? "") === "").map(
    (name) => `header ${name} is missing`,
  );
  const sandbox = request.headers["x-sandbox-name"];
  if (sandbox !== undefined && ["", "undefined", "null"].includes(sandbox)) {
    findings.push(`header x-sandbox-name is "${sandbox}"`);
  } else if (host === "cja" && sandbox !== undefined) {
    findings.push("header x-sandbox-name sent to CJA");
  } else if (
    host !== "cja" &&
    sandbox === undefined &&
    !WITHOUT_SANDBOX.test(new URL(request.url).pathname)
  ) {
    findings.push("header x-sandbox-name is missing");
  }
  return findings;
}

/**
 * Finds retries that must not happen: a write repeated after the service failed on it, and a read repeated more than three times or
 * without growing gaps. A repeat after 401 (one new token) or 429 (wait) is not a mistake.
 */
interface RetryWatch {
  /** Records the answer and returns what was wrong with making this attempt, if anything. */
  findMistake(request: SampleRequest, status: number, now: number): string | undefined;
}

/** Attempts further apart than this are separate wishes of a person, not retries. */
const MEMORY = 120_000;
const MOST_ATTEMPTS = 4;

/** POSTs that only ask a question. */
const QUESTIONS =
  /\/(bulk-get|preview|previews|conversion|reports|validate|effective-policies|constraints|token\/v\d)$/;

/** Returns a watch that remembers nothing. */
function createRetryWatch(): RetryWatch {
  const failures = new Map<string, number[]>();
  return {
    findMistake(request, status, now) {
      const { method, url, headers, body } = request;
      const key = `${method} ${url} ${headers["if-match"] ?? ""} ${body}`;
      const before = (failures.get(key) ?? []).filter((time) => now - time < MEMORY);
      if (status >= 500 || status === 429) failures.set(key, [...before, now]);
      else failures.delete(key);
      if (before.length === 0) return undefined;
      const isRead = method === "GET" || QUESTIONS.test(new URL(url).pathname);
      if (!isRead) return status === 429 ? undefined : "a failed write was sent again";
      return findReadMistake([...before, now]);
    },
  };
}

function findReadMistake(attempts: readonly number[]): string | undefined {
  if (attempts.length > MOST_ATTEMPTS) return `a failing read was tried ${attempts.length} times`;
  const [first = 0, second = 0] = attempts;
  const last = attempts.at(-1) ?? 0;
  const beforeLast = attempts.at(-2) ?? 0;
  const isShrinking = attempts.length >= 3 && last - beforeLast < second - first;
  return isShrinking ? "the gap between retries shrank" : undefined;
}
