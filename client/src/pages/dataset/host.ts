/** Placeholder. */
import type { PageHost } from "../frame/pageHost";

export const datasetPage: PageHost = { load: async ({ place }) => ({ title: place.id, content: {} }) };
