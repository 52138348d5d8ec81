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
(exists o from _acme.orders where o.total > 3, i from o.items where i.price > 1)
forall i from _acme.orders.items where i.price > 0
_acme.orders.items.sum(price * quantity) > 100
_acme.orders.sum(items.sum(price)) > 100
_acme.orders.filter(items.exists(SKU = "A")).count() >= 1
_acme.orders.map(items.count()).max() > 3
_acme.orders.exists(^.loyalty.tier = "gold" and status = "paid")
_acme.orders[storeId = ^^.homeAddress.city or storeId = ^.homeAddress.city]
xEvent[timestamp occurs <= 1 day after ^.loyalty.joinDate]
xEvent[timestamp occurs between ^.loyalty.joinDate and now]
xEvent[timestamp occurs on date(2024, 12, 24) or timestamp occurs on date(2024, 12, 25)].count() > 0
xEvent.filter(eventType = "a").topN(timestamp, 1).head().timestamp occurs <= 3 days before now
xEvent.filter(eventType = "a").map(timestamp).max() occurs <= 3 days before now
(select E from xEvent where E.eventType = "a").topN(timestamp, 1).count() = 1
(select E from xEvent where E.eventType = "a")[device.type = "mobile"].count() > 1
let e = (select E from xEvent where E.eventType = "a") in e.count() > 1 and e.sum(commerce.order.priceTotal) > 10
(sum I.quantity over O from _acme.orders where O.status = "paid", I from O.items) >= 10
(sum O.total over O from _acme.orders) / _acme.orders.count() > 20
(average O.total over O from _acme.orders where O.placedOn occurs this year) > (average O.total over O from _acme.orders where O.placedOn occurs last year)
if(_acme.orders.count() > 0, _acme.orders.sum(total) / _acme.orders.count(), 0) >= 50
if(person.gender = "female", true, false)
if(testProfile, ["a"], ["b"]).count() = 1
homeAddress.countryCode in if(testProfile, ["DK"], ["SE"])
("a" in _acme.hobbies) = true
(_acme.visits > 3) = (_acme.balance > 3)
not ("a" in _acme.hobbies or "b" in _acme.hobbies)
_acme.hobbies.intersects(["🎾", "⚽️"]) and homeAddress.city != "💩"
identityMap.get("ECID").exists(authenticatedState in ["authenticated"] and primary = true)
identityMap["Email"][id like "%@acme.example"].count() >= 1
segmentMembership["ups"].get("a").status = "realized" and segmentMembership["ups"].get("a").lastQualificationTime occurs last month
_acme.scores["a"].get("b") + _acme.scores.get("c")["d"] > 1.5
_acme.scores.get("a").keys().count() > 3
_acme.preferences.isNotNull() and _acme.preferences.get("a").isNull()
_acme.preferences.get("a") in ["x", "y"] and _acme.preferences.get("a").notEqualTo("z", false)
person.birthDate.getYear() % 4 = 0
person.birthDate occurs <= 18 years before today
person.birthDate occurs > 65 years before now
_acme.expiresOn occurs between today and tomorrow
_acme.expiresOn occurs before tomorrow and _acme.expiresOn occurs after yesterday
_acme.lastLogin occurs >= 2 weeks before today and _acme.lastLogin occurs <= 4 weeks before today
_acme.lastLogin occurs = 1 year before today
_acme.lastLogin occurs this decade
loyalty.joinDate occurs < 90 seconds before _acme.lastLogin
consents.marketing.email.val.equals("y", false) and not consents.marketing.sms.val.equals("n")
chain(xEvent, timestamp, [C0: WHAT(eventType = "a" and _acme.labels.intersects(["x"])) WHEN(< 24 hours before now) COUNT(>= 2), C1: WHAT(eventType = "b") WHEN(< 12 hours before now)]) and homeAddress.city = "Oslo"
chain(xEvent, timestamp, [C0: WHAT(productListItems.exists(selectedOptions.exists(value = "XL"))) COUNT(1)])
not (chain(xEvent, timestamp, [A: WHAT(eventType = "a") WHEN(today)]) or inSegment("x"))
chain(xEvent, timestamp, [A: WHAT(eventType = "a") WHEN(this month)]) or chain(xEvent, timestamp, [A: WHAT(eventType = "b") WHEN(tomorrow)])
chain(xEvent, timestamp, [A: WHAT(web.webPageDetails.pageViews.value > 0 and not (web.webPageDetails.URL.contains("/admin")))])
(Profile) => Profile._acme.orders.exists(total > Profile.loyalty.points)
(p) => exists e from p.xEvent where e.eventType = "a" and e.timestamp occurs today
($1.loyalty.points + $1._acme.visits) * 2 > 100
_acme.orders.groupBy(status).map((k, g) => mapEntry(k, g.average(total))).get("paid") > 10
_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.topN(total, 1).head().total))
_acme.orders.groupBy(storeId)["oslo"].sum(total) > 100
homeAddress.city.equals("x") and homeAddress.city.equals("x",false) and homeAddress.city.startsWith("x",true)
"x".equals(homeAddress.city)
"abc".startsWith("a")
3 > _acme.visits
date(2024, 1, 1) = person.birthDate
now occurs after _acme.lastLogin
today occurs <= 3 days after _acme.lastLogin
currentMonth() = 12 and currentDayOfMonth() > 20
_acme.expiresOn occurs <= 3 months after today
xEvent[eventType in ["a", "b"] and device.screenWidth >= 1024]
xEvent[_acme.labels.count() > 2 and _acme.labels.includes("x")].count() = 0
xEvent.exists(productListItems.count() > 2 and timestamp occurs today)
xEvent.filter(timestamp occurs today).filter(eventType = "a").isNotNull()
xEvent[identityMap.get("Email").exists(id = "a@b.example")]
xEvent.average(device.screenWidth) > 1024
xEvent.bottomN(timestamp, 1).head().eventType = "first"
xEvent.topN(timestamp, 1)[eventType = "x"]
xEvent.head().timestamp occurs today
xEvent.eventType.distinct().intersects(["a", "b"])
"a" in xEvent.eventType
xEvent.productListItems.sum(priceTotal) > 100
xEvent.productListItems.filter(SKU = "A").sum(quantity) > 2
xEvent.productListItems.groupBy(SKU).map((K, G) => mapEntry(K, G.sum(quantity)))
(select I from xEvent.productListItems where I.SKU = "A").count() > 2
exists E from xEvent[eventType = "a"] where E.device.type = "x"
exists E from (select X from xEvent where X.eventType = "a") where E.device.type = "x"
exists E from xEvent.topN(timestamp, 3) where E.eventType = "x"
forall E from xEvent where not (E.eventType = "x") or E.timestamp occurs > 3 days before now
chain(xEvent.filter(eventType = "a"), timestamp, [A: WHAT(true) COUNT(3)])
chain(select E from xEvent where E.device.type = "x", timestamp, [A: WHAT(eventType = "a")])
chain((select E from xEvent where E.device.type = "x"), timestamp, [A: WHAT(eventType = "a")])
(((person.gender = "female" and (homeAddress.city = "a" or homeAddress.city = "b")) or (not (testProfile))) and (_acme.visits > 3))
person.gender="female"and homeAddress.city="a"or not(testProfile)
person . name . firstName = "x"
_acme.orders . count ( ) > 3
_acme.orders [ total > 3 ] . count() > 1
`
  .trim()
  .split("\n");
