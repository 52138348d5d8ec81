/**
 * Compares templates, fragments and campaigns in the form people read: part by part, laid out line by line, as read-only
 * documents. Parts that say the same are left out. Versions are a fragment's published copy and its draft, or those of
 * a campaign; templates have none that the public API would tell of. Changes nothing.
 */
import * as vscode from "vscode";
import { isApiError } from "../api/apiError";
import { type Campaign, listCampaignVersions } from "../api/campaigns";
import { collectItems } from "../api/pages";
import { toContentAddress } from "../content/contentAddresses";
import { toReadableText } from "../content/readableText";
import {
  CURRENT_VERSION,
  fetchReadableParts,
  LIVE_VERSION,
  type ReadableThing,
} from "../content/readableThings";
import { underOneName } from "../documents/aepUri";
import { nothingSelected } from "../model/refusals";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import { toDateText } from "../model/rowFacts";
import { UserError } from "../model/userError";
import { readText, readTexts } from "../model/values";
import type { Services } from "../services";
import { openDiffs, type Sides, toComparisonTitle, toSidesName } from "../ui/editors";
import { say } from "../words/say";
import { findReferences, findRow, getRecord, getTarget } from "./arguments";
import type { CommandCall } from "./command";

/** One side of a comparison. */
export interface ComparedThing extends SandboxTarget {
  readonly thing: ReadableThing;
  readonly name: string;
}

/** Where two things differ, as documents; empty when they say the same. */
export async function listDifferences(
  services: Services,
  [left, right]: readonly [ComparedThing, ComparedThing],
  signal: AbortSignal,
): Promise<readonly Sides[]> {
  const [before, after] = await Promise.all([
    readSide(services, left, signal),
    readSide(services, right, signal),
  ]);
  // A part that only one version can have says nothing about the other.
  const files = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => file !== "facts.json" || (before.has(file) && after.has(file)),
  );
  return files
    .filter((file) => before.get(file) !== after.get(file))
    .map((file) =>
      underOneName(
        { left: toUri(left, file), right: toUri(right, file) },
        `${toSidesName(left, right)}.${file}`,
      ),
    );
}

/** Throws `gone` when there is nothing to show. */
export function getSomeDifference(sides: readonly Sides[]): readonly Sides[] {
  if (sides.length > 0) return sides;
  throw new UserError("gone", say("Both say the same: subject, content and settings do not differ."));
}

async function readSide(
  services: Services,
  { connection, sandbox, thing }: ComparedThing,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const session = await (await services.sessions()).open(connection, sandbox);
  const parts = await fetchReadableParts(session, thing, { signal });
  return new Map(parts.map((part) => [part.file, toReadableText(part)]));
}

function toUri({ connection, sandbox, thing, name }: ComparedThing, file: string): vscode.Uri {
  return vscode.Uri.from(toContentAddress({ connection, sandbox, thing, form: "readable", file }, name));
}

/** Two versions, older first, with the words for each. */
type Versions = readonly [left: NamedVersion, right: NamedVersion];

interface NamedVersion {
  readonly version: string;
  readonly words: string;
}

/** Opens the comparison; returns how many parts differ. */
export async function compareVersions(services: Services, call: CommandCall): Promise<number> {
  const reference = getReference(services, call);
  const { connection, sandbox, kind, id } = reference;
  const name = findRow(call, reference)?.name ?? readText(getRecord(call)["name"]) ?? kind;
  const versions = kind === "fragment" ? FRAGMENT_VERSIONS : await chooseVersions(services, call, reference);
  const toSide = ({ version, words }: NamedVersion): ComparedThing => ({
    connection,
    sandbox,
    name: `${name} (${words})`,
    thing: { kind: kind === "fragment" ? kind : "campaign", id, version },
  });
  const [left, right] = versions;
  const sides = await services.prompts.showProgress(say("Reading versions of “{0}”", name), async (signal) =>
    listDifferences(services, [toSide(left), toSide(right)], signal).catch(explainMissing(kind)),
  );
  await openDiffs(toComparisonTitle(left.words, right.words, name), getSomeDifference(sides));
  return sides.length;
}

const FRAGMENT_VERSIONS: Versions = [
  { version: LIVE_VERSION, words: "published" },
  { version: CURRENT_VERSION, words: "draft" },
];

function explainMissing(kind: string): (error: unknown) => never {
  return (error) => {
    if (!isApiError(error, "notFound")) throw error;
    throw new UserError(
      "gone",
      say("This {0} was never published, so there is no other version of it.", kind),
      {
        cause: error,
      },
    );
  };
}

function getReference(services: Services, call: CommandCall): ResourceReference {
  const given = getRecord(call);
  const id = readText(given["id"]);
  const kind = (["campaign", "fragment"] as const).find((known) => known === given["kind"]);
  const [clicked] = findReferences(call);
  const reference =
    id === undefined || kind === undefined ? clicked : { ...getTarget(services, given), kind, id };
  if (reference?.kind === "campaign" || reference?.kind === "fragment") return reference;
  throw nothingSelected(say("a campaign or fragment"));
}

/** A person chooses among more than two; a program gets those it names, or the latest two. */
async function chooseVersions(
  services: Services,
  call: CommandCall,
  { connection, sandbox, id }: ResourceReference,
): Promise<Versions> {
  const session = await (await services.sessions()).open(connection, sandbox);
  const versions = await collectItems(listCampaignVersions(session, id)).catch(explainMissing("campaign"));
  const known = versions.flatMap((version) => toNamed(version));
  const wanted = readTexts(getRecord(call)["versions"]) ?? [];
  const given = wanted.flatMap((version) => known.find((one) => one.version === version) ?? []);
  const [one, other] = given;
  if (one !== undefined && other !== undefined) return [one, other];
  const [latest, before] = known;
  if (latest === undefined || before === undefined)
    throw new UserError("gone", say("The platform knows only one version of this campaign."));
  if (known.length === 2 || call.isAutomated) return [before, latest];
  const choices = known.map((value) => ({ label: value.words, detail: value.version, value }));
  const right = await services.prompts.pick(say("Which version?"), choices);
  const others = choices.filter(({ value }) => value !== right);
  return [await services.prompts.pick(say("Compare with which version?"), others), right];
}

function toNamed({ versionId, status, modifiedAt }: Campaign): readonly NamedVersion[] {
  if (versionId === undefined) return [];
  const words = [status?.toLowerCase(), toDateText(modifiedAt)]
    .filter((text) => text !== undefined)
    .join(", ");
  return [{ version: versionId, words: words === "" ? versionId : words }];
}
