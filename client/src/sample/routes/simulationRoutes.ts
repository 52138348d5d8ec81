/** Rendering a campaign for a person without sending it. Attributes that come with the request keep the profile store untouched. */
import { type Call, parameter, readBody, readRecord } from "../call";
import { answerMessage, emailBody, renderTokens } from "../data/emails";
import type { SampleResponse } from "../exchange";
import { contentError, json, UNLICENSED } from "../replies";
import { type Route, routesOf } from "../router";
import { findPerson } from "./profileRoutes";

const service = { host: "platform", sandbox: "required", product: "ajo", denial: "report" } as const;
const route = routesOf({ ...service, resource: "campaigns", questions: ["POST"] }, "/ajo");

/** Tripwires: calls that send messages or empty lists. Nothing good can come of them, so they are refused and recorded. */
const NEVER = { isTripwire: true, questions: [] };
const refuseTripwire = (): SampleResponse =>
  json(403, { message: "The sample organisation never sends anything" });

/** Routes of simulations, and everything that must never be called. */
export const simulationRoutes: readonly Route[] = [
  route("/simulations/campaigns/{id}/previews", { POST: renderPreview }),
  route("/simulations/campaigns/{id}/proofs", { POST: refuseTripwire }, NEVER),
  route("/simulations/campaigns/{id}/proofs/{job}", { GET: refuseTripwire }, NEVER),
  route("/im/executions/unitary", { POST: refuseTripwire }, NEVER),
  route("/im/executions/audience", { POST: refuseTripwire }, NEVER),
  route("/im/executions/highthroughput", { POST: refuseTripwire }, NEVER),
  route(
    "/im/executions/schedules/{id}",
    { GET: refuseUnlicensed, DELETE: refuseTripwire },
    { ...NEVER, questions: ["GET"] },
  ),
  route("/campaign-orchestration/orchestratedCampaigns/{id}/trigger", { POST: refuseTripwire }, NEVER),
  route("/config/suppression/admin/{organisation}/{sandbox}", { DELETE: refuseTripwire }, NEVER),
];

/** How an execution went is no mistake to ask, but nothing was ever executed. */
function refuseUnlicensed(call: Call): SampleResponse {
  return contentError({
    status: 403,
    code: "CJMMAS-1003-403",
    title: "Forbidden",
    detail: UNLICENSED,
    path: call.url.pathname,
    requestId: call.requestId,
  });
}

function fail(call: Call, facts: { status: number; code: string; detail: string }): SampleResponse {
  return contentError({
    ...facts,
    title: "Rendering failed",
    path: call.url.pathname,
    requestId: call.requestId,
  });
}

function renderPreview(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const place = call.state.campaigns(call.sandbox.name).messages.find((message) => message.campaignId === id);
  if (place === undefined)
    return fail(call, { status: 404, code: "CJMRT-110004-404", detail: "The campaign does not exist" });
  const items = readRecord(readBody(call.request))?.["previewRequestItems"];
  if (!Array.isArray(items) || items.length === 0)
    return fail(call, { status: 400, code: "CJMRT-110001-400", detail: "previewRequestItems is required" });
  if (place.name === "Full document body") {
    return fail(call, {
      status: 400,
      code: "CJMRT-130015-400",
      detail: "CJMRT-130015: the body is a whole document, inner mark-up was expected",
    });
  }
  const previews: object[] = [];
  for (const given of items) {
    const item = readRecord(given) ?? {};
    if (typeof item["userId"] !== "string" || typeof item["namespace"] !== "string") {
      return fail(call, {
        status: 400,
        code: "CJMRT-110002-400",
        detail: "userId and namespace are required",
      });
    }
    const attributes = readRecord(item["profileAttributes"]) ?? findPerson(call, item["userId"])?.record;
    if (attributes === undefined)
      return fail(call, { status: 404, code: "CJMRT-110005-404", detail: "The profile does not exist" });
    const answer = answerMessage(place);
    const [variant] = "content" in answer ? (answer.content["variants"] as Record<string, unknown>[]) : [];
    const body = String(readRecord(variant?.["html"])?.["body"] ?? emailBody(place.name));
    const profile = readRecord(attributes["profile"]) ?? attributes;
    previews.push({
      profileId: item["userId"],
      variantId: variant?.["variantId"] ?? place.messageId,
      messageId: place.messageId,
      channel: place.channel,
      subject: renderTokens(String(variant?.["subject"] ?? place.name), profile),
      html: { body: renderTokens(body, profile) },
    });
  }
  return json(200, { previews });
}
