/**
 * One run of the tests of a file: asks the language server, tells the editor what came of each, with the why of failures, and
 * what was tried of the rule. Loaded with the first run.
 */
import * as vscode from "vscode";
import type {
  AudienceTestReport,
  CoveredClause,
  ReportedAudienceTest,
} from "../../../server/src/protocol/clientMessages";
import { findText } from "../documents/draftFiles";
import type { ServerSeam } from "./serverSeam";
import { TESTS_ENDING, toRange } from "./testFiles";

/** What a run works with: the tests that are known, and how they are found. */
export interface TestHost {
  readonly controller: vscode.TestController;
  readonly server: ServerSeam;
  /** What was tried of each rule, for the editor to ask for. */
  readonly details: WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>;
  /** Brings the tests of a file up to date. */
  list(item: vscode.TestItem): Promise<void>;
  findAll(): Promise<void>;
}

/** Runs what is asked for once, or again with every save until it is cancelled. */
export async function startRun(
  host: TestHost,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  if (request.continuous !== true) {
    await runOnce(host, request, token);
    return;
  }
  const saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    const file = toTestFile(uri);
    const wanted = toFiles(request.include ?? []);
    const item = file && host.controller.items.get(file.toString());
    if (item === undefined || (request.include !== undefined && !wanted.has(item))) return;
    const names = wanted.get(item);
    const include = names === undefined ? [item] : [...names];
    void runOnce(host, new vscode.TestRunRequest(include, request.exclude, request.profile, true), token);
  });
  token.onCancellationRequested(() => saving.dispose());
}

async function runOnce(
  host: TestHost,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const { controller, server, details } = host;
  if (request.include === undefined && controller.items.size === 0) await host.findAll();
  const all = [...controller.items].map(([, item]) => item);
  const run = controller.createTestRun(request);
  try {
    for (const [item, chosen] of toFiles(request.include ?? all)) {
      if (token.isCancellationRequested) break;
      await host.list(item);
      const tests = chosen ?? new Set([...item.children].map(([, child]) => child));
      const excluded = new Set(request.exclude);
      const left = excluded.has(item) ? [] : [...tests].filter((test) => !excluded.has(test));
      await runTestFile(item, left, {
        run,
        token,
        server,
        ...(isCovering(request) && { details }),
      });
    }
  } finally {
    run.end();
  }
}

function isCovering({ profile }: vscode.TestRunRequest): boolean {
  return profile?.kind === vscode.TestRunProfileKind.Coverage;
}

/** The files of these items, each with the tests that are meant; undefined where all are. */
function toFiles(items: readonly vscode.TestItem[]): Map<vscode.TestItem, Set<vscode.TestItem> | undefined> {
  const files = new Map<vscode.TestItem, Set<vscode.TestItem> | undefined>();
  for (const item of items) {
    const { parent } = item;
    if (parent === undefined) files.set(item, undefined);
    else if (!files.has(parent)) files.set(parent, new Set([item]));
    else files.get(parent)?.add(item);
  }
  return files;
}

/** The file of tests that a saved file belongs to. */
function toTestFile(uri: vscode.Uri): vscode.Uri | undefined {
  if (uri.path.endsWith(TESTS_ENDING)) return uri;
  return uri.path.endsWith(".pql")
    ? uri.with({ path: `${uri.path.slice(0, -4)}${TESTS_ENDING}` })
    : undefined;
}

/** A run that is going on. */
interface TestRunning {
  readonly run: vscode.TestRun;
  readonly token: vscode.CancellationToken;
  readonly server: ServerSeam;
  /** Takes what was tried of each rule, where that is wanted. */
  readonly details?: WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>;
}

/** Runs tests of one file. Cancelled, it tells nothing more. */
async function runTestFile(
  item: vscode.TestItem,
  tests: readonly vscode.TestItem[],
  { run, token, server, details }: TestRunning,
): Promise<void> {
  for (const test of tests) run.started(test);
  const { uri } = item;
  if (uri === undefined) return;
  const ruleUri = uri.with({ path: `${uri.path.slice(0, -TESTS_ENDING.length)}.pql` });
  const [text, rule] = [await findText(uri), await findText(ruleUri)];
  if (text === undefined || rule === undefined) {
    const gone = `${vscode.workspace.asRelativePath(text === undefined ? uri : ruleUri)} cannot be read.`;
    for (const test of tests) run.errored(test, new vscode.TestMessage(gone));
    return;
  }
  const names = tests.map(({ id }) => id);
  const report = await server.runAudienceTests({ tests: text, rule, names }, token);
  if (report === undefined) return;
  for (const test of tests) tell(run, test, { report, ruleUri });
  if (details === undefined) return;
  const clauses = report.coverage.map(toStatement);
  const coverage = vscode.FileCoverage.fromDetails(ruleUri, clauses);
  details.set(coverage, clauses);
  run.addCoverage(coverage);
}

function tell(
  run: vscode.TestRun,
  test: vscode.TestItem,
  { report, ruleUri }: { readonly report: AudienceTestReport; readonly ruleUri: vscode.Uri },
): void {
  const found = report.tests.find(({ name }) => name === test.id);
  const outcome = found?.outcome;
  if (found === undefined || outcome === undefined) run.skipped(test);
  else if (outcome === "passed") run.passed(test);
  else if (outcome === "failed") run.failed(test, toFailure(found, ruleUri));
  else {
    const messages = found.problems.map(({ message, range }) => {
      const one = new vscode.TestMessage(message);
      if (test.uri !== undefined) one.location = new vscode.Location(test.uri, toRange(range));
      return one;
    });
    const reasons = messages.length > 0 ? messages : new vscode.TestMessage(report.ruleErrors.join("\n"));
    run.errored(test, reasons);
  }
}

/** Why a test failed, as a difference that leads to the clause that decided. */
function toFailure(
  { expected, actual, why = "", decider }: ReportedAudienceTest,
  ruleUri: vscode.Uri,
): vscode.TestMessage {
  const sentence = `Expected ${expected}, but the rule answers ${actual}.\n${why}`;
  const message = vscode.TestMessage.diff(sentence, `${expected}\n`, `${actual}\n${why}`);
  if (decider !== undefined) message.location = new vscode.Location(ruleUri, toRange(decider));
  return message;
}

/** A clause with what was tried of it as branches. */
function toStatement({ range, times, decided }: CoveredClause): vscode.StatementCoverage {
  const place = toRange(range);
  const branches = [
    new vscode.BranchCoverage(times.true, place, "true"),
    new vscode.BranchCoverage(times.false, place, "false"),
  ];
  if (decided !== undefined) {
    branches.push(
      new vscode.BranchCoverage(decided.true, place, "deciding alone while true"),
      new vscode.BranchCoverage(decided.false, place, "deciding alone while false"),
    );
  }
  return new vscode.StatementCoverage(times.true + times.false, place, branches);
}
