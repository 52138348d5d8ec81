/**
 * Paths: where they begin (variable, events, implicit element, profile) and how far they reach.
 * Says nothing itself; names that lead nowhere are handed to `outerNames.ts` and to the rules.
 */
import { EVENT_STEP, ROOT_FIELD } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";
import { findFieldAt } from "../fieldProbe";
import { noteMembershipPath } from "../foreignMemberships";
import { nameEnd, nameStart } from "../nameScopes";
import { checkEventsAllowed } from "../rules/otherDialect";
import { checkEndOfPath } from "../rules/pathEnd";
import { reportUpTooFar } from "../rules/unknownName";
import { beginOffElement, beginOffProfile } from "./outerNames";
import { type Beginning, enterField, readSteps } from "./visitSteps";

/** `a.b.c`. */
export function visitPath(state: CheckState, node: NodeId): Type {
  const first = state.tree.firstToken(node);
  state.cursor.bareName = first;
  const next = beginPath(state, node, first);
  return finishPath(state, node, next);
}

/** `^^.a.b`: one implicit element further out for each caret. */
export function visitUpPath(state: CheckState, node: NodeId): Type {
  const { kinds } = state.tokens;
  state.cursor.bareName = -1;
  const first = state.tree.firstToken(node);
  let token = first;
  while (kinds[token] === TokenKind.Caret) token++;
  const level = token - first;
  if (kinds[token] === TokenKind.Dot) token++;
  if (level > state.scopes.elementCount) reportUpTooFar(state, node, level);
  if (token >= state.tree.endToken(node)) {
    state.cursor.setUnknown();
    return state.cursor.valueType;
  }
  const frame = state.scopes.findElement(level);
  const next =
    frame < 0 ? beginOffElements(state, node, token) : beginOnElement(state, node, { frame, first: token });
  return finishPath(state, node, next);
}

/** `x.a.b`, where x is a call, a filter or something in brackets. */
export function visitMember(state: CheckState, node: NodeId): Type {
  const { tree, cursor, environment } = state;
  const type = state.visit(tree.firstChild(node));
  cursor.bareName = -1;
  cursor.startAtType(type, environment);
  return finishPath(state, node, tree.detail(node));
}

function finishPath(state: CheckState, node: NodeId, next: number): Type {
  const { cursor } = state;
  readSteps(state, next, state.tree.endToken(node));
  if (cursor.root !== undefined) {
    state.boundRoot = cursor.root;
    state.boundField = cursor.field;
    checkEndOfPath(state, node);
  }
  return cursor.valueType;
}

/** Puts the cursor where the path begins; returns the token behind the names that were used up. */
function beginPath(state: CheckState, node: NodeId, first: number): number {
  const { scopes, tokens } = state;
  if (isEventStep(state, first)) return beginOnEvents(state, node, first);
  if (scopes.depth > 0) {
    const frame = scopes.findVariable(tokens, nameStart(tokens, first), nameEnd(tokens, first));
    if (frame >= 0) return beginOnVariable(state, node, { frame, first });
    const element = scopes.findElement(0);
    if (element >= 0) return beginOnElement(state, node, { frame: element, first });
  }
  return beginOnProfile(state, node, first);
}

/** Behind the outermost caret stands the profile, and its events with it. */
function beginOffElements(state: CheckState, node: NodeId, first: number): number {
  return isEventStep(state, first) ? beginOnEvents(state, node, first) : beginOnProfile(state, node, first);
}

function beginOnProfile(state: CheckState, node: NodeId, first: number): number {
  const { cursor, environment, recorder } = state;
  state.traits.readsProfile = true;
  recorder?.base(node, { kind: "profile" });
  const root = environment.profile;
  noteMembershipPath(state, node, first);
  if (root === undefined) return beginOffProfile(state, node, first);
  const field = findFieldAt(state, { schema: root.schema, parent: ROOT_FIELD, token: first });
  if (field === ROOT_FIELD) return beginOffProfile(state, node, first);
  cursor.startAtField(root, field);
  enterField(state, first, { root, field });
  return first + 1;
}

const FIRST_OF_EVENT_STEP = EVENT_STEP.charCodeAt(0);

function isEventStep(state: CheckState, token: number): boolean {
  const { tokens } = state;
  const start = nameStart(tokens, token);
  if (tokens.bytes[start] !== FIRST_OF_EVENT_STEP) return false;
  return nameEnd(tokens, token) - start === EVENT_STEP.length && tokens.text.startsWith(EVENT_STEP, start);
}

/** Events are tested until a filter or a step around this path says how far back and how many. */
function beginOnEvents(state: CheckState, node: NodeId, first: number): number {
  const { cursor, environment, recorder, traits } = state;
  cursor.bareName = -1;
  const isAlone = first + 1 === state.tree.endToken(node);
  if (isAlone) cursor.startAtValue(environment.eventsType, environment);
  else cursor.startAtType(environment.eventsType, environment);
  traits.events.push({
    span: state.spanOf(node),
    reachHours: UNLIMITED,
    count: 1,
    isNegated: false,
    hasWindow: false,
    source: state.spanOf(node).start,
  });
  recorder?.base(node, { kind: "events" });
  checkEventsAllowed(state, node);
  return first + 1;
}

function beginOnVariable(state: CheckState, node: NodeId, { frame, first }: Beginning): number {
  const { cursor, environment, recorder, scopes } = state;
  cursor.bareName = -1;
  const declaration = scopes.tokenOf(frame);
  if (recorder !== undefined) {
    recorder.base(node, { kind: "variable", token: declaration });
    recorder.use(first, declaration);
  }
  const type = scopes.typeOf(frame);
  if (first + 1 === state.tree.endToken(node)) cursor.startAtValue(type, environment);
  else cursor.startAtType(type, environment);
  return first + 1;
}

function beginOnElement(state: CheckState, node: NodeId, beginning: Beginning): number {
  const { cursor, environment, recorder, scopes } = state;
  const { frame, first } = beginning;
  cursor.startAtType(scopes.typeOf(frame), environment);
  // An element that is a list itself, as in a group, is read item by item.
  recorder?.base(node, { kind: "element", source: scopes.sourceOf(frame) });
  const { root } = cursor;
  if (root === undefined) return first;
  const field = findFieldAt(state, { schema: root.schema, parent: cursor.field, token: first });
  if (field === 0) return beginOffElement(state, node, beginning);
  enterField(state, first, { root, field });
  return first + 1;
}
