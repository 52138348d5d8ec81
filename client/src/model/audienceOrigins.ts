/**
 * Where an audience was made, in words. The platform's constants are an open list (docs/platform.md#audiences), so what is new is spelled
 * out from its constant instead of being left out.
 */
import { later } from "../words/say";

/** Made by the platform's own segmentation: what nearly every audience is, so rows need not say it. */
export const USUAL_ORIGIN = later("Segmentation service");

const ORIGIN_TEXTS: ReadonlyMap<string, string> = new Map([
  ["REAL_TIME_CUSTOMER_PROFILE", USUAL_ORIGIN],
  ["AUDIENCE_ORCHESTRATION", later("Audience composition")],
  ["AUDIENCE_MANAGER", later("Audience Manager")],
  ["CUSTOMER_JOURNEY_ANALYTICS", later("Customer Journey Analytics")],
  ["CUSTOM_UPLOAD", later("Custom upload")],
]);

/** The words for an `originName`: "SOME_NEW_PLACE" reads "Some new place". */
export function toOriginText(originName: string | undefined): string | undefined {
  if (originName === undefined || originName === "") return undefined;
  const words = originName.replaceAll("_", " ").toLowerCase();
  return ORIGIN_TEXTS.get(originName) ?? words.charAt(0).toUpperCase() + words.slice(1);
}
