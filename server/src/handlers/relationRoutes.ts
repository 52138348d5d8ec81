/**
 * Routes of `aep/relateRules` and `aep/findFamilies`: what rules have to do with each other, over the schemas of a sandbox.
 * Works in slices, so that typing goes on meanwhile and a cancellation is heard. Keeps nothing.
 */
import type { CancellationToken } from "vscode-languageserver";
import type { RelationDesk } from "../pql/answers/openRelations";
import type { Finding, RelatedRule } from "../pql/relations/relateRules";
import {
  FAMILIES_PROGRESS,
  type FamiliesRequest,
  FIND_FAMILIES,
  type FoundFamilies,
  RELATE_RULES,
  type RelatedExpression,
  type RelatedRules,
  type RelationRequest,
} from "../protocol/relationMessages";
import type { Session } from "../session/serverSession";
import { finishInSlices } from "../session/slices";

export function routeRelations({ connection, schemas, translate }: Session): void {
  connection.onRequest(
    RELATE_RULES,
    async ({ uri, first, second, names }: RelationRequest): Promise<RelatedRules> => {
      await schemas.firstLoad(uri);
      const { openRelations, relationSentence, updateSentence } = await import("../pql/service");
      const desk = openRelations({ environment: schemas.environmentOf(uri) });
      const relation = desk.relate(desk.read(toSource(first)), desk.read(toSource(second)));
      return {
        kind: relation.kind,
        sentence: withNames(translate(relationSentence(relation, STAND_INS)), names),
        update: translate(updateSentence(relation.contained)),
        ...exampleOf("onlyFirst", relation.contained),
        ...exampleOf("onlySecond", relation.contains),
      };
    },
  );
  connection.onRequest(
    FIND_FAMILIES,
    async ({ uri, rules, run }: FamiliesRequest, token: CancellationToken): Promise<FoundFamilies> => {
      await schemas.firstLoad(uri);
      const { openRelations } = await import("../pql/service");
      const desk = openRelations({ environment: schemas.environmentOf(uri) });
      const tell = (share: number) => {
        if (run !== undefined) void connection.sendNotification(FAMILIES_PROGRESS, { run, share });
      };
      return await finishInSlices(searchFamilies(desk, rules), { token, tell });
    },
  );
}

/** Stand for names until the sentence is translated: words of a name, such as "and", pass for words of the sentence. */
const STAND_INS: RelationRequest["names"] = ["⟦1⟧", "⟦2⟧"];

function withNames(sentence: string, names: RelationRequest["names"]): string {
  return sentence.replace(/⟦([12])⟧/g, (_standIn, place) => names[place === "1" ? 0 : 1]);
}

/** Reading takes a fifth of the time. */
const READING = 0.2;

function* searchFamilies(
  desk: RelationDesk,
  rules: readonly RelatedExpression[],
): Generator<number, FoundFamilies> {
  const read: RelatedRule[] = [];
  for (const rule of rules) {
    read.push(desk.read(toSource(rule)));
    yield (READING * read.length) / rules.length;
  }
  const search = desk.findFamilies(read);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    yield READING + (1 - READING) * step.value;
  }
}

function toSource({ format, value }: RelatedExpression) {
  return format === "pql/json" ? { json: value } : { text: value };
}

function exampleOf(name: "onlyFirst" | "onlySecond", finding: Finding): Partial<RelatedRules> {
  if (finding.answer !== "refuted") return {};
  const { profile, clock } = finding.example;
  return { [name]: JSON.stringify(profile), clock: new Date(clock.now).toISOString() };
}
