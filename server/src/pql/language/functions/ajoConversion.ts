/**
 * Encoding, web addresses and conversion of text in Journey Optimizer personalization. States facts only; they exist in no audience.
 */
import { AJO_DIALECT, type FunctionGroup } from "./functionFacts";

/** Hashes, escapes and parts of addresses. */
export const AJO_ENCODING_FUNCTIONS: FunctionGroup = {
  category: "ajo-string",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["encode64(text: String): String"],
      summary: "The string in Base64.",
      example: "encode64(profile.personalEmail.address)",
    },
    {
      signatures: ["decode64(text: String): String"],
      summary: "The string that was put into Base64.",
      example: 'decode64("aGFyYm91cg==")',
      note: "A string that is not Base64 is returned as it is.",
    },
    {
      signatures: ["md5(text: String): String"],
      summary: "The MD5 hash of a string.",
      example: "md5(profile.personalEmail.address)",
    },
    {
      signatures: ["sha256(text: String): String"],
      summary: "The SHA-256 hash of a string.",
      example: "sha256(profile.personalEmail.address)",
    },
    {
      signatures: ["urlEncode(text: String): String"],
      summary: "The string escaped for use inside a web address.",
      example: 'urlEncode("salt & pepper")',
    },
    {
      signatures: ["urlDecode(text: String): String"],
      summary: "The string with the escapes of a web address undone.",
      example: 'urlDecode("salt%20%26%20pepper")',
    },
    {
      signatures: ["getUrlProtocol(url: String): String"],
      summary: "The scheme of a web address, such as https.",
      example: 'getUrlProtocol("https://shop.acme.example/cart?step=2#total")',
    },
    {
      signatures: ["getUrlHost(url: String): String"],
      summary: "The host of a web address.",
      example: 'getUrlHost("https://shop.acme.example/cart?step=2#total")',
    },
    {
      signatures: ["getUrlPath(url: String): String"],
      summary: "The path of a web address.",
      example: 'getUrlPath("https://shop.acme.example/cart?step=2#total")',
    },
    {
      signatures: ["getUrlFragment(url: String): String"],
      summary: "What follows the number sign of a web address.",
      example: 'getUrlFragment("https://shop.acme.example/cart?step=2#total")',
    },
    {
      signatures: ["appendQueryParams(url: String, key: String, value: String): String"],
      summary: "A web address with a query parameter set.",
      example: 'appendQueryParams("https://shop.acme.example/cart", "source", "letter")',
      note: "Replaces the parameter if the address has it already.",
    },
    {
      signatures: ["extractEmailDomain(address: String): String"],
      summary: "What follows the at sign of an e-mail address.",
      example: "extractEmailDomain(profile.personalEmail.address)",
    },
    {
      signatures: ["formatCurrency(amount: Number, locale: String): String"],
      summary: "An amount of money as people of a locale write it.",
      example: 'formatCurrency(profile._acme.balance, "da_DK")',
    },
  ],
};

/** From text to other types. */
export const AJO_CONVERSION_FUNCTIONS: FunctionGroup = {
  category: "ajo-string",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["stringToDate(text: String, pattern?: String): Timestamp"],
      summary: "The time a string stands for.",
      example: 'stringToDate("2031-04-18T09:30:00Z")',
    },
    {
      signatures: ["string_to_integer(text: String): Integer"],
      summary: "The whole number a string stands for.",
      example: 'string_to_integer("42") = 42',
      note: "Spelled with underscores, unlike similar functions.",
    },
    {
      signatures: ["stringToNumber(text: String): Double"],
      summary: "The number a string stands for.",
      example: 'stringToNumber("8.75") < 9',
      note: "A string that is not a number is returned as it is.",
    },
    {
      signatures: ["toBool(value: Any): Boolean"],
      summary: "The value as true or false.",
      example: 'toBool("false")',
    },
    {
      signatures: ["toDateTime(text: String, pattern?: String): Timestamp"],
      summary: "The time a string stands for.",
      example: 'toDateTime("2031-04-18T09:30:00Z")',
      note: "A string that is not a time gives the first of January 1970.",
    },
    {
      signatures: ["toDateTimeOnly(value: Any): Timestamp"],
      summary: "The time a value stands for, without a zone.",
      example: 'toDateTimeOnly("2031-04-18T09:30:00")',
      note: "A value that is not a time gives the first of January 1970.",
    },
  ],
};
