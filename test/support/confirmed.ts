/** The confirmation under which tests change a platform themselves: to prepare it, or as somebody else would. */
import type { WriteOptions } from "../../client/src/api/apiSession.js";
import { Confirmation } from "../../client/src/api/confirmation.js";

/** Lets a call of a test through the gate of writes. */
export const CONFIRMED: WriteOptions = { confirmation: new Confirmation("test") };
