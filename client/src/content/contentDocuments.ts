/**
 * Serves the parts of templates, fragments and campaigns as read-only documents. Read from the platform whenever the editor
 * asks, so that they are still there after a reload; the parts of one thing that are opened together share one reading.
 */
import type { Sessions } from "../auth/sessions";
import { withdrawnContent } from "../model/refusals";
import { toSandboxKey } from "../model/resource";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { type ContentSource, readContentPath } from "./contentAddresses";
import { toReadableText } from "./readableText";
import { fetchReadableParts, type ReadablePart } from "./readableThings";

/** How long one reading serves the parts of a thing. */
const SAME_OPENING_MS = 2_000;

/** What the documents are read with. */
export interface ContentDocumentSources {
  readonly sessions: () => Promise<Pick<Sessions, "open">>;
  readonly now: () => number;
}

/** The documents of one window. */
export class ContentDocuments {
  private readonly readings = new Map<
    string,
    { readonly parts: Promise<readonly ReadablePart[]>; readonly at: number }
  >();

  constructor(private readonly sources: ContentDocumentSources) {}

  /** The text at a path. Throws `gone` for a path that is none of ours and for a source the thing does not have. */
  async read(path: string): Promise<string> {
    const source = readContentPath(path);
    if (source === undefined) throw new UserError("gone", say("This is not content of the platform."));
    const part = (await this.readOnce(source)).find(({ file }) => file === source.file);
    // One side of a comparison may not have what the other has.
    if (part === undefined && source.form === "readable") return "";
    if (part === undefined) throw withdrawnContent();
    if (source.form === "source") return part.text;
    return toReadableText(part);
  }

  private readOnce({ connection, sandbox, thing }: ContentSource): Promise<readonly ReadablePart[]> {
    const now = this.sources.now();
    const key = JSON.stringify([toSandboxKey({ connection, sandbox }), thing]);
    for (const [old, { at }] of this.readings) if (now - at >= SAME_OPENING_MS) this.readings.delete(old);
    const known = this.readings.get(key);
    if (known !== undefined) return known.parts;
    const parts = this.sources
      .sessions()
      .then((sessions) => sessions.open(connection, sandbox))
      .then((session) => fetchReadableParts(session, thing));
    this.readings.set(key, { parts, at: now });
    parts.catch(() => this.readings.delete(key));
    return parts;
  }
}
