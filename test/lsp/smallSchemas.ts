/** Union schemas of a few fields, told apart by the field they have. Data for tests about which schema is in use. */

/** A profile union with one text field. */
export function schemaWith(field: string): object {
  return {
    $id: "https://ns.adobe.com/xdm/context/profile__union",
    title: "Profile",
    type: "object",
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
    properties: {
      person: {
        type: "object",
        properties: { [field]: { type: "string", "meta:xdmType": "string", title: `The ${field}` } },
      },
    },
  };
}
