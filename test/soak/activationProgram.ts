/**
 * Runs inside an extension host: waits until the extension that AEP_SOAK_EXTENSION names is active and says what the editor noted
 * meanwhile. The same program serves our extension and the empty one beside it.
 */
import * as vscode from "vscode";
import { measureHeld } from "./heldMemory.js";
import { writeHostResult } from "./hostResult.js";
import type { ActivationResult } from "./scaleResult.js";

/** What the editor keeps of its own start, in both kinds of process. */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

function readMarks(): ReturnType<Marks["getMarks"]> {
  const { MonacoPerformanceMarks: marks } = globalThis as { readonly MonacoPerformanceMarks?: Marks };
  if (marks === undefined) throw new Error("This editor keeps no marks of its start.");
  return marks.getMarks();
}

async function activate(): Promise<ActivationResult> {
  const id = process.env.AEP_SOAK_EXTENSION ?? "";
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`The editor does not know the extension ${id}.`);
  await extension.activate();
  const marks = readMarks();
  const timeOf = (name: string): number => {
    const mark = marks.find((one) => one.name === name);
    if (mark === undefined) throw new Error(`The editor did not note ${name}.`);
    return mark.startTime;
  };
  const duration = (what: string): number =>
    timeOf(`code/extHost/did${what}/${id}`) - timeOf(`code/extHost/will${what}/${id}`);
  return {
    loadMs: duration("LoadExtensionCode"),
    activateMs: duration("ActivateExtension"),
    sinceStartMs: timeOf(`code/extHost/didActivateExtension/${id}`) - performance.timeOrigin,
    held: await measureHeld(),
  };
}

/** What the editor calls. */
export function run(): Promise<void> {
  return writeHostResult(activate);
}
