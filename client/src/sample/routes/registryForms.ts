/** Reads the `Accept` header the way the schema registry does: exactly, and with a reason when it refuses. */
import type { SampleResponse } from "../exchange";
import { reportError } from "../replies";

interface Refused {
  readonly refusal: SampleResponse;
}

export interface ListForm {
  readonly isBrief: boolean;
  /** Content type of the answer. */
  readonly type: string;
}

export interface LookupForm {
  readonly isFull: boolean;
  readonly hasText: boolean;
  readonly hasDescriptors: boolean;
  readonly version: string;
  readonly type: string;
}

const MISSING = "Accept header is required and must name a schema registry media type.";

function refuse(status: number, code: string, detail: string): Refused {
  return { refusal: reportError(status, code, detail) };
}

function findMedia(accept: string | undefined): { media: string; version: string | undefined } | Refused {
  const text = (accept ?? "").trim();
  if (!text.startsWith("application/vnd.adobe.")) return refuse(400, "XDM-1006-400", MISSING);
  const [media = "", ...parameters] = text.split(";").map((part) => part.trim());
  const version = parameters.find((part) => part.startsWith("version="))?.slice("version=".length);
  return { media, version };
}

/** Form asked for on a list, or why it is refused. */
export function readListForm(accept: string | undefined): ListForm | Refused {
  const found = findMedia(accept);
  if ("refusal" in found) return found;
  if (found.version !== undefined)
    return refuse(400, "XDM-1007-400", "A version is not allowed in the Accept header of a list.");
  const match = /^application\/vnd\.adobe\.(?:xed|xdm)(-id)?\+json$/.exec(found.media);
  if (match === null)
    return refuse(406, "XDM-1008-406", `The form ${found.media} is not available for lists.`);
  return { isBrief: match[1] !== undefined, type: found.media };
}

/** Form asked for on a lookup, or why it is refused. */
export function readLookupForm(accept: string | undefined): LookupForm | Refused {
  const found = findMedia(accept);
  if ("refusal" in found) return found;
  const match = /^application\/vnd\.adobe\.(?:xed|xdm)(-full)?(-notext)?(-desc)?\+json$/.exec(found.media);
  if (match === null)
    return refuse(406, "XDM-1008-406", `The form ${found.media} is not available for lookups.`);
  if (found.version === undefined)
    return refuse(400, "XDM-1006-400", "The Accept header of a lookup needs a version.");
  return {
    isFull: match[1] !== undefined,
    hasText: match[2] === undefined,
    hasDescriptors: match[3] !== undefined,
    version: found.version,
    type: `${found.media}; version=${found.version}`,
  };
}

/** Form asked for on the descriptor list, which has media types of its own. */
export function readDescriptorForm(
  accept: string | undefined,
): (ListForm & { readonly isGrouped: boolean }) | Refused {
  const found = findMedia(accept);
  if ("refusal" in found) return found;
  const match = /^application\/vnd\.adobe\.xdm(-v2)?(-id|-link)?\+json$/.exec(found.media);
  if (match === null)
    return refuse(406, "XDM-1008-406", `The form ${found.media} is not available for descriptors.`);
  return { isGrouped: match[1] === undefined, isBrief: match[2] !== undefined, type: found.media };
}
