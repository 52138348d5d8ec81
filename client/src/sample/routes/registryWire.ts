/** Writes registry resources in the forms that `Accept` can ask for: brief, with references, resolved, without texts. */
import type { XdmNode } from "../data/xdm/fieldText";
import type { XdmResource } from "../data/xdm/resources";

/** What the form shows. */
export interface FormChoice {
  readonly isFull: boolean;
  readonly hasText: boolean;
  readonly hasDescriptors: boolean;
}

/** Returns the brief form of lists. */
export function toListItem(resource: XdmResource): object {
  return {
    $id: resource.$id,
    "meta:altId": resource.altId,
    version: resource.version,
    title: resource.title,
  };
}

/** Returns a resource in the chosen form. */
export function toForm(resource: XdmResource, choice: FormChoice): object {
  const head = {
    ...toListItem(resource),
    description: resource.description,
    type: "object",
    ...(resource.classId === undefined ? {} : { "meta:class": resource.classId }),
    "meta:resourceType": resource.kind === "fieldgroups" ? "mixins" : resource.kind,
    "meta:containerId": resource.container,
    "meta:extends": [...resource.parts, ...(resource.classId === undefined ? [] : [resource.classId])],
    ...(resource.kind === "fieldgroups" ? { "meta:intendedToExtend": resource.parts } : {}),
    ...(resource.container === "tenant" ? { "meta:tenantNamespace": "_acme", imsOrg: "" } : {}),
    "meta:xdmType": "object",
    "meta:abstract": false,
    "meta:extensible": true,
    "meta:registryMetadata": {
      "repo:createdDate": 1_650_000_000_000,
      "repo:lastModifiedDate": 1_740_000_000_000,
      eTag: "a1b2",
    },
  };
  if (!choice.isFull && (resource.kind === "schemas" || resource.kind === "unions")) {
    const references = [...(resource.classId === undefined ? [] : [resource.classId]), ...resource.parts];
    return { ...head, allOf: references.map(($ref) => ({ $ref, type: "object" })) };
  }
  const node = resource.full();
  const shown = choice.hasText ? node : withoutTexts(node);
  const descriptors = choice.hasDescriptors ? { "meta:descriptors": [] } : {};
  return { ...head, ...descriptors, properties: shown.properties ?? {} };
}

function withoutTexts(node: XdmNode): XdmNode {
  const { title: _title, description: _description, ...rest } = node;
  const copy: XdmNode = rest;
  if (node.properties !== undefined) {
    copy.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, child]) => [name, withoutTexts(child)]),
    );
  }
  if (node.items !== undefined) copy.items = withoutTexts(node.items);
  if (node.additionalProperties !== undefined)
    copy.additionalProperties = withoutTexts(node.additionalProperties);
  return copy;
}
