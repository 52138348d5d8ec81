/**
 * What all of the data model shares: the names of the classes and of the tenant, and the types of many fields in the notation of
 * fieldText. Facts only.
 */
import type { TypeTexts } from "./fieldText";

/** Tenant namespace as a field name. */
export const TENANT = "_acme";

/** Class of people. */
export const PROFILE_CLASS = "https://ns.adobe.com/xdm/context/profile";

export const EVENT_CLASS = "https://ns.adobe.com/xdm/context/experienceevent";

/** Bodies of the shared types by name. */
export const SHARED_TYPES: TypeTexts = {
  address: `_id primary:bool label street1#I1 street2#I1 street3 street4 city#C9 region state stateProvince postalCode#C9
    postOfficeBox country "Country: Name of the country." countryCode "Country code: Two-letter ISO 3166-1 code, such as DE."
    msaCode createdByBatchID lastVerifiedDate:date status:enum(active|incomplete|blacklisted|suspended|undeliverable) statusReason
    dmaID:int _schema{latitude#S1:double longitude#S1:double elevation:double description}`,
  phone: `number#I1 countryCode extension primary:bool status:enum(active|incomplete|blacklisted|blocked|unverified) statusReason
    validity:enum(consistent|inconsistent|incomplete|successfullyUsed)`,
  email: `address#I1 label primary:bool type:enum(unknown|personal|work|education) statusReason
    status:enum(active|incomplete|pending_verification|blacklisted|blocked|soft_bounce)`,
  consent: `val:enum(y|n|p|u|dy|dn|LI|CT|CP|VI|PI) "Choice: y = yes, n = no, p = pending, u = unknown." reason time:time`,
  measure: `id value:double`,
  person: `name{firstName#I1 middleName lastName#I1 fullName#I1 courtesyTitle suffix} birthDate#I1:date "Birth date" birthYear:short
    birthDayAndMonth gender:enum(male|female|not_specified|non_specific) maritalStatus:enum(married|single|divorced|widowed|not_specified)
    nationality taxId#I1`,
  item: `sku "SKU" name category:open(shoes|outdoor|sports|fashion|home|beauty|kids|electronics|grocery|garden) brand quantity:int
    price:double discount:double returned:bool size color giftWrapped:bool`,
  order: `orderId#I2 storeId channel:enum(web|app|store|call_center|marketplace) placedAt:time total:double "Order total: In the currency of the order."
    currency status:enum(open|paid|shipped|delivered|cancelled|returned) paymentMethod:open(card|paypal|invoice|gift_card) couponCode items[]@item
    shipping{method:open(standard|express|pickup) carrier promisedDate:date deliveredDate:date cost:double}`,
  rollup: `orders:int items:int revenue:double margin:double returns:int discounts:double lastAt:time`,
  periods: `last7Days@rollup last30Days@rollup last90Days@rollup last365Days@rollup lifetime@rollup`,
  channelStats: `sent:int delivered:int opened:int clicked:int converted:int bounced:int complaints:int revenue:double firstAt:time lastAt:time`,
  channelPeriods: `last7Days@channelStats last30Days@channelStats last90Days@channelStats lifetime@channelStats`,
  model: `score:double percentile:int decile:short band:enum(low|medium|high) modelVersion scoredAt:time topReason`,
  answers: `lastScore:int averageScore:double responses:int lastAnsweredAt:time sentiment:enum(positive|neutral|negative) comment#C2`,
  geo: `countryCode stateProvince city postalCode dmaID:int msaID:int _schema{latitude:double longitude:double}`,
  messageExecution: `messageExecutionID messageID messageType:enum(marketing|transactional) campaignID campaignVersionID
    batchInstanceID journeyVersionID journeyVersionInstanceID journeyActionID ajoCampaignID variantID language`,
};
