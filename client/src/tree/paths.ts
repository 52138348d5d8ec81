/**
 * Questions about the paths that node ids are. Pure.
 */

/** Whether `id` is the node's own or that of something below it; everything is below nothing. */
export function isBelow(id: string, node: { readonly id: string } | undefined): boolean {
  return node === undefined || id === node.id || id.startsWith(`${node.id}/`);
}
