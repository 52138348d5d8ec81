/** Names of the classes and of the tenant. Constants of the data model. */

/** Tenant namespace as a field name. */
export const TENANT = "_acme";

/** Class of people. */
export const PROFILE_CLASS = "https://ns.adobe.com/xdm/context/profile";

/** Class of events. */
export const EVENT_CLASS = "https://ns.adobe.com/xdm/context/experienceevent";
