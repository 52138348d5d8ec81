/**
 * Audiences to start from, over fields that Adobe's standard schemas have. Data only; which of them fit a sandbox is decided
 * by its schemas. Event types are those of the standard `eventType` list of XDM.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { say } from "../words/say";

/** A field a template is about. */
export interface FieldNeed {
  readonly root: ListedField["root"];
  /** Where standard schemas have it; an organisation may keep it below its own name as well. */
  readonly path: string;
  readonly types: readonly string[];
  /** A value that must be valid there. */
  readonly value?: string | undefined;
}

/** An audience to start from. */
export interface AudienceTemplate {
  /** Also the name of what is made of it. */
  readonly title: string;
  readonly description: string;
  readonly needs: readonly [FieldNeed, ...(readonly FieldNeed[])];
  /** The expression over the paths of the fields found; undefined for a template that asks for a value. */
  readonly write?: (paths: readonly string[]) => string;
  /** What nobody can know beforehand. */
  readonly asks?: AskedValue;
}

/** A value of the template's field, which whoever begins with it chooses. */
export interface AskedValue {
  /** What is asked of the field, as the label of one of its operators. */
  readonly operator: string;
  /** A value that stands beside the question; several are separated by line breaks. */
  readonly example: string;
}

const TEXT = ["string"];
const NUMBER = ["integer", "long", "double"];
const TIME = ["date", "date-time"];

function onProfile(path: string, types: readonly string[], value?: string): FieldNeed {
  return { root: "profile", path, types, value };
}

/** The type of event, which must be one the organisation knows. */
function eventOf(value: string): FieldNeed {
  return { root: "event", path: "eventType", types: TEXT, value };
}

interface Step {
  readonly what: string;
  readonly when: string;
  readonly count?: number;
}

/** One kind of event in a window of time. */
function happened({ what, when, count }: Step): string {
  const times = count === undefined ? "" : ` COUNT(${count})`;
  return `chain(xEvent, timestamp, [E: WHAT(${what}) WHEN(${when})${times}])`;
}

const LAST_DAY = "<= 24 hours before now";
const LAST_WEEK = "<= 7 days before now";
const LAST_MONTH = "<= 30 days before now";
const LAST_QUARTER = "<= 90 days before now";

/** The templates, those that most people want first. */
export const AUDIENCE_TEMPLATES: readonly AudienceTemplate[] = [
  {
    title: say("Bought in the last 30 days"),
    description: say("At least one order in the last 30 days."),
    needs: [eventOf("commerce.purchases")],
    write: ([type]) => happened({ what: `${type} = "commerce.purchases"`, when: LAST_MONTH }),
  },
  {
    title: say("Left something in the cart"),
    description: say("Put a product into the cart in the last 24 hours and did not order."),
    needs: [eventOf("commerce.productListAdds"), eventOf("commerce.purchases")],
    write: ([added, bought]) =>
      `${happened({ what: `${added} = "commerce.productListAdds"`, when: LAST_DAY })}\nand not (${happened({ what: `${bought} = "commerce.purchases"`, when: LAST_DAY })})`,
  },
  {
    title: say("Looked at products, did not buy"),
    description: say("Three product views in the last 7 days, and no order in that time."),
    needs: [eventOf("commerce.productViews"), eventOf("commerce.purchases")],
    write: ([viewed, bought]) =>
      `${happened({ what: `${viewed} = "commerce.productViews"`, when: LAST_WEEK, count: 3 })}\nand not (${happened({ what: `${bought} = "commerce.purchases"`, when: LAST_WEEK })})`,
  },
  {
    title: say("Did not buy for 90 days"),
    description: say("Had contact in the last 90 days, but placed no order."),
    needs: [eventOf("web.webpagedetails.pageViews"), eventOf("commerce.purchases")],
    write: ([viewed, bought]) =>
      `${happened({ what: `${viewed} = "web.webpagedetails.pageViews"`, when: LAST_QUARTER })}\nand not (${happened({ what: `${bought} = "commerce.purchases"`, when: LAST_QUARTER })})`,
  },
  {
    title: say("Large orders in the last 90 days"),
    description: say("An order of 100 or more in the last 90 days."),
    needs: [
      eventOf("commerce.purchases"),
      { root: "event", path: "commerce.order.priceTotal", types: NUMBER },
    ],
    write: ([type, total]) =>
      happened({ what: `${type} = "commerce.purchases" and ${total} >= 100`, when: LAST_QUARTER }),
  },
  {
    title: say("Opened an e-mail in the last 30 days"),
    description: say("At least one e-mail opened in the last 30 days."),
    needs: [eventOf("directMarketing.emailOpened")],
    write: ([type]) => happened({ what: `${type} = "directMarketing.emailOpened"`, when: LAST_MONTH }),
  },
  {
    title: say("Clicked an e-mail, did not buy"),
    description: say("A click in an e-mail in the last 7 days, and no order in that time."),
    needs: [eventOf("directMarketing.emailClicked"), eventOf("commerce.purchases")],
    write: ([clicked, bought]) =>
      `${happened({ what: `${clicked} = "directMarketing.emailClicked"`, when: LAST_WEEK })}\nand not (${happened({ what: `${bought} = "commerce.purchases"`, when: LAST_WEEK })})`,
  },
  {
    title: say("May be contacted by e-mail"),
    description: say("Consent to e-mail marketing, and an address."),
    needs: [onProfile("consents.marketing.email.val", TEXT, "y"), onProfile("personalEmail.address", TEXT)],
    write: ([consent, address]) => `${consent} = "y" and ${address}.isNotNull()`,
  },
  {
    title: say("May be contacted by text message"),
    description: say("Consent to text messages, and a number."),
    needs: [onProfile("consents.marketing.sms.val", TEXT, "y"), onProfile("mobilePhone.number", TEXT)],
    write: ([consent, phone]) => `${consent} = "y" and ${phone}.isNotNull()`,
  },
  {
    title: say("Birthday this month"),
    description: say("Everyone whose birthday is in the current month."),
    needs: [onProfile("person.birthDate", TIME)],
    write: ([born]) => `${born}.getMonth() = currentMonth()`,
  },
  {
    title: say("Lives in some countries"),
    description: say("Home address in one of the countries that you name."),
    needs: [onProfile("homeAddress.countryCode", TEXT)],
    asks: { operator: say("is one of"), example: "DE\nAT\nCH" },
  },
  {
    title: say("Speaks a language"),
    description: say("Preferred language, with all its regions."),
    needs: [onProfile("preferredLanguage", TEXT)],
    asks: { operator: say("starts with"), example: "en" },
  },
  {
    title: say("Members of a loyalty tier"),
    description: say("One tier of the loyalty programme, or several."),
    needs: [onProfile("loyalty.tier", TEXT)],
    asks: { operator: say("is one of"), example: "gold" },
  },
  {
    title: say("Many loyalty points"),
    description: say("1,000 points or more."),
    needs: [onProfile("loyalty.points", NUMBER)],
    write: ([points]) => `${points} >= 1000`,
  },
  {
    title: say("Used the app this week"),
    description: say("A log-in in the app in the last 7 days."),
    needs: [eventOf("application.login")],
    write: ([type]) => happened({ what: `${type} = "application.login"`, when: LAST_WEEK }),
  },
  {
    title: say("Came from a search engine"),
    description: say("A visit from a search engine in the last 7 days."),
    needs: [{ root: "event", path: "web.webReferrer.type", types: TEXT, value: "search_engine" }],
    write: ([type]) => happened({ what: `${type} = "search_engine"`, when: LAST_WEEK }),
  },
  {
    title: say("Test profiles"),
    description: say("Profiles that are marked as test profiles."),
    needs: [onProfile("testProfile", ["boolean"])],
    write: ([isTest]) => `${isTest} = true`,
  },
];
