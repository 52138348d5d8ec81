/**
 * The validator of forms that a tool may have a person fill in, in the library of the Model Context Protocol. Our tools ask for no
 * forms, and the library's own brings a compiler of schemas that is a thirtieth of the package. Refuses to be used.
 */

/** In the place of the library's class of this name. */
export class AjvJsonSchemaValidator {
  getValidator() {
    throw new Error("This server asks for no forms.");
  }
}
