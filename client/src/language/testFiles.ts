/**
 * What files of tests are called, and where parts of them stand.
 */
import * as vscode from "vscode";
import type { TextRange } from "../../../server/src/protocol/clientMessages";

/** The end of the name of a file of tests. */
export const TESTS_ENDING = ".audience-test.json";

/** A range of the editor. */
export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
