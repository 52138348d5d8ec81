/**
 * `AEP: What Would Break…`: asks which change is meant, of one field or of the whole schema, and shows as a page what reads it.
 * A program gets the findings.
 */
import type { SingleChange } from "../../../server/src/protocol/relationMessages";
import { toWholePath } from "../find/finder";
import { onlySandbox } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { toImpactEditor } from "../pages/impact/impactEditor";
import { findBrokenTexts, type SchemaQuestion } from "../rules/brokenTexts";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findName, findNode, findNodeData, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";
import { findPathAtCursor } from "./whereUsed";

/** The commands of this file. */
export const SCHEMA_CHANGE_COMMANDS: readonly Command[] = [
  { id: "aep.schema.whatWouldBreak", run: showBroken },
];

type Kind = SingleChange["kind"] | "sandbox";

const KINDS: readonly Choice<Kind>[] = [
  { label: say("The field is removed"), value: "removed" },
  { label: say("The field is renamed"), description: say("or moved"), value: "renamed" },
  { label: say("The field gets another type"), value: "retyped" },
  { label: say("The field is deprecated"), value: "deprecated" },
  { label: say("The schema of another sandbox takes its place"), value: "sandbox" },
];

const TYPES = ["string", "integer", "long", "double", "boolean", "date", "date-time"];

/** What a program is told of each text. */
interface BrokenReport {
  readonly kind: string;
  readonly id: string;
  readonly changes: readonly string[];
  readonly becomes?: string;
  readonly problems: readonly string[];
}

/** For a program with `{connection?, sandbox?, kind, path, to?, type?}` or `{with: sandbox}`: returns what breaks without a page. */
async function showBroken(
  services: Services,
  call: CommandCall,
): Promise<readonly BrokenReport[] | undefined> {
  const target = findTarget(services, call);
  if (call.isAutomated) return await report(services, target, call);
  const question = await ask(
    services,
    target,
    findPath(call) ?? (await findKnownAtCursor(services, target, call)),
  );
  const id = JSON.stringify(question);
  (await services.pages()).open({ page: "impact", ...target, id }, say("What would break"));
  return undefined;
}

/** The sandbox of what was clicked, or of the page that asks; else the one in use. */
function findTarget(services: Services, call: CommandCall): SandboxTarget {
  const data = findNode(call)?.data;
  const clicked = data !== undefined && "target" in data ? data.target : undefined;
  const [, given] = findName(call) === undefined ? [] : call.args;
  const { connection, sandbox } = getTarget(services, {
    ...getRecord(call),
    ...(typeof given === "object" ? given : {}),
    ...clicked,
  });
  return { connection, sandbox };
}

/** The field meant: clicked, or named by the page of a schema. */
function findPath(call: CommandCall): string | undefined {
  const clicked = findNodeData(call, "field");
  if (clicked !== undefined) return toWholePath(clicked.field);
  return findName(call);
}

/** The field under the cursor; the word there may as well be a function or a name the expression gives. */
async function findKnownAtCursor(
  { finder, prompts }: Services,
  target: SandboxTarget,
  call: CommandCall,
): Promise<string | undefined> {
  const path = findNode(call) === undefined ? findPathAtCursor() : undefined;
  if (path === undefined) return undefined;
  const isKnown = await prompts.showProgress(say("Reading the schema"), async () =>
    (await finder()).knowsField(target, path),
  );
  return isKnown ? path : undefined;
}

async function ask(
  services: Services,
  target: SandboxTarget,
  path: string | undefined,
): Promise<SchemaQuestion> {
  const title =
    path === undefined
      ? say("What would break in {0} if…", target.sandbox)
      : say("What would break if {0} changes", path);
  const kind = await services.prompts.pick(title, KINDS);
  if (kind === "sandbox") return { sandbox: await chooseOther(services, target) };
  const field = path ?? (await askPath(services, say("Field that changes"), ""));
  if (kind === "renamed") {
    const to = await askPath(services, say("New path of {0}", field), field);
    return { kind, path: field, to };
  }
  if (kind !== "retyped") return { kind, path: field };
  const type = await services.prompts.pick(
    say("New type of {0}", field),
    TYPES.map((label) => ({ label, value: label })),
  );
  return { kind, path: field, type };
}

/** A path that is not the one given already. */
async function askPath({ prompts }: Services, title: string, known: string): Promise<string> {
  const prompt = say("A path as PQL writes it, such as person.name or xEvent.commerce.order");
  const check = (text: string): string | undefined =>
    text.trim() === known ? say("Write another path.") : undefined;
  return (await prompts.ask({ title, prompt, value: known, check })).trim();
}

async function chooseOther({ prompts, sandboxes }: Services, target: SandboxTarget): Promise<string> {
  const rows = await prompts.showProgress(say("Reading sandboxes"), async () =>
    sandboxes.list(target.connection),
  );
  const others = rows.filter(({ name }) => name !== target.sandbox);
  if (others.length === 0) throw onlySandbox(target, "notAllowed");
  return await prompts.pick(
    say("Sandbox whose schema takes the place of that of {0}", target.sandbox),
    others.map(({ name, title }) => ({ label: title, description: name, value: name })),
  );
}

async function report(
  services: Services,
  target: SandboxTarget,
  call: CommandCall,
): Promise<readonly BrokenReport[]> {
  const question = readQuestion(getRecord(call));
  const run = { signal: call.signal, report: () => undefined };
  const { broken } = await findBrokenTexts(toImpactEditor(services), { target, question }, run);
  return broken.map(({ text, places, becomes, problems }) => ({
    kind: text.kind,
    id: text.id,
    changes: [...new Set(places.map(({ change }) => change))],
    problems,
    ...(becomes !== undefined && { becomes }),
  }));
}

function readQuestion(given: Readonly<Record<string, unknown>>): SchemaQuestion {
  const sandbox = readText(given["with"]);
  if (sandbox !== undefined) return { sandbox };
  const kind = KINDS.find(({ value }) => value === given["kind"])?.value;
  const [path, to, type] = [readText(given["path"]), readText(given["to"]), readText(given["type"])];
  if (kind === undefined || kind === "sandbox" || path === undefined)
    throw new UserError(
      "badArguments",
      "Pass the `path` of the field that changes and the `kind` of the change, or a sandbox as `with`.",
    );
  return { kind, path, ...(to !== undefined && { to }), ...(type !== undefined && { type }) };
}
