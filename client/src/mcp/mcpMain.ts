/**
 * Entry of dist/mcp.js: the tools over standard input and output, for agents that speak the Model Context Protocol. Credentials
 * come from environment variables only; with `--sample` the built-in sample organisation answers.
 */
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { version } from "../../../package.json";
import { toFailureText } from "../model/failureText";
import { ENVIRONMENT_HELP } from "../pipeline/environment";
import { BadUsage } from "../pipeline/failures";
import { createMcpServer } from "./mcpServer";
import { openSource } from "./mcpSource";

const USAGE = `Usage: node mcp.js [--sample]

  --sample    ask the built-in sample organisation instead of the platform
  --help      this text
  --version   the version

Speaks the Model Context Protocol over standard input and output. It only reads: no tool can change the platform.

${ENVIRONMENT_HELP}`;

const BAD_USAGE = 2;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes("--help")) {
    process.stdout.write(USAGE);
    return;
  }
  if (parameters.includes("--version")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const unknown = parameters.find((parameter) => parameter !== "--sample");
  if (unknown !== undefined) throw new BadUsage(`There is no option ${unknown}.`, USAGE);
  const source = await openSource({ isSample: parameters.includes("--sample"), variables: process.env });
  const server = createMcpServer(source.session);
  server.server.onclose = () => void source.close();
  await server.connect(new StdioServerTransport());
  process.stdin.once("end", () => void server.close());
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`mcp: ${toFailureText(error, "pipeline")}\n`);
  if (error instanceof BadUsage && error.usage !== "") process.stderr.write(`\n${error.usage}`);
  process.exitCode = error instanceof BadUsage ? BAD_USAGE : 1;
});
