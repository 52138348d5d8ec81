/**
 * Which shared fragments authored mark-up uses, as its personalisation tokens say; looks them up, and whether they can be edited from here. Reads only.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type ContentFragment, fetchContentFragment, listContentFragments } from "../api/contentItems";
import { collectItems } from "../api/pages";
import { say } from "../words/say";
import { toParts } from "./contentParts";

/** One fragment as a token names it. */
export interface FragmentReference {
  /** Without the origin in front of it and the variant behind it. */
  readonly id: string;
  /** "ajo" for fragments of Journey Optimizer, "aem" for those of Experience Manager. */
  readonly origin: string;
  /** The name the author saw; undefined where the token has none. */
  readonly name: string | undefined;
}

const TOKEN = /\{\{\{?\s*fragment\b([^}]*)\}\}/gi;

/** The fragments a text uses, each once, in their order. */
export function listFragmentReferences(text: string): readonly FragmentReference[] {
  const found = [...text.matchAll(TOKEN)].flatMap(([, attributes = ""]) => readReference(attributes));
  const byKey = new Map<string, FragmentReference>();
  for (const one of found) {
    const key = `${one.origin}:${one.id}`;
    if (byKey.get(key)?.name === undefined) byKey.set(key, one);
  }
  return [...byKey.values()];
}

/** `id="ajo:<id>/<variant>" name="Footer"`, in either quotes. */
function readReference(attributes: string): readonly FragmentReference[] {
  const written = readAttribute(attributes, "id");
  if (written === undefined) return [];
  const colon = written.indexOf(":");
  const origin = colon < 0 ? "ajo" : written.slice(0, colon).toLowerCase();
  const path = written.slice(colon + 1);
  // Addresses of Experience Manager have slashes of their own.
  const id = origin === "ajo" ? (path.split("/")[0] ?? "") : path;
  return id === "" ? [] : [{ id, origin, name: readAttribute(attributes, "name") }];
}

function readAttribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  return found?.[1] ?? found?.[2];
}

/** A fragment of a message. */
export interface UsedFragment {
  /** Undefined when it is not one of this sandbox's fragments. */
  readonly id: string | undefined;
  readonly name: string;
  /** Why it cannot be edited from here; undefined when it can. */
  readonly obstacle: string | undefined;
}

/** More are not looked up one by one. */
const MOST_LOOKED_UP = 20;

/** The fragments behind references. What cannot be read is named with the reason, never left out. */
export async function findUsedFragments(
  session: ApiSession,
  references: readonly FragmentReference[],
  signal: AbortSignal,
): Promise<readonly UsedFragment[]> {
  const found: UsedFragment[] = [];
  for (const [index, reference] of references.entries()) {
    const name = reference.name ?? reference.id;
    if (reference.origin !== "ajo") {
      found.push({
        id: undefined,
        name,
        obstacle: say("it is kept in Experience Manager; change it there."),
      });
    } else if (index >= MOST_LOOKED_UP) {
      found.push({ id: undefined, name, obstacle: say("not looked up, there are too many.") });
    } else found.push(await findOne(session, reference, signal));
  }
  return found;
}

async function findOne(
  session: ApiSession,
  { id, name }: FragmentReference,
  signal: AbortSignal,
): Promise<UsedFragment> {
  try {
    const fragment = await findMeantFragment(session, { id, name }, signal);
    if (fragment === undefined) {
      return {
        id: undefined,
        name: name ?? id,
        obstacle: say("the platform does not show it in this sandbox."),
      };
    }
    const isEditable = toParts(fragment.raw).length > 0;
    const obstacle = isEditable ? undefined : say("it holds nothing that can be edited as text.");
    return { id: fragment.id, name: fragment.name, obstacle };
  } catch (error) {
    signal.throwIfAborted();
    session.log.write({
      level: "warn",
      message: `A fragment of a message could not be read: ${String(error)}`,
    });
    return { id: undefined, name: name ?? id, obstacle: say("it could not be read from the platform.") };
  }
}

/** The fragment a reference means, in this sandbox; undefined where there is none. Rejects with `ApiError`. */
export async function findMeantFragment(
  session: ApiSession,
  { id, name }: Pick<FragmentReference, "id" | "name">,
  signal: AbortSignal | undefined,
): Promise<ContentFragment | undefined> {
  return (await findById(session, id, signal)) ?? (await findByName(session, name, signal));
}

async function findById(
  session: ApiSession,
  id: string,
  signal: AbortSignal | undefined,
): Promise<ContentFragment | undefined> {
  try {
    return await fetchContentFragment(session, id, { signal });
  } catch (error) {
    if (isApiError(error, "notFound", "refused")) return undefined;
    throw error;
  }
}

/** Tokens may keep an id of another sandbox; a name that only one fragment has says which is meant. */
async function findByName(
  session: ApiSession,
  name: string | undefined,
  signal: AbortSignal | undefined,
): Promise<ContentFragment | undefined> {
  if (name === undefined) return undefined;
  const all = await collectItems(listContentFragments(session), signal);
  const [only, ...others] = all.filter((fragment) => fragment.name === name);
  if (only === undefined || others.length > 0) return undefined;
  return await fetchContentFragment(session, only.id, { signal });
}
