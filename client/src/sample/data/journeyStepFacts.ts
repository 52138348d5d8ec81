/**
 * What waits and conditions of the sample's journeys hold beside their names: what the names say, as the platform would write it.
 */

/** Where nothing else is named. */
const USUAL_DELAY = "PT72H";
const USUAL_FIELD = "emailEngagement.opens30d} > 0";

const DELAYS: ReadonlyMap<string, string> = new Map([
  ["One hour", "PT1H"],
  ["One day", "PT24H"],
  ["Two days", "PT48H"],
  ["Four days", "PT96H"],
  ["A week", "PT168H"],
  ["Ten days", "PT240H"],
  ["Two weeks", "PT336H"],
  ["A month", "PT720H"],
]);

/** Below the organisation's own part of the profile. */
const TESTED_FIELDS: ReadonlyMap<string, string> = new Map([
  ["Still in cart?", "cart.isAbandoned} == true"],
  ["Value above 100?", "cart.value} > 100"],
]);

/** How long a wait of this name lasts, as an ISO 8601 duration. */
export function toDelay(name: string): string {
  return DELAYS.get(name) ?? USUAL_DELAY;
}

/** What a condition of this name tests, in the language of journeys. */
export function toConditionExpression(name: string): string {
  return `{#ExperiencePlatform.ProfileFieldGroup.profile._acme.${TESTED_FIELDS.get(name) ?? USUAL_FIELD}`;
}
