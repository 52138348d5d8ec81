/** Placeholder. */
import type { PageHost } from "../frame/pageHost";

export const schemaPage: PageHost = { load: async ({ place }) => ({ title: place.id, content: {} }) };
