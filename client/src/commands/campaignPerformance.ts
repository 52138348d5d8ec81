/**
 * How the e-mails of a campaign do, on its page: counted in the tracking datasets by Query Service. Reads only; nothing is kept but in
 * memory.
 */
import { type Campaign, fetchCampaignOrDraft } from "../api/campaigns";
import { UserError } from "../model/userError";
import { type CampaignFigures, MAIL_ROLES, splitRange, toCampaignFigures } from "../reports/campaignFigures";
import { toDayRange, toToday } from "../reports/reportDates";
import type { Services } from "../services";
import { say } from "../words/say";
import type { Command, CommandCall } from "./command";
import { getMeantPlace } from "./meantPlace";
import { askDates } from "./reportQuestions";
import { COUNTED_NAMES, countTracked, MOST_STATEMENTS, toUtcText } from "./trackingQueries";

/** The commands of this file. */
export const CAMPAIGN_PERFORMANCE_COMMANDS: readonly Command[] = [
  { id: "aep.campaign.showPerformance", run: showPerformance },
];

/** Asks for the days, counts, and shows the page of the campaign with the numbers. Returns them. */
async function showPerformance(services: Services, call: CommandCall): Promise<CampaignFigures> {
  const { connection, sandbox, id } = await getMeantPlace(services, call, "campaign");
  const session = await (await services.sessions()).open(connection, sandbox);
  const { campaign, isDraftOnly } = await fetchCampaignOrDraft(session, id, { signal: call.signal });
  if (isDraftOnly || !sendsMail(campaign)) throw withoutMail(isDraftOnly);
  const dates = await askDates(services.prompts, say("Performance of the Campaign"));
  const range = toDayRange(dates, toToday(services.now(), undefined));
  const parts = splitRange(range, MOST_STATEMENTS / MAIL_ROLES.length);
  const subject = { kind: "campaign", campaignId: campaign.campaignId, name: campaign.name } as const;
  const questions = parts.flatMap((part) => MAIL_ROLES.map((role) => ({ subject, role, range: part })));
  const name = "AEP Workbench: e-mails of a campaign";
  const { rows, source, remarks } = await countTracked(services, {
    connection,
    sandbox,
    session,
    questions,
    name,
  });
  const columns = MAIL_ROLES.map((role) => ({ role, name: say(COUNTED_NAMES[role]) }));
  const figures = toCampaignFigures({
    source,
    remarks,
    days: toUtcText(range),
    columns,
    parts,
    numbers: rows,
  });
  const place = { page: "campaign", connection, sandbox, id } as const;
  (await services.pages()).hand(place, { name: campaign.name, value: toHanded(figures) });
  return figures;
}

function sendsMail({ packages }: Campaign): boolean {
  return packages.some(({ channel }) => /e-?mail/i.test(channel ?? ""));
}

function withoutMail(isDraftOnly: boolean): UserError {
  return new UserError(
    "gone",
    isDraftOnly
      ? say("It was never published, so the tracking datasets hold nothing of it.")
      : say(
          "It sends no e-mail. What its other messages do is not counted here: the tracking dataset that is asked holds opens and clicks of e-mails only.",
        ),
  );
}

/** A page is sent JSON, which knows no undefined. */
function toHanded({ rows, summary, ...figures }: CampaignFigures): object {
  return {
    ...figures,
    ...(summary === undefined ? {} : { summary }),
    rows: rows.map(({ label, values }) => ({ label, values: values.map((value) => value ?? null) })),
  };
}
