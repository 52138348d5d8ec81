/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router.js";
import { sandboxRoutes } from "./sandboxes.js";

/** All routes behind the gateway. */
export const ROUTES: readonly Route[] = [...sandboxRoutes];
