/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router.js";
import { absentRoutes } from "./absent.js";
import { accessRoutes } from "./access.js";
import { adHocRoutes } from "./adHoc.js";
import { analyticsRoutes } from "./analytics.js";
import { analyticsComponentRoutes } from "./analyticsComponents.js";
import { audienceRoutes } from "./audiences.js";
import { campaignRoutes } from "./campaigns.js";
import { catalogRoutes } from "./catalog.js";
import { contentRoutes } from "./content.js";
import { dataAccessRoutes } from "./dataAccess.js";
import { definitionRoutes } from "./definitions.js";
import { flowRoutes } from "./flows.js";
import { folderRoutes } from "./folders.js";
import { identityRoutes } from "./identity.js";
import { journeyRoutes } from "./journeys.js";
import { operationRoutes } from "./operations.js";
import { policyRoutes } from "./policies.js";
import { previewRoutes } from "./previews.js";
import { profileStoreRoutes } from "./profileStore.js";
import { profileRoutes } from "./profiles.js";
import { queryRoutes } from "./queries.js";
import { registryRoutes } from "./registry.js";
import { sandboxRoutes } from "./sandboxes.js";
import { segmentationRoutes } from "./segmentation.js";
import { segmentJobRoutes } from "./segmentJobs.js";
import { simulationRoutes } from "./simulations.js";
import { suppressionRoutes } from "./suppression.js";

/** All routes behind the gateway. */
export const ROUTES: readonly Route[] = [
  ...accessRoutes,
  ...adHocRoutes,
  ...analyticsRoutes,
  ...analyticsComponentRoutes,
  ...audienceRoutes,
  ...campaignRoutes,
  ...catalogRoutes,
  ...contentRoutes,
  ...dataAccessRoutes,
  ...definitionRoutes,
  ...flowRoutes,
  ...folderRoutes,
  ...identityRoutes,
  ...journeyRoutes,
  ...operationRoutes,
  ...policyRoutes,
  ...previewRoutes,
  ...profileRoutes,
  ...profileStoreRoutes,
  ...queryRoutes,
  ...registryRoutes,
  ...sandboxRoutes,
  ...segmentationRoutes,
  ...segmentJobRoutes,
  ...simulationRoutes,
  ...suppressionRoutes,
  ...absentRoutes,
];
