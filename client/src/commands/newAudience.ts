/**
 * The beginning of a new audience: from a template, one condition, another audience or nothing, at most three questions. Ends in
 * a draft that is not sent anywhere. What is offered fits the schemas of the sandbox: the language core has checked it.
 */
import type * as vscode from "vscode";
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { toDocumentUri } from "../documents/aepUri";
import { createDraft, type NewDraft } from "../drafting/draftPair";
import { type AskedClause, type FittingTemplate, findFitting } from "../drafting/templateFit";
import type { SandboxTarget } from "../model/resource";
import type { Services } from "../services";
import type { FoundChoice } from "../ui/searches";
import { askInTurn } from "../ui/wayBack";
import { later, say } from "../words/say";
import { chooseAudience } from "./audienceChoice";
import { askAudienceName } from "./audienceNaming";
import { askField, containsText, readFields, toFieldChoices } from "./fieldQuestions";
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

const TITLE = say("New Audience");

/** Asks how to begin and makes the draft. Rejects with `Cancelled` when the person gives up. */
export async function startNewAudience(services: Services, target: SandboxTarget): Promise<StartedDraft> {
  const { fields, templates } = await services.prompts.showProgress(say("Reading the schema"), (signal) =>
    readOffer(services, target, signal),
  );
  const draft = await askInTurn(services, async (asking) =>
    toDraft(asking, target, { fields, beginning: await askBeginning(asking, { fields, templates }) }),
  );
  return { uri: await createDraft(draft), name: draft.name };
}

interface Offer {
  readonly fields: readonly ListedField[];
  readonly templates: readonly FittingTemplate[];
}

/** Fields and templates of the sandbox; none while its schemas cannot be read, which is no reason not to begin. */
async function readOffer(services: Services, target: SandboxTarget, signal: AbortSignal): Promise<Offer> {
  const { server, log } = services;
  const fields = await readFields(services, target, signal);
  const reference = { ...target, kind: "audience", id: "new" } as const;
  const uri = toDocumentUri({ reference, view: "expression" }, "new").toString();
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
    title: TITLE,
    placeholder: say("Choose how to begin, or type the name of a field to build a condition on"),
    isOfferedAtOnce: true,
    buttons: [],
    toNothing: (text) => say("No template and no field contains “{0}”", text),
    search: async (text, _signal, report) => report(listBeginnings(offer, text)),
  });
  return value;
}

const BEGINNINGS: readonly FoundChoice<Beginning>[] = [
  {
    heading: say("Begin with"),
    label: say("$(filter) One condition…"),
    description: say("a field, what is asked of it, a value"),
    value: { kind: "condition" },
  },
  {
    heading: say("Begin with"),
    label: say("$(copy) Another audience…"),
    description: say("its definition as a draft of its own"),
    value: { kind: "copy" },
  },
  {
    heading: say("Begin with"),
    label: say("$(new-file) An empty file…"),
    description: say("to write the expression yourself"),
    value: { kind: "empty" },
  },
];

function listBeginnings({ templates, fields }: Offer, text: string): readonly FoundChoice<Beginning>[] {
  const isMeant = (...texts: readonly string[]): boolean => containsText(texts, text);
  return [
    ...BEGINNINGS.filter(({ label, description = "" }) => isMeant(label, description)),
    ...templates
      .filter(({ title, description }) => isMeant(title, description))
      .map(
        (template): FoundChoice<Beginning> => ({
          heading: say("Templates that fit this sandbox"),
          label: `$(lightbulb) ${template.title}`,
          description: template.description,
          value: { kind: "template", template },
        }),
      ),
    ...(text === "" ? [] : toFieldChoices(fields, text, (field): Beginning => ({ kind: "field", field }))),
  ];
}

async function toDraft(
  services: Services,
  target: SandboxTarget,
  { fields, beginning }: { readonly fields: readonly ListedField[]; readonly beginning: Beginning },
): Promise<NewDraft> {
  switch (beginning.kind) {
    case "template": {
      const { title, description, expression, asks } = beginning.template;
      if (asks !== undefined) {
        const { name, expression: asked } = await askDraft(services, asks);
        return { name: await askAudienceName(services, target, name), expression: asked };
      }
      return { name: await askAudienceName(services, target, title), description, expression };
    }
    case "field":
      return await askDraft(services, { field: beginning.field });
    case "condition":
      return await askDraft(services, { field: await askField(services, { fields, title: TITLE }) });
    case "copy":
      return await copyAudience(services, target);
    case "empty":
      return { name: await askAudienceName(services, target, ""), expression: "" };
  }
}

async function askDraft(
  services: Services,
  asked: Pick<AskedClause, "field"> & Partial<AskedClause>,
): Promise<NewDraft> {
  const { askClause } = await import("./ruleBuilder");
  return await askClause(services, { ...asked, title: TITLE });
}

/** Another audience as a draft of its own: nothing uses it, and nothing happens by making it. */
async function copyAudience(services: Services, target: SandboxTarget): Promise<NewDraft> {
  const { id } = await chooseAudience(services, target, {
    verb: later("Copy"),
    refuse: refuseWithoutExpression,
  });
  const { readCopy } = await import("./draftCommands");
  const original = await services.prompts.showProgress(say("Reading the audience"), (signal) =>
    readCopy(services, { ...target, kind: "audience", id }, signal),
  );
  return { ...original, name: await askAudienceName(services, target, say("{0} copy", original.name)) };
}
