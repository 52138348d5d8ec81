/**
 * Opens the session with a client that was greeted, and names the handlers of everything the capabilities promise. Loaded once the
 * greeting is answered, because it brings the language with it; the features themselves come with their first request.
 */
import { createSpeech, type ServerWords } from "./convert/translatedTexts";
import { routeAnnotations } from "./handlers/annotationRoutes";
import { routeAudienceTests } from "./handlers/audienceTestRoute";
import { routeCallHierarchy } from "./handlers/callHierarchyRoutes";
import { routeChosenProfile } from "./handlers/chosenProfileRoute";
import { routeCodeActions } from "./handlers/codeActionRoutes";
import { routeCompletion } from "./handlers/completionRoutes";
import { routeDefinition } from "./handlers/definitionRoutes";
import { routeFormatting } from "./handlers/formattingRoutes";
import { routeHover, routeSignatureHelp } from "./handlers/hintRoutes";
import { routeImpact } from "./handlers/impactRoute";
import { routeInspection } from "./handlers/inspectionRoute";
import { routeNames } from "./handlers/nameRoutes";
import { routeProblems } from "./handlers/problemRoutes";
import { routeRelations } from "./handlers/relationRoutes";
import { routeRuleQuestions } from "./handlers/ruleQuestionRoutes";
import { routeSemanticTokens } from "./handlers/semanticTokenRoutes";
import { routeStructure } from "./handlers/structureRoutes";
import { routeSynchronisation } from "./handlers/synchronisationRoutes";
import type { Speech } from "./pql/text/phrases";
import { createSession, type Session, type SessionHost } from "./session/serverSession";

/** What surrounds a session, before it has words for its client. */
export type OpeningHost = Omit<SessionHost, keyof Speech>;

/** From now on the connection answers; in these words, or in English where there are none. */
export function openSession(host: OpeningHost, words: ServerWords | undefined): void {
  const session = createSession({ ...host, ...createSpeech(words) });
  routeSynchronisation(session);
  routeProblems(session);
  routeInspection(session);
  routeAudienceTests(session);
  routeRelations(session);
  routeImpact(session);
  routeRuleQuestions(session);
  routeChosenProfile(session);
  routeFeatures(session);
}

/** Names the handlers of all features. None of their modules is loaded by it. */
function routeFeatures(session: Session): void {
  routeCompletion(session);
  routeHover(session);
  routeSignatureHelp(session);
  routeCodeActions(session);
  routeFormatting(session);
  routeDefinition(session);
  routeNames(session);
  routeStructure(session);
  routeSemanticTokens(session);
  routeAnnotations(session);
  routeCallHierarchy(session);
}
