/**
 * Loads the core, that is everything behind the greeting. In what ships it stands in the same file as a text, which Node need
 * not read as code before `initialize` can be answered, and is compiled with what V8 kept of an earlier run where the client
 * names a folder for that. While developing it is imported like anything else.
 *
 * Compiled apart, the core has its own copies of modules that the entry uses too: the two know each other's objects by shape.
 */
import { Script } from "node:vm";
import { text } from "embedded-core";
import type { CodeCache } from "./codeCache";

/** Set by the build: whether `text` is the core. */
declare const EMBEDS_CORE: boolean;

/** What the core offers. */
export type Core = Pick<typeof import("../server"), "startServer" | "readSchemaFile">;

/** Where the core is loaded. */
export interface CorePlace {
  /** The script of this process. */
  readonly entryPath: string;
  /** Where compiled code may be kept; undefined keeps it nowhere. */
  readonly cacheFolder: string | undefined;
}

/** The core. */
export async function loadCore(place: CorePlace): Promise<Core> {
  const { optimiseLater } = await import("./optimisation");
  optimiseLater();
  return EMBEDS_CORE ? runText(place) : import("../server");
}

/** Runs the text, a function of `module`, `exports` and `require`, as Node runs a CommonJS module. */
async function runText({ entryPath, cacheFolder }: CorePlace): Promise<Core> {
  const cache = cacheFolder === undefined ? undefined : await openCache(cacheFolder, entryPath);
  const cachedData = cache?.find();
  const script = new Script(text, {
    filename: entryPath,
    ...(cachedData !== undefined && { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) cache?.keepLater(script);
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext()(module, module.exports, require);
  return module.exports as Core;
}

/** Loads the cache, and with it a library of Node, only where there is one. */
async function openCache(cacheFolder: string, entryPath: string): Promise<CodeCache> {
  const { CodeCache } = await import("./codeCache");
  return new CodeCache(cacheFolder, entryPath);
}
