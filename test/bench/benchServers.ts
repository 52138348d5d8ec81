/**
 * The servers that are measured, and how each is started and told its schema.
 */
import path from "node:path";
import { build } from "esbuild";
import { inRepository } from "../support/folders.js";
import type { DocumentKind, Inputs, SchemaName } from "./inputs";

/** What a server is told of its schema, in the way it wants to be told. */
export interface SchemaMessages {
  readonly initializationOptions?: object;
  /** Settings sent after the greeting. */
  readonly settings?: object;
}

/** A server under measure. */
export interface BenchServer {
  readonly name: ServerName;
  readonly script: string;
  readonly parameters: readonly string[];
  readonly kind: DocumentKind;
  schemaMessages(schema: SchemaName): SchemaMessages;
}

/** Names of the servers, as the report shows them. */
export type ServerName = "ours" | "echo" | "echo-items-200" | "json";

const STDIO = "--stdio";
const JSON_SERVER = "node_modules/vscode-json-languageserver/out/node/jsonServerMain.js";

/** All servers of a run. */
export interface BenchServers extends Readonly<Record<ServerName, BenchServer>> {
  /** Ours in a folder where nothing was kept by an earlier run; another one each time. */
  freshOurs(): BenchServer;
}

/** Bundles the echo servers into the run's folder, as small as ours, and lists all servers. */
export async function prepareServers(inputs: Inputs, ours: string): Promise<BenchServers> {
  await build({
    entryPoints: ["echo", "tunedJson"].map((name) => inRepository("test/bench/servers", `${name}.ts`)),
    outdir: inputs.folder,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
  });
  const echo = path.join(inputs.folder, "echo.js");
  const nothing = () => ({});
  const toOurs = (folder: string): BenchServer => ({
    name: "ours",
    script: ours,
    parameters: [STDIO],
    kind: "pql",
    schemaMessages: (schema) => ({ initializationOptions: ourOptions(inputs, schema, folder) }),
  });
  let freshFolders = 0;
  return {
    ours: toOurs("kept"),
    freshOurs: () => toOurs(`fresh${++freshFolders}`),
    echo: { name: "echo", script: echo, parameters: [STDIO], kind: "pql", schemaMessages: nothing },
    "echo-items-200": {
      name: "echo-items-200",
      script: echo,
      parameters: [STDIO, "--items=200"],
      kind: "pql",
      schemaMessages: nothing,
    },
    json: {
      name: "json",
      script: path.join(inputs.folder, "tunedJson.js"),
      parameters: [STDIO, `--main=${inRepository(JSON_SERVER)}`],
      kind: "json",
      schemaMessages: (schema) => jsonMessages(inputs.recordSchema(schema)),
    },
  };
}

function ourOptions(inputs: Inputs, schema: SchemaName, folder: string): object {
  return {
    schemas: { profile: inputs.schema(schema), experienceEvent: inputs.eventSchema },
    indexFolder: path.join(inputs.folder, folder),
  };
}

function jsonMessages(schemaFile: string): SchemaMessages {
  const schemas = [{ fileMatch: ["*.json"], url: `file://${schemaFile}` }];
  return { settings: { json: { schemas, validate: { enable: true } } } };
}
