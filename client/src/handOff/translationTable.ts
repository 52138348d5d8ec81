/**
 * How personalisation of Journey Optimizer is said in other systems: data, and the public pages it is from. What has no row here is not
 * translated. A `$1` stands for the first part, `$*` for all of them.
 */

/** Systems a packet can be made for. A sandbox speaks the same language, so nothing is translated for it. */
export const HAND_OFF_TARGETS = ["sfmc", "marketo", "sandbox"] as const;

/** One of them. */
export type HandOffTarget = (typeof HAND_OFF_TARGETS)[number];

/** What people call them. */
export const TARGET_TITLES: Readonly<Record<HandOffTarget, string>> = {
  sfmc: "Salesforce Marketing Cloud",
  marketo: "Marketo Engage",
  sandbox: "Another sandbox",
};

type Rows = Readonly<Record<string, string>>;

/** A language that can compute: conditions, functions and variables. */
export interface CodeRows {
  readonly output: string;
  readonly field: string;
  readonly variable: string;
  readonly variableOutput: string;
  readonly operators: Rows;
  /** By name and number of arguments, such as `contains/2`; `concat/*` takes any number. */
  readonly functions: Rows;
  readonly negation: string;
  /** The first value, or the second where the first is empty. */
  readonly fallback: string;
  readonly condition: string;
  readonly otherCondition: string;
  readonly otherwise: string;
  readonly end: string;
  readonly assignment: string;
}

/** What is known of one system. */
export interface TargetRows {
  /** Where the rows are documented. */
  readonly sources: readonly string[];
  /** Fields of the standard model by the names they have there. */
  readonly fields: Rows;
  /** What is no field of a person. */
  readonly system: Rows;
  /** A field in a text. */
  readonly output: string;
  /** A field with a text for those who have none; missing where code says it. */
  readonly outputWithFallback?: string;
  readonly fragment?: string;
  /** Names of fields that have no row are put together of words with this between them. */
  readonly wordBreak: string;
  readonly code?: CodeRows;
  /** What a person has to check, because the two systems are not the same in it. */
  readonly notes: readonly string[];
}

/** What Journey Optimizer means by its own syntax, from which all rows are translated. */
export const PERSONALIZATION_SOURCES: readonly string[] = [
  "https://experienceleague.adobe.com/en/docs/journey-optimizer/using/content-management/personalization/personalization-syntax",
  "https://experienceleague.adobe.com/en/docs/journey-optimizer/using/content-management/personalization/functions/helpers",
  "https://experienceleague.adobe.com/en/docs/journey-optimizer/using/content-management/personalization/functions/string",
  "https://experienceleague.adobe.com/en/docs/journey-optimizer/using/content-management/personalization/functions/operators",
];

const AMPSCRIPT: CodeRows = {
  output: "%%=$1=%%",
  field: "[$1]",
  variable: "@$1",
  variableOutput: "%%=v(@$1)=%%",
  operators: {
    "=": "==",
    "==": "==",
    "!=": "!=",
    ">": ">",
    ">=": ">=",
    "<": "<",
    "<=": "<=",
    and: "AND",
    or: "OR",
  },
  functions: {
    "upperCase/1": "Uppercase($1)",
    "lowerCase/1": "Lowercase($1)",
    "titleCase/1": "ProperCase($1)",
    "trim/1": "Trim($1)",
    "concat/*": "Concat($*)",
    "length/1": "Length($1)",
    "replaceAll/3": "Replace($1, $2, $3)",
    "isEmpty/1": "Empty($1)",
    "isNotEmpty/1": "NOT Empty($1)",
    "isNull/1": "IsNull($1)",
    "isNotNull/1": "NOT IsNull($1)",
    "contains/2": "IndexOf($1, $2) > 0",
    "doesNotContain/2": "IndexOf($1, $2) == 0",
    "startsWith/2": "IndexOf($1, $2) == 1",
    "doesNotStartWith/2": "IndexOf($1, $2) != 1",
    "equals/2": "$1 == $2",
    "notEqualTo/2": "$1 != $2",
  },
  negation: "NOT ($1)",
  fallback: "Iif(Empty($1), $2, $1)",
  condition: "%%[ IF $1 THEN ]%%",
  otherCondition: "%%[ ELSEIF $1 THEN ]%%",
  otherwise: "%%[ ELSE ]%%",
  end: "%%[ ENDIF ]%%",
  assignment: "%%[ SET @$1 = $2 ]%%",
};

/** The rows of each system that has a language of its own. */
export const TRANSLATIONS: Readonly<Record<Exclude<HandOffTarget, "sandbox">, TargetRows>> = {
  sfmc: {
    sources: [
      "https://developer.salesforce.com/docs/marketing/marketing-cloud-ampscript/guide/mc-ampscript-guide-language-basics.html",
      "https://developer.salesforce.com/docs/marketing/marketing-cloud-ampscript/guide/mc-ampscript-guide-language-basics-condition-evaluation.html",
      "https://developer.salesforce.com/docs/marketing/marketing-cloud-ampscript/references/mc-ampscript-string/mc-ampscript-reference-string.html",
      "https://developer.salesforce.com/docs/marketing/marketing-cloud-ampscript/references/mc-ampscript-utilities/mc-ampscript-reference-utilities-iif.html",
      "https://developer.salesforce.com/docs/marketing/marketing-cloud/guide/personalizationStringsAMPscript",
    ],
    fields: {
      "person.name.firstName": "FirstName",
      "person.name.lastName": "LastName",
      "personalEmail.address": "emailaddr",
    },
    system: { unsubscribeLink: "%%unsub_center_url%%" },
    output: "%%$1%%",
    fragment: '%%=ContentBlockByName("$1")=%%',
    wordBreak: "",
    code: AMPSCRIPT,
    notes: [
      "Fields are columns of the data extension or attributes of the subscriber: they need the names above.",
      "A tag of Journey Optimizer in two braces writes signs such as & as HTML; a personalisation string does not.",
      "Look at comparisons of texts: case may count there in another way.",
      "Shared fragments become content blocks that have to be made, with the names used.",
    ],
  },
  marketo: {
    sources: [
      "https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/demand-generation/landing-pages/personalizing-landing-pages/tokens-overview",
      "https://experienceleague.adobe.com/en/docs/experience-platform/sources/connectors/adobe-applications/mapping/marketo",
    ],
    fields: {
      "person.name.firstName": "First Name",
      "person.name.middleName": "Middle Name",
      "person.name.lastName": "Last Name",
      "person.name.fullName": "Full Name",
      "person.birthDate": "Date of Birth",
      "personalEmail.address": "Email Address",
      "mobilePhone.number": "Mobile Phone Number",
      "faxPhone.number": "Fax Number",
      "homeAddress.street1": "Address",
      "homeAddress.city": "City",
      "homeAddress.country": "Country",
      "homeAddress.postalCode": "Postal Code",
    },
    system: { unsubscribeLink: "{{system.unsubscribeLink}}" },
    output: "{{lead.$1}}",
    outputWithFallback: "{{lead.$1:default=$2}}",
    wordBreak: " ",
    notes: [
      "Fields that are not Marketo’s own have to exist there as custom fields with the names above.",
      "Tokens neither compute nor choose: make conditions as dynamic content or in an e-mail script token.",
    ],
  },
};
