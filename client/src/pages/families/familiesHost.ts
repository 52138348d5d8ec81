/**
 * Searches the place of a page for equal and contained rules, under a progress that can be cancelled, and hands over what was
 * found. Sizes come afterwards, with one request for all.
 */
import { fetchAudienceSizes } from "../../api/audienceSize";
import {
  type FamilyRun,
  findRuleFamilies,
  type RuleFamilies,
  type RuleSources,
} from "../../rules/ruleSearch";
import { say } from "../../words/say";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import type { PagePlace } from "../frame/protocol";
import { type FamiliesContent, familiesRequestShape } from "./familiesPageContent";

/** What the page needs of the editor. */
export interface FamiliesEditor extends RuleSources {
  /** Shows how far a search is, with a way to end it. */
  showProgress<Result>(
    title: string,
    task: (signal: AbortSignal, report: (text: string) => void) => Promise<Result>,
  ): Promise<Result>;
  openFile(file: string): Promise<void>;
  /** What people call a folder. */
  nameFolder(folder: string): string;
}

/** The page; the id of its place is the address of a folder, or empty for the audiences of the sandbox. */
export function toFamiliesPage(editor: FamiliesEditor): PageHost {
  return {
    load: async (context) => {
      const { place, signal } = context;
      const title =
        place.id === "" ? say("Comparing the rules of {0}", place.sandbox) : say("Comparing the rules");
      const found = await editor.showProgress(title, (cancelling, report) => {
        const run: FamilyRun = { signal: AbortSignal.any([signal, cancelling]), report };
        return findRuleFamilies(editor, toRulePlace(place), run);
      });
      return toContent(found, context, editor);
    },
    answer: async (_context, request) => {
      const { file } = familiesRequestShape.parse(request);
      return await editor.openFile(file);
    },
  };
}

function toRulePlace({ connection, sandbox, id }: PagePlace): Parameters<typeof findRuleFamilies>[1] {
  return id === "" ? { target: { connection, sandbox } } : { folder: id };
}

function toContent(found: RuleFamilies, context: PageContext, editor: FamiliesEditor): PageContent {
  const { place } = context;
  const isFolder = place.id !== "";
  const where = isFolder ? editor.nameFolder(place.id) : place.sandbox;
  const name = say("Duplicates in {0}", where);
  const content: Omit<FamiliesContent, "sizes"> = {
    id: place.id,
    name,
    connection: place.connection,
    sandbox: place.sandbox,
    isFolder,
    rules: found.rules.map(({ kind, id, name: called, state }) => ({
      kind,
      id,
      name: called,
      ...withoutAbsent({ state: state && say(state) }),
    })),
    without: found.without,
    equal: found.equal.map((group) => [...group]),
    contained: found.contained.map(([inner, outer]) => [inner, outer]),
    never: [...found.never],
    unread: [...found.unread],
  };
  if (isFolder) return { title: name, content: { ...content, sizes: { value: {} } } };
  return { title: name, content, parts: { sizes: () => readSizes(context, found) } };
}

async function readSizes(
  { session, signal }: PageContext,
  { rules }: RuleFamilies,
): Promise<Readonly<Record<string, number>>> {
  const sizes = await fetchAudienceSizes(
    session,
    rules.map(({ id }) => id),
    { signal },
  );
  return Object.fromEntries(
    [...sizes].flatMap(([id, size]) => (size.source === "unknown" ? [] : [[id, size.members]])),
  );
}
