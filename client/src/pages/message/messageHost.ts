/**
 * Answers what pages ask about authored messages: their content, and their source as a read-only document.
 */
import { fetchMessageVariants } from "../../api/campaignMessages";
import { toMessageAddress } from "../../content/messageDocuments";
import { type PageContext, withoutAbsent } from "../frame/pageHost";
import { type MessageVariants, messageRequestShape } from "./messageShapes";

/** The variants of the message asked for; undefined for other questions and after a document was opened. */
export async function answerAboutMessage(
  { session, place, signal, editor }: PageContext,
  question: unknown,
): Promise<MessageVariants | undefined> {
  const read = messageRequestShape.safeParse(question);
  if (!read.success) return undefined;
  const request = read.data;
  if (request.type === "openSource") {
    const { connection, sandbox } = place;
    await editor.open(toMessageAddress({ ...request, connection, sandbox }, request.name));
    return undefined;
  }
  const variants = await fetchMessageVariants(session, request, { signal });
  return variants.map(({ name, subject, preheader, html, text, title, message }) =>
    withoutAbsent({ name, subject, preheader, html, text, title, message }),
  );
}
