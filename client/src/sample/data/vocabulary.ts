/** Words of the retail company that schemas, audiences, orders and reports share, so that they agree with each other. */

/** Product categories, in the spelling of `_acme.category`. */
export const CATEGORIES = [
  "shoes",
  "outdoor",
  "sports",
  "fashion",
  "home",
  "beauty",
  "kids",
  "electronics",
  "grocery",
  "garden",
  "toys",
  "books",
  "pets",
  "jewellery",
  "stationery",
  "wellness",
] as const;

/** Countries Acme delivers to: code and name. */
export const COUNTRIES = [
  ["DE", "Germany"],
  ["FR", "France"],
  ["NL", "Netherlands"],
  ["AT", "Austria"],
  ["CH", "Switzerland"],
  ["BE", "Belgium"],
  ["PL", "Poland"],
  ["IT", "Italy"],
  ["ES", "Spain"],
  ["DK", "Denmark"],
] as const;

/** Loyalty tiers, lowest first. */
export const TIERS = ["bronze", "silver", "gold", "platinum"] as const;

/** First names, last names and towns of invented people. */
export const FIRST_NAMES = [
  "Mira",
  "Jonas",
  "Aylin",
  "Pieter",
  "Chloé",
  "Luca",
  "Ingrid",
  "Tomasz",
  "Elena",
  "Samir",
] as const;

/** Family names of invented people. */
export const LAST_NAMES = [
  "Brandt",
  "Okafor",
  "Visser",
  "Moreau",
  "Rossi",
  "Nowak",
  "Lindqvist",
  "Haddad",
] as const;

/** People who work with the organisation, as they appear in `createdBy` and similar fields. */
export const STAFF = [
  "dana.keller@acme.example",
  "ravi.menon@acme.example",
  "lotte.bos@acme.example",
  "service-audiences@acme.example",
] as const;
