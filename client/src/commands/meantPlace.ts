/**
 * Which journey or campaign a command is about: the one given, selected or in front, else the one a person chooses. Reads names only.
 */
import { describeFailure } from "../model/failureText";
import { nothingSelected } from "../model/refusals";
import { describeKind } from "../model/resourceKinds";
import type { Services } from "../services";
import type { FoundChoice } from "../ui/searches";
import { say } from "../words/say";
import { type CalledPlace, findPlace, getTarget } from "./arguments";
import type { CommandCall } from "./command";

/** As many as one looks through before typing. */
const MOST_OFFERED = 50;

/** Where it is. Nobody is asked where a program calls. */
export async function getMeantPlace(
  services: Services,
  call: CommandCall,
  kind: "journey" | "campaign",
): Promise<CalledPlace> {
  const found = findPlace(call, kind);
  if (found !== undefined) return found;
  if (call.isAutomated) throw nothingSelected(say("a row of the kind “{0}”", say(describeKind(kind).noun)));
  return await choosePlace(services, kind);
}

/** The one a person chooses, whatever is in front. */
export async function choosePlace(
  services: Services,
  kind: "journey" | "campaign",
): Promise<CalledPlace & { readonly name: string }> {
  const target = getTarget(services);
  const lists = await services.lists();
  const heading = say(describeKind(kind).title);
  const find = async (text: string, signal: AbortSignal): Promise<readonly FoundChoice<Found>[]> => {
    const filter = text === "" ? undefined : text;
    const walk = await lists.openList({ ...target, filter, kind, pageSize: MOST_OFFERED });
    const { rows } = await walk.nextPage(signal);
    return rows.map(({ id, name, state = "" }) => ({
      heading,
      label: name,
      description: say(state),
      value: { id, name },
    }));
  };
  const { value } = await services.prompts.search<Found>({
    title: heading,
    placeholder: say("Part of a name"),
    isOfferedAtOnce: true,
    toNothing: (text) => say("Nothing in {0} contains “{1}” in its name", target.sandbox, text),
    buttons: [],
    search: (text, signal, report) =>
      find(text, signal).then(report, (error: unknown) => {
        const described = describeFailure(error);
        if (described === undefined) return;
        services.log.error("A list could not be searched", error);
        const label = say("$(error) Not everything could be searched");
        report([{ heading: say("Failed"), label, detail: described.text, value: undefined }]);
      }),
  });
  return { ...target, ...value };
}

interface Found {
  readonly id: string;
  readonly name: string;
}
