/**
 * The forms in which a result can be opened. Apart from their making, so that a page can name them.
 */

/** CSV for spreadsheets, Markdown for people, JSON for programs. */
export const RESULT_FORMS = ["csv", "markdown", "json"] as const;
export type ResultForm = (typeof RESULT_FORMS)[number];
