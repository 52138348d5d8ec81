/**
 * Merges three versions of a definition into one text with conflict markers, so that neither side is lost. Fields in which
 * only one side changed are taken over before; the markers are those every editor understands. Pure.
 */
import {
  type AudienceDefinition,
  DEFINITION_FIELDS,
  type DefinitionField,
  isSameField,
} from "./audienceDefinition";
import { mergeTexts } from "./mergeLines";
import { toResolutionText } from "./resolutionText";

/** The versions to merge, their expressions formatted alike. */
export interface ThreeVersions {
  /** What both started from; undefined when this computer never saw it, then every difference is a conflict. */
  readonly started: AudienceDefinition | undefined;
  readonly now: AudienceDefinition;
  readonly mine: AudienceDefinition;
  /** The fields that changed on both sides. */
  readonly fields: readonly DefinitionField[];
}

/** The merged text, with markers where a person must choose. */
export function mergeVersions({ started, now, mine, fields }: ThreeVersions): string {
  const versions = [now, mine, ...(started === undefined ? [] : [started])];
  const settled = settle({ started, now, mine, fields });
  const toText = (version: AudienceDefinition): string =>
    toResolutionText({ ...version, ...settled }, versions);
  return mergeTexts({ started: started && toText(started), now: toText(now), mine: toText(mine) });
}

/** The fields nobody has to choose in, each as the side that changed it has it. */
function settle({ started, now, mine, fields }: ThreeVersions): Partial<AudienceDefinition> {
  const entries = DEFINITION_FIELDS.filter((field) => !fields.includes(field)).map((field) => {
    const isMine = started === undefined ? true : !isSameField(field, mine, started);
    return [field, (isMine ? mine : now)[field]] as const;
  });
  return Object.fromEntries(entries);
}
