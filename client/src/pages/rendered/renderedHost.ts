/**
 * Hands the page both sides of an open preview of content. Reads nothing from the platform: what is shown is what will be
 * sent.
 */
import { endedPreview } from "../../model/refusals";
import type { AuthoredSide, RenderedSides } from "../../preview/content/renderedSides";
import { say } from "../../words/say";
import { type PageHost, withoutAbsent } from "../frame/pageHost";
import type { RenderedContent, RenderedSide } from "./renderedPageContent";

/** The page of a preview; its place's id is that of the preview. */
export function toRenderedPage(previews: Pick<RenderedSides, "find">): PageHost {
  return {
    load: async ({ place }) => {
      const preview = previews.find(place.id);
      if (preview === undefined) {
        throw endedPreview();
      }
      const { name, left, right } = preview;
      const content: RenderedContent = {
        name,
        connection: place.connection,
        sandbox: place.sandbox,
        left: toSide(left),
        right: toSide(right),
      };
      return { title: say("{0}: as it will look", name), content };
    },
  };
}

function toSide({ title, subject, html, text }: AuthoredSide): RenderedSide {
  return { title, ...withoutAbsent({ subject, html, text }) };
}
