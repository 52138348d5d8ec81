/**
 * Looks a name of the text up in a schema: one hash probe, no substring. The innermost step of every path.
 */
import type { FieldId, SchemaIndex } from "../schema/schemaIndex";
import { TokenKind } from "../syntax/tokenKinds";
import type { TokenList } from "../syntax/tokenList";

/** A name of the text and the field below which it is looked for. */
export interface Probe {
  readonly schema: SchemaIndex;
  readonly parent: FieldId;
  readonly token: number;
}

/** The field that the name at a token means directly below `parent`; 0 where there is none. */
export function findFieldAt(
  { tokens }: { readonly tokens: TokenList },
  { schema, parent, token }: Probe,
): FieldId {
  const quote = tokens.kinds[token] === TokenKind.QuotedName ? 1 : 0;
  const start = tokens.starts[token] + quote;
  const end = tokens.ends[token] - quote;
  return schema.findChildIn(parent, tokens, start, end);
}
