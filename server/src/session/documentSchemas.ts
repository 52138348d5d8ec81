/**
 * What each document is checked against: one environment per sandbox, replaced as a whole when its schemas or audiences
 * change. The old one stays in use until the new one is ready; of two loads under way the later asked for wins.
 */
import type { SchemaIndex } from "../pql/schema/schemaIndex";
import { createEnvironment, type Environment } from "../pql/semantics/checkEnvironment";
import {
  type AudiencesChanged,
  type NamedAudience,
  readSandboxKey,
  type SchemaChanged,
  type SchemaSources,
  type ServerOptions,
} from "../protocol/clientMessages";
import type { LanguageSettings } from "./languageSettings";
import type { SchemaLoader } from "./schemaLoader";

/** Key of schemas that were given without one; they serve every document that has no better. */
const ANY_SANDBOX = "";

interface Sandbox {
  profile: SchemaIndex | undefined;
  event: SchemaIndex | undefined;
  audiences: readonly NamedAudience[] | undefined;
  /** What the schemas were read from. */
  sources: SchemaSources;
  environment: Environment;
  /** Number of the load asked for last. */
  load: number;
  /** The load under way while none has ended yet; undefined afterwards. */
  firstLoad: Promise<void> | undefined;
}

/** What surrounds the schemas. */
export interface SchemasHost {
  readonly loader: SchemaLoader;
  readonly settings: LanguageSettings;
  /** Called whenever an environment was replaced or another sandbox was selected. */
  onChange(): void;
}

/** The environments of all sandboxes. */
export class Schemas {
  readonly #host: SchemasHost;
  readonly #sandboxes = new Map<string, Sandbox>();
  #selected = ANY_SANDBOX;
  #without: Environment;

  constructor(host: SchemasHost) {
    this.#host = host;
    this.#without = createEnvironment(host.settings.parts);
  }

  /** Takes what came with `initialize`. */
  start({ key, schemas, audiences, indexFolder }: ServerOptions): void {
    if (typeof indexFolder === "string" && indexFolder !== "") this.#host.loader.keepIn(indexFolder);
    this.#selected = typeof key === "string" ? key : ANY_SANDBOX;
    if (audiences !== undefined) this.#setAudiences(this.#selected, audiences);
    if (schemas?.profile !== undefined || schemas?.experienceEvent !== undefined) {
      this.#load(this.#selected, schemas);
    }
  }

  /** Takes other schemas for a sandbox; without `isSelected: false` it becomes the one in use. */
  change({ key, schemas, isSelected }: SchemaChanged): void {
    if (isSelected !== false && this.#selected !== key) {
      this.#selected = key;
      this.#host.onChange();
    }
    this.#load(key, schemas);
  }

  /** Takes the list of audiences of a sandbox. */
  changeAudiences({ key, audiences }: AudiencesChanged): void {
    this.#setAudiences(key, audiences);
    this.#host.onChange();
  }

  /** Builds all environments again, because settings are part of them. */
  applySettings(): void {
    this.#without = createEnvironment(this.#host.settings.parts);
    for (const sandbox of this.#sandboxes.values()) this.#renew(sandbox);
    this.#host.onChange();
  }

  /** What a document is checked against now. */
  environmentOf(uri: string): Environment {
    return this.#find(uri)?.environment ?? this.#without;
  }

  /** Key of the sandbox a document is checked against; empty for schemas that were given without one. */
  keyOf(uri: string): string {
    const own = readSandboxKey(uri) ?? this.#selected;
    return this.#sandboxes.has(own) ? own : ANY_SANDBOX;
  }

  /** What documents of a sandbox are checked against; undefined where nobody told of it. */
  environmentOfKey(key: string): Environment | undefined {
    return this.#sandboxes.get(key)?.environment;
  }

  /** The audiences a document may name, with the documents that show them; empty where nobody knows. */
  audiencesOf(uri: string): readonly NamedAudience[] {
    return this.#find(uri)?.audiences ?? [];
  }

  /** What a schema of a document was read from; undefined where there is none. */
  sourceOf(uri: string, root: "profile" | "event"): unknown {
    const { profile, experienceEvent } = this.#find(uri)?.sources ?? {};
    return root === "profile" ? profile : experienceEvent;
  }

  /** Settled once the schemas of a document were read, perhaps for the first time; undefined where nothing is to be waited for. */
  firstLoad(uri: string): Promise<void> | undefined {
    return this.#find(uri)?.firstLoad;
  }

  #find(uri: string): Sandbox | undefined {
    const own = readSandboxKey(uri);
    if (own !== undefined) return this.#sandboxes.get(own) ?? this.#sandboxes.get(ANY_SANDBOX);
    return this.#sandboxes.get(this.#selected) ?? this.#sandboxes.get(ANY_SANDBOX);
  }

  /** Comes from any editor's configuration: what is no audience is left out, and no list is none. */
  #setAudiences(key: string, audiences: unknown): void {
    if (!Array.isArray(audiences)) return;
    const sandbox = this.#get(key);
    sandbox.audiences = audiences.filter(isNamedAudience);
    this.#renew(sandbox);
  }

  #get(key: string): Sandbox {
    const known = this.#sandboxes.get(key);
    if (known !== undefined) return known;
    const sandbox: Sandbox = {
      profile: undefined,
      event: undefined,
      audiences: undefined,
      sources: {},
      environment: this.#without,
      load: 0,
      firstLoad: undefined,
    };
    this.#sandboxes.set(key, sandbox);
    return sandbox;
  }

  #load(key: string, sources: SchemaSources): void {
    const sandbox = this.#get(key);
    const number = ++sandbox.load;
    const isFirst = number === 1 || sandbox.firstLoad !== undefined;
    const loading = this.#read(sandbox, sources, { number, isFirst });
    if (isFirst) sandbox.firstLoad = loading;
  }

  async #read(
    sandbox: Sandbox,
    sources: SchemaSources,
    { number, isFirst }: { readonly number: number; readonly isFirst: boolean },
  ): Promise<void> {
    const { loader } = this.#host;
    const [profile, event] = await Promise.all([
      loader.load(sources.profile, isFirst),
      loader.load(sources.experienceEvent, isFirst),
    ]);
    if (number !== sandbox.load) return;
    sandbox.firstLoad = undefined;
    // What could not be read leaves what is there; what is no longer named is gone.
    sandbox.profile = profile ?? (sources.profile === undefined ? undefined : sandbox.profile);
    sandbox.event = event ?? (sources.experienceEvent === undefined ? undefined : sandbox.event);
    sandbox.sources = sources;
    this.#renew(sandbox);
    this.#host.onChange();
  }

  #renew(sandbox: Sandbox): void {
    const { profile, event, audiences } = sandbox;
    sandbox.environment = createEnvironment({ ...this.#host.settings.parts, profile, event, audiences });
  }
}

function isNamedAudience(value: Partial<NamedAudience> | null | undefined): value is NamedAudience {
  const isLinked = value?.uri === undefined || typeof value.uri === "string";
  return typeof value?.id === "string" && typeof value.name === "string" && isLinked;
}
