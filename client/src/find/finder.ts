/**
 * Searches everything a sandbox holds by part of a name: each kind at the platform, fields in the schemas at hand. Kinds
 * answer on their own: what one found is shown while others still search, and a refusal of one leaves the others.
 */

import type { Connections } from "../auth/connections";
import type { Log } from "../log";
import { isFor } from "../model/connection";
import { describeFailure } from "../model/failureText";
import { describeMissingList } from "../model/listFailureText";
import { type SandboxTarget, WHOLE_ORGANISATION } from "../model/resource";
import { describeKind, RESOURCE_KINDS, type ResourceKind } from "../model/resourceKinds";
import type { ResourceRow } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import type { FoundChoice, Report } from "../ui/searches";
import { say } from "../words/say";
import { type AudienceSources, searchAudiences } from "./audienceSearch";
import { readFieldName } from "./fieldIndex";

/** Something that was found. */
export type FoundThing =
  | { readonly type: "resource"; readonly target: SandboxTarget; readonly row: ResourceRow }
  | { readonly type: "field"; readonly target: SandboxTarget; readonly field: SchemaField };

/** What is searched with. */
export interface FinderParts extends AudienceSources {
  /** Products that a connection is not for are not searched. */
  readonly connections: Pick<Connections, "find">;
  readonly log: Log;
}

interface FinderSources extends FinderParts {
  /** The fields PQL can read in a sandbox, as far as its schemas are known. */
  readonly listFields: (target: SandboxTarget) => Promise<readonly SchemaField[]>;
}

/** Kinds that are searched beside audiences, in the order of the sidebar. */
const OTHER_KINDS = RESOURCE_KINDS.filter(
  (kind) => kind !== "audience" && describeKind(kind).isFound === true,
);

/** Shown of each kind; whoever does not find theirs types more. */
const MOST_OF_A_KIND = 20;

type Choices = readonly FoundChoice<FoundThing>[];

/** Finds things by part of their name. */
export class Finder {
  constructor(private readonly sources: FinderSources) {}

  /** Reports what was found so far, each time a kind has answered; never rejects. Nothing typed finds what was used last. */
  async search(request: Request, report: Report<FoundThing>): Promise<void> {
    if (request.text === "") return report(await this.findRecent(request));
    const found = new Map<string, Choices>();
    const headings = [AUDIENCES, ...OTHER_KINDS.map((kind) => say(describeKind(kind).title)), FIELDS];
    const take = (heading: string, choices: Choices): void => {
      // What found nothing changes nothing: a list that is drawn anew moves under the fingers.
      if (choices.length === 0) return;
      found.set(heading, choices);
      if (!request.signal.aborted) report(headings.flatMap((one) => found.get(one) ?? []));
    };
    await Promise.all([
      this.searchAudiences(request, (choices) => take(AUDIENCES, choices)),
      ...OTHER_KINDS.map(async (kind) =>
        take(say(describeKind(kind).title), await this.searchKind(kind, request)),
      ),
      this.searchFields(request).then((choices) => take(FIELDS, choices)),
    ]);
    if (found.size === 0 && !request.signal.aborted) report([]);
  }

  /** Whether the schemas of the sandbox have the field, by its path as PQL writes it. */
  async knowsField(target: SandboxTarget, path: string): Promise<boolean> {
    const wanted = toKey(path);
    const fields = await this.sources.listFields(target);
    return fields.some((field) => field.root !== "other" && toKey(toWholePath(field)) === wanted);
  }

  /** What is still there of what was used last; audiences with the state they are in now. */
  private async findRecent({ target, signal }: Request): Promise<Choices> {
    const things = this.sources.recent.list(target);
    const ids = things.filter(({ kind }) => kind === "audience").map(({ id }) => id);
    try {
      const audiences =
        ids.length === 0 ? [] : await (await this.sources.lists()).findAudiences(target, ids, signal);
      return things.flatMap((thing) => {
        const isAudience = thing.kind === "audience";
        const row = isAudience ? audiences.find(({ id }) => id === thing.id) : { ...thing, facts: [] };
        return row === undefined ? [] : [toChoice(RECENT, { type: "resource", target, row })];
      });
    } catch (error) {
      return this.toFailure(RECENT, error);
    }
  }

  private async searchAudiences(request: Request, take: (choices: Choices) => void): Promise<void> {
    const { target } = request;
    let found: Choices = [];
    try {
      await searchAudiences(this.sources, { ...request, most: MOST_OF_A_KIND }, ({ listed, inactive }) => {
        found = [...listed, ...inactive].map((row) => toChoice(AUDIENCES, { type: "resource", target, row }));
        take(found);
      });
    } catch (error) {
      take([...found, ...this.toFailure(AUDIENCES, error)]);
    }
  }

  private async searchKind(kind: ResourceKind, { target, text, signal }: Request): Promise<Choices> {
    const { title, product } = describeKind(kind);
    const heading = say(title);
    const connection = this.sources.connections.find(target.connection);
    if (connection !== undefined && !isFor(connection, product)) return [];
    try {
      const lists = await this.sources.lists();
      const place = toPlace(kind, target);
      const walk = await lists.openList({ ...place, kind, filter: text, pageSize: MOST_OF_A_KIND });
      const { rows } = await walk.nextPage(signal);
      return rows
        .slice(0, MOST_OF_A_KIND)
        .map((row) => toChoice(heading, { type: "resource", target: place, row }));
    } catch (error) {
      return this.toFailure(heading, error, describeMissingList(kind, error));
    }
  }

  /** The fields alone; what cannot be read is a choice that says so. */
  async searchFields({ target, text }: Request): Promise<Choices> {
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

  private toFailure(
    heading: string,
    error: unknown,
    described: { readonly text: string } | undefined = describeFailure(error),
  ): Choices {
    if (described === undefined) return [];
    this.sources.log.error(`${heading} could not be searched`, error);
    return [
      { heading, label: say("$(error) Could not be searched"), detail: described.text, value: undefined },
    ];
  }
}

interface Request {
  readonly target: SandboxTarget;
  readonly text: string;
  readonly signal: AbortSignal;
}

/** What is not in the sandbox is looked for in its organisation. */
function toPlace(kind: ResourceKind, { connection, sandbox }: SandboxTarget): SandboxTarget {
  const isOfSandbox = describeKind(kind).parent !== "organisation";
  return { connection, sandbox: isOfSandbox ? sandbox : WHOLE_ORGANISATION };
}

const AUDIENCES = say(describeKind("audience").title);
const FIELDS = say("Fields");
const RECENT = say("Recently used");

function toChoice(heading: string, value: FoundThing & { type: "resource" }): FoundChoice<FoundThing> {
  const { row } = value;
  const { icon, noun } = describeKind(row.kind);
  const facts = [noun, row.state, row.evaluation]
    .flatMap((fact) => (fact === undefined ? [] : [say(fact)]))
    .join(" · ");
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

/** The same for each way to write a path. */
function toKey(path: string): string {
  return JSON.stringify(readFieldName(path));
}

/** The path as it reads outside any brackets. */
export function toWholePath({ path, root }: SchemaField): string {
  return root === "event" ? `xEvent.${path}` : path;
}
