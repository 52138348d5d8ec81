/** The campaigns of one sandbox: those that marketers made, and the inline ones behind the message steps of journeys. */
import type { Seeded } from "../seeded";
import { audienceIdOf } from "./audienceShapes";
import type { JourneyTable, MessagePlace } from "./sampleJourneys";

/** One campaign as the campaign service sends it. */
export type CampaignRecord = Readonly<Record<string, unknown>> & {
  readonly campaignId: string;
  readonly name: string;
};

/** Campaigns with the messages they carry. */
export interface CampaignTable {
  readonly campaigns: readonly CampaignRecord[];
  readonly messages: readonly MessagePlace[];
  /** Versions that later ones replaced, by campaign; most campaigns have none. */
  readonly earlier: ReadonlyMap<string, CampaignRecord>;
  /** Ids that have no published version. */
  readonly draftOnly: ReadonlySet<string>;
}

/** What campaigns are made from. */
export interface CampaignSource {
  readonly seeded: Seeded;
  readonly sandboxName: string;
  readonly today: number;
  readonly journeys: JourneyTable;
}

/** Name, status, type, channel, audience, age in days. */
const ROWS: readonly (readonly [string, string, string, string, string, number])[] = [
  ["Autumn look book", "LIVE", "Scheduled", "email", "Autumn campaign", 4],
  ["Autumn push", "LIVE", "Scheduled", "push", "App users without push", 4],
  ["Order confirmation", "LIVE", "ApiTriggered", "email", "", 220],
  ["Password reset", "LIVE", "ApiTriggered", "email", "", 400],
  ["Delivery is on its way (SMS)", "LIVE", "ApiTriggered", "sms", "", 150],
  ["Summer sale 2026", "COMPLETED", "Scheduled", "email", "Everyone we may mail", 120],
  ["Spring sale 2026", "ARCHIVED", "Scheduled", "email", "Everyone we may mail", 220],
  ["Black Friday teaser", "DRAFT", "Scheduled", "email", "Black Friday early access", 2],
  ["Loyalty statement", "SCHEDULED", "Scheduled", "email", "Loyalty members", 7],
  ["Warm-up November", "IN_PROGRESS", "IpWarmup", "email", "Mail providers we warm up", 11],
  ["Stopped by legal", "STOPPED", "Scheduled", "email", "Families", 60],
  ["Web banner test", "FAILED", "Scheduled", "web", "Ten page views", 33],
  ["Full document body", "LIVE", "Scheduled", "email", "Families", 20],
];

/** Campaigns that were published twice. */
const REPUBLISHED: ReadonlySet<string> = new Set(["Autumn look book", "Order confirmation"]);

/** Returns the campaigns of a sandbox; only production has the regular ones. */
export function createCampaigns(source: CampaignSource): CampaignTable {
  const rows = source.sandboxName === "prod" ? ROWS : ROWS.slice(0, 2);
  const regular = rows.map((row) => toCampaign(source, row));
  const draftOnly = new Set(
    regular.filter(({ record }) => record["status"] === "DRAFT").map(({ record }) => record.campaignId),
  );
  const earlier = regular
    .filter(({ record }) => REPUBLISHED.has(record.name))
    .map((made) => toEarlier(source, made));
  return {
    earlier: new Map(earlier.map(({ record }) => [record.campaignId, record])),
    campaigns: [
      ...regular.map(({ record }) => record),
      ...source.journeys.inlineCampaigns.map((campaign) => campaign as CampaignRecord),
    ],
    messages: [...[...regular, ...earlier].map(({ place }) => place), ...source.journeys.messages],
    draftOnly,
  };
}

/** ISO time with six fractional digits, as this service writes it. */
function micro(time: number): string {
  return new Date(time).toISOString().replace("Z", "123Z");
}

interface MadeCampaign {
  readonly record: CampaignRecord;
  readonly place: MessagePlace;
}

/** The version before: another message, described otherwise, out of use since. */
function toEarlier({ seeded, today }: CampaignSource, { record, place }: MadeCampaign): MadeCampaign {
  const { campaignId, name } = record;
  const messageId = seeded.uuid(`earlierMessage/${campaignId}`);
  const message = { messageId, channel: place.channel, name: `${name}, first try` };
  const packages = [
    { packageId: seeded.uuid(`earlierPackage/${campaignId}`), name: "main", channel: place.channel },
  ];
  const { liveVersionId: _live, ...rest } = record;
  return {
    place: { ...place, ...message },
    record: {
      ...rest,
      campaignId,
      name,
      status: "ARCHIVED",
      priority: 30,
      versionId: seeded.uuid(`earlierVersion/${campaignId}`),
      description: `${name}, before it was made anew.`,
      modifiedAt: micro(today - 300 * 86_400_000),
      packages: packages.map((made) => ({ ...made, status: "ARCHIVED", messages: [message] })),
    },
  };
}

function toCampaign(source: CampaignSource, row: (typeof ROWS)[number]): MadeCampaign {
  const [name, status, campaignType, channel, audience, age] = row;
  const { seeded, sandboxName, today } = source;
  const seedName = `${sandboxName}/${name}`;
  const campaignId = seeded.uuid(`campaign/${seedName}`);
  const messageId = seeded.uuid(`campaignMessage/${seedName}`);
  const changed = today - age * 86_400_000;
  const record = {
    campaignId,
    versionId: seeded.uuid(`campaignVersion/${seedName}`),
    ...(status === "DRAFT"
      ? { draftVersionId: seeded.uuid(`draft/${seedName}`) }
      : { liveVersionId: seeded.uuid(`campaignVersion/${seedName}`) }),
    name,
    description: `${name} of the CRM team.`,
    status,
    schedule: {
      startDateEnabled: campaignType === "Scheduled",
      startDate: micro(changed + 86_400_000),
      endDateEnabled: false,
    },
    createdBy: "6F8C23A5@AdobeID",
    createdByName: "Dana Keller",
    createdAt: micro(changed - 864_000_000),
    modifiedBy: "7A1D90B2@AdobeID",
    modifiedByName: "Ravi Menon",
    modifiedAt: micro(changed),
    tags: [],
    labels: [],
    campaignType,
    category: campaignType === "ApiTriggered" ? "Transactional" : "Marketing",
    campaignClass: "regular",
    ...(audience === ""
      ? {}
      : {
          audience: {
            audienceId: audienceIdOf(seeded, sandboxName, audience),
            audienceType: "SegmentDefinition",
          },
          identityNamespace: "CRMID",
        }),
    metadata: { sourceType: campaignType === "IpWarmup" ? "ipWarmup" : "campaign" },
    objectives: [],
    priority: 50,
    packages: [
      {
        packageId: seeded.uuid(`campaignPackage/${seedName}`),
        name: "main",
        channel,
        status,
        messages: [{ messageId, channel, name }],
      },
    ],
  };
  return { record, place: { campaignId, messageId, channel, name, journeyName: "" } };
}
