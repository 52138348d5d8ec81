/** Every route of the stand-in in one list. Adding a service means adding one line here. */
import type { Route } from "../router";
import { absentRoutes } from "./absent";
import { accessRoutes } from "./accessRoutes";
import { adHocRoutes } from "./adHoc";
import { analyticsComponentRoutes } from "./analyticsComponentRoutes";
import { analyticsRoutes } from "./analyticsRoutes";
import { audienceRoutes } from "./audienceRoutes";
import { campaignRoutes } from "./campaignRoutes";
import { catalogRoutes } from "./catalog";
import { contentRoutes } from "./contentRoutes";
import { dataAccessRoutes } from "./dataAccess";
import { definitionRoutes } from "./definitions";
import { flowRoutes } from "./flowRoutes";
import { folderRoutes } from "./folderRoutes";
import { identityRoutes } from "./identity";
import { journeyRoutes } from "./journeyRoutes";
import { operationRoutes } from "./operations";
import { policyRoutes } from "./policyRoutes";
import { previewRoutes } from "./previewRoutes";
import { privacyRoutes } from "./privacyRoutes";
import { profileRoutes } from "./profileRoutes";
import { profileStoreRoutes } from "./profileStore";
import { queryRoutes } from "./queries";
import { registryRoutes } from "./registry";
import { sandboxRoutes } from "./sandboxRoutes";
import { segmentationRoutes } from "./segmentation";
import { segmentJobRoutes } from "./segmentJobRoutes";
import { simulationRoutes } from "./simulationRoutes";
import { suppressionRoutes } from "./suppression";

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
  ...privacyRoutes,
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
