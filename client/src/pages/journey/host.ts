/** Placeholder. */
import type { PageHost } from "../frame/pageHost";

export const journeyPage: PageHost = { load: async ({ place }) => ({ title: place.id, content: {} }) };
