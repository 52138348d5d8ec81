/** Content templates and fragments of one sandbox: the only objects of Journey Optimizer that can be written. */
import type { Seeded } from "../seeded";
import { emailBody } from "./emails";

/** One template or fragment with its version. */
export interface ContentItem {
  readonly id: string;
  readonly etag: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A publication of a fragment and how often its status was asked for. */
export interface Publication {
  polls: number;
  readonly content: unknown;
}

/** Content of one sandbox. */
export interface ContentTable {
  readonly templates: Map<string, ContentItem>;
  readonly fragments: Map<string, ContentItem>;
  readonly publications: Map<string, Publication>;
  readonly folders: readonly string[];
}

const TEMPLATES = [
  "Newsletter frame",
  "Abandoned cart",
  "Birthday",
  "Order thank you",
  "Sale announcement",
  "Loyalty statement",
  "Survey invitation",
  "Shop opening",
];
const FRAGMENTS = [
  "Footer",
  "Header",
  "Legal notes",
  "Loyalty box",
  "Greeting expression",
  "Recommendation row",
];

/** Returns the content a sandbox starts with. */
export function createContent(seeded: Seeded, sandboxName: string, today: number): ContentTable {
  const folder = seeded.uuid(`contentFolder/${sandboxName}`);
  const item = (path: string, index: number, record: object): [string, ContentItem] => {
    const [kind = "", name = ""] = path.split("/");
    const id = seeded.uuid(`${kind}/${sandboxName}/${name}`);
    const time = new Date(today - index * 5 * 86_400_000 - 3_600_000).toISOString();
    const audit = { createdAt: time, createdBy: "Dana Keller", modifiedAt: time, modifiedBy: "Ravi Menon" };
    return [
      id,
      { id, etag: `"${seeded.hex(`contentEtag/${id}`, 12)}"`, record: { id, name, ...record, ...audit } },
    ];
  };
  const templates = TEMPLATES.map((name, index) =>
    item(`template/${name}`, index, {
      ...(index % 3 === 2 ? {} : { description: `${name}, maintained by the CRM team.` }),
      templateType: index % 4 === 3 ? "html" : "content",
      channels: ["email"],
      subType: "HTML",
      source: { origin: index === 5 ? "external" : "ajo" },
      labels: [],
      ...(index % 2 === 0 ? { parentFolderId: folder } : {}),
      template:
        index % 4 === 3
          ? { html: `<html><body>${emailBody(name)}</body></html>`, editorContext: {} }
          : { subject: name, html: { body: emailBody(name) }, text: { body: name, syncFromHtml: true } },
    }),
  );
  const fragments = FRAGMENTS.map((name, index) =>
    item(`fragment/${name}`, index, {
      description: `Shared part: ${name.toLowerCase()}.`,
      type: name.endsWith("expression") ? "expression" : "html",
      status: index % 2 === 0 ? "PUBLISHED" : "DRAFT",
      channels: [index % 3 === 0 ? "shared" : "email"],
      source: { origin: "ajo" },
      labels: [],
      fragment: name.endsWith("expression")
        ? { expression: '{% let greeting = concat("Hello ", profile.person.name.firstName) %}' }
        : { content: `<p>${name} of Acme</p>` },
    }),
  );
  const publications = fragments
    .filter(([, { record }]) => record["status"] === "PUBLISHED")
    .map(([id, { record }]): [string, Publication] => [id, { polls: 9, content: record["fragment"] }]);
  return {
    templates: new Map(templates),
    fragments: new Map(fragments),
    publications: new Map(publications),
    folders: [folder],
  };
}
