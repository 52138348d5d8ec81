/**
 * The tests of audiences in the editor's Testing view: finds `*.audience-test.json`, runs them in the language server, shows
 * why a test failed and what tests tried of a rule. Evaluates nothing itself.
 */
import * as vscode from "vscode";
import type { AudienceTestReport } from "../../../server/src/protocol/clientMessages";
import { findText } from "../documents/draftFiles";
import { followFiles } from "../documents/followedFiles";
import type { Log } from "../log";
import { FOREIGN_FOLDERS, isWithin, TESTS_FILE_ENDING } from "../model/audienceFolder";
import { toRange } from "../ui/editors";
import { say } from "../words/say";
import type { ServerSeam } from "./serverSeam";

const FILES = `**/*${TESTS_FILE_ENDING}`;

/** Offers tests until disposed. Reads no file before the Testing view, a test file or a run asks for it. */
export class AudienceTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController("aep.audienceTests", say("Audiences"));
  private readonly listeners: vscode.Disposable[] = [];
  /** How often a file was looked at: what is told late of an older text does not count. */
  private readonly versions = new WeakMap<vscode.TestItem, number>();
  private readonly details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();

  constructor(
    private readonly server: ServerSeam,
    log: Log,
  ) {
    const { controller } = this;
    controller.resolveHandler = (item) => (item === undefined ? this.findAll() : this.list(item));
    controller.refreshHandler = () => this.findAll();
    const { Run, Coverage } = vscode.TestRunProfileKind;
    controller.createRunProfile(say("Run"), Run, (...call) => this.start(...call), true, undefined, true);
    const covering = controller.createRunProfile(
      say("Coverage"),
      Coverage,
      (...call) => this.start(...call),
      true,
      undefined,
      true,
    );
    covering.loadDetailedCoverage = async (_run, coverage) => this.details.get(coverage) ?? [];
    this.listeners.push(
      controller,
      followFiles({
        pattern: FILES,
        onChange: (files) => files.forEach((file) => void this.list(this.fileItem(file))),
        onGone: (uri) => this.forget(uri),
        log,
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.follow(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.follow(document);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private follow({ uri }: vscode.TextDocument): void {
    if (!uri.path.endsWith(TESTS_FILE_ENDING)) return;
    // What a comparison shows of the same name is no file of tests.
    const isEditable = uri.scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(uri.scheme);
    if (isEditable === true) void this.list(this.fileItem(uri));
  }

  /** Drops a file, or all files of a folder. */
  private forget(gone: vscode.Uri): void {
    const places = new Set([gone.toString()]);
    for (const [id] of this.controller.items) if (isWithin(id, places)) this.controller.items.delete(id);
  }

  private async findAll(): Promise<void> {
    const found = await vscode.workspace.findFiles(FILES, FOREIGN_FOLDERS);
    // Not every editor tells of all that went: not on Linux, in a folder within one that was made while it watched.
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
    const there = new Set([...found, ...open].map(String));
    for (const [id] of this.controller.items) if (!there.has(id)) this.controller.items.delete(id);
    await Promise.all(found.map((uri) => this.list(this.fileItem(uri))));
  }

  private fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const label = uri.path.slice(uri.path.lastIndexOf("/") + 1, -TESTS_FILE_ENDING.length);
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
    if (text === undefined) {
      // It went between being found and being read.
      this.controller.items.delete(item.id);
      return;
    }
    const report = await this.server.runAudienceTests({ tests: text }, undefined);
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
    const { controller, server, details } = this;
    const host = {
      controller,
      server,
      details,
      list: (item: vscode.TestItem) => this.list(item),
      findAll: () => this.findAll(),
    };
    const { startRun } = await import("./audienceTestRun");
    await startRun(host, request, token);
  }
}
