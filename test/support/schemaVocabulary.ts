/** Words and value lists from which generated schemas take names, titles and descriptions. Invented; no schema of anyone. */

/** Names that occur again and again in any schema. */
export const COMMON_NAMES: readonly string[] = (
  "id name code status type value label source channel currency amount quantity score rank level tier date start end city " +
  "country region language email phone brand model color size weight category createdAt updatedAt isActive isDefault count total"
).split(" ");

/** First words of names. */
export const QUALIFIERS: readonly string[] = (
  "first last preferred home work mobile primary loyalty order product cart checkout payment shipping billing store email push " +
  "campaign offer session device browser page search review ticket contract account consent partner gift price stock booking " +
  "flight hotel vehicle policy claim household survey support wish return visit referral coupon"
).split(" ");

/** Second words of names. */
export const NOUNS: readonly string[] = (
  "Id Name Code Status Type Value Date Time Amount Count Score Level City Country Language Address Channel Source Number Email " +
  "Reason Category Title Color Size Weight Price Rate Ratio Limit Balance Points Flag Token Hash Url Path Group Segment Region"
).split(" ");

/** Names of objects, arrays and maps. */
export const GROUP_NAMES: readonly string[] = (
  "details profile address preferences history summary metrics settings contact items entries attributes dimensions context " +
  "environment location consents scores balances rewards orders products segments devices visits totals terms limits owner"
).split(" ");

/** Value lists with titles; some of the titles need more than ASCII. */
export const VALUE_LISTS: readonly Readonly<Record<string, string>>[] = [
  { bronze: "Bronze", silver: "Silver", gold: "Gold", platinum: "Platinum" },
  { active: "Active", paused: "Paused", closed: "Closed for good" },
  { web: "Web", app: "Mobile app", store: "Store", callCentre: "Call centre", café: "Café" },
  { new: "New", open: "Open", shipped: "Shipped", returned: "Returned", lost: "Lost – written off" },
  { y: "Yes", n: "No", u: "Unknown", p: "Pending" },
];

/** Sentences for descriptions; `%` is replaced by the words of the name. */
export const SENTENCES: readonly string[] = [
  "The % as the source system reported it last.",
  "Holds the % of the person at the time of ingestion; empty until the first order is placed.",
  "% taken over from the customer database each night.",
  "% in the smallest unit of the currency, taxes included, discounts of the campaign subtracted.",
  "Whether and since when the % applies. Older values are kept in the history of the account and not here.",
  "The % – see the data handbook for how it is calculated and which team owns it.",
];
