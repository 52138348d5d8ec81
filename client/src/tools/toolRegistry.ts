/**
 * All tools, and the one way to run one: input read strictly, data limited and dated, failures in the words of the product. Offers
 * them to nobody itself.
 */
import * as z from "zod";
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { isCancellation } from "../api/apiError";
import { toFailureText } from "../model/failureText";
import { Cancelled } from "../model/userError";
import { isRecord } from "../model/values";
import { limitData } from "./answerLimits";
import { AUDIENCE_TOOLS } from "./audienceTools";
import { DRAFT_TOOLS } from "./draftTools";
import { FIELD_TOOLS } from "./fieldTools";
import { RELATION_TOOLS } from "./relationTools";
import { REPORT_TOOLS } from "./reportTools";
import { RULE_TOOLS } from "./ruleTools";
import { THING_TOOLS } from "./thingTools";
import type { Tool, ToolContext } from "./tool";
import { USE_TOOLS } from "./useTools";

/** Every tool, in the order in which a person would use them. */
export const TOOLS: readonly Tool[] = [
  ...FIELD_TOOLS,
  ...THING_TOOLS,
  ...USE_TOOLS,
  ...AUDIENCE_TOOLS,
  ...RULE_TOOLS,
  ...RELATION_TOOLS,
  ...DRAFT_TOOLS,
  ...REPORT_TOOLS,
];

/** What is handed to an agent. */
export interface ToolResult {
  readonly isError: boolean;
  /** JSON text: `{ sandbox, readAt, notes, isCut, data }`, or a sentence that says what went wrong and what to do. */
  readonly text: string;
}

/** Runs a tool. Rejects with nothing but a cancellation. */
export async function runTool(name: string, input: unknown, context: ToolContext): Promise<ToolResult> {
  const tool = TOOLS.find((each) => each.name === name);
  if (tool === undefined)
    return failed(`There is no tool ${name}. There are ${TOOLS.map((each) => each.name).join(", ")}.`);
  const read = tool.input.safeParse(input ?? {});
  if (!read.success) return failed(`The input of ${name} is not right: ${z.prettifyError(read.error)}`);
  try {
    return await answer(tool, read.data, context);
  } catch (error) {
    if (context.signal.aborted || isCancellation(error) || error instanceof Cancelled) throw error;
    return failed(toFailureText(error, "pipeline"));
  }
}

async function answer(tool: Tool, input: unknown, context: ToolContext): Promise<ToolResult> {
  const { data, readAt, notes = [], files } = await tool.run(input, context);
  context.signal.throwIfAborted();
  const limited = limitData(data);
  const cut = limited.isCut ? ["Parts of the answer are left out because it is long."] : [];
  const envelope = {
    sandbox: context.session.sandbox,
    ...(readAt === undefined ? {} : { readAt: new Date(readAt).toISOString() }),
    notes: [...notes, ...cut],
    data: files === undefined || !isRecord(limited.data) ? limited.data : { files, ...limited.data },
  };
  return { isError: false, text: printExactJson(envelope, 1) };
}

function failed(text: string): ToolResult {
  return { isError: true, text };
}
