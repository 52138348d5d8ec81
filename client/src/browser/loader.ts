/**
 * The entry for editors in a browser. Their host takes one script and gives it nothing to load others with, so this reads the parts
 * of the extension itself, which are the same as on a disk: each with those it needs at once, and later ones when they are asked
 * for. Knows nothing of what they do.
 */
import * as vscode from "vscode";
import type { TestApi } from "../testApi";

/** How a part asks for another: at once for what it was read with, later for the rest. */
interface Require {
  (name: string): unknown;
  /** Reads a part that is needed from now on. */
  later(name: string): Promise<void>;
}

/** A part that was read and perhaps evaluated. */
interface Part {
  readonly text: string;
  readonly module: { exports: unknown };
  isEvaluated: boolean;
}

const FIRST_PART = "parts/browser.js";
/** How the build names what a part needs at once; what it needs later is asked for with `require.later`. */
const NEEDED = /\brequire\("(\.[^"]+)"\)/g;

class PartLoader {
  private readonly parts = new Map<string, Promise<Part>>();
  private readonly ready = new Map<string, Part>();

  constructor(private readonly folder: vscode.Uri) {}

  /** The exports of a part, which is read with all it needs. */
  async load(name: string): Promise<unknown> {
    await this.read(name, new Set());
    return this.evaluate(name);
  }

  private async read(name: string, seen: Set<string>): Promise<void> {
    if (seen.has(name)) return;
    seen.add(name);
    const reading = this.parts.get(name) ?? this.fetch(name);
    this.parts.set(name, reading);
    const part = await reading;
    this.ready.set(name, part);
    await Promise.all(listNeeded(part.text).map((needed) => this.read(join(name, needed), seen)));
  }

  private async fetch(name: string): Promise<Part> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name));
    return { text: new TextDecoder().decode(bytes), module: { exports: {} }, isEvaluated: false };
  }

  private evaluate(name: string): unknown {
    const part = this.ready.get(name);
    if (part === undefined) throw new Error(`The part ${name} of the extension was not read.`);
    if (part.isEvaluated) return part.module.exports;
    part.isEvaluated = true;
    const address = vscode.Uri.joinPath(this.folder, name).toString(true);
    // The way the host itself evaluates an extension.
    const run = new Function("module", "exports", "require", `${part.text}\n//# sourceURL=${address}`);
    run(part.module, part.module.exports, this.requireFor(name));
    return part.module.exports;
  }

  private requireFor(from: string): Require {
    const require = (name: string): unknown => (name === "vscode" ? vscode : this.evaluate(join(from, name)));
    return Object.assign(require, {
      later: async (name: string) => void (await this.read(join(from, name), new Set())),
    });
  }
}

function listNeeded(text: string): string[] {
  return [...text.matchAll(NEEDED)].map(([, name = ""]) => name);
}

/** The name of a part as another names it. */
function join(from: string, name: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of name.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** Called by the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<TestApi | undefined> {
  const loader = new PartLoader(vscode.Uri.joinPath(context.extensionUri, "dist"));
  const { activate: begin } = (await loader.load(FIRST_PART)) as typeof import("./extension");
  return begin(context);
}
