/**
 * The one rule about people in an inventory: addresses are masked in every text that describes an object. Authored messages stay as
 * written, because they are what the organisation says to everybody. Pure.
 */
import { redactText } from "../api/redaction";
import type { RecordDraft, RecordRule, RecordStep } from "./inventoryRecord";

/** Whether the text names somebody. */
function namesPerson(text: string): boolean {
  return redactText(text) !== text;
}

/** The draft without people. */
export function withoutPeople(draft: RecordDraft): RecordDraft {
  const { rule, traits = [] } = draft;
  const isPersonal = rule !== undefined && namesPerson(rule.text);
  return {
    ...draft,
    name: redactText(draft.name),
    description: draft.description && redactText(draft.description),
    facts: draft.facts?.map(([label, value]) => [label, redactText(value)] as const),
    steps: draft.steps?.map(withoutPeopleInStep),
    rule: rule && withoutPeopleInRule(rule),
    uses: draft.uses?.map((use) => ({ ...use, name: use.name && redactText(use.name) })),
    problems: draft.problems?.map(redactText),
    pairFields: isPersonal ? undefined : draft.pairFields && redactText(draft.pairFields),
    traits: isPersonal ? [...traits, "namesPerson"] : traits,
  };
}

function withoutPeopleInRule({ text, words, fields }: RecordRule): RecordRule {
  return { text: redactText(text), words: redactText(words), fields };
}

function withoutPeopleInStep({ name, kind, facts, next }: RecordStep): RecordStep {
  return {
    name: redactText(name),
    kind,
    facts: facts.map(([label, value]) => [label, redactText(value)] as const),
    next: next.map(({ to, label }) => ({ to: redactText(to), label: label && redactText(label) })),
  };
}
