/**
 * Holds back the refresh of a node while its children are on their way: the editor registers each row once an answer, and complains
 * when a second answer to the same question overtakes the first. Knows nothing of what nodes are.
 */

/**
 * How long after an answer a refresh may follow, in milliseconds. Both travel to the window, and where they arrive in one piece the
 * refresh is done before the answer is kept: the editor then shows rows that the extension host has forgotten, and a click on one
 * does nothing. Answers of a platform in the same process are there within a millisecond; a busy window takes
 * them later than a tenth of a second.
 */
const TAKEN_AFTER_MS = 500;

/** Nodes that are being read, and which of them have changed meanwhile. `undefined` stands for the root. */
export class HeldRefreshes<Node> {
  private readonly reading = new Map<Node | undefined, number>();
  private readonly held = new Set<Node | undefined>();

  /** `refresh` is called for a node that may be drawn anew, once the editor has taken the last answer. */
  constructor(
    private readonly refresh: (node: Node | undefined) => void,
    private readonly takenAfterMs = TAKEN_AFTER_MS,
  ) {}

  /** Runs `read`; refreshes asked for meanwhile follow once the editor has taken the answer. */
  async whileReading<Result>(node: Node | undefined, read: () => Promise<Result>): Promise<Result> {
    this.reading.set(node, (this.reading.get(node) ?? 0) + 1);
    try {
      return await read();
    } finally {
      this.finish(node);
    }
  }

  /** Refreshes a node now, or as soon as its children have arrived. */
  ask(node: Node | undefined): void {
    if (this.reading.has(node)) this.held.add(node);
    else this.refresh(node);
  }

  /** Runs `draw` once the editor has taken the answer that has just been given. */
  afterTaking(draw: () => void): void {
    setTimeout(draw, this.takenAfterMs);
  }

  private finish(node: Node | undefined): void {
    const others = (this.reading.get(node) ?? 1) - 1;
    if (others > 0) {
      this.reading.set(node, others);
      return;
    }
    this.reading.delete(node);
    if (this.held.delete(node)) this.afterTaking(() => this.ask(node));
  }
}
