/**
 * The other side of `evaluationThreads.ts`: a thread that answers the pieces it is sent, one after another, until it is ended.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { LinePiece } from "./linePieces";
import { answerPiece, openQuestion, type PlainLineQuestion } from "./pieceEvaluation";

/** Answers every piece that comes. */
export function serveEvaluation(): void {
  const question = openQuestion(workerData as PlainLineQuestion);
  parentPort?.on("message", (piece: LinePiece) => parentPort?.postMessage(answerPiece(piece, question)));
}
