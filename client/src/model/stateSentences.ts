/**
 * What a thing is and what is wrong with it, in a few sentences, each with the place it comes from. Pure: what is not known is
 * undefined and makes no sentence; nothing is guessed.
 */
import { say, sayCount, sayDay, sayNumber } from "../words/say";
import { toDateText } from "./rowFacts";

/** Where a sentence comes from: a part of the page, or the page of another thing. */
export type SentenceSource =
  | { readonly section: string }
  | { readonly page: "audience" | "schema" | "fragment" | "journey" | "campaign"; readonly id: string };

export interface StateSentence {
  readonly text: string;
  /** Whether somebody should do something about it. */
  readonly isWrong: boolean;
  readonly source: SentenceSource;
}

/** What is known of an audience. */
export interface AudienceState {
  readonly state: string | undefined;
  /** Enabled kinds of evaluation; undefined while the platform did not say. */
  readonly evaluation: readonly string[] | undefined;
  readonly members: number | undefined;
  /** Milliseconds since 1970. */
  readonly countedAt: number | undefined;
  readonly isActiveOnEdge: boolean | undefined;
  /** When the time ends of which its rule needs events; undefined where it has no fixed end. */
  readonly windowEnd: number | undefined;
  /** How many of each use it; undefined while one of them is not known. */
  readonly users:
    | {
        readonly audiences: number;
        readonly journeys: number;
        readonly campaigns: number;
        readonly destinations: number;
      }
    | undefined;
  /** How those of its users do that were measured. */
  readonly measured: readonly (NamedThing & {
    readonly page: "journey" | "campaign";
    readonly performance: string;
  })[];
}

/** An audience: how it is evaluated, how many it holds since when, who uses it and how that does, whether its time is over. */
export function describeAudience(audience: AudienceState, now: number): readonly StateSentence[] {
  const { state, evaluation, members, countedAt, isActiveOnEdge, windowEnd, users } = audience;
  const section = (name: string): SentenceSource => ({ section: name });
  const how =
    evaluation?.length === 0
      ? say("never evaluated")
      : evaluation && say("evaluated by {0}", toList(evaluation));
  const is = [sayState(state), how].filter((text) => text !== undefined);
  return [
    ...tell(is.length > 0, say("It is {0}.", toList(is)), { source: section(say("Evaluation")) }),
    ...tell(members !== undefined, toSizeText(members ?? 0, toDateText(countedAt)), {
      source: section(say("Size")),
      isWrong: members === 0,
    }),
    ...(users === undefined
      ? []
      : [{ text: toUsersText(users), isWrong: false, source: section(say("Used by")) }]),
    ...audience.measured.map(({ page, id, name, performance }) => ({
      text: say("“{0}” uses it. {1}", name, performance),
      isWrong: false,
      source: { page, id },
    })),
    ...tell(
      windowEnd !== undefined && isPastDay(windowEnd, now),
      say("Its rule asks for events before {0}, and that time is over.", toDayText(windowEnd)),
      { source: section(say("In plain words")), isWrong: true },
    ),
    ...tell(
      isActiveOnEdge === false && evaluation?.includes("edge") === true,
      say("It is to be evaluated on edge, where its merge policy is not active."),
      { source: section(say("Evaluation")), isWrong: true },
    ),
  ];
}

/** The platform's word, in the language of the reader where that has one. */
function sayState(state: string | undefined): string | undefined {
  return state === undefined ? undefined : say(state);
}

function toSizeText(members: number, counted: string | undefined): string {
  if (members === 0)
    return counted === undefined ? say("Nobody is in it.") : say("Nobody is in it, counted {0}.", counted);
  return counted === undefined
    ? sayCount(members, ["It holds {0} person.", "It holds {0} people."])
    : sayCount(members, ["It holds {0} person, counted {1}.", "It holds {0} people, counted {1}."], counted);
}

/** Something with a page of its own. */
interface NamedThing {
  readonly id: string;
  readonly name: string;
}

/** What is known of a campaign. */
export interface CampaignState {
  readonly state: string | undefined;
  readonly kind: string | undefined;
  readonly messages: number;
  /** Whether messages can be seen at all. */
  readonly isDraftOnly: boolean;
  readonly audience: { readonly id: string; readonly name: string } | undefined;
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
  readonly unpublished: readonly NamedThing[] | undefined;
  /** How it does, as it was measured last. */
  readonly performance: string | undefined;
}

/** A campaign: what it is, for whom, since when, how much it sends, how it does, and whether its time is over. */
export function describeCampaign(campaign: CampaignState, now: number): readonly StateSentence[] {
  const { state, kind, messages, isDraftOnly, audience, startsAt, endsAt } = campaign;
  const sending: SentenceSource = { section: say("Sending") };
  const isLive = /^(live|active|scheduled)/i.test(state ?? "");
  const isOver = endsAt !== undefined && endsAt < now;
  const is = [sayState(state), kind?.toLowerCase()].filter((text) => text !== undefined);
  return [
    ...tell(is.length > 0, say("It is {0}.", toList(is)), { source: sending }),
    ...tellAudience(audience),
    ...tell(
      !isDraftOnly && messages > 0,
      sayCount(messages, ["It sends {0} message.", "It sends {0} messages."]),
      {
        source: { section: say("Messages") },
      },
    ),
    ...tell(!isDraftOnly && messages === 0, say("It holds no message."), {
      source: { section: say("Messages") },
      isWrong: isLive,
    }),
    ...tell(startsAt !== undefined, toStartText(startsAt ?? 0, now), { source: sending }),
    ...tell(
      isOver && isLive,
      say("It is {0}, but its time ended {1}.", sayState(state) ?? "", toDateText(endsAt) ?? ""),
      {
        source: sending,
        isWrong: true,
      },
    ),
    ...tellPerformance(campaign.performance),
    ...tellUnpublished(campaign.unpublished),
  ];
}

function toStartText(startsAt: number, now: number): string {
  const when = toDateText(startsAt) ?? "";
  return startsAt > now ? say("It starts {0}.", when) : say("It started {0}.", when);
}

function tellAudience(audience: NamedThing | undefined): readonly StateSentence[] {
  if (audience === undefined) return [];
  return tell(true, say("It is for “{0}”.", audience.name), {
    source: { page: "audience", id: audience.id },
  });
}

function tellPerformance(performance: string | undefined): readonly StateSentence[] {
  return performance === undefined
    ? []
    : tell(true, performance, { source: { section: say("Performance") } });
}

/** People receive the message without the fragment, or with an older form of it. */
function tellUnpublished(fragments: readonly NamedThing[] | undefined): readonly StateSentence[] {
  return (fragments ?? []).map(({ id, name }) => ({
    text: say("It uses the fragment “{0}”, which is not published.", name),
    isWrong: true,
    source: { page: "fragment", id },
  }));
}

/** What is known of a dataset. */
export interface DatasetState {
  readonly feedsProfiles: boolean | undefined;
  readonly schema: { readonly id: string; readonly title: string } | undefined;
  /** Newest first. */
  readonly batches:
    | readonly {
        readonly status: string;
        readonly createdAt: number | undefined;
        readonly records: number | undefined;
      }[]
    | undefined;
}

/** A dataset: what its rows are, when the last arrived, and what failed. */
export function describeDataset({ feedsProfiles, schema, batches }: DatasetState): readonly StateSentence[] {
  const source: SentenceSource = { section: say("Batches") };
  const last = batches?.find(({ status }) => /^success/i.test(status));
  const when = (time: number | undefined): string => toDateText(time) ?? say("at an unknown time");
  return [
    ...(schema === undefined
      ? []
      : tell(true, toSchemaText(schema.title, feedsProfiles), { source: { page: "schema", id: schema.id } })),
    ...tell(batches?.length === 0, say("Nothing was ever loaded into it."), { source, isWrong: true }),
    ...tell(
      last?.records !== undefined,
      sayCount(
        last?.records ?? 0,
        [
          "The latest batch that arrived brought {0} record, {1}.",
          "The latest batch that arrived brought {0} records, {1}.",
        ],
        when(last?.createdAt),
      ),
      { source },
    ),
    ...toLossTexts(batches ?? [], when).map((text) => ({ text, isWrong: true, source })),
  ];
}

type Batches = NonNullable<DatasetState["batches"]>;

/** What did not arrive. An aborted batch did not fail: somebody stopped it, and the list below calls it so. */
function toLossTexts(batches: Batches, when: (time: number | undefined) => string): readonly string[] {
  const failed = batches.filter(({ status }) => /fail/i.test(status));
  const aborted = batches.filter(({ status }) => /abort/i.test(status));
  const date = when((failed[0] ?? aborted[0])?.createdAt);
  const [all, failures] = [batches.length, sayNumber(failed.length)];
  if (failed.length === 0) return aborted.length === 0 ? [] : [toAbortedText(aborted.length, all, date)];
  if (aborted.length === 0)
    return [
      sayCount(
        all,
        [
          "{1} of the last {0} batch failed, the latest {2}.",
          "{1} of the last {0} batches failed, the latest {2}.",
        ],
        failures,
        date,
      ),
    ];
  return [
    sayCount(
      aborted.length,
      [
        "{1} of the last {2} batches failed, the latest {3}; {0} was aborted.",
        "{1} of the last {2} batches failed, the latest {3}; {0} were aborted.",
      ],
      failures,
      sayNumber(all),
      date,
    ),
  ];
}

function toAbortedText(aborted: number, all: number, date: string): string {
  return sayCount(
    aborted,
    [
      "{0} of the last {1} batches was aborted, {2}.",
      "{0} of the last {1} batches were aborted, the latest {2}.",
    ],
    sayNumber(all),
    date,
  );
}

function toSchemaText(title: string, feedsProfiles: boolean | undefined): string {
  if (feedsProfiles === undefined) return say("Its rows follow “{0}”.", title);
  return feedsProfiles
    ? say("Its rows follow “{0}” and feed profiles.", title)
    : say("Its rows follow “{0}” and do not feed profiles.", title);
}

/** What is known of a journey. */
export interface JourneyState {
  readonly state: string | undefined;
  /** As the journey has it: a day may begin elsewhere hours before or after. */
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
  readonly unpublished: readonly NamedThing[] | undefined;
  /** How it does, as it was measured last. */
  readonly performance: string | undefined;
  readonly steps: readonly {
    readonly isMessage: boolean;
    readonly isMissing: boolean;
    readonly isUnreachable: boolean;
    readonly audiences: readonly { readonly id: string; readonly name?: string | undefined }[];
  }[];
}

/** A journey: how many steps and messages, for whom, since when, how it does, which steps nobody reaches, and whether its time is over. */
export function describeJourney(journey: JourneyState, now: number): readonly StateSentence[] {
  const { state, steps, startsAt, endsAt, unpublished } = journey;
  const source: SentenceSource = { section: say("Steps") };
  const schedule: SentenceSource = { section: say("All fields") };
  const isLive = /^(live|active|deployed|redeployed)/i.test(state ?? "");
  const real = steps.filter(({ isMissing }) => !isMissing);
  const messages = real.filter(({ isMessage }) => isMessage).length;
  const [missing, unreachable] = [
    steps.length - real.length,
    real.filter(({ isUnreachable }) => isUnreachable).length,
  ];
  const audience = real.flatMap(({ audiences }) => audiences).find(({ name }) => name !== undefined);
  return [
    ...tell(true, toStepsText({ state: sayState(state), steps: real.length, messages }), { source }),
    ...(audience?.name === undefined ? [] : tellAudience({ id: audience.id, name: audience.name })),
    ...tell(
      unreachable > 0,
      sayCount(unreachable, ["No way leads to {0} step.", "No way leads to {0} steps."]),
      {
        source,
        isWrong: true,
      },
    ),
    ...tell(
      missing > 0,
      sayCount(missing, [
        "{0} step it leads to is not part of it.",
        "{0} steps it leads to are not part of it.",
      ]),
      { source, isWrong: true },
    ),
    ...tell(startsAt !== undefined && startsAt > now, say("It starts on {0}.", toDayText(startsAt)), {
      source: schedule,
    }),
    ...tell(
      startsAt !== undefined && isPastDay(startsAt, now),
      say("It started on {0}.", toDayText(startsAt)),
      { source: schedule },
    ),
    ...tell(
      isLive && endsAt !== undefined && isPastDay(endsAt, now),
      say("It is {0}, but its time ended on {1}.", sayState(state) ?? "", toDayText(endsAt)),
      { source: schedule, isWrong: true },
    ),
    ...tellPerformance(journey.performance),
    ...tellUnpublished(unpublished),
  ];
}

interface Steps {
  readonly state: string | undefined;
  readonly steps: number;
  /** How many of them send one. */
  readonly messages: number;
}

function toStepsText({ state, steps, messages }: Steps): string {
  const sending =
    messages === 0
      ? say("none of which sends a message")
      : sayCount(messages, ["{0} of which sends a message", "{0} of which send a message"]);
  return state === undefined
    ? sayCount(steps, ["It has {0} step, {1}.", "It has {0} steps, {1}."], sending)
    : sayCount(
        steps,
        ["It is {1} and has {0} step, {2}.", "It is {1} and has {0} steps, {2}."],
        state,
        sending,
      );
}

const DAY_MS = 86_400_000;

/** Whether a day is over wherever it is told. */
function isPastDay(time: number, now: number): boolean {
  return time + DAY_MS < now;
}

function toDayText(time: number | undefined): string {
  return time === undefined ? "" : sayDay(time);
}

function tell(
  holds: boolean,
  text: string,
  { source, isWrong = false }: { readonly source: SentenceSource; readonly isWrong?: boolean },
): readonly StateSentence[] {
  return holds ? [{ text, isWrong, source }] : [];
}

function toUsersText(users: NonNullable<AudienceState["users"]>): string {
  const { audiences, journeys, campaigns, destinations } = users;
  const used = [
    { count: audiences, words: sayCount(audiences, ["{0} audience", "{0} audiences"]) },
    { count: journeys, words: sayCount(journeys, ["{0} journey", "{0} journeys"]) },
    { count: campaigns, words: sayCount(campaigns, ["{0} campaign", "{0} campaigns"]) },
    { count: destinations, words: sayCount(destinations, ["{0} destination", "{0} destinations"]) },
  ].filter(({ count }) => count > 0);
  if (used.length === 0) return say("No audience, journey, campaign or destination uses it.");
  const list = toList(used.map(({ words }) => words));
  return audiences + journeys + campaigns + destinations === 1
    ? say("{0} uses it.", list)
    : say("{0} use it.", list);
}

function toList(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : say("{0} and {1}", texts.slice(0, -1).join(", "), last);
}
