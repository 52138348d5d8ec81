/**
 * `pql evaluate --jsonl`: one profile a line in, one answer a line out, in the same order, by several threads where the input is
 * long. A line at fault gets an answer of its own and is named on the error stream; the lines behind it keep their places. Holds
 * some pieces of the input at a time, never all of it.
 */
import { EvaluationThreads } from "./evaluationThreads";
import { readPieces } from "./linePieces";
import { answerPiece, type LineQuestion, type PieceAnswer, type PlainLineQuestion } from "./pieceEvaluation";
import type { CommandLine } from "./pqlCommandLine";
import { ExitCode } from "./pqlFailures";

/** Bytes that one thread reads in less time than it takes to start others. */
const BYTES_FOR_ONE = 1 << 23;
/** Answers that may wait for one before them; they are a tenth of what they answer. */
const MOST_UNPRINTED = 128;

/** Writes an answer for each line that is not blank; the exit code is that of the worst line. `plain` is the same question. */
export async function evaluateLines(
  question: LineQuestion,
  plain: PlainLineQuestion,
  line: CommandLine,
): Promise<number> {
  const answers = new AnswersInOrder(line);
  let threads: EvaluationThreads | undefined;
  let read = 0;
  try {
    for await (const piece of readPieces(question.file)) {
      read += piece.bytes.byteLength;
      if (read > BYTES_FOR_ONE) threads ??= new EvaluationThreads(plain);
      answers.add(threads?.take(piece) ?? answerPiece(piece, question));
      await answers.print(MOST_UNPRINTED);
    }
  } finally {
    // Where the input breaks off, what was read of it is answered all the same.
    await answers.print(0).finally(() => threads?.end());
  }
  return answers.exitCode;
}

/** An answer that is there or still to come. */
interface Unprinted {
  readonly coming: Promise<PieceAnswer> | undefined;
  answer: PieceAnswer | undefined;
}

/** Prints answers in the order of their pieces. */
class AnswersInOrder {
  readonly #line: CommandLine;
  readonly #unprinted: Unprinted[] = [];
  exitCode: number = ExitCode.Success;

  constructor(line: CommandLine) {
    this.#line = line;
  }

  add(answer: PieceAnswer | Promise<PieceAnswer>): void {
    if (!(answer instanceof Promise)) {
      this.#unprinted.push({ coming: undefined, answer });
      return;
    }
    const unprinted: Unprinted = { coming: answer, answer: undefined };
    this.#unprinted.push(unprinted);
    // A failure is met where the answer is waited for.
    answer.then(
      (come) => {
        unprinted.answer = come;
      },
      () => undefined,
    );
  }

  /** Prints what is there, and waits where more than `most` would be left. */
  async print(most: number): Promise<void> {
    for (let next = this.#unprinted[0]; next !== undefined; next = this.#unprinted[0]) {
      if (next.answer === undefined && this.#unprinted.length <= most) return;
      const answer = next.answer ?? (await next.coming);
      this.#unprinted.shift();
      if (answer !== undefined) await this.#printOne(answer);
    }
  }

  async #printOne({ output, complaints, exitCode }: PieceAnswer): Promise<void> {
    this.exitCode = Math.max(this.exitCode, exitCode);
    if (complaints !== "") this.#line.complain(complaints);
    this.#line.print(output);
    await this.#line.drained();
  }
}
