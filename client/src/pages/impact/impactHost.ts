/**
 * Looks what would break under a progress that can be cancelled, and leads to the fixes: files through the editor's preview of
 * changes, audiences through the preview of an update. Writes nothing itself.
 */
import { UserError } from "../../model/userError";
import {
  type BrokenText,
  findBrokenTexts,
  type ImpactSources,
  type SchemaImpact,
} from "../../rules/brokenTexts";
import { readSchemaQuestion, toConditionText } from "../../rules/schemaQuestionText";
import { say } from "../../words/say";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import type { PagePlace } from "../frame/protocol";
import {
  type BrokenContent,
  type ImpactContent,
  type ImpactPageRequest,
  impactRequestShape,
} from "./impactPageContent";

/** A file with what it holds now and what it is to hold. */
export interface ProposedText {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What the page needs of the editor. */
export interface ImpactEditor extends ImpactSources {
  /** Shows how far a search is, with a way to end it. */
  showProgress<Result>(
    title: string,
    task: (signal: AbortSignal, report: (text: string) => void) => Promise<Result>,
  ): Promise<Result>;
  openPlace(file: string, place: { readonly line: number; readonly column: number }): Promise<void>;
  /** Shows changes of files to be confirmed; rejects where a file is not what it was. */
  propose(texts: readonly ProposedText[]): Promise<void>;
  /** Opens the preview of an update. */
  previewUpdate(update: {
    readonly connection: string;
    readonly sandbox: string;
    readonly id: string;
    readonly expression: { readonly format: string; readonly value: string };
  }): Promise<void>;
}

/** The page; the id of its place is the question as text. */
export function toImpactPage(editor: ImpactEditor): PageHost {
  const found = new Map<string, SchemaImpact>();
  return {
    load: async ({ place, signal }) => {
      const question = readSchemaQuestion(place.id);
      if (question === undefined)
        throw new UserError("gone", say("This page has lost its question. Ask it again."));
      const { connection, sandbox } = place;
      const impact = await editor.showProgress(say("Looking what would break"), (cancelling, report) =>
        findBrokenTexts(
          editor,
          { target: { connection, sandbox }, question },
          { signal: AbortSignal.any([signal, cancelling]), report },
        ),
      );
      found.set(toKey(place), impact);
      return toContent(impact, place, toConditionText(question, sandbox));
    },
    answer: async (context, request) => {
      const impact = found.get(toKey(context.place));
      if (impact === undefined) throw new UserError("gone", say("What was found is gone; read it again."));
      return await act(editor, { context, impact, request: impactRequestShape.parse(request) });
    },
  };
}

function toKey({ connection, sandbox, id }: PagePlace): string {
  return JSON.stringify([connection, sandbox, id]);
}

function toContent(impact: SchemaImpact, place: PagePlace, condition: string): PageContent {
  const { connection, sandbox, id } = place;
  const name = say("What would break {0}", condition);
  const content: ImpactContent = {
    id,
    name,
    connection,
    sandbox,
    condition,
    changes: [...impact.changes],
    broken: impact.broken.map(toBrokenContent),
    ...impact.looked,
    without: impact.without,
  };
  return { title: name, content };
}

function toBrokenContent({ text, places, becomes, shown, problems }: BrokenText): BrokenContent {
  const { kind, id, name, state } = text;
  return {
    kind,
    id,
    name,
    ...withoutAbsent({ state, becomes: becomes === undefined ? undefined : (shown ?? becomes) }),
    places: places.map(({ change, line, column, test }) => ({
      change,
      line,
      column,
      ...withoutAbsent({ test }),
    })),
    problems: [...problems],
  };
}

interface Act {
  readonly context: PageContext;
  readonly impact: SchemaImpact;
  readonly request: ImpactPageRequest;
}

async function act(editor: ImpactEditor, { context, impact, request }: Act): Promise<void> {
  if (request.type === "rename") {
    const chosen = request.indexes.map((index) => getBroken(impact, index));
    return await editor.propose(chosen.flatMap(toProposed));
  }
  const { text, places, becomes } = getBroken(impact, request.index);
  if (request.type === "openPlace") {
    const place = places[request.place] ?? { line: 0, column: 0 };
    return await editor.openPlace(text.id, place);
  }
  if (becomes === undefined || text.kind !== "audience")
    throw new UserError("gone", say("There is nothing to rename in it."));
  const { connection, sandbox } = context.place;
  const expression = { format: text.format, value: becomes };
  return await editor.previewUpdate({ connection, sandbox, id: text.id, expression });
}

function getBroken({ broken }: SchemaImpact, index: number): BrokenText {
  const found = broken[index];
  if (found === undefined) throw new UserError("gone", say("What was found has changed; read it again."));
  return found;
}

function toProposed({ text, becomes }: BrokenText): readonly ProposedText[] {
  if (becomes === undefined || text.kind === "audience") return [];
  return [{ file: text.id, before: text.value, after: becomes }];
}
