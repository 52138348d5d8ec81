/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router.js";
import { adHocRoutes } from "./adHoc.js";
import { analyticsRoutes } from "./analytics.js";
import { audienceRoutes } from "./audiences.js";
import { campaignRoutes } from "./campaigns.js";
import { catalogRoutes } from "./catalog.js";
import { contentRoutes } from "./content.js";
import { dataAccessRoutes } from "./dataAccess.js";
import { definitionRoutes } from "./definitions.js";
import { flowRoutes } from "./flows.js";
import { folderRoutes } from "./folders.js";
import { journeyRoutes } from "./journeys.js";
import { operationRoutes } from "./operations.js";
import { previewRoutes } from "./previews.js";
import { profileRoutes } from "./profiles.js";
import { referenceRoutes } from "./reference.js";
import { registryRoutes } from "./registry.js";
import { sandboxRoutes } from "./sandboxes.js";
import { segmentationRoutes } from "./segmentation.js";
import { segmentJobRoutes } from "./segmentJobs.js";
import { simulationRoutes } from "./simulations.js";

/** All routes behind the gateway. */
export const ROUTES: readonly Route[] = [
  ...adHocRoutes,
  ...analyticsRoutes,
  ...audienceRoutes,
  ...campaignRoutes,
  ...catalogRoutes,
  ...contentRoutes,
  ...dataAccessRoutes,
  ...definitionRoutes,
  ...flowRoutes,
  ...folderRoutes,
  ...journeyRoutes,
  ...operationRoutes,
  ...previewRoutes,
  ...profileRoutes,
  ...referenceRoutes,
  ...registryRoutes,
  ...sandboxRoutes,
  ...segmentationRoutes,
  ...segmentJobRoutes,
  ...simulationRoutes,
];
