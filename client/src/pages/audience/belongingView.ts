/**
 * What an audience belongs to, by name: merge policy, folder, tags. A name that cannot be read leaves its id.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { drawPart } from "../frame/partView";
import type { Section } from "../frame/protocol";
import { drawValue } from "../frame/valueView";
import type { AudienceContent } from "./audiencePageContent";

type Retrying = Pick<Page<unknown>, "readPart">;

/** The names. */
export function drawBelonging(content: AudienceContent, page: Retrying): TemplateResult {
  const { mergePolicy, folder, tags } = content.belongsTo;
  if (mergePolicy === undefined && folder === undefined && tags.length === 0)
    return html`<p class="quiet">${say("The platform names no merge policy, folder or tag.")}</p>`;
  return html`<dl>
    ${mergePolicy === undefined ? nothing : drawName(page, { name: "mergePolicy", title: say("Merge policy"), failed: say("The name of the merge policy could not be read"), section: content.mergePolicy, ids: mergePolicy })}
    ${folder === undefined ? nothing : drawName(page, { name: "folder", title: say("Folder"), failed: say("The name of the folder could not be read"), section: content.folder, ids: folder })}
    ${tags.length === 0 ? nothing : drawName(page, { name: "tags", title: say("Tags"), failed: say("The name of the tags could not be read"), section: content.tags, ids: tags })}
  </dl>`;
}

interface Belonging {
  readonly name: string;
  readonly title: string;
  readonly failed: string;
  readonly section: Section<string | readonly string[]>;
  readonly ids: string | readonly string[];
}

function drawName(page: Retrying, { name, title, failed, section, ids }: Belonging): TemplateResult {
  return html`<dt>${title}</dt>
    <dd>
      ${"failure" in section ? drawValue(ids) : nothing}
      ${drawPart<string | readonly string[]>(page, { name, section, failed }, (names) => drawValue(names))}
    </dd>`;
}
