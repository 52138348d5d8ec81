/**
 * Which audiences hold nobody because they wait to be published, and how that is said. Reads states only.
 */
import { say } from "../words/say";

/** Whether nobody is in the audience because it waits to be published. */
export function isUnpublished(state: string | undefined): state is "draft" | "inactive" {
  return state === "draft" || state === "inactive";
}

/** Why a destination gets nothing of an audience; undefined where it does, or where the state is not known. */
export function toUnpublishedText(name: string, state: string | undefined): string | undefined {
  return isUnpublished(state)
    ? say("“{0}” is {1}: nobody is sent before it is published.", name, say(state))
    : undefined;
}
