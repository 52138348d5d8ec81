/**
 * Whatever introduces or names things: declarations, `let`, lambdas, parameters, roots. States facts only
 * (docs/grammar.md#rules-and-their-sources).
 */
import { AUDIENCE_DIALECT, type FunctionGroup, METHOD_DIALECTS } from "./functionFacts";

const CONJUNCTION_NOTE = "Several declarations are joined by commas; each sees the variables to its left.";

/** `select`, `exists`, `forall`. */
export const QUANTIFIER_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "quantifier",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["exists(...declarations: VariableDeclaration): Boolean"],
        summary: "Holds when the arrays have elements that meet all conditions together.",
        example: "exists O from _acme.orders where O.total > 200",
        form: "exists V from ARRAY [where CONDITION] {, W from ARRAY [where CONDITION]}\nexists V from ARRAY : CONDITION",
        note: CONJUNCTION_NOTE,
      },
      {
        signatures: ["forall(...declarations: VariableDeclaration): Boolean"],
        summary: "Holds when the conditions hold for each and every element.",
        example: 'forall O from _acme.orders where O.status = "paid"',
        form: "forall V from ARRAY [where CONDITION] {, W from ARRAY [where CONDITION]}\nforall V from ARRAY : CONDITION",
        note: "What an array without items gives is not documented; read it as true.",
      },
      {
        signatures: ["select(...declarations: VariableDeclaration): Array<Tuple>"],
        summary: "The elements that meet a condition, or rows of elements when there are several variables.",
        example: 'select E from xEvent where E.eventType = "web.webpagedetails.pageViews"',
        form: "select V from ARRAY [where CONDITION] {, W from ARRAY [where CONDITION]}",
        note: `As a condition it holds when there is any row. ${CONJUNCTION_NOTE}`,
      },
    ],
  },
  {
    category: "quantifier",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented-elsewhere",
    entries: [
      {
        id: "exists (method)",
        signatures: [
          "Array<T>.exists(predicate: Expression<Boolean>): Boolean",
          "Array<T>.exists(): Boolean",
        ],
        summary: "Tests whether an array has an item that meets the condition.",
        example: '_acme.orders.exists(status = "open")',
        note: "How the audience builder writes conditions on lists of objects. Names inside are fields of the item.",
      },
    ],
  },
];

/** `let`, lambdas, `this`, parameters and the roots of paths. */
export const BINDING_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "misc",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["let(name: Identifier, value: T, body: U): U"],
        summary: "Gives a value a name that the expression behind `in` can use.",
        example: "let total = _acme.orders.sum(total) in (total > 100 and total < 500)",
        form: "let NAME = VALUE in EXPRESSION",
        note: "A membership test inside the value needs parentheses, as the first `in` ends the value.",
      },
    ],
  },
  {
    category: "lambda",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["=>(...params: Identifier, body: T): Lambda"],
        summary: "Names the parameters of the query, or those of a function given to `map`.",
        example: '(Person) => Person.homeAddress.city = "Aarhus"',
        form: "(NAME, NAME) => EXPRESSION",
      },
    ],
  },
  {
    category: "lambda",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented-elsewhere",
    entries: [
      {
        id: "this (item)",
        signatures: ["this(): T"],
        summary: "The item or group that `map` is working on.",
        example: '_acme.orders.groupBy(status).map({"orders": this.count(), "spent": this.sum(total)})',
        note: "Followed by a unit of time it means a calendar interval instead.",
      },
    ],
  },
  {
    category: "reference",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["$n(position: IntegerLiteral): Any"],
        summary: "A parameter of the query by its position; the first is the profile.",
        example: "$1.homeAddress.postalCode = $1.workAddress.postalCode",
        form: "$1\n$2",
      },
    ],
  },
  {
    category: "reference",
    style: "operator",
    dialects: AUDIENCE_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["xEvent(): Array<ExperienceEvent>"],
        summary: "The experience events of the profile.",
        example: 'xEvent[eventType = "commerce.productViews"].count() > 5',
        note: "Without a time test a batch audience looks at every event that is kept.",
      },
    ],
  },
  {
    category: "reference",
    style: "operator",
    dialects: ["decisioning"],
    status: "documented-elsewhere",
    entries: [
      {
        signatures: ["@{}(schemaReference: SchemaId): Object"],
        summary: "Data sent along with a decision request, found by the id of its schema.",
        example: '@{_xdm.context.additionalParameters;version=1}.weather = "rain"',
        form: "@{SCHEMA_ID}.PATH",
      },
      {
        signatures: ["offer(): Object"],
        summary: "The offer a ranking formula is scoring.",
        example: "if(_acme.isMember, offer.rank.priority * 2, offer.rank.priority)",
      },
    ],
  },
];

/** Words of the offer catalogue filters that nothing uses any more; known so that a message can name the replacement. */
export const HISTORICAL_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "reference",
    style: "function",
    dialects: ["offer-filter"],
    status: "historical",
    entries: [
      {
        signatures: ["modelInstances(modelUri: String): Array<Object>"],
        summary: "Every object of a model, by the address of the model.",
        example: 'modelInstances("https://acme.example/models/offer")',
        note: "Belongs to old offer filters; audiences read events from `xEvent`.",
      },
    ],
  },
  {
    category: "quantifier",
    style: "operator",
    dialects: ["offer-filter"],
    status: "historical",
    entries: [
      {
        signatures: ["some(...declarations: VariableDeclaration): Boolean"],
        summary: "What `exists` was called in old offer filters.",
        example: "some O from _acme.orders where O.total > 200",
        note: "Write `exists`.",
      },
      {
        signatures: ["all(...declarations: VariableDeclaration): Boolean"],
        summary: "What `forall` was called in old offer filters.",
        example: "all O from _acme.orders where O.total > 200",
        note: "Write `forall`.",
      },
      {
        signatures: ["none(...declarations: VariableDeclaration): Boolean"],
        summary: "In old offer filters, holds when not a single element meets the condition.",
        example: "none O from _acme.orders where O.total > 200",
        note: "Write `not (exists …)`.",
      },
      {
        signatures: ["one(...declarations: VariableDeclaration): Boolean"],
        summary: "In old offer filters, holds when a single element meets the condition and no other does.",
        example: "one O from _acme.orders where O.total > 200",
        note: "Write `(select …).count() = 1`.",
      },
    ],
  },
];
