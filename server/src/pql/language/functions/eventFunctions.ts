/**
 * Event sequences and audience membership. States facts only (docs/grammar.md#functions).
 */
import { AUDIENCE_DIALECT, type FunctionGroup } from "./functionFacts";

/** `chain` and the parts of its steps, `inSegment`. */
export const EVENT_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "event",
    style: "function",
    dialects: AUDIENCE_DIALECT,
    status: "documented-elsewhere",
    entries: [
      {
        signatures: [
          "chain(events: Array<ExperienceEvent>, timestampField: Path, steps: Array<ChainStep>): Boolean",
        ],
        summary: "Tests that events for each listed step happened, one after the other.",
        example:
          'chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productViews"), B: WHAT(eventType = "commerce.purchases")])',
        form: "chain(xEvent, timestamp, [LABEL: WHAT(CONDITION) WHEN(TIME_TEST) COUNT(NUMBER), …])",
        note: "One step is how a single event is tested. Order holds within one chain only, not between chains joined by `and`.",
        aliases: ["CHAIN"],
      },
      {
        signatures: ["WHAT(condition: Expression<Boolean>): ChainStepPart"],
        summary: "What an event has to be like to count for a step of a chain.",
        example: "chain(xEvent, timestamp, [A: WHAT(commerce.order.priceTotal > 100)])",
        note: "Names inside are fields of the event.",
      },
      {
        signatures: ["WHEN(constraint: OccursConstraint): ChainStepPart"],
        summary: "When an event has to happen to count for a step of a chain.",
        example:
          'chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHEN(<= 12 hours before now)])',
        note: "Takes what may follow `occurs`. The longest window decides whether an audience can stream.",
      },
      {
        signatures: ["COUNT(atLeast: IntegerLiteral): ChainStepPart"],
        summary: "How many events a step of a chain asks for; more are welcome.",
        example: 'chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productViews") COUNT(5)])',
        note: "A lower bound, although it reads like an exact number.",
      },
      {
        signatures: ["WHERE(condition: Expression<Boolean>): ChainStepPart"],
        summary: "A further condition of a chain step that is not about the event.",
        example:
          'chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHERE(web.webPageDetails.name.isNotNull())])',
        note: "Public text shows it a single time; prefer conditions in `WHAT` and outside the chain.",
      },
    ],
  },
  {
    category: "audience",
    style: "function",
    dialects: AUDIENCE_DIALECT,
    status: "documented-elsewhere",
    entries: [
      {
        signatures: ["inSegment(audienceId: String): Boolean"],
        summary: "Tests whether the profile belongs to another audience.",
        example: 'inSegment("5f3a8c10-1111-4222-8333-944445555666")',
        note: "Takes the id of the audience, not its name.",
      },
    ],
  },
];
