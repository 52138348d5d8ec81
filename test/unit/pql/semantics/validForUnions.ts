/**
 * Expressions over the published XDM unions, as rules of audiences look. None may draw an error.
 */

/** One expression per line. */
export const VALID_FOR_UNIONS: readonly string[] = `
person.gender = "female"
person.maritalStatus = "married" and person.birthYear >= 1980
person.birthYear in [1980, 1981, 1982]
person.birthDayAndMonth = "05-09"
person.name.courtesyTitle.equals("Dr", false)
person.nationality notIn ["DK", "SE"]
person.birthDate.getMonth() = currentMonth()
person.birthDate occurs before date(2005, 6, 1)
homeAddress.countryCode = "US" and homeAddress.stateProvince in ["us-ca", "us-ny"]
homeAddress.country.equals("Denmark", false) or workAddress.country.equals("Denmark", false)
homeAddress.postalCode.startsWith("94")
homeAddress._schema.latitude > 40.5 and homeAddress._schema.longitude < -70
homeAddress.dmaID = 807
homeAddress.primary = true
homeAddress._repo.modifyDate occurs <= 90 days before now
homeAddress.lastVerifiedDate occurs last year
personalEmail.address.endsWith(".dk") and personalEmail.address.isNotNull()
personalEmail.status = "active"
workEmail.address.matches("^[^@]+@acme\\\\.com$")
mobilePhone.number.startsWith("+45") and mobilePhone.primary
optInOut.channels.email = "in" or optInOut.globalOptout = false
consents.marketing.email.val = "y"
consents.collect.val.equals("y", true)
consents.marketing.preferred = "email"
loyalty.points > 1000
loyalty.points - loyalty.pointsRedeemed >= 500
loyalty.tier.equals("gold", false) and loyalty.joinDate occurs > 1 year before now
"123" in loyalty.loyaltyID
loyalty.loyaltyID.includes("123")
loyalty.program.isNull()
testProfile = true
not testProfile
timeZone like "Europe/%"
preferredLanguage in ["da", "da-DK"]
identityMap.get("ECID").count() > 0
identityMap.get("Email").id.contains("@acme.com")
identityMap["Email"].exists(primary = true)
"ECID" in identityMap.keys()
identityMap.values().count() > 2
segmentMembership.get("ups").get("8d1e").status = "realized"
segmentMembership["ups"]["8d1e"].status.equals("exited", false)
segmentMembership.get("ups").keys().includes("8d1e")
segmentMembership.get("ups").get("8d1e").lastQualificationTime occurs <= 3 days before now
traitMembership.get("12345").lastQualificationTime occurs this month
pushNotificationDetails.exists(platform = "apns" and denylisted = false)
pushNotificationDetails[appID.startsWith("com.acme") and not denylisted].count() >= 1
pushNotificationDetails.platform = "fcm"
subscriptions.exists(planName = "Premium" and endDate occurs after now)
subscriptions[status = "active"].count() = 1
subscriptions.groupBy(planName).map((K, G) => mapEntry(K, G.count()))
(select S from subscriptions where S.term > 12).count() > 0
exists S from subscriptions where S.country = "DK" and S.startDate occurs last month
forall S from subscriptions where S.paymentStatus = "paid"
organizations.intersects(["acme", "umbrella"])
"acme" in organizations
extendedWorkDetails.departments.includes("IT")
travelPreferences.gym and travelPreferences.pool = true
userAccount.startDate occurs <= 30 days before today
b2b.isConverted = true and b2b.convertedDate occurs this year
b2b.accountKey.sourceID.isNotNull()
xEvent[eventType = "commerce.purchases"].count() > 3
xEvent[eventType = "commerce.purchases" and timestamp occurs <= 7 days before now].sum(commerce.order.priceTotal) > 250.5
xEvent[commerce.purchases.value > 0 and productListItems.exists(SKU = "A-1")]
xEvent[productListItems[quantity >= 2 and priceTotal > 50]]
xEvent[productListItems[SKU = "PS" or ^^.person.gender = "female"]]
xEvent[web.webPageDetails.name = "home" and web.webPageDetails.pageViews.value > 0].count() >= 5
xEvent[web.webPageDetails.URL.contains("/checkout", false)]
xEvent[web.webReferrer.URL.matches(".*google\\\\..*")]
xEvent[device.type = "mobile" and environment.operatingSystem.equals("iOS", false)]
xEvent[placeContext.geo.countryCode = "DK"].count() > 0
xEvent[placeContext.activePOIs.exists(name = "Store 1")]
xEvent[directMarketing.clicks.value >= 1 and timestamp occurs last week]
xEvent[marketing.trackingCode in ["a", "b"]]
xEvent[identityMap.get("ECID").exists(primary)]
xEvent[search.keywords.contains("shoes")]
xEvent[channel.mediaType = "email"]
xEvent.eventType = "web.webpagedetails.pageViews"
xEvent.productListItems.SKU.distinct().count() >= 3
xEvent.productListItems.priceTotal > 100
xEvent.timestamp occurs today
xEvent.topN(timestamp, 1).head().eventType = "commerce.purchases"
xEvent.topN(commerce.order.priceTotal, 3).sum(commerce.order.priceTotal) > 300
xEvent.average(commerce.order.priceTotal) > 50
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productViews") WHEN(today)])
chain(xEvent, timestamp, [C0: WHAT(eventType.equals("commerce.productListAdds", true) and productListItems.exists(SKU.equals("A-1", false))) WHEN(<= 24 hours before now)])
chain(xEvent, timestamp, [C0: WHAT(commerce.productViews.value > 0) WHEN(<= 3 days before now) COUNT(3)])
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productViews"), B: WHAT(eventType = "commerce.productListAdds"), C: WHAT(eventType = "commerce.purchases") WHEN(this week)])
not chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHEN(<= 30 days before now)]) and loyalty.points > 0
CHAIN(xEvent, timestamp, [A: WHAT(web.webPageDetails.name.equals("pricing", false)) COUNT(>= 2)])
chain(xEvent, timestamp, [A: WHAT(device.model.startsWith("iPhone") or device.manufacturer = "Apple")])
(select E from xEvent where E.eventType = "commerce.purchases" and E.timestamp occurs <= 30 days before now).count() >= 2
select E from xEvent where E.commerce.order.currencyCode = "EUR"
exists E from xEvent where E.commerce.order.priceTotal > 100 and E.timestamp occurs last month
exists E from xEvent where (E.commerce.order.priceTotal > 50), I from E.productListItems where I.SKU = "PS"
forall E from xEvent where E.commerce.order.priceTotal > 10
exists E from xEvent, F from xEvent where F.timestamp occurs after E.timestamp and F.eventType = "x"
(sum E.commerce.order.priceTotal over E from xEvent where E.commerce.order.currencyCode = "USD") > 500
(sum I.priceTotal * I.quantity over E from xEvent, I from E.productListItems) > 100
let S = (sum X.commerce.order.priceTotal over X from xEvent where X.commerce.order.currencyCode = "USD") in (S > 100 and S < 1000)
inSegment("8d1e") and chain(xEvent, timestamp, [A: WHAT(eventType = "x") WHEN(today)])
if(loyalty.points > 100, 1, 0) = 1
(Profile) => Profile.homeAddress.stateProvince = Profile.workAddress.stateProvince
$1.homeAddress.stateProvince = $1.workAddress.stateProvince
xEvent[eventType = "commerce.purchases" and person.gender = "female"]
xEvent[commerce.order.payments.exists(paymentAmount > 10)]
xEvent[commerce.order.payments.paymentType = "cash"]
xEvent[productListItems.selectedOptions.attribute = "color"]
directMarketingEmail.address.doesNotContain("test", false)
otherPhone.number.isNotNull() or faxPhone.number.isNotNull()
_id = "abc"
_repo.createDate occurs on date(2024, 2, 29)
personID.isNotNull()
`
  .trim()
  .split("\n");
