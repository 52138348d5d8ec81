/**
 * Searches everything a sandbox holds by part of a name: each kind at the platform, fields in the schemas at hand. Kinds
 * answer on their own: what one found is shown while others still search, and a refusal of one leaves the others.
 */
import type { Log } from "../log";
import type { ResourceKind, SandboxTarget } from "../model/resource";
import type { PlatformLists, ResourceRow } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import { toKindLook, toKindTitle } from "../tree/kinds";
import { describeError } from "../ui/messages";
import type { FoundChoice, Report } from "../ui/searches";

/** Something that was found. */
export type FoundThing =
  | { readonly type: "resource"; readonly target: SandboxTarget; readonly row: ResourceRow }
  | { readonly type: "field"; readonly target: SandboxTarget; readonly field: SchemaField };

/** What is searched with. */
export interface FinderSources {
  readonly lists: () => Promise<PlatformLists>;
  /** The fields PQL can read in a sandbox, as far as its schemas are known. */
  readonly listFields: (target: SandboxTarget) => Promise<readonly SchemaField[]>;
  readonly log: Log;
}

/** Kinds that are searched, in the order they are shown. */
const KINDS = [
  "audience",
  "journey",
  "campaign",
  "dataset",
  "schema",
] as const satisfies readonly ResourceKind[];

/** Shown of each kind; whoever does not find theirs types more. */
const MOST_OF_A_KIND = 20;

type Choices = readonly FoundChoice<FoundThing>[];

/** Finds things by part of their name. */
export class Finder {
  constructor(private readonly sources: FinderSources) {}

  /** Reports what was found so far, each time a kind has answered; never rejects. */
  async search(
    request: { readonly target: SandboxTarget; readonly text: string; readonly signal: AbortSignal },
    report: Report<FoundThing>,
  ): Promise<void> {
    const found = new Map<string, Choices>();
    const headings = [...KINDS.map(toKindTitle), FIELDS];
    const take = (heading: string, choices: Choices): void => {
      // What found nothing changes nothing: a list that is drawn anew moves under the fingers.
      if (choices.length === 0) return;
      found.set(heading, choices);
      if (!request.signal.aborted) report(headings.flatMap((one) => found.get(one) ?? []));
    };
    await Promise.all([
      ...KINDS.map(async (kind) => take(toKindTitle(kind), await this.searchKind(kind, request))),
      this.searchFields(request).then((choices) => take(FIELDS, choices)),
    ]);
    if (found.size === 0 && !request.signal.aborted) report([]);
  }

  private async searchKind(
    kind: ResourceKind,
    { target, text, signal }: { target: SandboxTarget; text: string; signal: AbortSignal },
  ): Promise<Choices> {
    const heading = toKindTitle(kind);
    try {
      const lists = await this.sources.lists();
      const walk = await lists.openList({ ...target, kind, filter: text, pageSize: MOST_OF_A_KIND });
      const { rows } = await walk.nextPage(signal);
      return rows.slice(0, MOST_OF_A_KIND).map((row) => toChoice(heading, { type: "resource", target, row }));
    } catch (error) {
      return this.toFailure(heading, error);
    }
  }

  private async searchFields({ target, text }: { target: SandboxTarget; text: string }): Promise<Choices> {
    try {
      const wanted = text.toLowerCase();
      const fields = await this.sources.listFields(target);
      return fields
        .filter(
          ({ path, title }) => path.toLowerCase().includes(wanted) || title?.toLowerCase().includes(wanted),
        )
        .slice(0, MOST_OF_A_KIND)
        .map((field) => toFieldChoice(target, field));
    } catch (error) {
      return this.toFailure(FIELDS, error);
    }
  }

  private toFailure(heading: string, error: unknown): Choices {
    const described = describeError(error);
    if (described === undefined) return [];
    this.sources.log.error(`${heading} could not be searched`, error);
    return [{ heading, label: "$(error) Could not be searched", detail: described.text, value: undefined }];
  }
}

const FIELDS = "Fields";

function toChoice(heading: string, value: FoundThing & { type: "resource" }): FoundChoice<FoundThing> {
  const { row } = value;
  const { icon, noun } = toKindLook(row.kind);
  const facts = [noun, row.state, row.evaluation].filter((fact) => fact !== undefined).join(" · ");
  return {
    heading,
    label: `$(${icon}) ${row.name}`,
    description: facts,
    detail: row.id,
    value,
  };
}

function toFieldChoice(target: SandboxTarget, field: SchemaField): FoundChoice<FoundThing> {
  const path = toWholePath(field);
  const title = field.title === undefined ? "" : `${field.title} · `;
  return {
    heading: FIELDS,
    label: `$(symbol-field) ${path}`,
    description: `${title}${field.type}`,
    value: { type: "field", target, field },
  };
}

/** The path as it reads outside any brackets. */
export function toWholePath({ path, root }: SchemaField): string {
  return root === "event" ? `xEvent.${path}` : path;
}
