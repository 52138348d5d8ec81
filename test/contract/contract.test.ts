/**
 * Everything the client says to the sample organisation, and everything that answers, judged by the published
 * definitions beside the repository. Reads and writes all of it in several scenarios, over a real socket.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { findSharedFolder } from "../support/folders.js";
import { createExchangeChecker, type ExchangeChecker } from "./exchangeChecker";
import { readMediaType } from "./exchangeRecord";
import {
  DOCUMENTED_REQUESTS,
  type DocumentedRequest,
  findDocumentedRequest,
  findKnownDifference,
  KNOWN_DIFFERENCES,
  type KnownDifference,
} from "./knownDifferences";
import { type DeclaredExchanges, isUnlicensed, runDeclaredReads } from "./scenario/declaredReads";
import {
  openScenarioBench,
  runScenario,
  type ScenarioBench,
  type ScenarioResult,
  type ScenarioRun,
} from "./scenario/scenarioRun";
import { type Operation, readOperations } from "./specification/operations";
import { readSpecifications } from "./specification/specification";
import { formatViolation, toGeneralPlace, type Violation } from "./violation";

const RUNS: readonly ScenarioRun[] = [
  { scenario: "default", credential: "full", isRefused: false },
  {
    scenario:
      "created-201,next-null,preview-running,estimate-strings,flow-patch-empty,journeys-published-shape,gzip",
    credential: "full",
    isRefused: false,
  },
  {
    scenario:
      "next-zero,estimate-failed,journeys-observed-shape,journeys-unknown-500,policy-violation,flow-match-400,no-sample,publication-error,policies-forbidden",
    credential: "full",
    isRefused: true,
  },
  { scenario: "default", credential: "reader", isRefused: true },
  { scenario: "default", credential: "outsider", isRefused: true },
  { scenario: "estimate-never", credential: "aep-only", isRefused: true },
];

/** Reads that want the token of a person, which a server-to-server credential never has. */
const WITH_USER_TOKEN = /^\/auditlogs\//;

function findSpecsFolder(): string | undefined {
  const shared = findSharedFolder();
  const folder = shared === undefined ? undefined : path.join(shared, "api", "specs");
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/** Each fault once, with how often it was found. */
function summarise(violations: readonly Violation[]): string[] {
  const counts = new Map<string, number>();
  for (const violation of violations) {
    const line = formatViolation({ ...violation, place: toGeneralPlace(violation.place) });
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, times]) => `${line} (${times} times)`).sort();
}

describe("The published definitions", () => {
  const folder = findSpecsFolder();
  const used = new Set<KnownDifference>();
  const sent = new Set<DocumentedRequest>();
  const judged = new Set<string>();
  let check: ExchangeChecker;
  let operations: readonly Operation[] = [];
  let bench: ScenarioBench | undefined;

  after(() => bench?.sample.end());

  before(function () {
    if (folder === undefined) {
      console.log("    skipped: no specs (../shared/api/specs)");
      this.skip();
    }
    const specifications = readSpecifications(folder);
    check = createExchangeChecker(specifications);
    operations = specifications.flatMap(readOperations);
  });

  for (const run of RUNS) {
    describe(`in ${run.scenario.replaceAll(",", ", ")} as ${run.credential}`, () => {
      let result: ScenarioResult;
      let violations: readonly Violation[];

      before(async () => {
        bench ??= await openScenarioBench();
        result = await runScenario(run, bench);
        violations = result.exchanges.flatMap((exchange) => {
          const { operation, violations: found } = check(exchange);
          if (operation !== undefined) judged.add(operation);
          return found;
        });
      });

      it("every call ends as it should, and the organisation has no complaint", () => {
        assert.deepEqual(
          { failures: result.failures, complaints: result.complaints },
          { failures: [], complaints: [] },
        );
        assert.ok(result.exchanges.length > 50, `${result.exchanges.length} exchanges`);
      });

      it("no log holds a secret, a token or a profile value", () => {
        assert.ok(result.secretsLookedFor > 10);
        assert.deepEqual(result.leaks, []);
      });

      it("no request departs from them", () => {
        const departures = violations.filter((violation) => {
          const documented = findDocumentedRequest(violation);
          if (documented !== undefined) sent.add(documented);
          return violation.side === "request" && documented === undefined;
        });
        assert.deepEqual(summarise(departures), []);
      });

      it("no answer departs from them in a way that is not known", () => {
        const unknown = violations.filter((violation) => {
          const known = findKnownDifference(violation);
          if (known !== undefined) used.add(known);
          return violation.side === "answer" && known === undefined;
        });
        assert.deepEqual(summarise(unknown), []);
      });
    });
  }

  describe("every read they declare", () => {
    let exchanges: DeclaredExchanges;

    before(async function () {
      this.timeout(120_000);
      exchanges = await runDeclaredReads(operations);
    });

    it("is answered, or refused in the words of its service, but never with the page for invented addresses", () => {
      const pages = [...exchanges.reads, ...exchanges.others].filter(
        ({ answer }) => readMediaType(answer.headers) === "text/html",
      );
      assert.deepEqual(
        pages.map(({ url, answer }) => `${answer.status} ${url.pathname}`),
        [],
      );
    });

    it("is answered unless the table of what is left out names it", () => {
      const refused = exchanges.reads.filter(
        ({ url, answer }) =>
          answer.status >= 400 && !isUnlicensed(answer.body) && !WITH_USER_TOKEN.test(url.pathname),
      );
      assert.deepEqual(
        refused.map(({ url, answer }) => `${answer.status} ${url.pathname}: ${answer.body.slice(0, 120)}`),
        [],
      );
    });

    it("is answered as they say", () => {
      const violations = exchanges.reads
        .filter(({ answer }) => answer.status < 400)
        .flatMap((exchange) => check(exchange).violations)
        .filter((violation) => violation.side === "answer");
      const unknown = violations.filter((violation) => {
        const known = findKnownDifference(violation);
        if (known !== undefined) used.add(known);
        return known === undefined;
      });
      assert.deepEqual(summarise(unknown), []);
    });
  });

  describe("over all runs", () => {
    it("have no known difference that is never met", () => {
      const idle = KNOWN_DIFFERENCES.filter((known) => !used.has(known));
      assert.deepEqual(
        idle.map(({ operations, places, reason }) => `${operations} ${places}: ${reason}`),
        [],
      );
    });

    it("send every form that only a page describes", () => {
      assert.deepEqual(
        DOCUMENTED_REQUESTS.filter((documented) => !sent.has(documented)),
        [],
      );
    });

    it("judge a great part of what is declared", () => {
      assert.ok(judged.size >= 75, `${judged.size}: ${[...judged].sort().join(", ")}`);
    });
  });
});
