/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router.js";
import { audienceRoutes } from "./audiences.js";
import { catalogRoutes } from "./catalog.js";
import { dataAccessRoutes } from "./dataAccess.js";
import { journeyRoutes } from "./journeys.js";
import { registryRoutes } from "./registry.js";
import { sandboxRoutes } from "./sandboxes.js";

/** All routes behind the gateway. */
export const ROUTES: readonly Route[] = [
  ...sandboxRoutes,
  ...audienceRoutes,
  ...registryRoutes,
  ...catalogRoutes,
  ...dataAccessRoutes,
  ...journeyRoutes,
];
