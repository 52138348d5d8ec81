/**
 * Expressions over the shop that no page shows: nested filters and lambdas, chains of three steps, maps, texts with emoji.
 */

/** One expression per line. */
export const VARIED_VALID: readonly string[] = `
homeAddress.city="Århus"
homeAddress.city = "🎉 party 🎉"
homeAddress.city = "line\\nbreak\\ttab \\"quoted\\" \\\\ slash \\u00e9"
homeAddress.city = ""
homeAddress.city = "it's, (really) [odd] {text} // no comment /* none */"
homeAddress.city.equals("x", true) OR homeAddress.city.equals("y", FALSE)
NOT (testProfile) AND (homeAddress.city IN ["a","b"] OR homeAddress.city NOTIN ["c"])
not not testProfile
!!testProfile
((((testProfile))))
testProfile = false or testProfile.isNull()
_acme.visits >= -5 and _acme.visits < .5
_acme.balance > 2.02E12 or _acme.balance < 2.02E-12
_acme.balance = 1e3
_acme.visits * (3 + 2) - 4 / 2 % 3 > -(1)
_acme.orders[total >= 100 and status != "x"].count() in [1, 2, 3]
_acme.orders.filter(total > 3).filter(status = "paid").count() > 0
_acme.orders[total > 3][status = "paid"].sum(total) > 3
_acme.orders[items.count() > 3]
_acme.orders[items[tags[label = "x"]]]
_acme.orders[items.exists(tags.exists(label.startsWith("x", false)))]
_acme.orders.exists(items.exists(quantity > 1 and ^.status = "paid" and ^^.testProfile))
_acme.orders.exists(total > 100 and placedOn occurs <= 30 days before now)
_acme.orders.topN(placedOn, 1).head().total >= 100
_acme.orders.bottomN(placedOn, 2).count() = 2
_acme.orders.head().items.head().price > 3
_acme.orders.map(storeId).distinct().count() >= 2
_acme.orders.map((O) => O.total).sum() > 3
_acme.orders.filter((O) => O.total > 3).count() > 1
_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.filter(total > 10).count()))
_acme.orders.groupBy(storeId).keys().count() > 2
_acme.orders.groupBy(status).get("paid").count() > 3
_acme.orders.groupBy(status).values().count() > 3
_acme.hobbies.head() = "chess"
_acme.hobbies.exists(this = "chess")
_acme.hobbies.filter(this.startsWith("ch")).count() > 0
_acme.hobbies[this = "chess"]
_acme.hobbies.map(this).count() > 1
(select H from _acme.hobbies where H like "ch%").count() > 0
exists H from _acme.hobbies where H.startsWith("ch", false)
forall N from _acme.luckyNumbers where N > 3 and N < 100
(max N from _acme.luckyNumbers) > 3
(average N over N from _acme.luckyNumbers) > 3
_acme.luckyNumbers.intersects([1, 2, 3])
_acme.luckyNumbers.average() > 1.5
_acme.luckyNumbers.topN(this, 2).sum() > 10
["chess", "golf"].intersects(_acme.hobbies)
"chess" in ["chess", homeAddress.city]
homeAddress.city in [workAddress.city, "Oslo"]
homeAddress in [homeAddress, workAddress]
person.name.firstName.startsWith(person.name.lastName)
person.name.firstName.equals(person.name.lastName, false)
if(homeAddress.city = "Oslo", homeAddress, workAddress).countryCode = "NO"
if(_acme.visits > 3, if(testProfile, 1, 2), 3) + 2 > 4
(if(testProfile, "a", "b")).startsWith("a")
let x = 3 in x > 2
let x = _acme.visits in let y = _acme.balance in x + y > 10
let paid = _acme.orders[status = "paid"] in paid.count() > 2 and paid.sum(total) > 100
let d = date(2024, 2, 29) in _acme.lastLogin occurs after d
(let x = 2 in x) > 1
(P) => P.testProfile
(P) => not P.testProfile and exists E from P.xEvent where E.eventType = "x"
(profile) => profile.testProfile
$1.xEvent.count() > 3
$1.testProfile and $1.homeAddress.city = "Oslo"
_acme.lastLogin occurs < 1 hour before now
_acme.lastLogin occurs > 1 decade before today
_acme.lastLogin occurs <= 2 centuries before now
_acme.lastLogin occurs <= 1 millennium before now
_acme.lastLogin occurs >= 100 milliseconds before now
_acme.lastLogin occurs != 3 days before now
_acme.lastLogin occurs on today
_acme.lastLogin occurs on this week
_acme.lastLogin occurs next month
_acme.lastLogin occurs before last year
_acme.lastLogin occurs after yesterday
_acme.lastLogin occurs from yesterday
_acme.lastLogin occurs <= 3 days from now
_acme.lastLogin occurs between _acme.firstPurchase and now
_acme.lastLogin occurs between this month and next month
_acme.lastLogin OCCURS <= 5 MINUTES BEFORE NOW
_acme.lastLogin.isNotNull() and not (_acme.lastLogin occurs last month)
not (_acme.lastLogin occurs <= 30 days before now)
_acme.lastLogin.getYear() = currentYear() and _acme.lastLogin.getMonth() > 3
_acme.lastLogin = _acme.firstPurchase
person.birthDate.getDayOfMonth() = 29 and person.birthDate.getMonth() = 2
xEvent[timestamp occurs today]
xEvent[timestamp occurs <= 1 day before now and eventType = "web.webpagedetails.pageViews"].count() >= 3
xEvent[timestamp.getMonth() = currentMonth()].count() > 3
xEvent[web.webPageDetails.URL.matches("^https://www\\\\.acme\\\\.example/.*")]
xEvent[web.webPageDetails.name like "%cart%" and not (web.webReferrer.URL.isNull())]
xEvent[productListItems.sum(priceTotal) > 100]
xEvent[productListItems.count() > 2].count() > 1
xEvent[productListItems.exists(selectedOptions.exists(attribute = "size" and value in ["L", "XL"]))]
xEvent[productListItems[quantity * priceTotal > 100]]
xEvent.sum(commerce.order.priceTotal) / xEvent.count() > 50
xEvent.topN(timestamp, 3).sum(commerce.order.priceTotal) > 5
xEvent.topN(commerce.order.priceTotal, 1).head().device.type = "mobile"
xEvent.max(timestamp) occurs <= 7 days before now
(max E.timestamp over E from xEvent where E.eventType = "x") occurs <= 3 days before now
xEvent.groupBy(eventType).map((K, G) => mapEntry(K, G.count()))
xEvent.map(eventType).distinct().count() > 3
exists E from xEvent, F from xEvent where E.timestamp occurs before F.timestamp and E.eventType = "a"
exists A from xEvent where A.eventType = "a", B from xEvent where B.timestamp occurs <= 2 hours after A.timestamp
not exists E from xEvent where E.eventType = "x"
(exists E from xEvent where E.eventType = "x") and (forall O from _acme.orders where O.total > 3)
chain(xEvent, timestamp, [A: WHAT(eventType = "x") WHEN(last week)])
chain(xEvent, timestamp, [A: WHAT(eventType = "x") WHEN(between date(2024, 1, 1) and today)])
chain(xEvent, timestamp, [A: WHAT(eventType = "x") WHEN(after date(2024, 1, 1)) COUNT(3)])
chain(xEvent, timestamp, [A: WHAT(eventType = "x") COUNT(< 3)])
chain(xEvent, timestamp, [A: WHAT(eventType = "x") COUNT(= 3) WHEN(today)])
chain(xEvent, timestamp, [view: WHAT(eventType = "x"), buy: WHAT(eventType = "y"), back: WHAT(eventType = "z")])
chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 7 days before now), B: WHAT(eventType = "y") WHEN(<= 5 days before now), C: WHAT(eventType = "z") WHEN(<= 1 day before now)])
chain(xEvent, timestamp, [A: WHAT(productListItems.exists(SKU = "A")) WHEN(yesterday)]) and not chain(xEvent, timestamp, [A: WHAT(eventType = "y") WHEN(today)])
chain(xEvent, timestamp, [A: WHAT(eventType = "x" and productListItems.sum(priceTotal) > 10)])
chain(xEvent, timestamp, [A: WHAT(_acme.channel in ["email", "sms"] or placeContext.geo.countryCode = "NO")])
chain ( xEvent , timestamp , [ A : WHAT ( eventType = "x" ) WHEN ( today ) COUNT ( 2 ) ] )
if(chain(xEvent, timestamp, [A: WHAT(eventType = "x")]), 1, 0) = 1
inSegment("a") or (inSegment("b") and not inSegment("c"))
not inSegment("a")
segmentMembership.get("ups")["abc"].status in ["realized", "exited"]
segmentMembership.get("ups").keys().count() > 3
"abc" in segmentMembership.get("ups").keys()
identityMap.get("Email").exists(id.endsWith("@acme.example", false))
identityMap["ECID"].isNotNull()
identityMap.get("ECID").head().id = "x"
identityMap.get("ECID").filter(primary).count() = 1
identityMap.keys().count() > 2
identityMap.values().count() > 2
_acme.ratings.get("food") >= 4 and _acme.ratings.keys().includes("food")
_acme.ratings.values().average() > 3
_acme.preferences.get("x").startsWith("y")
_acme.preferences.get(homeAddress.city) = "x"
_acme.preferences[homeAddress.city] = "x"
_acme.orders.total.sum() > 100
"paid" in _acme.orders.map(status)
_acme.orders.status.distinct().count() = 1
_acme.orders.items[price > 3].count() > 2
_acme.orders.items.exists(price > 3)
_acme.orders.placedOn.isNotNull()
homeAddress.isNotNull() and workAddress.isNull()
xEvent.isNull()
xEvent.count() = 0
_acme.anything.x[y = "a"].count() > 3
_acme.anything.x.y.foo = true and "a" in _acme.anything.list
person.name.firstName.matches("^\\\\p{Lu}\\\\w*$")
person.name.firstName.matches("[^\\\\s@]+@[^\\\\s@]+")
person.name.firstName.regexGroup("(\\\\d+)-(\\\\d+)", 2) = "7"
{"a": 1, "b": {"c": [1, 2, 3]}}
[{"a": 1}, {"a": 2}]
[1, 2, 3].count() > 2
true
not false
1 = 1 and 2 > 1
homeAddress.city.isNull() or homeAddress.city.notEqualTo("Oslo", false)
\`person\`.\`name\`.\`firstName\` = "x"
_acme.\`next\`.\`action\` = "x"
`
  .trim()
  .split("\n");
