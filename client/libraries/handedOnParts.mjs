/**
 * Writes parts that only hand on what another part holds into the places that ask for them. esbuild makes one wherever what is imported
 * later is also needed at once elsewhere; each was a file of an archive, mostly its name. Touches no other part, and none that is
 * needed at once.
 */
import path from "node:path";

/** A part that takes names of one other and exports them, and does nothing else. */
const HANDS_ON = /^var \{([\w$:,]+)\}=require\("\.\/([^"/]+)"\);((?:exports\.[\w$]+=[\w$]+;)+)\s*$/;
/** How a part is asked for later (parts.mjs). */
const ASKED_FOR =
  /Promise\.resolve\(require\.later\?\.\("(\.[^"]*\/)([^"/]+)"\)\)\.then\(\(\)=>\(0,require\)\("\1\2"\)\)/g;
const NAMED = /"\.[^"]*\/([^"/]+)"/g;

/**
 * @param {ReadonlyMap<string, string>} files paths and texts of a minified build, as CommonJS
 * @returns {ReadonlyMap<string, string>} the same without the parts that nobody asks for any more
 */
export function writeInHandedOn(files) {
  const handing = new Map([...files].flatMap(([file, text]) => toHanding(path.basename(file), text)));
  const written = new Map([...files].map(([file, text]) => [file, writeIn(text, handing)]));
  const named = new Set(
    [...written.values()].flatMap((text) => [...text.matchAll(NAMED)].map(([, name]) => name)),
  );
  return new Map(
    [...written].filter(([file]) => named.has(path.basename(file)) || !handing.has(path.basename(file))),
  );
}

function toHanding(name, text) {
  const [, taken, holder, exported] = HANDS_ON.exec(text) ?? [];
  if (holder === undefined) return [];
  const origins = new Map(taken.split(",").map((pair) => pair.split(":").reverse()));
  const names = [...exported.matchAll(/exports\.([\w$]+)=([\w$]+);/g)];
  return [[name, { holder, names: names.map(([, outer, local]) => [outer, origins.get(local)]) }]];
}

function writeIn(text, handing) {
  return text.replace(ASKED_FOR, (asked, folder, name) => {
    const { holder, names } = handing.get(name) ?? {};
    if (holder === undefined) return asked;
    const taken = names.map(([outer, origin]) => `${outer}:part.${origin}`).join(",");
    const place = `"${folder}${holder}"`;
    return `Promise.resolve(require.later?.(${place})).then(()=>{var part=(0,require)(${place});return{${taken}}})`;
  });
}
