/**
 * `AEP: Compare`: two things with each other, one audience with its namesakes in another sandbox, or a whole selection,
 * as read-only documents side by side. Changes nothing.
 */
import type * as vscode from "vscode";
import { CURRENT_VERSION, READABLE_KINDS, type ReadableKind } from "../content/readableThings";
import { type DocumentView, ENDINGS, toDocumentUri, underOneName } from "../documents/aepUri";
import { findNamesakes, type NamedReference, type Pair, pairUp } from "../find/comparisons";
import { nothingSelected, onlySandbox } from "../model/refusals";
import type { ResourceReference } from "../model/resource";
import type { SandboxRow } from "../model/rows";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import { openDiffs, type Sides, toComparisonTitle, toSidesName } from "../ui/editors";
import { say } from "../words/say";
import { findReferences, findRow } from "./arguments";
import type { Command, CommandCall } from "./command";
import type { ComparedThing } from "./compareReadable";

/** The commands that compare; versions are loaded when they are asked for. */
export const COMPARE_COMMANDS: readonly Command[] = [
  { id: "aep.resource.compare", run: compareSelection },
  { id: "aep.resource.compareSandbox", run: compareWithSandbox },
  {
    id: "aep.resource.compareVersions",
    run: async (services, call) => (await import("./compareReadable")).compareVersions(services, call),
  },
];

/** Two or more: the first with each of the others. One: with its namesake elsewhere. */
async function compareSelection(services: Services, call: CommandCall): Promise<number> {
  const things = getThings(call);
  if (things.length === 1) return await compareWithSandbox(services, call);
  return await show(services, say("Comparison"), pairUp(things));
}

/** Each thing with what has its name in a sandbox the person chooses. Returns how many documents are compared. */
async function compareWithSandbox(services: Services, call: CommandCall): Promise<number> {
  const things = getThings(call);
  const [first] = things;
  const other = await chooseSandbox(services, first);
  const pairs = await services.prompts.showProgress(say("Looking in {0}", other.name), async (signal) =>
    findNamesakes(services, { things, sandbox: other.name, signal }),
  );
  const missing = things.filter((thing) => !pairs.some(([left]) => left === thing));
  if (pairs.length === 0)
    throw new UserError("gone", say("Nothing in {0} is called “{1}”.", other.title, first.name));
  if (missing.length > 0) {
    const text = say("Not in {0}: {1}", other.title, missing.map(({ name }) => name).join(", "));
    void services.prompts.tell({ severity: "information", text });
  }
  return await show(services, toComparisonTitle(first.sandbox, other.name), pairs);
}

async function show(services: Services, title: string, pairs: readonly Pair[]): Promise<number> {
  const kind = READABLE_KINDS.find((known) => known === pairs[0]?.[0].kind);
  const sides =
    kind === undefined
      ? pairs.flatMap(([left, right]) => toSides(left, right))
      : await listReadableSides(services, pairs, kind);
  await openDiffs(title, sides);
  const [pair, ...others] = pairs;
  const [rules, definitions] = sides;
  if (
    pair?.every(({ kind, hasExpression }) => kind === "audience" && hasExpression) &&
    others.length === 0 &&
    rules
  ) {
    const { tellRelation } = await import("./relationNotice");
    await tellRelation(services, { rules, definitions }, pair);
  }
  return sides.length;
}

/** What people write of content is compared part by part. */
async function listReadableSides(
  services: Services,
  pairs: readonly Pair[],
  kind: ReadableKind,
): Promise<readonly Sides[]> {
  const { getSomeDifference, listDifferences } = await import("./compareReadable");
  const toThing = ({ connection, sandbox, id, name }: NamedReference): ComparedThing => ({
    connection,
    sandbox,
    name,
    thing: { kind, id, version: CURRENT_VERSION },
  });
  return await services.prompts.showProgress(say("Reading what is compared"), async (signal) => {
    const found = pairs.map(([left, right]) =>
      listDifferences(services, [toThing(left), toThing(right)], signal),
    );
    return getSomeDifference((await Promise.all(found)).flat());
  });
}

/** Audiences are compared by expression and by what else people write; other things by all their fields. */
function toSides(left: NamedReference, right: NamedReference): readonly Sides[] {
  const side = (reference: NamedReference, view: DocumentView): vscode.Uri =>
    toDocumentUri({ reference, view }, reference.name);
  const sides = (view: DocumentView): Sides =>
    underOneName(
      { left: side(left, view), right: side(right, view) },
      `${toSidesName(left, right)}${ENDINGS[view]}`,
    );
  if (left.kind !== "audience") return [sides("details")];
  return left.hasExpression && right.hasExpression
    ? [sides("expression"), sides("definition")]
    : [sides("definition")];
}

async function chooseSandbox(
  services: Services,
  { connection, sandbox }: ResourceReference,
): Promise<SandboxRow> {
  const rows = await services.sandboxes.list(connection);
  const choices = rows
    .filter(({ name }) => name !== sandbox)
    .map((row) => ({ label: row.title, description: say(row.type ?? ""), value: row }));
  if (choices.length === 0) throw onlySandbox({ connection, sandbox }, "gone");
  return await services.prompts.pick(say("Compare with which sandbox?"), choices);
}

/** What the command was called on, all of one kind. */
function getThings(call: CommandCall): readonly [NamedReference, ...NamedReference[]] {
  const [first, ...others] = findReferences(call).map((reference) => toNamed(reference, call));
  if (first === undefined) throw nothingSelected();
  if (others.some(({ kind }) => kind !== first.kind))
    throw new UserError(
      "badArguments",
      say("Only things of the same kind can be compared. Select things of one kind."),
    );
  return [first, ...others];
}

function toNamed(reference: ResourceReference, call: CommandCall): NamedReference {
  const row = findRow(call, reference);
  return { ...reference, name: row?.name ?? reference.id, hasExpression: row?.hasExpression ?? true };
}
