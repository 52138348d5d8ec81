/**
 * Which page is in front, for commands called while somebody reads one. Knows nothing of panels before the first is opened,
 * so that asking loads nothing.
 */
import type { ResourceReference } from "../../model/resource";
import { PAGE_KINDS } from "../../model/resourceKinds";
import type { PagePlace } from "./protocol";

/** The page in front of one window. */
export class FrontPage {
  private look: () => PagePlace | undefined = () => undefined;

  /** Has `look` asked from here on. */
  watch(look: () => PagePlace | undefined): void {
    this.look = look;
  }

  /** The thing whose page is in front; undefined when something else is, or a page that is of no thing. */
  find(): ResourceReference | undefined {
    const place = this.look();
    const kind = PAGE_KINDS.find((one) => one === place?.page);
    if (place === undefined || kind === undefined) return undefined;
    const { connection, sandbox, id } = place;
    return { connection, sandbox, kind, id };
  }
}
