/**
 * Every feature and its routes, in one list.
 */
import { routeAnnotations } from "./annotations";
import { routeCallHierarchy } from "./callHierarchy";
import { routeCodeActions } from "./codeActions";
import { routeCompletion } from "./completion";
import { routeDefinition } from "./definition";
import type { RouteHost } from "./featureRoute";
import { routeFormatting } from "./formatting";
import { routeHover } from "./hover";
import { routeNames } from "./names";
import { routeSemanticTokens } from "./semanticTokens";
import { routeSignatureHelp } from "./signatureHelp";
import { routeStructure } from "./structure";

/** Names the handlers of all features. None of their modules is loaded by it. */
export function routeFeatures(host: RouteHost): void {
  routeCompletion(host);
  routeHover(host);
  routeSignatureHelp(host);
  routeCodeActions(host);
  routeFormatting(host);
  routeDefinition(host);
  routeNames(host);
  routeStructure(host);
  routeSemanticTokens(host);
  routeAnnotations(host);
  routeCallHierarchy(host);
}
