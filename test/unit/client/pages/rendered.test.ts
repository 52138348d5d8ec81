/**
 * The host side of the page that shows both sides of a preview of content.
 */
import assert from "node:assert/strict";
import type { PageContext } from "../../../../client/src/pages/frame/pageHost.js";
import { toRenderedPage } from "../../../../client/src/pages/rendered/renderedHost.js";
import { renderedShape } from "../../../../client/src/pages/rendered/renderedPageContent.js";

type Previews = Parameters<typeof toRenderedPage>[0];
type Found = NonNullable<ReturnType<Previews["find"]>>;

const side = (title: string, html: string | undefined) => ({
  title,
  html,
  subject: undefined,
  text: undefined,
});

const preview: Pick<Found, "name" | "left" | "right"> = {
  name: "Newsletter",
  left: side("Now", undefined),
  right: side("Then", "<p>{{profile.name}}</p>"),
};

function load(id: string) {
  const find: Previews["find"] = (asked) => (asked === "p1" ? (preview as Found) : undefined);
  const place = { page: "rendered", connection: "Test", sandbox: "dev", id } as const;
  return toRenderedPage({ find }).load({ place } as unknown as PageContext);
}

describe("the page of a preview of content", () => {
  it("is handed both sides as they are authored, and what is missing stays missing", async () => {
    const { title, content } = await load("p1");
    assert.match(title, /Newsletter/);
    assert.deepEqual(renderedShape.parse(content), {
      name: "Newsletter",
      connection: "Test",
      sandbox: "dev",
      left: { title: "Now" },
      right: { title: "Then", html: "<p>{{profile.name}}</p>" },
    });
  });

  it("says that the preview has ended when it is gone, for example after a reload", async () => {
    await assert.rejects(load("p2"), /has ended/);
  });
});
