/**
 * The tests of audiences in the editor's Testing view: finds `*.audience-test.json`, runs them in the language server, shows
 * why a test failed and what tests tried of a rule. Evaluates nothing itself.
 */
import * as vscode from "vscode";
import type {
  AudienceTestReport,
  CoveredClause,
  ReportedAudienceTest,
  TextRange,
} from "../../../server/src/protocol/clientMessages";
import { findText } from "../documents/draftFiles";
import type { ServerSeam } from "./serverSeam";

const ENDING = ".audience-test.json";
const FILES = `**/*${ENDING}`;
const FOREIGN = "**/{.*,node_modules}/**";

/** Offers tests until disposed. Reads no file before the Testing view, a test file or a run asks for it. */
export class AudienceTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController("aep.audienceTests", "Audiences");
  private readonly listeners: vscode.Disposable[] = [];
  /** How often a file was looked at: what is told late of an older text does not count. */
  private readonly versions = new WeakMap<vscode.TestItem, number>();
  private readonly details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();

  constructor(private readonly server: ServerSeam) {
    const { controller } = this;
    controller.resolveHandler = (item) => (item === undefined ? this.findAll() : this.list(item));
    controller.refreshHandler = () => this.findAll();
    const { Run, Coverage } = vscode.TestRunProfileKind;
    controller.createRunProfile("Run", Run, (...call) => this.start(...call), true, undefined, true);
    const covering = controller.createRunProfile(
      "Coverage",
      Coverage,
      (...call) => this.start(...call),
      true,
      undefined,
      true,
    );
    covering.loadDetailedCoverage = async (_run, coverage) => this.details.get(coverage) ?? [];
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    this.listeners.push(
      controller,
      watcher,
      watcher.onDidCreate((uri) => void this.list(this.fileItem(uri))),
      watcher.onDidChange((uri) => void this.list(this.fileItem(uri))),
      watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
      vscode.workspace.onDidOpenTextDocument((document) => this.follow(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.follow(document);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private follow({ uri }: vscode.TextDocument): void {
    if (uri.path.endsWith(ENDING)) void this.list(this.fileItem(uri));
  }

  private async findAll(): Promise<void> {
    const found = await vscode.workspace.findFiles(FILES, FOREIGN);
    await Promise.all(found.map((uri) => this.list(this.fileItem(uri))));
  }

  private fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const label = uri.path.slice(uri.path.lastIndexOf("/") + 1, -ENDING.length);
    const item = this.controller.createTestItem(uri.toString(), label, uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  /** Brings the tests of a file up to date. */
  private async list(item: vscode.TestItem): Promise<void> {
    const version = (this.versions.get(item) ?? 0) + 1;
    this.versions.set(item, version);
    const text = item.uri && (await findText(item.uri));
    const report =
      text === undefined ? undefined : await this.server.runAudienceTests({ tests: text }, undefined);
    if (report !== undefined && this.versions.get(item) === version) this.show(item, report);
  }

  private show(item: vscode.TestItem, { tests, problems }: AudienceTestReport): void {
    item.error = problems.length === 0 ? undefined : problems.map(({ message }) => message).join("\n");
    const children = tests.map(({ name, range }) => {
      const child = item.children.get(name) ?? this.controller.createTestItem(name, name, item.uri);
      child.range = toRange(range);
      return child;
    });
    item.children.replace(children);
  }

  private async start(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous !== true) return this.run(request, token);
    const saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const file = toTestFile(uri);
      const wanted = toFiles(request.include ?? []);
      const item = file && this.controller.items.get(file.toString());
      if (item === undefined || (request.include !== undefined && !wanted.has(item))) return;
      const names = wanted.get(item);
      const include = names === undefined ? [item] : [...names];
      void this.run(new vscode.TestRunRequest(include, request.exclude, request.profile, true), token);
    });
    token.onCancellationRequested(() => saving.dispose());
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.include === undefined && this.controller.items.size === 0) await this.findAll();
    const all = [...this.controller.items].map(([, item]) => item);
    const run = this.controller.createTestRun(request);
    try {
      for (const [item, chosen] of toFiles(request.include ?? all)) {
        if (token.isCancellationRequested) break;
        await this.list(item);
        const tests = chosen ?? new Set([...item.children].map(([, child]) => child));
        const excluded = new Set(request.exclude);
        const left = excluded.has(item) ? [] : [...tests].filter((test) => !excluded.has(test));
        await this.runFile(item, left, { run, token, isCovering: isCovering(request) });
      }
    } finally {
      run.end();
    }
  }

  private async runFile(
    item: vscode.TestItem,
    tests: readonly vscode.TestItem[],
    running: Running,
  ): Promise<void> {
    const { run, token } = running;
    for (const test of tests) run.started(test);
    const { uri } = item;
    if (uri === undefined) return;
    const ruleUri = uri.with({ path: `${uri.path.slice(0, -ENDING.length)}.pql` });
    const [text, rule] = [await findText(uri), await findText(ruleUri)];
    if (text === undefined || rule === undefined) {
      const gone = `${vscode.workspace.asRelativePath(text === undefined ? uri : ruleUri)} cannot be read.`;
      for (const test of tests) run.errored(test, new vscode.TestMessage(gone));
      return;
    }
    const names = tests.map(({ id }) => id);
    const report = await this.server.runAudienceTests({ tests: text, rule, names }, token);
    if (report === undefined) return;
    for (const test of tests) tell(run, test, { report, ruleUri });
    if (running.isCovering) this.cover(run, ruleUri, report.coverage);
  }

  private cover(run: vscode.TestRun, uri: vscode.Uri, clauses: readonly CoveredClause[]): void {
    const details = clauses.map(toStatement);
    const coverage = vscode.FileCoverage.fromDetails(uri, details);
    this.details.set(coverage, details);
    run.addCoverage(coverage);
  }
}

interface Running {
  readonly run: vscode.TestRun;
  readonly token: vscode.CancellationToken;
  readonly isCovering: boolean;
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
  if (uri.path.endsWith(ENDING)) return uri;
  return uri.path.endsWith(".pql") ? uri.with({ path: `${uri.path.slice(0, -4)}${ENDING}` }) : undefined;
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

function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
