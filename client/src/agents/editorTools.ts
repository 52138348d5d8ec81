/**
 * The tools as the editor's models call them: in the sandbox in use, after a question that names what is asked. None can write; the one
 * that drafts opens the draft and its preview, and leaves the rest to the person.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { unchosenSandbox } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { isRecord } from "../model/values";
import type { ToolContext } from "../tools/tool";
import { runTool, TOOLS, type ToolResult } from "../tools/toolRegistry";
import { say } from "../words/say";
import type { AgentParts } from "./agentDesk";
import { toSignal } from "./tokenSignal";

/** What the editor puts before the names of tools, so that they differ from those of other extensions. */
const PREFIX = "aep_";

/** A call as the editor hands it over. */
export interface ToolCall {
  /** With the prefix. */
  readonly name: string;
  readonly input: object;
}

/** The sandbox that agents read. Throws `noSandbox`. */
export function getSandboxInUse({ selection }: AgentParts): SandboxTarget {
  if (selection.current !== undefined) return selection.current;
  throw unchosenSandbox();
}

/** What the person is asked before a tool runs. */
export function prepareTool(parts: AgentParts, { name, input }: ToolCall): vscode.PreparedToolInvocation {
  const tool = TOOLS.find((each) => `${PREFIX}${each.name}` === name);
  if (tool === undefined) return {};
  const read = tool.input.safeParse(input);
  const question = read.success ? tool.confirmation(read.data) : say(tool.title);
  const sandbox = parts.selection.current?.sandbox ?? say("no sandbox");
  return {
    invocationMessage: question,
    confirmationMessages: {
      title: say(tool.title),
      message: say(
        "{0}, in the sandbox {1}. It only reads; the answer goes to the model.",
        question,
        sandbox,
      ),
    },
  };
}

/** Runs a tool for a model. */
export async function invokeTool(
  parts: AgentParts,
  call: ToolCall,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const { signal, dispose } = toSignal(token);
  try {
    const context = await (await parts.agents()).open(getSandboxInUse(parts), signal);
    const { isError, text } = await runEditorTool(call, context);
    if (isError) throw new Error(text);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  } finally {
    dispose();
  }
}

/** Runs a tool; a draft is opened, too. */
export async function runEditorTool({ name, input }: ToolCall, context: ToolContext): Promise<ToolResult> {
  const plain = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  const result = await runTool(plain, input, context);
  if (plain === "draft_audience" && !result.isError) await openDraft(input);
  return result;
}

/** The draft as an unsaved pair, and the ordinary preview, which a person applies or closes. */
async function openDraft(input: object): Promise<void> {
  if (!isRecord(input)) return;
  const { name, rule, request } = input;
  const opened = await vscode.commands.executeCommand<{ readonly uri: string }>("aep.audience.draft", {
    name,
    rule,
    description: request,
  });
  // What the preview says, it says to the person.
  void vscode.commands.executeCommand(CLIENT_COMMANDS.previewAudience, vscode.Uri.parse(opened.uri, true));
}

/** The tools as a model is told of them. */
export function listEditorTools(): vscode.LanguageModelChatTool[] {
  const own = new Set(TOOLS.map(({ name }) => `${PREFIX}${name}`));
  return vscode.lm.tools
    .filter(({ name }) => own.has(name))
    .map(({ name, description, inputSchema }) => ({
      name,
      description,
      ...(inputSchema === undefined ? {} : { inputSchema }),
    }));
}
