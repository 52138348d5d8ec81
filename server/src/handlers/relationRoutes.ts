/**
 * Routes of `aep/relateRules` and `aep/findFamilies`: what rules have to do with each other, over the schemas of a sandbox.
 * Works in slices, so that typing goes on meanwhile and a cancellation is heard. Keeps nothing.
 */
import type { CancellationToken } from "vscode-languageserver";
import type { Finding } from "../pql/relations/relateRules";
import {
  type FamiliesRequest,
  FIND_FAMILIES,
  type FoundFamilies,
  RELATE_RULES,
  type RelatedExpression,
  type RelatedRules,
  type RelationRequest,
} from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";
import { cancelled, nextTurn } from "../session/slices";

/** Longest stretch of work before waiting messages are looked at. */
const SLICE_MS = 12;

/** Names the handlers. */
export function routeRelations({ connection, schemas }: Session): void {
  connection.onRequest(
    RELATE_RULES,
    async ({ uri, first, second, names }: RelationRequest): Promise<RelatedRules> => {
      await schemas.firstLoad(uri);
      const { openRelations, relationSentence, updateSentence } = await import("../pql/service");
      const desk = openRelations({ environment: schemas.environmentOf(uri) });
      const relation = desk.relate(desk.read(toSource(first)), desk.read(toSource(second)));
      return {
        kind: relation.kind,
        sentence: relationSentence(relation, names),
        update: updateSentence(relation.contained),
        ...exampleOf("onlyFirst", relation.contained),
        ...exampleOf("onlySecond", relation.contains),
      };
    },
  );
  connection.onRequest(
    FIND_FAMILIES,
    async ({ uri, rules }: FamiliesRequest, token: CancellationToken): Promise<FoundFamilies> => {
      await schemas.firstLoad(uri);
      const { openRelations } = await import("../pql/service");
      const desk = openRelations({ environment: schemas.environmentOf(uri) });
      const search = desk.findFamilies(rules.map((rule) => desk.read(toSource(rule))));
      for (;;) {
        const until = performance.now() + SLICE_MS;
        let step = search.next();
        while (step.done !== true && performance.now() < until) step = search.next();
        if (step.done === true) return step.value;
        await nextTurn();
        if (token.isCancellationRequested) throw cancelled();
      }
    },
  );
}

function toSource({ format, value }: RelatedExpression) {
  return format === "pql/json" ? { json: value } : { text: value };
}

function exampleOf(name: "onlyFirst" | "onlySecond", finding: Finding): Partial<RelatedRules> {
  if (finding.answer !== "refuted") return {};
  const { profile, clock } = finding.example;
  return { [name]: JSON.stringify(profile), clock: String(clock.now) };
}
