/**
 * The folder an inventory is written into, whatever holds it. Paths are relative to it and use "/". Knows nothing of what the
 * files say.
 */

/** A line of a file and where it stands, in bytes. */
export interface PlacedLine {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

/** What a folder can do. Nothing is written outside it; folders in it come into being with their first file. */
export interface InventoryFolder {
  /** Names at its top; empty when it does not exist. */
  listTop(): Promise<readonly string[]>;
  /** The text of a file; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** Writes a file that the next run would write again. */
  write(path: string, text: string): Promise<void>;
  /** Writes a file; a broken run leaves the old one or the new one. */
  replace(path: string, text: string): Promise<void>;
  /** Writes a file piece by piece, and moves it into place at the end. */
  writePieces(path: string, pieces: AsyncIterable<string>): Promise<void>;
  /** Adds lines to the end of a file; the bytes of each without its break. */
  appendLines(path: string, lines: readonly string[]): Promise<readonly number[]>;
  /** The whole lines of a file; none when it does not exist. What follows the last line break is left out. */
  readLines(path: string): AsyncIterable<PlacedLine>;
  /** Some bytes of a file as text. The file stays open until `close`, or until it is moved or removed. */
  readPiece(path: string, place: Pick<PlacedLine, "offset" | "length">): Promise<string>;
  /** Puts a file in the place of another. */
  move(from: string, to: string): Promise<void>;
  /** Cuts a file off. */
  truncate(path: string, length: number): Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
  /** Keeps other runs out until `close`. Rejects with `badFile` while one of them is at work; one that was killed is none. */
  claim(): Promise<void>;
  /** Lets go of the claim and of the files that pieces were read of; nothing is removed. */
  close(): Promise<void>;
}
