/**
 * The source of an authored message as a read-only document: `aep-message:/connection/sandbox/campaign/message/n/name`.
 * Read from the platform whenever the editor asks for it, so that it is still there after a reload. Keeps nothing.
 */
import { fetchMessageVariants } from "../api/campaignMessages";
import type { Sessions } from "../auth/sessions";
import { withdrawnContent } from "../model/refusals";
import { toFileName, toSegment } from "../model/resource";
import { UserError } from "../model/userError";
import { say } from "../words/say";

/** The address of a read-only document, as the editor writes addresses. */
export interface DocumentAddress {
  readonly scheme: string;
  readonly path: string;
}

/** The scheme of these documents; the registration names it too. */
const MESSAGE_SCHEME = "aep-message";

/** Which part of which variant of which message. */
export interface MessageSource {
  readonly connection: string;
  readonly sandbox: string;
  readonly campaignId: string;
  readonly messageId: string;
  readonly variant: number;
  readonly part: "html" | "text";
}

/** The address of a message's source; `name` is for people. */
export function toMessageAddress(source: MessageSource, name: string): DocumentAddress {
  const { connection, sandbox, campaignId, messageId, variant, part } = source;
  const segments = [connection, sandbox, campaignId, messageId, String(variant)].map(toSegment);
  const file = `${toFileName(name)}.${part === "html" ? "html" : "txt"}`;
  return { scheme: MESSAGE_SCHEME, path: `/${[...segments, file].join("/")}` };
}

/** Which message an address made by `toMessageAddress` is of; undefined for any other. */
export function findMessageSource({
  scheme,
  path,
}: DocumentAddress): Omit<MessageSource, "part"> | undefined {
  if (scheme !== MESSAGE_SCHEME) return undefined;
  const [, connection, sandbox, campaignId, messageId, variant] = path.split("/").map(decodeURIComponent);
  if (!connection || !sandbox || !campaignId || !messageId) return undefined;
  return { connection, sandbox, campaignId, messageId, variant: Number(variant) };
}

/** The text behind an address made by `toMessageAddress`. Throws `gone` for any other, and when there is no such part. */
export async function readMessageDocument(
  sessions: Pick<Sessions, "open">,
  uri: DocumentAddress,
): Promise<string> {
  const source = findMessageSource(uri);
  if (source === undefined) throw new UserError("gone", say("This is not a message."));
  const { connection, sandbox, campaignId, messageId, variant } = source;
  const session = await sessions.open(connection, sandbox);
  const variants = await fetchMessageVariants(session, { campaignId, messageId });
  const found = variants[variant];
  const text = uri.path.endsWith(".html") ? found?.html : (found?.text ?? found?.message);
  if (text === undefined) throw withdrawnContent();
  return text;
}
