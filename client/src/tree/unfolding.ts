/**
 * What stands below single things: neighbours, steps, fields. Each is read when first unfolded and kept until its place is
 * refreshed, so that redrawing a list asks nobody again. Draws nothing.
 */

import { toSegment } from "../model/resource";
import { describeKind } from "../model/resourceKinds";
import type { SchemaField } from "../model/schemaFields";
import { say } from "../words/say";
import { isBelow, type NewNode, type NodeData, noticeNode, resourceNode, type TreeNode } from "./nodes";
import { type PlatformDetails, RELATION_TEXTS } from "./relations";

type Data<Type extends NodeData["type"]> = NodeData & { readonly type: Type };

/** The children of things. */
export class Unfolding {
  private readonly known = new Map<string, Promise<readonly NewNode[]>>();

  constructor(private readonly details: () => Promise<PlatformDetails>) {}

  /** Children of a thing, a relation, a step or a field; rejects with what the platform said. */
  list(node: TreeNode): Promise<readonly NewNode[]> {
    const known = this.known.get(node.id);
    if (known !== undefined) return known;
    const reading = this.read(node);
    this.known.set(node.id, reading);
    reading.catch(() => {
      if (this.known.get(node.id) === reading) this.known.delete(node.id);
    });
    return reading;
  }

  /** Reads everything below a node (default: everything) anew next time. */
  forget(node?: TreeNode): void {
    for (const id of [...this.known.keys()]) if (isBelow(id, node)) this.known.delete(id);
  }

  private async read(node: TreeNode): Promise<readonly NewNode[]> {
    const { data } = node;
    switch (data.type) {
      case "resource":
        return await this.readThing(node.id, data);
      case "relation":
        return await this.readRelated(node.id, data);
      case "step":
        return data.step.audiences.map((row) => resourceNode(node.id, data.target, row));
      case "field":
        return toFieldNodes(node.id, data, data.field.children);
      default:
        return [];
    }
  }

  private async readThing(id: string, data: Data<"resource">): Promise<readonly NewNode[]> {
    const { target, row } = data;
    const { unfolds, relations } = describeKind(row.kind);
    if (unfolds === "steps") return await this.readSteps(id, data);
    if (unfolds === "fields") {
      const fields = await (await this.details()).fetchFields({ target, row });
      if (fields.length === 0) return [noticeNode(id, { reason: "empty", text: say("No fields") })];
      return toFieldNodes(id, data, fields);
    }
    return relations.map((relation) => ({
      id: `${id}/${relation}`,
      data: { type: "relation", target, row, relation },
    }));
  }

  private async readSteps(id: string, { target, row }: Data<"resource">): Promise<readonly NewNode[]> {
    const steps = await (await this.details()).fetchSteps({ target, row });
    if (steps.length === 0)
      return [noticeNode(id, { reason: "empty", text: say("The platform shows no steps") })];
    return steps.map((step) => ({
      id: `${id}/${toSegment(step.id)}`,
      data: { type: "step", target, journey: row, step },
    }));
  }

  private async readRelated(id: string, data: Data<"relation">): Promise<readonly NewNode[]> {
    const { target, row, relation } = data;
    const rows = await (await this.details()).fetchRelated({ target, row }, relation);
    if (rows.length === 0)
      return [noticeNode(id, { reason: "empty", text: RELATION_TEXTS[relation].nothing })];
    return rows.map((related) => resourceNode(id, target, related));
  }
}

function toFieldNodes(
  id: string,
  { target }: Data<"resource"> | Data<"field">,
  fields: readonly SchemaField[],
): readonly NewNode[] {
  return fields.map((field) => ({
    id: `${id}/${toSegment(field.name)}`,
    data: { type: "field", target, field },
  }));
}
