/**
 * Commands about the profile whose values stand beside a rule: a test's, one from a file, or one of the platform, which is
 * read once on request, shown, and forgotten when its view is closed.
 */
import * as vscode from "vscode";
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import type { ProfileAnswer, ProfileChoice } from "../../../server/src/protocol/clientMessages";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import { readDocumentUri } from "../documents/aepUri";
import { findText } from "../documents/draftFiles";
import { TESTS_FILE_ENDING } from "../model/audienceFolder";
import { silentServer, unopenedPql } from "../model/refusals";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { showPassingText } from "../ui/passingViews";
import type { Choice } from "../ui/prompts";
import { withProgress } from "../ui/prompts";
import { say } from "../words/say";
import { findPqlUri, getRecord, getTarget, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";

/** Documents of this scheme live in memory only. */
const PASSING_SCHEME = "aep-passing";

/** The commands of this file. */
export const PROFILE_COMMANDS: readonly Command[] = [
  { id: "aep.profile.choose", run: chooseProfile },
  { id: "aep.profile.clear", run: clearProfile },
  { id: "aep.profile.tryOnPlatform", run: tryOnPlatform },
];

type Source =
  | { readonly kind: "test"; readonly name: string }
  | { readonly kind: "file" }
  | { readonly kind: "platform" };

async function chooseProfile(services: Services, call: CommandCall): Promise<ProfileAnswer | undefined> {
  const uri = getUri(call);
  const testUri = uri.with({ path: `${uri.path.replace(/\.pql$/, "")}${TESTS_FILE_ENDING}` });
  const tests = await findText(testUri);
  const given = getRecord(call);
  const source = call.isAutomated ? readSource(given) : await askSource(services, tests);
  if (source.kind === "platform") return await tryOnPlatform(services, call);
  if (source.kind === "test") {
    const choice = { uri: uri.toString(), tests: tests ?? "", name: source.name };
    const place = say("“{0}” of {1}", source.name, vscode.workspace.asRelativePath(testUri));
    return await put(services, choice, { label: source.name, place });
  }
  const file =
    readFileArgument(given["profile"]) ?? (await services.prompts.chooseFile(say("A profile as JSON")));
  const place = vscode.workspace.asRelativePath(file);
  const profile = await findText(file);
  if (profile === undefined) throw new UserError("badFile", say("{0} cannot be read.", place));
  const label = file.path.slice(file.path.lastIndexOf("/") + 1);
  return await put(services, { uri: uri.toString(), profile }, { label, place });
}

function getUri(call: CommandCall): vscode.Uri {
  const uri = readFileArgument(getRecord(call)["file"]) ?? findPqlUri(call);
  if (uri === undefined) throw unopenedPql();
  return uri;
}

function readSource(given: Readonly<Record<string, unknown>>): Source {
  const name = readText(given["test"]);
  return name === undefined ? { kind: "file" } : { kind: "test", name };
}

async function askSource({ prompts, server }: Services, tests: string | undefined): Promise<Source> {
  const report = tests === undefined ? undefined : await server.runAudienceTests({ tests }, undefined);
  const choices: Choice<Source>[] = (report?.tests ?? []).map(({ name }) => ({
    label: name,
    value: { kind: "test", name },
  }));
  choices.push(
    {
      label: say("A Profile in a File…"),
      description: say("JSON, as the platform exports it"),
      value: { kind: "file" },
    },
    {
      label: say("A Profile of the Platform…"),
      description: say("read once, never kept"),
      value: { kind: "platform" },
    },
  );
  return await prompts.pick(say("Show the values for which profile?"), choices);
}

async function put(
  { chosenProfile }: Services,
  choice: ProfileChoice,
  { label, place }: { readonly label: string; readonly place: string },
): Promise<ProfileAnswer | undefined> {
  const answer = await (await chosenProfile()).put(choice, label);
  if (answer === undefined) throw silentServer();
  if (answer.problems.length > 0)
    throw new UserError(
      "badFile",
      say("The values for {0} cannot be shown. {1}", place, answer.problems.join(" ")),
    );
  return answer;
}

async function clearProfile({ chosenProfile }: Services, call: CommandCall): Promise<void> {
  const uri = readFileArgument(getRecord(call)["file"]) ?? findPqlUri(call);
  if (uri !== undefined) await (await chosenProfile()).clear(uri.toString());
}

/** Reads one profile by identity, shows what the rule answers for it and why, and forgets it with the view. */
async function tryOnPlatform(services: Services, call: CommandCall): Promise<ProfileAnswer> {
  const { prompts } = services;
  const document = await vscode.workspace.openTextDocument(getUri(call));
  const uri = document.uri.toString();
  const given = getRecord(call);
  const target = readDocumentUri(document.uri)?.reference ?? getTarget(services, given);
  const isSample = target.connection === SAMPLE_CONNECTION.name;
  const namespace =
    readText(given["namespace"]) ?? (await prompts.ask(isSample ? SAMPLE_NAMESPACE : NAMESPACE));
  const id = readText(given["id"]) ?? (await prompts.ask(isSample ? SAMPLE_IDENTITY : IDENTITY));
  const found = await withProgress({ prompts, call, title: say("Reading the profile") }, async (signal) => {
    const session = await (await services.sessions()).open(target.connection, target.sandbox);
    const { fetchProfile } = await import("../api/profiles");
    return await fetchProfile(session, { namespace: namespace.trim(), id: id.trim() }, { signal });
  });
  if (found === undefined)
    throw new UserError(
      "gone",
      say("The sandbox has no profile with this identity. Check namespace and identity."),
    );
  const label = say("a profile of the platform");
  const answer = await put(
    services,
    { uri, profile: printExactJson(found.profile) },
    { label, place: label },
  );
  const more = found.hasMoreEvents
    ? `\n${say("The profile has more events than were read; the answer may differ.")}\n`
    : "";
  const text = `${toVerdict(answer)}\n\n${answer?.why ?? ""}${more}\n${say("The profile is not kept. Close this view to forget it.")}\n`;
  // With the ending of a rule the answer would be read as one, and underlined.
  const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1).replace(/\.pql$/, "");
  await showPassingText(
    vscode.Uri.from({ scheme: PASSING_SCHEME, path: `/${say("Answer for {0}", name)}` }),
    {
      text,
      onClose: () => void services.chosenProfile().then((chosen) => chosen.clear(uri)),
    },
  );
  return { value: answer?.value ?? "unknown", problems: [] };
}

const NAMESPACE = {
  title: say("Try on a Profile"),
  prompt: say("Namespace of the identity"),
  placeholder: "Email",
  value: "Email",
} as const;

const IDENTITY = {
  title: say("Try on a Profile"),
  prompt: say("Identity. The profile is read once and not kept."),
  check: (text: string) => (text.trim() === "" ? say("An identity is needed.") : undefined),
} as const;

/** Who tries the sample knows nobody in it. */
const SAMPLE_NAMESPACE = { ...NAMESPACE, value: "CRMID" } as const;
const SAMPLE_IDENTITY = {
  ...IDENTITY,
  prompt: say("Identity. The people of the sample organisation are C-100000, C-100001 and so on."),
  value: "C-100001",
} as const;

function toVerdict(answer: ProfileAnswer | undefined): string {
  if (answer?.value === "true") return say("The profile qualifies.");
  if (answer?.value === "false") return say("The profile does not qualify.");
  return say("Whether the profile qualifies is not known.");
}
