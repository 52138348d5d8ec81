/**
 * The sandbox in use: where files without a place of their own belong, and what the sidebar opens.
 * Remembered per workspace together with its type, so that the production mark needs no network.
 */
import * as vscode from "vscode";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { isRecord, readText } from "../model/values";

const STATE_KEY = "aep.selectedSandbox";

/** The sandbox in use and what is known of it. */
export interface SelectedSandbox extends SandboxTarget {
  /** `production`, `development`, or undefined when the platform was not asked yet. */
  readonly type: string | undefined;
}

/** Holds the sandbox in use and says when it changes. */
export class Selection implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<SelectedSandbox | undefined>();

  /** Fires after another sandbox (or none) came into use. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  get current(): SelectedSandbox | undefined {
    return readSelected(this.state.get(STATE_KEY));
  }

  /** Whether `target` is the sandbox in use. */
  isCurrent(target: SandboxTarget): boolean {
    return this.current !== undefined && toSandboxKey(this.current) === toSandboxKey(target);
  }

  /** Brings a sandbox into use; the change is announced even when only its type became known. */
  async select(selected: SelectedSandbox | undefined): Promise<void> {
    const before = this.current;
    if (before?.type === selected?.type && isSameTarget(before, selected)) return;
    await this.state.update(STATE_KEY, selected);
    this.changed.fire(selected);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function isSameTarget(one: SandboxTarget | undefined, other: SandboxTarget | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return toSandboxKey(one) === toSandboxKey(other);
}

function readSelected(value: unknown): SelectedSandbox | undefined {
  if (!isRecord(value)) return undefined;
  const connection = readText(value["connection"]);
  const sandbox = readText(value["sandbox"]);
  if (connection === undefined || sandbox === undefined) return undefined;
  return { connection, sandbox, type: readText(value["type"]) };
}
