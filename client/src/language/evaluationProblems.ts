/**
 * Tells where a `.audience.json` file asks for an evaluation that the rule beside it does not allow, and mends it. The platform
 * takes such an audience and moves it to a slower engine silently. Says nothing about a rule that has errors.
 */
import * as vscode from "vscode";
import type { Inspection } from "../../../server/src/protocol/clientMessages";
import type { Selection } from "../auth/selection";
import { findText } from "../documents/draftFiles";
import type { Log } from "../log";
import { EVALUATION_KINDS } from "../model/audienceDefinition";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { findRefusedEvaluation } from "../model/refusedEvaluation";
import { waitFor } from "../model/waiting";
import { say } from "../words/say";
import type { MergePolicyStates } from "./mergePolicyStates";
import type { ServerSeam } from "./serverSeam";

/** The asked evaluation as it stands in the file: in front of it, and the value. */
const ASKED = /("evaluation"\s*:\s*")(edge|streaming)"/;

/** Who says it, in the list of problems. */
const SOURCE = "AEP evaluation";

/** Somebody who types is not told about each key. */
const PAUSE_MS = 300;

/** The merge policy is waited for this long; a later answer is added. */
const POLICY_WAIT_MS = 500;

/** What the problems are found with. */
export interface EvaluationSources {
  readonly server: ServerSeam;
  readonly states: MergePolicyStates;
  /** Merge policies are those of the sandbox in use. */
  readonly selection: Selection;
  readonly log: Log;
}

/** Keeps the problems of the open files up to date until disposed, and offers their fixes. */
export class EvaluationProblems implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection("aep-evaluation");
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listeners: readonly vscode.Disposable[];

  constructor(private readonly sources: EvaluationSources) {
    const follow = ({ uri }: vscode.TextDocument): void => this.follow(uri);
    const followAll = (): void => vscode.workspace.textDocuments.forEach(follow);
    this.listeners = [
      vscode.workspace.onDidOpenTextDocument(follow),
      vscode.workspace.onDidChangeTextDocument(({ document }) => follow(document)),
      vscode.workspace.onDidSaveTextDocument(follow),
      vscode.workspace.onDidCloseTextDocument(follow),
      sources.selection.onDidChange(followAll),
      vscode.languages.registerCodeActionsProvider({ pattern: `**/*${AUDIENCE_FILE_ENDING}` }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
    followAll();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((problem) => {
      const engine = EVALUATION_KINDS.find((one) => one === problem.code);
      if (engine === undefined || problem.source !== SOURCE) return [];
      const fix = new vscode.CodeAction(
        say("Ask for {0} evaluation", engine),
        vscode.CodeActionKind.QuickFix,
      );
      fix.edit = new vscode.WorkspaceEdit();
      fix.edit.replace(document.uri, problem.range, engine);
      fix.diagnostics = [problem];
      fix.isPreferred = true;
      return [fix];
    });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const listener of this.listeners) listener.dispose();
    this.problems.dispose();
  }

  private follow(uri: vscode.Uri): void {
    const stem = findStem(uri);
    if (stem === undefined) return;
    const key = stem.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        this.look(stem).catch((error: unknown) =>
          this.sources.log.error("The evaluation a file asks for could not be held against its rule", error),
        );
      }, PAUSE_MS),
    );
  }

  private async look(stem: vscode.Uri): Promise<void> {
    const description = withEnding(stem, AUDIENCE_FILE_ENDING);
    const expression = withEnding(stem, EXPRESSION_FILE_ENDING);
    const open = vscode.workspace.textDocuments.filter(({ uri }) => findStem(uri)?.path === stem.path);
    const text = open.length === 0 ? undefined : await findText(description);
    const asked = text === undefined ? null : ASKED.exec(text);
    const value = asked === null ? undefined : await findText(expression);
    if (asked === null || value === undefined || value.trim() === "") {
      this.problems.delete(description);
      return;
    }
    const judge = async (isActiveOnEdge: boolean | undefined): Promise<void> => {
      const request = { uri: expression.toString(), format: "pql/text", value, isActiveOnEdge };
      const inspection = await this.sources.server.inspect(request);
      const problem = inspection && (await toProblem(description, asked, inspection));
      if (!this.timers.has(stem.toString())) this.problems.set(description, problem ? [problem] : undefined);
    };
    const asking = this.sources.states.isActiveOnEdge(expression);
    const soon = await Promise.race([asking, waitFor(POLICY_WAIT_MS)]);
    await judge(soon);
    const late = await asking;
    if (late !== soon) await judge(late);
  }
}

async function toProblem(
  uri: vscode.Uri,
  asked: RegExpExecArray,
  { errors, reasons }: Inspection,
): Promise<vscode.Diagnostic | undefined> {
  const [, lead = "", wanted] = asked;
  const refused = findRefusedEvaluation(wanted, reasons);
  if (errors.length > 0 || wanted === undefined || refused === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  const start = asked.index + lead.length;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + wanted.length));
  const message = say(
    "The file asks for {0} evaluation; the rule allows {1}. {2}",
    wanted,
    refused.possible,
    refused.reason,
  );
  const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  problem.source = SOURCE;
  problem.code = refused.possible;
  return problem;
}

/** The address both files of a pair share without their endings; undefined for every other document. */
function findStem(uri: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true)
    return undefined;
  const ending = [EXPRESSION_FILE_ENDING, AUDIENCE_FILE_ENDING].find((one) => uri.path.endsWith(one));
  return ending === undefined ? undefined : uri.with({ path: uri.path.slice(0, -ending.length) });
}

function withEnding(stem: vscode.Uri, ending: string): vscode.Uri {
  return stem.with({ path: stem.path + ending });
}
