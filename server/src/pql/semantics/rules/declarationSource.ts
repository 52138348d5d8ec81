/**
 * Flags a declaration that walks over something other than an array. An object or a map only warns, since a list may have
 * been modelled as one; unknown types never get here.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import type { CheckState } from "../checkState";

/** Reports what stands behind `from`. */
export function reportSource(state: CheckState, source: NodeId, type: Type): void {
  const isMap = type.kind === "map";
  const isObject = type.kind === "object" || type.kind === "record";
  state.report(source, {
    code: "pql.typeMismatch",
    severity: isMap || isObject ? "warning" : "error",
    message: `A variable can only run over an array; this is ${displayType(type)}.`,
    fix: isMap
      ? state.replaceNode("Run over its values", source, `${state.text(source)}.values()`)
      : undefined,
  });
}
