/** Names that permissions have in the access service, with the resource and the verbs they stand for here. */
export const PERMISSIONS: Readonly<Record<string, readonly [resource: string, verbs: readonly string[]]>> = {
  "view-segments": ["segments", ["read"]],
  "manage-segments": ["segments", ["read", "write", "delete"]],
  "view-datasets": ["datasets", ["read"]],
  "manage-datasets": ["datasets", ["read", "write", "delete"]],
  "view-schemas": ["schemas", ["read"]],
  "manage-schemas": ["schemas", ["read", "write", "delete"]],
  "view-destinations": ["destinations", ["read"]],
  "activate-destinations": ["destinations", ["read", "write"]],
  "view-profiles": ["profiles", ["read"]],
  "view-sandboxes": ["sandboxes", ["read"]],
};
