/** The fields of an experience event, in the notation of fieldText: standard commerce, web and messaging, and Acme's own. */

const COMMERCE = [
  "productViews",
  "productListOpens",
  "productListAdds",
  "productListRemovals",
  "productListReopens",
  "productListViews",
  "checkouts",
  "purchases",
  "saveForLaters",
  "inStorePurchase",
  "creditMemoIssued",
];
const DIRECT_MARKETING = [
  "sends",
  "delivered",
  "opens",
  "clicks",
  "unsubscriptions",
  "bounces",
  "offerOpens",
  "mirrorPages",
  "notDelivered",
  "userComplaints",
];

const each = (names: readonly string[], type: string): string =>
  names.map((name) => `${name}@${type}`).join(" ");

/** Known values of `eventType`; others may occur. */
const EVENT_TYPES = [
  "commerce.productViews",
  "commerce.productListAdds",
  "commerce.productListRemovals",
  "commerce.productListOpens",
  "commerce.checkouts",
  "commerce.purchases",
  "commerce.saveForLaters",
  "web.webpagedetails.pageViews",
  "web.webinteraction.linkClicks",
  "web.formFilledOut",
  "directMarketing.emailSent",
  "directMarketing.emailDelivered",
  "directMarketing.emailOpened",
  "directMarketing.emailClicked",
  "directMarketing.emailBounced",
  "directMarketing.emailUnsubscribed",
  "pushTracking.applicationOpened",
  "application.login",
  "location.entry",
  "message.feedback",
  "message.tracking",
  "acme.loyalty.pointsEarned",
  "acme.loyalty.tierChanged",
  "acme.store.visit",
  "acme.survey.answered",
];

/** Standard part of an event. */
export const STANDARD_EVENT_TEXT = `
  _id timestamp:time "Timestamp: When the event happened, UTC." eventType:open(${EVENT_TYPES.join("|")}) "Event type" producedBy:open(self|system|salesRef|customerRep)
  receivedTimestamp:time eventMergeId identityMap
  web{webPageDetails{name URL:uri server siteSection viewName isHomePage:bool isErrorPage:bool pageViews@measure}
    webReferrer{URL:uri type:open(internal|external|search_engine|email|social)}
    webInteraction{name type:open(exit|download|other) URL:uri region linkClicks@measure}}
  commerce{order{purchaseID#I2 purchaseOrderNumber priceTotal:double "Order total" currencyCode taxAmount:double discountAmount:double createdDate:time lastUpdatedDate:time
      payments[]{transactionID paymentType:open(cash|credit_card|paypal|gift_card) paymentAmount:double currencyCode}}
    ${each(COMMERCE, "measure")} cart{cartID cartSource} cartAbandons@measure abandons~@measure promotionID
    shipping{shippingMethod shippingAmount:double trackingNumber shipDate:date address@address} billing{address@address}}
  productListItems[]{SKU "SKU" name product:uri quantity:int priceTotal:double currencyCode discountAmount:double unitOfMeasureCode
    productCategories[]{categoryID categoryName categoryPath} selectedOptions[]{attribute value} productAddMethod _acme{category brand margin:double isOwnBrand:bool}}
  marketing{trackingCode campaignName campaignGroup}
  directMarketing{campaignName messageID mailboxName emailDomain offerName ${each(DIRECT_MARKETING, "measure")}}
  device{type:open(mobile|tablet|desktop|ereader|gaming|television|settop) manufacturer model modelNumber screenHeight:int screenWidth:int colorDepth:int
    isBackgroundPushEnabled:bool isLocationEnabled:bool}
  environment{type:open(browser|application|iot|external|widget) operatingSystem operatingSystemVersion ipV4#I1,C2 ipV6 carrier connectionType:open(dialup|isdn|bisdn|cable|dsl|mobile|wifi) domain
    browserDetails{name version vendor acceptLanguage cookiesEnabled:bool javaScriptEnabled:bool userAgent viewportHeight:int viewportWidth:int}}
  placeContext{geo@geo localTime:time localTimezoneOffset:int POIinteraction{poiEntries@measure poiExits@measure poiDetail{poiID name category
    beaconInteractionDetails{beaconMajor:int proximityUUID}}} weather{temperature:double condition}}
  channel{_id _type mediaType:enum(paid|owned|earned) typeAtSource contentTypes[]:string}
  application{id name version userPerspective launches@measure firstLaunches@measure upgrades@measure crashes@measure featureUsages@measure}
  search{keywords pageDepth:int isPaid:bool searchEngine} siteSearch{phrase numberOfResults:int}
  advertising{clicks@measure impressions@measure conversions@measure timePlayed@measure adAssetReference{_id advertiser campaign}}
  media{mediaTimed{primaryAssetReference{_id showType} starts@measure completes@measure timePlayed@measure}}
  endUserIDs~{_experience{mcid{id#I2 authenticatedState:open(ambiguous|authenticated|loggedOut)} aaid{id}}}
  implementationDetails{name version environment:open(browser|app|server)}
  userActivityRegion{dataCenterLocation}
  segmentMembership<<{status:enum(realized|existing|exited) lastQualificationTime:time}>>
  _experience{customerJourneyManagement{messageExecution@messageExecution
      messageProfile{messageProfileID channel{_id} isTestProfile:bool isSendTimeOptimized:bool variant}
      emailChannelContext{address#I1 namespace outboundIP mailboxProvider}
      messageInteraction{interactionType:open(open|click|unsubscribe|spam_complaint) urlID label landingPage{landingPageID} openIP isMachineOpen:bool}
      messageDeliveryfeedback{feedbackStatus:open(sent|delivered|bounce|error|exclude|delay) retryCount:int messageExclusion{reason rule}
        messageFailure{category:open(sync|async|unknown) type:open(Hard|Soft|Ignored) code reason}}}
    journeyOrchestration{stepEvents{journeyID journeyVersionID journeyVersionName nodeID nodeName nodeType stepID stepName stepStatus:open(end|error|timedout|ongoing)
      instanceID profileID eventID actionID isTestExecution:bool entryTime:time fetchError actionExecutionError processingTime:long}}
    decisioning{propositionEventType{display:int interact:int dismiss:int} propositionID}}`;

/** Tenant part of an event: everything below `_acme`. */
export const TENANT_EVENT_TEXT = `
  store{id name region country format:enum(flagship|city|outlet|popup) visitMinutes:int}
  cart{id value:double itemCount:int step:enum(view|address|payment|review) couponCode isGuest:bool}
  order{orderId#I2 channel:enum(web|app|store|call_center|marketplace) isFirstOrder:bool marginTotal:double deliveryPromise:date items[]@item}
  loyalty{action:enum(earn|redeem|expire|adjust) points:int balance:int tierBefore:enum(bronze|silver|gold|platinum) tierAfter:enum(bronze|silver|gold|platinum) partner}
  survey{name score:int comment#C2 touchpoint}
  campaign{code theme:open(spring|summer|back_to_school|black_friday|christmas) audienceName wave:int}
  search{phrase results:int isVoice:bool filters<:string>}
  recommendation{slot algorithm position:int sku isClicked:bool}
  service{ticketId topic:open(delivery|return|product|payment|account) priority:enum(low|normal|high) resolvedAt:time}
  ab{test variant}
  temperatureAlert{sensor celsius:double}`;
