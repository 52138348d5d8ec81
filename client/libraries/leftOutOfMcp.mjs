/**
 * What the library of the Model Context Protocol brings and our server never comes to: a validator of forms that a tool may have a
 * person fill in, and schemas of another version of zod than ours. Together they are a twentieth of the package. The build puts this
 * file in their place; each refuses to be used.
 */

/** In the place of the library's class of this name. */
export class AjvJsonSchemaValidator {
  getValidator() {
    throw new Error("This server asks for no forms.");
  }
}

/** In the place of version 3 of zod. */
export function object() {
  throw new Error("Schemas of this server are of version 4 of zod.");
}

/** In the place of the package that describes schemas of version 3. */
export function zodToJsonSchema() {
  throw new Error("Schemas of this server are of version 4 of zod.");
}
