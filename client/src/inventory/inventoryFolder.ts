/**
 * The folder of an inventory on a plain disk. Writes nothing outside it, replaces files as a whole, and reads long lists line by line.
 */
import { createReadStream } from "node:fs";
import {
  appendFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { UserError } from "../model/userError";

/** A line of a file and where it stands, in bytes. */
export interface PlacedLine {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

const LINE_FEED = 10;

/** Paths are relative to the folder and use "/". */
export class InventoryFolder {
  private readonly root: string;
  private readonly made = new Set<string>();

  constructor(path: string) {
    this.root = resolve(path);
  }

  /** Names at its top; empty when it does not exist. */
  async listTop(): Promise<readonly string[]> {
    return (await readdir(this.root).catch(ignoreMissing)) ?? [];
  }

  /** The text of a file; undefined when there is none. */
  async read(path: string): Promise<string | undefined> {
    return await readFile(this.toPath(path), "utf8").catch(ignoreMissing);
  }

  /** Writes a file that the next run would write again. */
  async write(path: string, text: string): Promise<void> {
    await writeFile(await this.toWritable(path), text, "utf8");
  }

  /** Writes a file; a broken run leaves the old one or the new one. */
  async replace(path: string, text: string): Promise<void> {
    const full = await this.toWritable(path);
    const beside = `${full}.new`;
    await writeFile(beside, text, "utf8");
    await rename(beside, full);
  }

  /** Writes a file piece by piece, and moves it into place at the end. */
  async writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
    const full = await this.toWritable(path);
    const beside = `${full}.new`;
    const handle = await open(beside, "w");
    try {
      for await (const piece of pieces) await handle.writeFile(piece, "utf8");
    } finally {
      await handle.close();
    }
    await rename(beside, full);
  }

  /** Adds to the end of a file. */
  async append(path: string, text: string): Promise<void> {
    await appendFile(await this.toWritable(path), text, "utf8");
  }

  /** The whole lines of a file; none when it does not exist. What follows the last line break is left out. */
  async *readLines(path: string): AsyncGenerator<PlacedLine> {
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    try {
      for await (const chunk of createReadStream(this.toPath(path)) as AsyncIterable<Buffer>) {
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
          yield { text: rest.toString("utf8", 0, end), offset, length: end };
          rest = rest.subarray(end + 1);
          offset += end + 1;
        }
      }
    } catch (error) {
      ignoreMissing(error as NodeJS.ErrnoException);
    }
  }

  /** Cuts a file off. */
  async truncate(path: string, length: number): Promise<void> {
    await truncate(this.toPath(path), length);
  }

  /** Opens a file for reading pieces of it; the caller closes it. */
  async open(path: string): Promise<FileHandle> {
    return await open(this.toPath(path), "r");
  }

  /** Removes a file, if it is there. */
  async remove(path: string): Promise<void> {
    await rm(this.toPath(path), { force: true });
  }

  private async toWritable(path: string): Promise<string> {
    const full = this.toPath(path);
    const parent = dirname(full);
    if (!this.made.has(parent)) await mkdir(parent, { recursive: true });
    this.made.add(parent);
    return full;
  }

  private toPath(path: string): string {
    const full = resolve(this.root, path);
    if (full.startsWith(this.root + sep)) return full;
    throw new UserError("badFile", `${path} is outside the folder.`);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
