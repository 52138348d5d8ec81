/**
 * What Node itself costs: the same protocol as `echo` without a library and without keeping the text.
 */
let bytes: Buffer = Buffer.alloc(0);

function send(message: object): void {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly textDocument?: { readonly uri: string; readonly version: number } };
}

function answer(method: string): unknown {
  switch (method) {
    case "initialize":
      return { capabilities: { textDocumentSync: 2, hoverProvider: true, completionProvider: {} } };
    case "textDocument/completion":
      return { isIncomplete: false, items: [] };
    case "textDocument/hover":
      return { contents: { kind: "plaintext", value: "a field" } };
    default:
      return null;
  }
}

function handle({ id, method, params }: Message): void {
  if (method === "exit") process.exit(0);
  if (id !== undefined && method !== undefined) send({ id, result: answer(method) });
  if (method !== "textDocument/didOpen" && method !== "textDocument/didChange") return;
  const { uri, version } = params?.textDocument ?? {};
  send({ method: "textDocument/publishDiagnostics", params: { uri, version, diagnostics: [] } });
}

process.stdin.on("data", (chunk: Buffer) => {
  bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
  for (;;) {
    const headerEnd = bytes.indexOf("\r\n\r\n");
    if (headerEnd < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(bytes.toString("latin1", 0, headerEnd))?.[1]);
    const end = headerEnd + 4 + length;
    if (bytes.length < end) return;
    const body = bytes.toString("utf8", headerEnd + 4, end);
    bytes = bytes.subarray(end);
    handle(JSON.parse(body) as Message);
  }
});
