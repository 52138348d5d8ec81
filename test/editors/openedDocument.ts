/**
 * The document that every client opens, and the schemas that it is checked against. Data only.
 */

const TEXT = { type: "string", "meta:xdmType": "string" };

/** Fields enough for one wrong name, one set of values and one list. */
export const PROFILE_SCHEMA = {
  title: "Profile",
  type: "object",
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  properties: {
    homeAddress: { type: "object", properties: { city: { ...TEXT, title: "City" } } },
    channel: { ...TEXT, "meta:enum": { "direct-mail": "Direct mail", email: "E-mail" } },
    orders: {
      type: "array",
      items: { type: "object", properties: { price: { type: "number", "meta:xdmType": "number" } } },
    },
  },
};

/** No event is asked about. */
export const EVENT_SCHEMA = {
  title: "Event",
  type: "object",
  "meta:class": "https://ns.adobe.com/xdm/context/experienceevent",
  properties: { eventType: TEXT },
};

/** The document as it is opened: a wrong name, a variable, and no layout. */
export const BEGINNING = `homeAdress.city="Oslo" and
(select e from orders where e.price>100)
`;
