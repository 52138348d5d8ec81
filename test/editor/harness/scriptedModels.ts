/**
 * A language model of the editor that answers from a script: `test/fixtures/scripted-model`, an extension of its own, so that the
 * editor's own ways lie between the two.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./extensionUnderTest.js";

/** What the model was asked. */
export interface ModelScript {
  readonly prompts: readonly string[];
}

interface ModelExtension {
  begin(answers: readonly string[]): ModelScript;
  end(): void;
}

async function getModelExtension(): Promise<ModelExtension> {
  const found = vscode.extensions.getExtension<ModelExtension>("aep-workbench-tests.scripted-model");
  assert.ok(found, "the extension with the model is loaded");
  return await found.activate();
}

/** Offers a model that gives these answers, the last for ever; resolves once the editor lists it. */
export async function offerModel(...answers: readonly string[]): Promise<ModelScript> {
  const script = (await getModelExtension()).begin(answers);
  await eventually(
    "the model",
    async () => (await vscode.lm.selectChatModels({ vendor: "scripted" })).length > 0,
  );
  return script;
}

/** Resolves once the editor has no model. */
export async function removeModel(): Promise<void> {
  (await getModelExtension()).end();
  await eventually("no model", async () => (await vscode.lm.selectChatModels()).length === 0);
}
