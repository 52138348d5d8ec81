/**
 * Page scripts run in a browser; this gives them its types. Extension host code has no business with them.
 */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
