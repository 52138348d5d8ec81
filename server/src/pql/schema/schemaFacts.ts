/**
 * Reads what a schema says of itself: id, title, class and the organisation's own top-level steps.
 * Reads the top level only.
 */
import type { SchemaFacts } from "./facts";
import { type JsonObject, readObject, readText } from "./xdmNode";

/** Facts of a schema with these top-level properties. */
export function factsOf(schema: JsonObject, properties: JsonObject): SchemaFacts {
  const id = readText(schema["$id"]) || readText(schema["meta:altId"]);
  return {
    id,
    title: readText(schema["title"]),
    className: lastStep(readText(schema["meta:class"]) || id),
    tenants: Object.keys(properties).filter((name) => isTenantStep(name, properties[name])),
  };
}

function lastStep(id: string): string {
  const withoutUnion = id.replace(/__union$/, "");
  return withoutUnion.slice(Math.max(withoutUnion.lastIndexOf("/"), withoutUnion.lastIndexOf(".")) + 1);
}

/** Steps with an underscore that every organisation has: namespaces of the standard model and of Adobe's solutions. */
const STANDARD_STEPS: ReadonlySet<string> = new Set(
  "_id _type _repo _experience _xdm _xmpDM _xmp _dc _schema _name _channels _iptc4xmpExt _id3 _tiff _exif".split(
    " ",
  ),
);

function isTenantStep(name: string, value: unknown): boolean {
  if (!name.startsWith("_") || name.length < 2 || STANDARD_STEPS.has(name)) return false;
  const properties = readObject(readObject(value)?.["properties"]);
  if (!properties) return false;
  const namespace = `${name.slice(1)}:`;
  return !Object.values(properties).some((each) =>
    readText(readObject(each)?.["meta:xdmField"]).startsWith(namespace),
  );
}
