/**
 * Sets styles that are only known while drawing through the style object: the page's policy refuses style attributes,
 * which is what lit's own directive writes first.
 */
import type { DirectiveResult } from "lit-html/directive.js";
import { ref } from "lit-html/directives/ref.js";

/** For an element position: sets these styles on the element. */
export function styled(styles: Partial<CSSStyleDeclaration>): DirectiveResult {
  return ref((element) => {
    if (element instanceof HTMLElement) Object.assign(element.style, styles);
  });
}
