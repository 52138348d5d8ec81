/**
 * The beginning of a new audience: from a template, one condition, another audience or nothing, at most three questions. Ends in
 * a draft that is not sent anywhere. What is offered fits the schemas of the sandbox: the language core has checked it.
 */
import type * as vscode from "vscode";
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { toDocumentUri } from "../documents/aepUri";
import { toFieldLabel } from "../drafting/clauses";
import { createDraft, type NewDraft } from "../drafting/draftPair";
import { type FittingTemplate, findFitting } from "../drafting/templateFit";
import type { SandboxTarget } from "../model/resource";
import type { Services } from "../services";
import type { FoundChoice } from "../ui/searches";
import { chooseAudience } from "./audienceChoice";
import { refuseWithoutExpression } from "./meantAudiences";

/** A draft that was made. */
export interface StartedDraft {
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** How a draft begins. */
type Beginning =
  | { readonly kind: "template"; readonly template: FittingTemplate }
  | { readonly kind: "field"; readonly field: ListedField }
  | { readonly kind: "condition" | "copy" | "empty" };

const MOST_FIELDS = 60;

/** Asks how to begin and makes the draft. Rejects with `Cancelled` when the person gives up. */
export async function startNewAudience(services: Services, target: SandboxTarget): Promise<StartedDraft> {
  const { fields, templates } = await services.prompts.showProgress("Reading the schema", (signal) =>
    readOffer(services, target, signal),
  );
  const draft = await toDraft(services, target, {
    fields,
    beginning: await askBeginning(services, { fields, templates }),
  });
  return { uri: await createDraft(draft), name: draft.name };
}

interface Offer {
  readonly fields: readonly ListedField[];
  readonly templates: readonly FittingTemplate[];
}

/** Fields and templates of the sandbox; none while its schemas cannot be read, which is no reason not to begin. */
async function readOffer(
  { keeper, server, log }: Services,
  target: SandboxTarget,
  signal: AbortSignal,
): Promise<Offer> {
  await keeper.ensure(target);
  const reference = { ...target, kind: "audience", id: "new" } as const;
  const uri = toDocumentUri({ reference, view: "expression" }, "new").toString();
  const fields = (await server.listFields({ uri }, signal)) ?? [];
  const checked = await Promise.all(
    findFitting(fields).map(async (template) => {
      const inspection = await server.inspect({ uri, format: "pql/text", value: template.expression });
      const [error] = inspection?.errors ?? [];
      if (error !== undefined)
        log.warn("A template does not fit", { template: template.title, error: error.message });
      return error === undefined ? [template] : [];
    }),
  );
  return { fields, templates: checked.flat() };
}

async function askBeginning(services: Services, offer: Offer): Promise<Beginning> {
  const { value } = await services.prompts.search<Beginning>({
    title: "New Audience",
    placeholder: "Choose how to begin, or type the name of a field to build a condition on",
    isOfferedAtOnce: true,
    buttons: [],
    toNothing: (text) => `No template and no field contains “${text}”`,
    search: async (text, _signal, report) => report(listBeginnings(offer, text)),
  });
  return value;
}

const BEGINNINGS: readonly FoundChoice<Beginning>[] = [
  {
    heading: "Begin with",
    label: "$(filter) One condition…",
    description: "a field, what is asked of it, a value",
    value: { kind: "condition" },
  },
  {
    heading: "Begin with",
    label: "$(copy) Another audience…",
    description: "its definition as a draft of its own",
    value: { kind: "copy" },
  },
  {
    heading: "Begin with",
    label: "$(new-file) An empty file…",
    description: "to write the expression yourself",
    value: { kind: "empty" },
  },
];

function listBeginnings({ templates, fields }: Offer, text: string): readonly FoundChoice<Beginning>[] {
  const isMeant = (...texts: readonly string[]): boolean => contains(texts, text);
  return [
    ...BEGINNINGS.filter(({ label, description = "" }) => isMeant(label, description)),
    ...templates
      .filter(({ title, description }) => isMeant(title, description))
      .map(
        (template): FoundChoice<Beginning> => ({
          heading: "Templates that fit this sandbox",
          label: `$(lightbulb) ${template.title}`,
          description: template.description,
          value: { kind: "template", template },
        }),
      ),
    ...(text === "" ? [] : toFieldChoices(fields, text, (field): Beginning => ({ kind: "field", field }))),
  ];
}

/** Asks for the field a condition is about. */
async function askField({ prompts }: Services, fields: readonly ListedField[]): Promise<ListedField> {
  const { value } = await prompts.search<ListedField>({
    title: "New Audience: Field",
    placeholder: "Part of the name or title of a field",
    isOfferedAtOnce: true,
    buttons: [],
    toNothing: (text) =>
      fields.length === 0 ? "The schema of this sandbox is not known" : `No field contains “${text}”`,
    search: async (text, _signal, report) => report(toFieldChoices(fields, text, (field) => field)),
  });
  return value;
}

/** Fields whose path or title contains the text, whole words first; deprecated ones last. */
function toFieldChoices<Value>(
  fields: readonly ListedField[],
  text: string,
  toValue: (field: ListedField) => Value,
): readonly FoundChoice<Value>[] {
  const wanted = text.toLowerCase();
  const rank = ({ path, title = "", isDeprecated }: ListedField): number => {
    const name = path.split(".").at(-1)?.toLowerCase();
    const isWhole = name === wanted || title.toLowerCase() === wanted;
    return (isDeprecated === true ? 4 : 0) + (isWhole ? 0 : name?.startsWith(wanted) === true ? 1 : 2);
  };
  return fields
    .filter(({ path, title = "" }) => contains([path, title], text))
    .map((field) => ({ field, rank: rank(field) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_FIELDS)
    .map(({ field }) => ({
      heading: "Fields",
      label: `$(symbol-field) ${toFieldLabel(field)}`,
      description: [
        field.isList === true ? `list of ${field.type}` : field.type,
        field.root === "event" ? "event" : "",
      ]
        .concat(field.isDeprecated === true ? "deprecated" : [])
        .filter((fact) => fact !== "")
        .join(" · "),
      detail: field.root === "event" ? `xEvent.${field.path}` : field.path,
      value: toValue(field),
    }));
}

function contains(texts: readonly string[], text: string): boolean {
  const wanted = text.toLowerCase();
  return texts.some((one) => one.toLowerCase().includes(wanted));
}

async function toDraft(
  services: Services,
  target: SandboxTarget,
  { fields, beginning }: { readonly fields: readonly ListedField[]; readonly beginning: Beginning },
): Promise<NewDraft> {
  switch (beginning.kind) {
    case "template": {
      const { title, description, expression } = beginning.template;
      return { name: await askName(services, title), description, expression };
    }
    case "field":
      return await askDraft(services, beginning.field);
    case "condition":
      return await askDraft(services, await askField(services, fields));
    case "copy":
      return await copyAudience(services, target);
    case "empty":
      return { name: await askName(services, ""), expression: "" };
  }
}

async function askDraft(services: Services, field: ListedField): Promise<NewDraft> {
  const { askClause } = await import("./clauseQuestions");
  return await askClause(services, field);
}

/** Another audience as a draft of its own: nothing uses it, and nothing happens by making it. */
async function copyAudience(services: Services, target: SandboxTarget): Promise<NewDraft> {
  const { id } = await chooseAudience(services, target, { verb: "Copy", refuse: refuseWithoutExpression });
  const { readCopy } = await import("./draftCommands");
  const original = await services.prompts.showProgress("Reading the audience", (signal) =>
    readCopy(services, { ...target, kind: "audience", id }, signal),
  );
  return { ...original, name: await askName(services, `${original.name} copy`) };
}

async function askName({ prompts }: Services, value: string): Promise<string> {
  const name = await prompts.ask({
    title: "New Audience",
    prompt: "Name of the audience",
    value,
    check: (text) => (text.trim() === "" ? "An audience needs a name." : undefined),
  });
  return name.trim();
}
