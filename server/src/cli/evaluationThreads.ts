/**
 * Threads beside the first one that answer pieces of lines: as many as the processors allow, and none where it is one. Each is this
 * program once more (`evaluationThread.ts`), and is sent pieces whole, never copied. What does not fit in their queues is left to
 * the caller, who is a thread as good as they are.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { LinePiece } from "./linePieces";
import type { PieceAnswer, PlainLineQuestion } from "./pieceEvaluation";

/** More read faster than one thread can hand out and print. */
const MOST_THREADS = 3;
/** Pieces that wait with a thread: it goes on with them while the first thread is busy with one of its own. */
const MOST_WAITING = 8;
/** Longer lines are not sent: what one of them takes is bounded by the memory the first thread was given. */
const MOST_BYTES = 1 << 20;

/** A young generation as small as profiles allow, and the stack of a first thread, so that both give up on the same depth. */
const LIMITS = { maxYoungGenerationSizeMb: 12, stackSizeMb: 1.15 };

interface Waiting {
  resolve(answer: PieceAnswer): void;
  reject(error: unknown): void;
}

class EvaluationThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  /** Why it ended, where nobody asked it to. */
  #fault: unknown;

  constructor(question: PlainLineQuestion) {
    this.#worker = new Worker(__filename, { workerData: question, argv: [], resourceLimits: LIMITS });
    this.#worker.on("message", (answer: PieceAnswer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on("error", (error) => {
      this.#fault = error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  get load(): number {
    return this.#waiting.length;
  }

  answer(piece: LinePiece): Promise<PieceAnswer> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(piece, [piece.bytes.buffer as ArrayBuffer]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** See the head of the file. */
export class EvaluationThreads {
  readonly #threads: EvaluationThread[];

  constructor(question: PlainLineQuestion) {
    const count = Math.min(availableParallelism() - 1, MOST_THREADS);
    this.#threads = Array.from({ length: count }, () => new EvaluationThread(question));
  }

  /** The answer to come; undefined where all threads have enough to do, and the piece is still the caller's. */
  take(piece: LinePiece): Promise<PieceAnswer> | undefined {
    if (piece.bytes.byteLength > MOST_BYTES) return undefined;
    const [idlest] = [...this.#threads].sort((left, right) => left.load - right.load);
    return idlest === undefined || idlest.load >= MOST_WAITING ? undefined : idlest.answer(piece);
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
