/**
 * What a thing is and what is wrong with it, in a few sentences, each with the place it comes from. Pure: what is not known is
 * undefined and makes no sentence; nothing is guessed.
 */
import { toDateText } from "./rowFacts";

/** Where a sentence comes from: a part of the page, or the page of another thing. */
export type SentenceSource =
  | { readonly section: string }
  | { readonly page: "audience" | "schema" | "fragment"; readonly id: string };

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
    | { readonly journeys: number; readonly campaigns: number; readonly destinations: number }
    | undefined;
}

/** An audience: how it is evaluated, how many it holds since when, who uses it, whether its time is over. */
export function describeAudience(audience: AudienceState, now: number): readonly StateSentence[] {
  const { state, evaluation, members, countedAt, isActiveOnEdge, windowEnd, users } = audience;
  const section = (name: string): SentenceSource => ({ section: name });
  const how =
    evaluation?.length === 0 ? "never evaluated" : evaluation && `evaluated by ${toList(evaluation)}`;
  const is = [state, how].filter((text) => text !== undefined);
  const when = countedAt === undefined ? "" : `, counted ${toDateText(countedAt) ?? ""}`;
  return [
    ...say(is.length > 0, `It is ${toList(is)}.`, { source: section("Evaluation") }),
    ...say(
      members !== undefined && members > 0,
      `It holds ${toCount(members ?? 0, "person", "people")}${when}.`,
      {
        source: section("Size"),
      },
    ),
    ...say(members === 0, `Nobody is in it${when}.`, { source: section("Size"), isWrong: true }),
    ...(users === undefined
      ? []
      : [{ text: toUsersText(users), isWrong: false, source: section("Used by") }]),
    ...say(
      windowEnd !== undefined && isPastDay(windowEnd, now),
      `Its rule asks for events before ${toDayText(windowEnd)}, and that time is over.`,
      { source: section("In plain words"), isWrong: true },
    ),
    ...say(
      isActiveOnEdge === false && evaluation?.includes("edge") === true,
      "It is to be evaluated on edge, where its merge policy is not active.",
      { source: section("Evaluation"), isWrong: true },
    ),
  ];
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
}

/** A campaign: what it is, for whom, how much it sends, and whether its time is over. */
export function describeCampaign(campaign: CampaignState, now: number): readonly StateSentence[] {
  const { state, kind, messages, isDraftOnly, audience, startsAt, endsAt } = campaign;
  const sending: SentenceSource = { section: "Sending" };
  const isLive = /^(live|active|scheduled)/i.test(state ?? "");
  const isOver = endsAt !== undefined && endsAt < now;
  const is = [state, kind?.toLowerCase()].filter((text) => text !== undefined);
  return [
    ...say(is.length > 0, `It is ${toList(is)}.`, { source: sending }),
    ...(audience === undefined
      ? []
      : say(true, `It is for “${audience.name}”.`, { source: { page: "audience", id: audience.id } })),
    ...say(!isDraftOnly && messages > 0, `It sends ${toCount(messages, "message", "messages")}.`, {
      source: { section: "Messages" },
    }),
    ...say(!isDraftOnly && messages === 0, "It holds no message.", {
      source: { section: "Messages" },
      isWrong: isLive,
    }),
    ...say(startsAt !== undefined && startsAt > now, `It starts ${toDateText(startsAt) ?? ""}.`, {
      source: sending,
    }),
    ...say(isOver && isLive, `It is ${state ?? ""}, but its time ended ${toDateText(endsAt) ?? ""}.`, {
      source: sending,
      isWrong: true,
    }),
    ...sayUnpublished(campaign.unpublished),
  ];
}

/** People receive the message without the fragment, or with an older form of it. */
function sayUnpublished(fragments: readonly NamedThing[] | undefined): readonly StateSentence[] {
  return (fragments ?? []).map(({ id, name }) => ({
    text: `It uses the fragment “${name}”, which is not published.`,
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
  const source: SentenceSource = { section: "Batches" };
  const failed = (batches ?? []).filter(({ status }) => /fail|abort/i.test(status));
  const last = batches?.find(({ status }) => /^success/i.test(status));
  const when = (time: number | undefined): string => toDateText(time) ?? "at an unknown time";
  const [latest] = failed;
  return [
    ...(schema === undefined
      ? []
      : say(true, `Its rows follow “${schema.title}”${FEEDS[String(feedsProfiles)] ?? ""}.`, {
          source: { page: "schema", id: schema.id },
        })),
    ...say(batches?.length === 0, "Nothing was ever loaded into it.", { source, isWrong: true }),
    ...say(
      last?.records !== undefined,
      `The latest batch that arrived brought ${toCount(last?.records ?? 0, "record", "records")}, ${when(last?.createdAt)}.`,
      { source },
    ),
    ...say(
      latest !== undefined,
      `${failed.length} of the last ${toCount(batches?.length ?? 0, "batch", "batches")} failed, the latest ${when(latest?.createdAt)}.`,
      { source, isWrong: true },
    ),
  ];
}

const FEEDS: Readonly<Record<string, string>> = {
  true: " and feed profiles",
  false: " and do not feed profiles",
};

/** What is known of a journey. */
export interface JourneyState {
  readonly state: string | undefined;
  /** As the journey has it: a day may begin elsewhere hours before or after. */
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
  readonly unpublished: readonly NamedThing[] | undefined;
  readonly steps: readonly {
    readonly isMessage: boolean;
    readonly isMissing: boolean;
    readonly isUnreachable: boolean;
    readonly audiences: readonly { readonly id: string; readonly name?: string | undefined }[];
  }[];
}

/** A journey: how many steps and messages, for whom, which steps nobody reaches, and whether its time is over. */
export function describeJourney(journey: JourneyState, now: number): readonly StateSentence[] {
  const { state, steps, startsAt, endsAt, unpublished } = journey;
  const source: SentenceSource = { section: "Steps" };
  const schedule: SentenceSource = { section: "All fields" };
  const isLive = /^(live|active|deployed|redeployed)/i.test(state ?? "");
  const real = steps.filter(({ isMissing }) => !isMissing);
  const messages = real.filter(({ isMessage }) => isMessage).length;
  const [missing, unreachable] = [
    steps.length - real.length,
    real.filter(({ isUnreachable }) => isUnreachable).length,
  ];
  const audience = real.flatMap(({ audiences }) => audiences).find(({ name }) => name !== undefined);
  return [
    ...say(
      true,
      `It ${state === undefined ? "" : `is ${state} and `}has ${toCount(real.length, "step", "steps")}, ${messages === 0 ? "none of which sends" : `${messages} of which ${messages === 1 ? "sends" : "send"}`} a message.`,
      { source },
    ),
    ...(audience?.name === undefined
      ? []
      : say(true, `It is for “${audience.name}”.`, { source: { page: "audience", id: audience.id } })),
    ...say(unreachable > 0, `No way leads to ${toCount(unreachable, "step", "steps")}.`, {
      source,
      isWrong: true,
    }),
    ...say(
      missing > 0,
      `${toCount(missing, "step", "steps")} it leads to ${missing === 1 ? "is" : "are"} not part of it.`,
      {
        source,
        isWrong: true,
      },
    ),
    ...say(startsAt !== undefined && startsAt > now, `It starts on ${toDayText(startsAt)}.`, {
      source: schedule,
    }),
    ...say(
      isLive && endsAt !== undefined && isPastDay(endsAt, now),
      `It is ${state ?? ""}, but its time ended on ${toDayText(endsAt)}.`,
      { source: schedule, isWrong: true },
    ),
    ...sayUnpublished(unpublished),
  ];
}

const DAY_MS = 86_400_000;

/** Whether a day is over wherever it is told. */
function isPastDay(time: number, now: number): boolean {
  return time + DAY_MS < now;
}

function toDayText(time: number | undefined): string {
  return (toDateText(time) ?? "").slice(0, 10);
}

function say(
  holds: boolean,
  text: string,
  { source, isWrong = false }: { readonly source: SentenceSource; readonly isWrong?: boolean },
): readonly StateSentence[] {
  return holds ? [{ text, isWrong, source }] : [];
}

function toUsersText(users: NonNullable<AudienceState["users"]>): string {
  const used = [
    { count: users.journeys, one: "journey", many: "journeys" },
    { count: users.campaigns, one: "campaign", many: "campaigns" },
    { count: users.destinations, one: "destination", many: "destinations" },
  ].filter(({ count }) => count > 0);
  if (used.length === 0) return "No journey, campaign or destination uses it.";
  const all = used.reduce((sum, { count }) => sum + count, 0);
  return `${toList(used.map(({ count, one, many }) => toCount(count, one, many)))} ${all === 1 ? "uses" : "use"} it.`;
}

function toList(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

function toCount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
