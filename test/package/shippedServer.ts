/**
 * Talks to a server file as it ships, to see that it answers.
 */
import path from "node:path";
import { repositoryFolder } from "../support/folders.js";
import { LspDriver } from "../support/lspDriver.js";

/** The labels a server offers for functions that begin with `in`, after a whole life from greeting to exit. */
export async function askShippedServer(file: string, indexFolder: string): Promise<string[]> {
  const driver = LspDriver.start(path.relative(repositoryFolder(), file));
  const initializationOptions = { indexFolder };
  await driver.request("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  const uri = "file:///shipped.pql";
  driver.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "pql", version: 1, text: "inS" },
  });
  const answer = await driver.request("textDocument/completion", {
    textDocument: { uri },
    position: { line: 0, character: 3 },
  });
  await driver.request("made/up").catch(() => undefined);
  if ((await driver.shutdown()) !== 0) throw new Error(`The server ended badly: ${driver.stderr}`);
  if (driver.stderr !== "") throw new Error(driver.stderr);
  return (answer as { items: { label: string }[] }).items.map(({ label }) => label);
}
