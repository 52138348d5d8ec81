/**
 * Expressions over the shop that people who know PQL would write. None may draw an error.
 */

/** One expression per line. */
export const VALID_FOR_SHOP: readonly string[] = `
person.gender = "female"
$1.person.gender = "female"
profile.person.gender = "female"
(Customer) => Customer.person.gender = "female"
(P) => P.homeAddress.city = P.workAddress.city and P.loyalty.points > 100
homeAddress.city = workAddress.city
person.name.firstName = "Ada" and person.name.lastName != "Byron"
not (person.gender = "male")
!(person.gender = "male") or testProfile
testProfile and not testProfile
_acme.isMember = true
_acme.isMember
_acme.visits > 12 and _acme.balance <= 99.5
_acme.visits * 2 + 1 >= _acme.balance / 3
_acme.visits % 5 = 0
-_acme.visits < -3
_acme.score = 7
_acme.score > _acme.visits
_acme.score in [1, 2, 3]
_acme.tier = "gold"
_acme.tier in ["gold", "silver"]
_acme.tier notIn ["bronze"]
_acme.tier.equals("GOLD", false)
_acme.plan = "enterprise"
_acme.\`direct-mail\` = true
_acme.\`next\`.action = "call"
"chess" in _acme.hobbies
"chess" notIn _acme.hobbies
_acme.hobbies.includes("chess")
_acme.hobbies.intersects(["chess", "rowing"])
_acme.hobbies.intersects(_acme.topics)
_acme.hobbies.intersection(_acme.topics).count() >= 2
_acme.hobbies.subsetOf(["chess", "rowing"])
_acme.hobbies.supersetOf(["chess"])
_acme.hobbies.distinct().count() > 4
_acme.hobbies.count() = 0
_acme.hobbies.isNull() or _acme.hobbies.count() = 0
_acme.hobbies = _acme.topics
_acme.luckyNumbers.sum() > 21
_acme.luckyNumbers.max() = 7
7 in _acme.luckyNumbers
_acme.orders
_acme.orders.count() > 3
_acme.orders[status = "paid"]
_acme.orders[status = "paid" and total > 20].count() >= 2
_acme.orders.filter(status = "paid").sum(total) > 100
_acme.orders.exists(status = "open")
_acme.orders.exists(items.exists(price > 10 and quantity >= 2))
_acme.orders[items[price > 10]]
_acme.orders[items[price > ^.total]]
_acme.orders[items[price > ^^.loyalty.points]]
_acme.orders[total > ^.loyalty.points]
_acme.orders.sum(total) > 500
_acme.orders.sum(order.total) > 500
_acme.orders.average(total) >= 80.5 and _acme.orders.min(total) < 10 and _acme.orders.max(total) > 1000
_acme.orders.sum(total * 1.25) > 500
_acme.orders.topN(total, 3).sum(total) > 50
_acme.orders.bottomN(total, 1).head().status = "paid"
_acme.orders.groupBy(storeId)
_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.count()))
_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.sum(total)))
_acme.orders.groupBy(storeId).map({"orders": this.count(), "spent": this.sum(total)})
_acme.orders.map(total * 2)
_acme.orders.map(total).sum() > 10
_acme.orders.total > 100
_acme.orders.status = "paid"
_acme.orders.status in ["paid", "open"]
"paid" in _acme.orders.status
_acme.orders.items.price > 5
_acme.orders.items.SKU.distinct().count() > 2
_acme.orders.placedOn occurs <= 3 days before now
_acme.orders.status.startsWith("pa")
_acme.orders.status like "pa%"
_acme.preferences.get("channel") = "sms"
_acme.preferences["channel"] = "sms"
_acme.preferences.keys().includes("channel")
"channel" in _acme.preferences.keys()
_acme.ratings.values().min() >= 3
_acme.ratings["service"] >= 4
_acme.scores["a"]["b"] > 0.5
_acme.scores.get("a").get("b") > 0.5
identityMap.get("ECID").count() > 1
identityMap.get("ECID").id = "123"
"123" in identityMap.get("ECID").id
identityMap.get("email")[primary = true].count() = 1
identityMap["crm"].exists(id.startsWith("A"))
identityMap.keys().intersects(["ECID", "email"])
segmentMembership.get("ups").get("5f3a").status = "realized"
segmentMembership["ups"]["5f3a"].status.equals("realized", false)
segmentMembership.get("ups").get("5f3a").lastQualificationTime occurs <= 7 days before now
person.name.firstName.startsWith("A", false)
person.name.firstName.doesNotStartWith("A")
person.name.lastName.endsWith("sen") and person.name.lastName.doesNotEndWith("ssen", true)
person.name.lastName.contains("a") or person.name.lastName.doesNotContain("b")
person.name.lastName.equals("Lee") and person.name.lastName.notEqualTo("Li", false)
personalEmail.address matches "@acme\\\\.example$"
personalEmail.address.matches("(?i)^[a-z0-9._%+-]+@acme\\\\.example$")
personalEmail.address.regexGroup("@(\\\\w+)", 1) = "acme"
homeAddress.postalCode like "80__"
homeAddress.postalCode.isNotNull() and workAddress.isNull()
person.birthDate.getMonth() = currentMonth() and person.birthDate.getDayOfMonth() = currentDayOfMonth()
currentYear() - person.birthDate.getYear() >= 18
person.birthDate.getYear() in [1990, 1991]
person.birthDate = date(1990, 5, 9)
person.birthDate occurs before date(2000, 2, 29)
person.birthDate occurs after date(1990, 1, 1)
person.birthDate occurs on date(2000, 1, 31)
_acme.lastLogin occurs < 3 days before now
_acme.lastLogin occurs > 12 hours before now
_acme.lastLogin occurs = 3 days before today
_acme.lastLogin occurs <= 1 week after date(2024, 1, 1)
_acme.lastLogin occurs today
_acme.lastLogin occurs yesterday
_acme.lastLogin occurs on last month
_acme.lastLogin occurs this year
_acme.expiresOn occurs next week
_acme.expiresOn occurs <= 30 days after now
_acme.lastLogin occurs between yesterday and now
_acme.lastLogin occurs between date(2024, 1, 1) and date(2024, 12, 31)
_acme.lastLogin occurs between last month and today
_acme.lastLogin occurs after _acme.firstPurchase
_acme.lastLogin occurs <= 2 days after _acme.firstPurchase
_acme.lastLogin occurs before now and _acme.expiresOn occurs after tomorrow
xEvent
xEvent.count() > 5
xEvent[eventType = "commerce.purchases"]
xEvent[eventType = "commerce.purchases"].count() > 5
xEvent[eventType = "commerce.purchases" and timestamp occurs <= 7 days before now].sum(commerce.order.priceTotal) > 100
xEvent.commerce.order.priceTotal > 100
xEvent.eventType = "commerce.purchases"
xEvent[productListItems[SKU = "PS"]]
xEvent[productListItems[SKU = "PS" or ^^.person.gender = "female"]]
xEvent[productListItems.exists(SKU in ["A", "B"] and quantity > 1)]
xEvent[productListItems[priceTotal = ^.commerce.order.priceTotal]]
xEvent.productListItems[SKU = "PS"].quantity > 2
xEvent.productListItems.SKU.distinct().count() > 3
xEvent[_acme.labels.includes("vip") and device.type.equals("mobile", false)]
xEvent[identityMap.get("ECID").count() > 0]
xEvent.filter(web.webPageDetails.URL.contains("/cart")).count() >= 2
xEvent.exists(eventType.equals("commerce.purchases", true))
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases")])
CHAIN(xEvent, timestamp, [C0: WHAT(eventType.equals("commerce.productViews", true)) WHEN(today)])
chain(xEvent, timestamp, [C0: WHAT(eventType = "commerce.productViews" and productListItems.exists(SKU = "PS")) WHEN(<= 36 hours before now) COUNT(2)])
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productViews") COUNT(>= 3), B: WHAT(eventType = "commerce.purchases") WHEN(last month)])
chain(xEvent, timestamp, [A: WHAT(commerce.order.priceTotal > ^.loyalty.points) WHEN(<= 2 days before now)])
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHERE(person.gender = "female")])
chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHERE(device.type = "mobile")])
not chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.purchases") WHEN(< 24 hours before now)])
chain(xEvent[device.type = "mobile"], timestamp, [A: WHAT(true)])
(select E from xEvent where E.eventType = "commerce.purchases").count() > 2
select E from xEvent where E.timestamp occurs <= 7 days before now
(select E from xEvent where E.commerce.order.priceTotal > 10).commerce.order.priceTotal > 100
select E from xEvent, I from E.productListItems where I.SKU = "PS"
(select E from xEvent where E.eventType = "x", I from E.productListItems where I.quantity > 1).count() > 1
exists E from xEvent where E.commerce.order.priceTotal > 50
exists E from xEvent where (E.commerce.order.priceTotal > 50), I from E.productListItems where I.SKU = "PS"
exists E from xEvent : E.device.type = "mobile" and E.timestamp occurs today
forall O from _acme.orders where O.status = "paid"
exists O from _acme.orders, I from O.items where I.price > O.total
exists O from _acme.orders where exists I from O.items where I.price > loyalty.points
(sum O.total over O from _acme.orders where O.status = "paid") > 250
(sum I.price * I.quantity over O from _acme.orders, I from O.items where I.price > 1) > 250
(sum N from _acme.luckyNumbers where N > 3) > 10
(average E.commerce.order.priceTotal over E from xEvent) >= 10
(min O.total over O from _acme.orders) > 5 or (max O.total over O from _acme.orders) < 500
let total = _acme.orders.sum(total) in (total > 100 and total < 1000)
let S = (sum X.commerce.order.priceTotal over X from xEvent where X.commerce.order.currencyCode = "USD") in (S > 100 and S < 1000)
let minimum = loyalty.points in xEvent[commerce.order.priceTotal > minimum].count() > 1
inSegment("5f3a8c10-1111-4222-8333-944445555666")
inSegment("a") and not inSegment("b")
if(_acme.visits > 12, "regular", "guest") = "guest"
if(_acme.isMember, _acme.visits * 2, if(testProfile, 0, 1.5)) > 3
{"orders": _acme.orders.count(), "spent": _acme.orders.sum(total)}
_acme.hobbies = ["a", "b"]
_acme.luckyNumbers.intersects([1, 2])
_acme.lastLogin occurs on date(2020, 3, 14)
_acme.anything.deeper.than.anyone.knows = 4
_acme.anything["key"] = "x" and _acme.anything[price > 3]
_acme.tier in (["gold", "silver"])
xEvent[eventType.equals("x", false)].topN(timestamp, 1).map({"timestamp": timestamp, "value": device.type}).head()
(select _Any1 from xEvent where _Any1.device.type.equals("iphone", false))
workAddress.countryCode.equals("US", false) and CHAIN(xEvent, timestamp, [C0: WHAT(eventType.equals("directMarketing.emailClicked", false)) WHEN(today), C1: WHAT(eventType.equals("commerce.checkouts", false)) WHEN(today)])
not(chain(xEvent, timestamp, [A: WHAT(eventType = "homePageView")]))
consents.marketing.email.val = "y" and consents.marketing.sms.val != "n"
person.gender = "female" and (homeAddress.countryCode in ["DK", "SE"] or _acme.tier = "gold") and xEvent[eventType = "commerce.purchases"].count() > 1
`
  .trim()
  .split("\n");
