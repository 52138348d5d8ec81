/**
 * What a client and the server said to each other, as the server of the workspace keeps it: the only view into a client that
 * answers no questions. Tells what was said, never what was meant; a message that is still being written is not there yet.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import type { EditorWorkspace } from "./editorWorkspace.js";

/** One message, with what is looked at. */
export interface LoggedMessage {
  readonly method?: string;
  readonly params?: {
    readonly textDocument?: { readonly text?: string; readonly version?: number };
    readonly contentChanges?: TextDocumentContentChangeEvent[];
    readonly diagnostics?: readonly { readonly message: string }[];
  };
}

/** Both sides, each in its order. */
export interface MessageLog {
  readonly asked: readonly LoggedMessage[];
  readonly answered: readonly LoggedMessage[];
}

const HEAD = /Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/y;

/** The whole messages of one side. Lengths count bytes, which `latin1` keeps apart. */
function parseMessages(bytes: string): readonly LoggedMessage[] {
  const messages: LoggedMessage[] = [];
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(bytes); head !== null; head = HEAD.exec(bytes)) {
    const end = HEAD.lastIndex + Number(head[1]);
    if (end > bytes.length) break;
    messages.push(JSON.parse(Buffer.from(bytes.slice(HEAD.lastIndex, end), "latin1").toString("utf8")));
    HEAD.lastIndex = end;
  }
  return messages;
}

/** What was said so far to the first server that the client started. */
export function readLog(workspace: EditorWorkspace): MessageLog {
  const folder = path.dirname(workspace.server);
  const readSide = (ending: string): readonly LoggedMessage[] => {
    const name = readdirSync(folder).find((each) => each.endsWith(ending));
    return name === undefined ? [] : parseMessages(readFileSync(path.join(folder, name), "latin1"));
  };
  return { asked: readSide(".in"), answered: readSide(".out") };
}

/** The text of the document as the client told it. */
export function toldText({ asked }: MessageLog): string {
  const opened = asked.find(({ method }) => method === "textDocument/didOpen");
  const document = TextDocument.create("", "pql", 0, opened?.params?.textDocument?.text ?? "");
  const changes = asked.filter(({ method }) => method === "textDocument/didChange");
  changes.forEach(({ params }, index) => {
    TextDocument.update(document, params?.contentChanges ?? [], index + 1);
  });
  return document.getText();
}

/** The messages of the problems that the server told last. */
export function toldProblems({ answered }: MessageLog): readonly string[] {
  const last = answered.findLast(({ method }) => method === "textDocument/publishDiagnostics");
  return (last?.params?.diagnostics ?? []).map(({ message }) => message);
}
