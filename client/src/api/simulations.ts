/**
 * Renders a campaign's message for invented profiles (docs/platform.md#journey-optimizer). Refuses two things for good:
 * proofs, which send real messages, and profiles without attributes, which would read a real person.
 */
import * as z from "zod";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { findObject, type JsonObject, listOf, part, text } from "./tolerantShapes";

/** An invented profile to render for. */
export interface SimulatedProfile {
  readonly userId: string;
  readonly namespace: string;
  /** Values used instead of a stored profile; at least one. */
  readonly profileAttributes: JsonObject;
  readonly contextAttributes?: JsonObject | undefined;
}

const previewShape = z.object({
  profileId: text,
  variantId: text,
  messageId: text,
  channel: text,
  subject: text,
  html: part(z.object({ body: text })),
  text: part(z.object({ body: text })),
});

/** A rendered message: one per profile and variant. Its HTML is untrusted. */
export type MessagePreview = z.output<typeof previewShape>;

/** Renders the messages of a campaign for invented profiles; nothing is sent and no stored profile is read. */
export async function renderCampaignPreviews(
  session: ApiSession,
  request: { readonly campaignId: string; readonly profiles: readonly SimulatedProfile[] },
  options: CallOptions = {},
): Promise<readonly MessagePreview[]> {
  const isInvented = request.profiles.every(
    ({ profileAttributes }) => Object.keys(profileAttributes).length > 0,
  );
  if (request.profiles.length === 0 || !isInvented) {
    throw new ApiError("refused", { reason: { kind: "storedProfiles" } });
  }
  try {
    const { body } = await session.send({
      method: "POST",
      path: `/ajo/simulations/campaigns/${encodeURIComponent(request.campaignId)}/previews`,
      body: { previewRequestItems: request.profiles },
      isPersonal: true,
      // Renders, stores nothing and sends nothing.
      repeat: "safe",
      ...options,
    });
    return listOf(previewShape).parse(findObject(body)?.["previews"]);
  } catch (error) {
    throw isApiError(error) && error.serviceCode?.startsWith(WHOLE_DOCUMENT) ? toUnrenderable(error) : error;
  }
}

/** Service code of a message whose body is a whole HTML document instead of inner mark-up. */
const WHOLE_DOCUMENT = "CJMRT-130015";

/** The call is personal, so that the service's own words are withheld; the reason says the same without data. */
function toUnrenderable({ status, serviceCode, requestId, operation }: ApiError): ApiError {
  const reason = { kind: "wholeDocument" } as const;
  return new ApiError("validation", { reason, status, serviceCode, requestId, operation });
}
