/**
 * One run of the tests of files: asks the language server, tells the editor what came of each test, and what was tried of the
 * rule. Loaded with the first run; evaluates nothing.
 */
import * as vscode from "vscode";
import type { AudienceTestReport } from "../../../server/src/protocol/clientMessages";
import { findText } from "../documents/draftFiles";
import { TESTS_FILE_ENDING } from "../model/audienceFolder";
import { say } from "../words/say";
import { toCoverage, toFailures, toFaults, toOutput, toPassedLine } from "./audienceTestMessages";
import type { ServerSeam } from "./serverSeam";

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
  if (request.continuous === true) runOnSave(host, request, token);
  else await runOnce(host, request, token);
}

/** Runs the tests of a file whenever it or its rule is saved. A run of an older text ends at once. */
function runOnSave(host: TestHost, request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
  const running = new Map<vscode.TestItem, vscode.CancellationTokenSource>();
  const wanted = toFiles(request.include ?? []);
  const saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    const file = toTestFile(uri);
    const item = file && host.controller.items.get(file.toString());
    if (item === undefined || (request.include !== undefined && !wanted.has(item))) return;
    running.get(item)?.cancel();
    const stop = new vscode.CancellationTokenSource();
    running.set(item, stop);
    const include = [...(wanted.get(item) ?? [item])];
    void runOnce(
      host,
      new vscode.TestRunRequest(include, request.exclude, request.profile, true),
      stop.token,
    );
  });
  token.onCancellationRequested(() => {
    saving.dispose();
    for (const stop of running.values()) stop.cancel();
  });
}

async function runOnce(
  host: TestHost,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const files = await planFiles(host, request);
  const run = host.controller.createTestRun(request);
  // A run that began with a save can be stopped in the view alone, one that the view asked for by its own token, too.
  const stop = new vscode.CancellationTokenSource();
  const stopping = [token, run.token].map((one) => one.onCancellationRequested(() => stop.cancel()));
  try {
    if (token.isCancellationRequested) return;
    for (const { tests } of files) for (const test of tests) run.enqueued(test);
    for (const file of files) {
      if (stop.token.isCancellationRequested) break;
      await runTestFile(file, {
        run,
        token: stop.token,
        server: host.server,
        ...(isCovering(request) && { details: host.details }),
      });
    }
  } finally {
    for (const listener of stopping) listener.dispose();
    run.end();
  }
}

/** A file with those of its tests that are meant. */
interface PlannedFile {
  readonly item: vscode.TestItem;
  readonly tests: readonly vscode.TestItem[];
  /** Whether all of it is meant, so that its own faults count. */
  readonly isWhole: boolean;
}

async function planFiles(
  host: TestHost,
  { include, exclude }: vscode.TestRunRequest,
): Promise<readonly PlannedFile[]> {
  // A file that was opened is known before anybody looked for others.
  if (include === undefined) await host.findAll();
  const wanted = toFiles(include ?? [...host.controller.items].map(([, item]) => item));
  const excluded = new Set(exclude);
  const files = [...wanted].filter(([item]) => !excluded.has(item));
  if (include !== undefined) await Promise.all(files.map(([item]) => host.list(item)));
  return files.map(([item, chosen]) => {
    const tests = chosen ?? new Set([...item.children].map(([, child]) => child));
    return { item, tests: [...tests].filter((test) => !excluded.has(test)), isWhole: chosen === undefined };
  });
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
  if (uri.path.endsWith(TESTS_FILE_ENDING)) return uri;
  return uri.path.endsWith(".pql")
    ? uri.with({ path: `${uri.path.slice(0, -4)}${TESTS_FILE_ENDING}` })
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

/** Runs tests of one file. Cancelled, it tells what came of those that ran by then. */
async function runTestFile(
  { item, tests, isWhole }: PlannedFile,
  { run, token, server, details }: TestRunning,
): Promise<void> {
  for (const test of tests) run.started(test);
  const { uri } = item;
  if (uri === undefined) return;
  const refuse = (reason: string): void => {
    for (const test of isWhole ? [item, ...tests] : tests) run.errored(test, new vscode.TestMessage(reason));
  };
  const ruleUri = uri.with({ path: `${uri.path.slice(0, -TESTS_FILE_ENDING.length)}.pql` });
  const [text, rule] = [await findText(uri), await findText(ruleUri)];
  if (text === undefined || rule === undefined)
    return refuse(
      say("{0} cannot be read.", vscode.workspace.asRelativePath(text === undefined ? uri : ruleUri)),
    );
  const report = await server.runAudienceTests(
    { tests: text, rule, names: tests.map(({ id }) => id) },
    token,
  );
  if (report === undefined) {
    if (!token.isCancellationRequested) refuse(say("The language server did not answer."));
    return;
  }
  if (isWhole && report.problems.length > 0) run.errored(item, toFaults(report.problems, uri));
  for (const test of tests) tell(test, { run, token, report, ruleUri });
  if (details === undefined || token.isCancellationRequested) return;
  const coverage = toCoverage(report, ruleUri);
  details.set(coverage.file, coverage.details);
  run.addCoverage(coverage.file);
}

interface ReportedRun extends Pick<TestRunning, "run" | "token"> {
  readonly report: AudienceTestReport;
  readonly ruleUri: vscode.Uri;
}

function tell(test: vscode.TestItem, { run, token, report, ruleUri }: ReportedRun): void {
  const found = report.tests.find(({ name }) => name === test.id);
  const outcome = found?.outcome;
  if (found === undefined || outcome === undefined) {
    if (!token.isCancellationRequested) run.skipped(test);
  } else if (outcome === "passed") {
    run.passed(test);
    run.appendOutput(toPassedLine(found), undefined, test);
  } else if (outcome === "failed") {
    run.failed(test, toFailures(found, ruleUri));
    run.appendOutput(toOutput(found), undefined, test);
  } else {
    const faults = toFaults(found.problems, test.uri);
    run.errored(test, faults.length > 0 ? faults : toFaults(report.ruleErrors, ruleUri));
  }
}
