/** The fields of the customer profile, in the notation of fieldText: what the standard model offers and what Acme added below `_acme`. */
import { CATEGORIES } from "../vocabulary";

const CHANNELS = [
  "email",
  "push",
  "sms",
  "web",
  "app",
  "store",
  "callCenter",
  "social",
  "directMail",
  "whatsApp",
];
const MODELS = [
  "churn",
  "nextPurchase",
  "upsell",
  "crossSell",
  "discountAffinity",
  "returnRisk",
  "emailFatigue",
  "storeVisit",
  "lifetimeValue",
  "sizeFit",
  "subscription",
  "giftBuyer",
];
const TOUCHPOINTS = [
  "checkout",
  "delivery",
  "returns",
  "store",
  "app",
  "support",
  "website",
  "loyaltyProgram",
  "packaging",
  "newsletter",
  "catalogue",
  "pickup",
];

const each = (names: readonly string[], type: string): string =>
  names.map((name) => `${name}@${type}`).join(" ");

/** Standard part of the profile. */
export const STANDARD_PROFILE_TEXT = `
  _id _repo{createDate:time modifyDate:time} createdByBatchID modifiedByBatchID
  person@person
  homeAddress@address workAddress@address mailingAddress@address billingAddress@address shippingAddress@address
  homePhone@phone mobilePhone@phone workPhone@phone faxPhone@phone
  personalEmail@email workEmail@email
  preferredLanguage "Preferred language: BCP 47 tag, such as de-DE." timeZone testProfile:bool
  loyalty{loyaltyID[]:string program status:open(active|inactive|suspended) tier points:double pointsExpiring:double
    pointsRedeemed:double lifetimePoints:double lifetimePurchases:double joinDate:time upgradeDate:time tierExpiryDate:time returns:double}
  consents{metadata{time:time} collect@consent share@consent adID{val:enum(y|n|p|u|dy|dn) idType:open(IDFA|GAID) reason time:time}
    personalize{content@consent}
    marketing{preferred:enum(email|push|inApp|sms|phone|phyMail|web|social|unknown) any@consent email@consent push@consent sms@consent call@consent
      postalMail@consent inApp@consent whatsApp@consent fax@consent}
    idSpecific<<{marketing{email@consent sms@consent push@consent}}>>}
  optInOut{_channels<{status}> globalOptout~:bool "Global opt-out: Replaced by consents.marketing.any."}
  identityMap
  segmentMembership<<{status:enum(realized|existing|exited) lastQualificationTime:time validUntil:time version timestamp~:time profileID}>>
  userAccount{ID#I2 status:open(active|locked|closed) createdAt:time lastLoginAt:time securityQuestion~}
  pushNotificationDetails[]{appID token#I2 platform:open(apns|apnsSandbox|fcm) denylisted:bool identity{namespace{code} id}}
  extSourceSystemAudit{createdBy createdDate:time lastUpdatedBy lastUpdatedDate:time lastActivityDate:time lastReferencedDate:time externalID}
  organizations[]:string
  telecomSubscription{primarySubscriber{subscriberID contractID} bundleName planType:open(prepaid|postpaid)}
  householdSize:int`;

/** Tenant part of the profile: everything below `_acme`. */
export const TENANT_PROFILE_TEXT = `
  identification{crmId#I2 "CRM id: Number of the customer in the CRM system." loyaltyId#I2 emailHash phoneHash cookieIds[]:string
    legacyNumber~ "Legacy number: Replaced by crmId in 2023."}
  customer{lifecycle:enum(prospect|new|active|at_risk|lapsed|won_back) "Lifecycle stage: Recomputed every night from the order history."
    valueBand:enum(low|medium|high|vip) since:date lifetimeValue:double "Lifetime value: Net revenue in euros since the first order."
    ordersCount:int averageOrderValue:double firstPurchaseAt:time lastPurchaseAt:time lastVisitAt:time daysSinceLastPurchase:int
    isEmployee:bool isBusiness:bool acquisitionChannel:open(search|social|store|referral|affiliate|email) preferredStore
    segmentCode~ "Segment code: Replaced by lifecycle."}
  loyalty{tier:enum(bronze|silver|gold|platinum) "Loyalty tier" points:int pointsExpiring:int pointsExpireOn:date joinedAt:time favouriteReward
    partnerPrograms[]:string memberNumber#I2 isSuspended:bool upgrade{pointsMissing:int nextTier:enum(silver|gold|platinum)}}
  preferences{favoriteColors[]:string brands[]:string categories[]:string sizes{shoe:double shirt trousers:int} newsletterFrequency:enum(daily|weekly|monthly|never)
    topics[]:string stores[]{storeId name distanceKm:double visits:int} language darkMode:bool}
  cart{id itemCount:int value:double currency updatedAt:time isAbandoned:bool couponCode items[]@item}
  wishlist[]{sku name category price:double addedAt:time isInStock:bool}
  orders[]@order
  emailEngagement{score:double "Engagement score: 0 to 100, from opens and clicks of the last 90 days." lastSentAt:time lastOpenAt:time lastClickAt:time
    opens30d:int clicks30d:int opens90d:int clicks90d:int hardBounces:int isUnsubscribed:bool unsubscribedAt:time favouriteHour:short}
  purchases{${each(CATEGORIES, "periods")}}
  channels{${each(CHANNELS, "channelPeriods")}}
  models{${each(MODELS, "model")}}
  surveys{nps:int ${each(TOUCHPOINTS, "answers")}}
  scores<:double> "Scores: Free scores by name, written by the data science team."
  traits<<:string>> "Traits: Values by source system and trait name."
  devices<{model osVersion lastSeenAt:time isPrimary:bool}>
  referral^5{customerId#I2 referredAt:time channel:open(mail|link|store) reward:double referredBy:self "Referred by: The customer who referred this one."}
  service{openTickets:int lastTicketAt:time contract{number startsAt:date endsAt:date coverage{level:enum(basic|plus|premium) excess:double
    device{serialNumber purchasedAt:date component{name part{partNumber supplier{name site{code contact{role address{city geo{latitude:double longitude:double}}}}}}}}}}}
  household{id size:int hasChildren:bool hasPets:bool income:enum(low|middle|high|unknown) members[]{relation:open(partner|child|parent) birthYear:short}}
  store{homeStoreId lastVisitAt:time visits30d:int visits365d:int clickAndCollect:bool events[]{eventId title attendedAt:time}}
  subscriptions[]{productCode status:enum(trial|active|paused|cancelled) startedAt:time renewsAt:time price:double interval:enum(month|quarter|year)}
  giftCards[]{number#I2 balance:double expiresOn:date}
  app{isInstalled:bool version lastOpenAt:time pushEnabled:bool sessions30d:int}
  privacy{exportRequestedAt:time isErasurePending:bool}`;

/** Members of `_acme` that production got last; a sandbox that lags behind does not have them. */
export const NEWEST_TENANT_FIELDS: readonly string[] = ["giftCards", "subscriptions"];
