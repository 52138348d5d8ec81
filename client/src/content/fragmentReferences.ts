/**
 * Which shared fragments authored mark-up uses, as its personalisation tokens say. Pure; resolves none.
 */

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
