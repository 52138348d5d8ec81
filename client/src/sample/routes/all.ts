/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router.js";
import { audienceRoutes } from "./audiences.js";
import { catalogRoutes } from "./catalog.js";
import { dataAccessRoutes } from "./dataAccess.js";
import { definitionRoutes } from "./definitions.js";
import { journeyRoutes } from "./journeys.js";
import { previewRoutes } from "./previews.js";
import { registryRoutes } from "./registry.js";
import { sandboxRoutes } from "./sandboxes.js";
import { segmentationRoutes } from "./segmentation.js";
import { segmentJobRoutes } from "./segmentJobs.js";

/** All routes behind the gateway. */
export const ROUTES: readonly Route[] = [
  ...sandboxRoutes,
  ...audienceRoutes,
  ...definitionRoutes,
  ...segmentJobRoutes,
  ...previewRoutes,
  ...segmentationRoutes,
  ...registryRoutes,
  ...catalogRoutes,
  ...dataAccessRoutes,
  ...journeyRoutes,
];
