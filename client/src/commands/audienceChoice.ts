/**
 * The one live list in which a person chooses an audience, whatever for: used last first, searched while typing, inactive ones
 * included. What a command cannot do with an audience is said on its row.
 */
import { type FoundAudiences, searchAudiences } from "../find/audienceSearch";
import { describeFailure } from "../model/failureText";
import type { SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import type { Services } from "../services";
import type { FoundChoice } from "../ui/searches";
import { say } from "../words/say";

/** Rows offered at once; whoever does not find theirs types more of the name. */
const MOST_CHOICES = 50;

/** What an audience is chosen for. */
export interface AudienceWish {
  /** As on the button: "Publish". */
  readonly verb: string;
  /** What to search for at first. */
  readonly proposal?: string | undefined;
  /** Why an audience will not do; undefined when it will. */
  readonly refuse?: ((row: ResourceRow) => string | undefined) | undefined;
  /** What happens to an audience in its state, where the verb does not say it. */
  readonly foretell?: ((row: ResourceRow) => string | undefined) | undefined;
  /** What to do where there is none of the name. */
  readonly afterNothing?: string | undefined;
  /** The name of the draft in front, where it is no audience of the sandbox yet: whoever calls a command on it learns why it cannot be. */
  readonly unsent?: string | undefined;
}

/** Asks which audience. Rejects with `Cancelled` when the person gives up. */
export async function chooseAudience(
  services: Services,
  target: SandboxTarget,
  { verb, proposal = "", afterNothing, unsent, ...wish }: AudienceWish,
): Promise<ResourceRow> {
  const { value } = await services.prompts.search<ResourceRow>({
    title: say("{0} Audience in {1}", say(verb), target.sandbox),
    placeholder: say("Part of the name of an audience"),
    text: proposal,
    isOfferedAtOnce: true,
    buttons: [],
    toNothing: (text) =>
      text === ""
        ? say("There is no audience in {0}", target.sandbox)
        : say("No audience contains “{0}” in its name", text),
    afterNothing,
    search: async (text, signal, report) => {
      const first = unsent !== undefined && text === "" ? [toUnsent(unsent, target)] : [];
      let found: readonly FoundChoice<ResourceRow>[] = first;
      try {
        await searchAudiences(services, { target, text, signal, most: MOST_CHOICES }, (audiences) => {
          found = [...first, ...toChoices(audiences, wish)];
          if (found.length > 0) report(found);
        });
      } catch (error) {
        const described = describeFailure(error);
        if (described === undefined) return;
        services.log.error("Audiences could not be searched", error);
        const label = say("$(error) Not everything could be searched");
        report([...found, { heading: say("Failed"), label, detail: described.text, value: undefined }]);
      }
    },
  });
  await services.recent.note({ ...target, kind: "audience", id: value.id }, value.name);
  return value;
}

/** Stands first and does nothing: Enter would take a stranger in its place. */
function toUnsent(name: string, { sandbox }: SandboxTarget): FoundChoice<ResourceRow> {
  const detail = say("Not in {0} yet: “AEP: Preview Audience” shows what would be created.", sandbox);
  return {
    heading: say("In front"),
    label: name,
    description: say("Not possible"),
    detail,
    value: undefined,
  };
}

/** Those that will do under the heading of where they were found, then the others with why they will not. */
function toChoices(
  { recent, listed, inactive }: FoundAudiences,
  { refuse, foretell }: Pick<AudienceWish, "refuse" | "foretell">,
): readonly FoundChoice<ResourceRow>[] {
  const groups: readonly (readonly [string, readonly ResourceRow[]])[] = [
    [say("Recently used"), recent],
    [say("Audiences"), listed],
    [say("Inactive"), inactive],
  ];
  const choices = groups.flatMap(([heading, rows]) =>
    rows.map((row) => ({ row, heading, reason: refuse?.(row) })),
  );
  return [
    ...choices
      .filter(({ reason }) => reason === undefined)
      .map(({ row, heading }) => toChoice({ ...row, state: foretell?.(row) ?? row.state }, heading, row)),
    ...choices.flatMap(({ row, reason }) =>
      reason === undefined ? [] : [toChoice({ ...row, state: reason }, say("Not possible"), undefined)],
    ),
  ];
}

function toChoice(
  row: ResourceRow,
  heading: string,
  value: ResourceRow | undefined,
): FoundChoice<ResourceRow> {
  const facts = [row.state && say(row.state), row.evaluation].filter((fact) => fact !== undefined);
  return { heading, label: row.name, description: facts.join(" · "), detail: row.id, value };
}
