/**
 * Every feature and its routes, in one list.
 */

import type { Session } from "../session/serverSession";
import { routeAnnotations } from "./annotationRoutes";
import { routeCallHierarchy } from "./callHierarchyRoutes";
import { routeCodeActions } from "./codeActionRoutes";
import { routeCompletion } from "./completionRoutes";
import { routeDefinition } from "./definitionRoutes";
import { routeFormatting } from "./formattingRoutes";
import { routeHover } from "./hoverRoute";
import { routeNames } from "./nameRoutes";
import { routeSemanticTokens } from "./semanticTokenRoutes";
import { routeSignatureHelp } from "./signatureHelpRoute";
import { routeStructure } from "./structureRoutes";

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
