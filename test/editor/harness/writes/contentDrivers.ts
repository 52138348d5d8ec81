/**
 * The writes on content: update a template, update a fragment, publish a fragment.
 */
import * as vscode from "vscode";
import { fetchContentFragment, fetchContentTemplate } from "../../../../client/src/api/contentItems.js";
import { type ContentKind, replaceContent, toContentBody } from "../../../../client/src/api/contentWrites.js";
import { type ContentPart, toParts, withParts } from "../../../../client/src/content/contentParts.js";
import { toContentTask, toPublicationTask } from "../../../../client/src/preview/content/contentWrite.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { createContent } from "../../../support/contentCalls.js";
import { SAMPLE } from "../extensionUnderTest.js";
import {
  changeToTakeBack,
  openByCommand,
  startTask,
  type World,
  type WriteCase,
  type WriteDriver,
} from "./writeCase.js";

const BODIES: Readonly<Record<ContentKind, object>> = {
  template: { templateType: "html", template: { html: "<p>Before</p>", editorContext: {} } },
  fragment: { type: "html", fragment: { content: "<p>Before</p>" } },
};

/** Makes a template or fragment as somebody else. */
async function makeContent({ other }: World, kind: ContentKind, name: string): Promise<string> {
  const content = { name, channels: ["email"], source: { origin: "ajo" }, ...BODIES[kind] };
  return await createContent(other, { kind, content }, CONFIRMED);
}

function readContent({ organisation }: World, kind: ContentKind, id: string): string {
  const table = organisation.state().content("dev");
  return JSON.stringify((kind === "template" ? table.templates : table.fragments).get(id)?.record);
}

const saying = (parts: readonly ContentPart[], words: string): readonly ContentPart[] =>
  parts.map(({ file }) => ({ file, text: `<p>${words}</p>` }));

async function fetchParts({ other }: World, kind: ContentKind, id: string) {
  const { raw, etag } = await (kind === "template" ? fetchContentTemplate : fetchContentFragment)(other, id);
  return { raw, etag, parts: toParts(raw) };
}

/** Rewrites the content as somebody else. */
async function rewriteElsewhere(world: World, kind: ContentKind, id: string): Promise<void> {
  const { raw, etag, parts } = await fetchParts(world, kind, id);
  const content = toContentBody(withParts(raw, saying(parts, "Theirs")));
  await replaceContent(world.other, { version: { kind, id, etag }, content }, CONFIRMED);
}

/** Writes the folder that taking the content from the platform leaves behind, with another text in it. */
async function writeFolder(
  { folder }: World,
  link: { readonly kind: ContentKind; readonly id: string; readonly name: string },
  parts: readonly ContentPart[],
): Promise<vscode.Uri> {
  const home = vscode.Uri.joinPath(folder, link.id);
  const files: Record<string, string> = {
    "content.json": JSON.stringify({ ...link, connection: SAMPLE, sandbox: "dev" }),
    ...Object.fromEntries(parts.map(({ file, text }) => [`.started/${file}`, text])),
    ...Object.fromEntries(saying(parts, "Mine").map(({ file, text }) => [file, text])),
  };
  for (const [path, text] of Object.entries(files))
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(home, path), new TextEncoder().encode(text));
  return vscode.Uri.joinPath(home, "content.json");
}

/** A template or fragment of its own, its folder with an edit, and the write that brings the edit to the platform. */
async function prepareUpdate(world: World, kind: ContentKind): Promise<WriteCase> {
  const name = world.nextName();
  const id = await makeContent(world, kind, name);
  const { parts: started } = await fetchParts(world, kind, id);
  const file = await writeFolder(world, { kind, id, name }, started);
  return {
    subject: name,
    request: `PUT /ajo/content/${kind}s/${id}`,
    mark: id,
    open: () => openByCommand("aep.content.update", { file }),
    read: () => readContent(world, kind, id),
    isDone: () => readContent(world, kind, id).includes("Mine"),
    disturb: () => rewriteElsewhere(world, kind, id),
    async startElsewhere() {
      const { parts: now } = await fetchParts(world, kind, id);
      const theirs = { kind, id, name, started: now, parts: saying(now, "Theirs") };
      return await startTask(world.other, (place) => toContentTask(place, theirs));
    },
  };
}

function toUpdate(kind: ContentKind): WriteDriver {
  return {
    name: `update a ${kind}`,
    isExclusive: true,
    prepare: (world) => prepareUpdate(world, kind),
  };
}

const UNDO: WriteDriver = {
  name: "take back a change of a template",
  isExclusive: true,
  async prepare(world) {
    const update = await prepareUpdate(world, "template");
    return {
      ...update,
      open: await changeToTakeBack(update.mark, update.open),
      isDone: () => update.read().includes("Before"),
    };
  },
};

const PUBLISH: WriteDriver = {
  name: "publish a fragment",
  isExclusive: false,
  async prepare(world) {
    const name = world.nextName();
    const id = await makeContent(world, "fragment", name);
    const isPublished = (): boolean => world.organisation.state().content("dev").publications.has(id);
    const publication = { id, name, live: undefined };
    return {
      subject: name,
      request: "POST /ajo/content/fragments/publications",
      mark: id,
      open: () => openByCommand("aep.content.publish", { kind: "fragment", id }),
      read: () => (isPublished() ? "published" : readContent(world, "fragment", id)),
      isDone: isPublished,
      disturb: () => rewriteElsewhere(world, "fragment", id),
      startElsewhere: () => startTask(world.other, (place) => toPublicationTask(place, publication)),
    };
  },
};

/** Every write on content. */
export const CONTENT_DRIVERS: readonly WriteDriver[] = [
  toUpdate("template"),
  toUpdate("fragment"),
  UNDO,
  PUBLISH,
];
