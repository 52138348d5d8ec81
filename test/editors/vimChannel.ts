/**
 * Vim in a terminal of its own, driven through its JSON channel: keys are typed and what it holds is asked for. Knows no plugin; what
 * Vim reads first is handed over.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import path from "node:path";
import { endProcessGroup } from "../support/runProcess.js";
import { readUntil } from "./clientSession.js";
import type { EditorWorkspace } from "./editorWorkspace.js";

/** How long an answer may take before Vim counts as stuck, at a question that nobody foresaw. */
const ANSWER_MS = 30_000;

/** What Vim is told over its channel, and its answers. */
export class VimChannel {
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #answers = new Map<number, (value: unknown) => void>();
  #socket: Socket | undefined;
  #lastId = -1;

  /** Begins to listen and returns the port that Vim shall call. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  #accept(socket: Socket): void {
    this.#socket = socket;
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const [id, value] = JSON.parse(line) as [number, unknown];
        this.#answers.get(id)?.(value);
        this.#answers.delete(id);
      }
    });
    socket.on("error", () => undefined);
  }

  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /** The value of an expression of Vim. */
  async evaluate<Value>(expression: string): Promise<Value> {
    this.#lastId -= 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${expression}`)), ANSWER_MS);
      this.#answers.set(id, (value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
    this.#socket?.write(`${JSON.stringify(["expr", expression, id])}\n`);
    return (await answer) as Value;
  }

  /** Types keys, as Vim writes them in a string. */
  async type(keys: string): Promise<void> {
    await this.evaluate(`feedkeys("${keys.replaceAll('"', '\\"')}", "t")`);
  }

  close(): void {
    this.#socket?.destroy();
    this.#server.close();
  }
}

/** A Vim that has opened the document. */
export interface RunningVim {
  readonly channel: VimChannel;
  readText(): Promise<string>;
  end(): void;
}

/** Starts Vim on the document with that initial file. */
export async function startVim(workspace: EditorWorkspace, script: string): Promise<RunningVim> {
  const channel = new VimChannel();
  const port = await channel.listen();
  const initial = path.join(workspace.folder, "vimrc");
  const call = `autocmd VimEnter * let g:run = ch_open("127.0.0.1:${port}", {"mode": "json"})`;
  writeFileSync(initial, `set nocompatible nomore\n${script}\n${call}\n`);
  const command = `vim -u ${initial} ${workspace.document}`;
  const child = spawn("script", ["-qfc", command, path.join(workspace.folder, "screen")], {
    cwd: workspace.folder,
    env: workspace.environment,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  await readUntil(
    () => Promise.resolve(channel.isConnected),
    (isConnected) => isConnected,
  );
  return {
    channel,
    readText: () => channel.evaluate<string>('join(getline(1, "$"), "\\n")'),
    end() {
      channel.close();
      endProcessGroup(child);
    },
  };
}
