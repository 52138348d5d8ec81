/**
 * The folder of an inventory on a plain disk. Writes nothing outside it, replaces files as a whole, and reads long lists line by line.
 * Needs Node, so only programs and editors that have it load this.
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
import { isRunning } from "../model/audienceFolder";
import { ignoreMissing, whileReading, whileWriting } from "../model/diskFailure";
import type { InventoryFolder, PlacedLine } from "../model/inventoryFolder";
import { folderInUse, outsideFolder } from "../model/refusals";

const LINE_FEED = 10;

/** Holds the number of the process that writes. */
const CLAIM_FILE = ".inventory/run";

/** A folder of a disk; it need not exist yet. */
export function openInventoryDisk(path: string): InventoryFolder {
  return new InventoryDisk(path);
}

class InventoryDisk implements InventoryFolder {
  private readonly root: string;
  private readonly made = new Set<string>();
  private readonly readers = new Map<string, FileHandle>();
  private isClaimed = false;

  constructor(path: string) {
    this.root = resolve(path);
  }

  async listTop(): Promise<readonly string[]> {
    return await whileReading(this.root, async () => (await readdir(this.root).catch(ignoreMissing)) ?? []);
  }

  async read(path: string): Promise<string | undefined> {
    const full = this.toPath(path);
    return await whileReading(full, () => readFile(full, "utf8").catch(ignoreMissing));
  }

  async write(path: string, text: string): Promise<void> {
    const full = await this.toWritable(path);
    await whileWriting(full, () => writeFile(full, text, "utf8"));
  }

  async replace(path: string, text: string): Promise<void> {
    await this.replaceBy(path, (beside) => writeFile(beside, text, "utf8"));
  }

  async writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
    await this.replaceBy(path, async (beside) => {
      const handle = await open(beside, "w");
      try {
        for await (const piece of pieces) await handle.writeFile(piece, "utf8");
      } finally {
        await handle.close();
      }
    });
  }

  /** Written beside and moved into place; what did not get so far is removed. */
  private async replaceBy(path: string, write: (beside: string) => Promise<void>): Promise<void> {
    const full = await this.toWritable(path);
    const beside = `${full}.new`;
    await whileWriting(full, async () => {
      try {
        await write(beside);
        await rename(beside, full);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    });
  }

  async appendLines(path: string, lines: readonly string[]): Promise<readonly number[]> {
    const bytes = lines.map((line) => Buffer.from(`${line}\n`, "utf8"));
    const full = await this.toWritable(path);
    await whileWriting(full, () => appendFile(full, Buffer.concat(bytes)));
    return bytes.map(({ length }) => length - 1);
  }

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

  async truncate(path: string, length: number): Promise<void> {
    await truncate(this.toPath(path), length);
  }

  async readPiece(path: string, { offset, length }: Pick<PlacedLine, "offset" | "length">): Promise<string> {
    const handle = this.readers.get(path) ?? (await open(this.toPath(path), "r"));
    this.readers.set(path, handle);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.toString("utf8");
  }

  async move(from: string, to: string): Promise<void> {
    for (const path of [from, to]) await this.letGo(path);
    await rename(this.toPath(from), await this.toWritable(to));
  }

  async claim(): Promise<void> {
    const full = await this.toWritable(CLAIM_FILE);
    const holder = Number(await this.read(CLAIM_FILE));
    // A number that only looks like another run's is possible, so the way out is named.
    if (holder > 0 && holder !== process.pid && isRunning(holder)) throw folderInUse(holder, full);
    await rm(full, { force: true });
    await whileWriting(full, () => writeFile(full, `${process.pid}\n`, { flag: "wx" }));
    this.isClaimed = true;
  }

  async close(): Promise<void> {
    for (const path of [...this.readers.keys()]) await this.letGo(path);
    if (this.isClaimed) await rm(this.toPath(CLAIM_FILE), { force: true });
    this.isClaimed = false;
  }

  async remove(path: string): Promise<void> {
    await this.letGo(path);
    await rm(this.toPath(path), { force: true });
  }

  private async letGo(path: string): Promise<void> {
    const handle = this.readers.get(path);
    this.readers.delete(path);
    await handle?.close();
  }

  private async toWritable(path: string): Promise<string> {
    const full = this.toPath(path);
    const parent = dirname(full);
    if (!this.made.has(parent)) await whileWriting(parent, () => mkdir(parent, { recursive: true }));
    this.made.add(parent);
    return full;
  }

  private toPath(path: string): string {
    const full = resolve(this.root, path);
    if (full.startsWith(this.root + sep)) return full;
    throw outsideFolder(path);
  }
}
