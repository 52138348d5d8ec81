/**
 * Every feature and its routes, in one list.
 */

import type { Session } from "../session/session";
import { routeAnnotations } from "./annotations";
import { routeCallHierarchy } from "./callHierarchy";
import { routeCodeActions } from "./codeActions";
import { routeCompletion } from "./completion";
import { routeDefinition } from "./definition";
import { routeFormatting } from "./formatting";
import { routeHover } from "./hover";
import { routeNames } from "./names";
import { routeSemanticTokens } from "./semanticTokens";
import { routeSignatureHelp } from "./signatureHelp";
import { routeStructure } from "./structure";

/** Names the handlers of all features. None of their modules is loaded by it. */
export function routeFeatures(session: Session): void {
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
