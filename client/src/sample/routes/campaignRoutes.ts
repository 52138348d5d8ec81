/** Campaigns and their messages, read only. The list pages from 1, ignores `limit`, and understands a little FIQL. */
import { type Call, parameter, readNumber } from "../call";
import { answerMessage } from "../data/emails";
import type { CampaignRecord } from "../data/sampleCampaigns";
import type { SampleResponse } from "../exchange";
import { campaignError, json } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "ajo", resource: "campaigns", denial: "report" },
  "/journey/campaigns/service",
);

/** Routes of the campaign service. */
export const campaignRoutes: readonly Route[] = [
  route("/campaigns", { GET: listCampaigns }),
  route("/campaigns/{id}", { GET: getCampaign }),
  route("/campaigns/{id}/versions", { GET: listVersions }),
  route("/campaigns/{id}/packages/{package}", { GET: getPackage }),
  route("/campaigns/{id}/publish/validation", { GET: getValidation }),
  route("/campaigns/{id}/messages/{message}", { GET: getMessage }),
  route("/campaigns/{id}/messages/{message}/{channel}/variants/{variant}", { GET: getVariant }),
  route("/metadata/surfaces", { GET: listSurfaces }),
  route("/metadata/surfaces/{channel}/{surface}", { GET: getSurface }),
];

function listCampaigns(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const count = Math.min(1_000, Math.max(1, readNumber(call, "count", 50)));
  const page = Math.max(1, readNumber(call, "page", 1));
  const orderby = query.get("orderby") ?? "-modifiedAt";
  const property = query.get("property");
  const conditions = (property ?? "").split(";").filter((text) => text !== "");
  const found = call.state
    .campaigns(call.sandbox.name)
    .campaigns.filter((campaign) => conditions.every((text) => holds(campaign, text)));
  const data = sortBy(found, orderby).slice((page - 1) * count, page * count);
  const totalPages = Math.ceil(found.length / count);
  // Of an empty list the service sends these members and no others.
  const empty = { orderby, count, page, type: "offset", totalPages, totalCount: found.length };
  const more =
    found.length === 0
      ? {}
      : {
          start: String(page),
          ...(page < totalPages ? { next: String(page + 1) } : {}),
          ...(property === null ? {} : { property }),
        };
  return json(200, { data, _page: { ...empty, ...more }, _links: {} });
}

/** One FIQL condition: `campaignClass!=inline`, `status==LIVE`, `name=like="look"`. */
function holds(campaign: CampaignRecord, text: string): boolean {
  const match = /^([\w.]+)(!=|==|=like=|=)"?(.*?)"?$/s.exec(text);
  if (match === null) return true;
  const actual = String(campaign[match[1] ?? ""] ?? "");
  const wanted = match[3] ?? "";
  if (match[2] === "!=") return actual !== wanted;
  return match[2] === "=like="
    ? actual.toLowerCase().includes(wanted.replaceAll("%", "").replaceAll("*", "").toLowerCase())
    : actual === wanted;
}

function sortBy(found: readonly CampaignRecord[], orderby: string): CampaignRecord[] {
  const field = orderby.replace(/^[-+]/, "");
  const sign = orderby.startsWith("-") ? -1 : 1;
  return [...found].sort((a, b) => String(a[field] ?? "").localeCompare(String(b[field] ?? "")) * sign);
}

function findCampaign(call: Call): CampaignRecord | SampleResponse {
  const { campaigns, draftOnly } = call.state.campaigns(call.sandbox.name);
  const id = parameter(call, "id");
  const found = campaigns.find((campaign) => campaign.campaignId === id);
  if (found === undefined) return campaignError(404, "CJMCMP-2001-404", "The campaign does not exist");
  return draftOnly.has(id)
    ? campaignError(404, "CJMCMP-2044-404", "The campaign has no published version")
    : found;
}

function isRefusal(found: CampaignRecord | SampleResponse): found is SampleResponse {
  return "body" in found && "headers" in found;
}

function getCampaign(call: Call): SampleResponse {
  const found = findCampaign(call);
  return isRefusal(found) ? found : json(200, found);
}

function listVersions(call: Call): SampleResponse {
  const found = findCampaign(call);
  if (isRefusal(found)) return found;
  const earlier = call.state.campaigns(call.sandbox.name).earlier.get(found.campaignId);
  const data = earlier === undefined ? [found] : [found, earlier];
  const count = data.length;
  return json(200, {
    data,
    _page: { orderby: "", count, page: 1, type: "offset", totalPages: 1, totalCount: count },
    _links: {},
  });
}

function getPackage(call: Call): SampleResponse {
  const found = findCampaign(call);
  if (isRefusal(found)) return found;
  const packages = Array.isArray(found["packages"]) ? (found["packages"] as Record<string, unknown>[]) : [];
  const wanted = packages.find((item) => item["packageId"] === parameter(call, "package"));
  return wanted === undefined
    ? campaignError(404, "CJMCMP-2003-404", "The package does not exist")
    : json(200, wanted);
}

function getValidation(call: Call): SampleResponse {
  const found = findCampaign(call);
  return isRefusal(found) ? found : json(200, { code: "VALID", result: { errors: [], warnings: [] } });
}

function getMessage(call: Call): SampleResponse {
  const campaignId = parameter(call, "id");
  const messageId = parameter(call, "message");
  const place = call.state
    .campaigns(call.sandbox.name)
    .messages.find((message) => message.campaignId === campaignId && message.messageId === messageId);
  if (place === undefined) return campaignError(404, "CJMCMP-2005-404", "The message does not exist");
  const answer = answerMessage(place);
  if ("content" in answer) return json(200, answer.content);
  if (answer.status === 403)
    return campaignError(403, "CJMCMP-1003-403", "The message is restricted by its labels");
  return { status: 200, headers: { "content-type": "application/json" }, body: "" };
}

function getVariant(call: Call): SampleResponse {
  const answer = getMessage(call);
  if (answer.status !== 200 || answer.body === "") return answer;
  const { variants } = JSON.parse(answer.body) as { variants: { variantId: string }[] };
  const found = variants.find(({ variantId }) => variantId === parameter(call, "variant"));
  return found === undefined
    ? campaignError(404, "CJMCMP-2006-404", "The variant does not exist")
    : json(200, found);
}

const CHANNELS = ["email", "push", "sms", "inapp"];

function toSurfaces(call: Call): { readonly id: string; readonly surfaceChannel: string }[] {
  return CHANNELS.map((channel) => ({
    id: call.seeded.uuid(`surface/${channel}`),
    surfaceChannel: channel,
    name: `acme-${channel}`,
    surfaceName: `acme-${channel}`,
    channel,
    type: "surface",
    status: "ACTIVE",
    surfaceStatus: "ACTIVE",
  }));
}

function listSurfaces(call: Call): SampleResponse {
  const wanted = call.url.searchParams.get("channel");
  const surfaces = toSurfaces(call).filter(
    ({ surfaceChannel }) => wanted === null || wanted === surfaceChannel,
  );
  return json(200, {
    data: surfaces,
    _page: {
      orderby: "",
      count: surfaces.length,
      page: 1,
      type: "offset",
      totalPages: 1,
      totalCount: surfaces.length,
    },
    _links: {},
  });
}

function getSurface(call: Call): SampleResponse {
  const found = toSurfaces(call).find(
    ({ id, surfaceChannel }) =>
      id === parameter(call, "surface") && surfaceChannel === parameter(call, "channel"),
  );
  return found === undefined
    ? campaignError(404, "CJMCMP-2007-404", "The surface does not exist")
    : json(200, found);
}
