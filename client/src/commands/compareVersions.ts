/**
 * `AEP: Compare Versions`: a fragment's published copy with its draft, or two versions of a campaign. Templates have no
 * versions the public API would tell of. Changes nothing.
 */
import { isApiError } from "../api/apiError";
import { type Campaign, listCampaignVersions } from "../api/campaigns";
import { collectItems } from "../api/pages";
import { CURRENT_VERSION, LIVE_VERSION } from "../content/readableThings";
import { nothingSelected } from "../model/refusals";
import type { ResourceReference } from "../model/resource";
import { toDateText } from "../model/rowFacts";
import { UserError } from "../model/userError";
import { readText, readTexts } from "../model/values";
import type { Services } from "../services";
import { openDiffs, toComparisonTitle } from "../ui/editors";
import { findReferences, findRow, getRecord, getTarget } from "./arguments";
import type { CommandCall } from "./command";
import { type ComparedThing, getSomeDifference, listDifferences } from "./compareReadable";

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
  const sides = await services.prompts.showProgress(`Reading versions of “${name}”`, async (signal) =>
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
    throw new UserError("gone", `This ${kind} was never published, so there is no other version of it.`, {
      cause: error,
    });
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
  throw nothingSelected("a campaign or fragment");
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
    throw new UserError("gone", "The platform knows only one version of this campaign.");
  if (known.length === 2 || call.isAutomated) return [before, latest];
  const choices = known.map((value) => ({ label: value.words, detail: value.version, value }));
  const right = await services.prompts.pick("Which version?", choices);
  const others = choices.filter(({ value }) => value !== right);
  return [await services.prompts.pick("Compare with which version?", others), right];
}

function toNamed({ versionId, status, modifiedAt }: Campaign): readonly NamedVersion[] {
  if (versionId === undefined) return [];
  const words = [status?.toLowerCase(), toDateText(modifiedAt)]
    .filter((text) => text !== undefined)
    .join(", ");
  return [{ version: versionId, words: words === "" ? versionId : words }];
}
