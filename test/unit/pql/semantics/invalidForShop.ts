/**
 * Mistakes people make, each with the code it has to draw. Some are only warned of; `!` in front of the code says error.
 */

/** A mistaken expression and the code of its problem. */
export interface InvalidExpression {
  readonly text: string;
  readonly code: string;
  readonly isError: boolean;
}

const ROWS = `
!unknownField         person.gendr = "female"
!unknownField         persn.gender = "female"
!unknownField         person.Gender = "female"
!unknownField         homeAddress.city.name = "Aarhus"
!unknownField         _acme.vist > 3
!unknownField         _acmee.visits > 3
!unknownField         gender = "female"
!unknownField         _acme.orders.totl > 3
!unknownField         _acme.orders[totl > 3]
!unknownField         _acme.orders.exists(items.exists(pric > 3))
!unknownField         _acme.orders.sum(totl)
!unknownField         xEvent.evenType = "x"
!unknownField         xEvent[evenType = "x"]
!unknownField         exists E from xEvent where E.evenType = "x"
!unknownField         chain(xEvent, timestamp, [A: WHAT(evenType = "x")])
!unknownField         chain(xEvent, time, [A: WHAT(eventType = "x")])
!unknownField         (select O from _acme.orders where O.total > 1).totl > 3
!unknownField         $1.person.gendr = "female"
!unknownField         (P) => P.person.gendr = "female"
!unknownField         _acme.orders.count > 3
!unknownField         identityMap.get("ECID").name = "x"
!unknownField         let o = _acme.orders in o.totl > 3
!unknownField         _acme.orders.head().totl > 3
!outerField           xEvent[_acme.visits > 3]
!eventFieldOnProfile  _acme.campaign = "spring"
!eventFieldOnProfile  eventType = "commerce.purchases"
!eventFieldOnProfile  commerce.order.priceTotal > 10
!eventFieldOnProfile  productListItems[SKU = "PS"]
!eventFieldOnProfile  timestamp occurs today
!eventFieldOnProfile  exists E from xEvent where eventType = "x"
!eventFieldOnProfile  exists O from _acme.orders where status = "paid"
!outerField           _acme.orders[total > loyalty.points]
!outerField           xEvent[eventType = "x" and loyalty.points > 3]
!outerField           xEvent[productListItems[eventType = "x"]]
!outerField           chain(xEvent, timestamp, [A: WHAT(homeAddress.city = "Aarhus")])
upTooFar              ^person.gender = "female"
upTooFar              _acme.orders[^^.loyalty.points > 3]
!mapByDot             identityMap.ECID.id = "x"
!mapByDot             segmentMembership.ups.abc.status = "realized"
!mapByDot             _acme.preferences.channel = "sms"
!mapByDot             _acme.scores.get("a").b > 1
!arrayIndex           _acme.orders[0].total > 3
!arrayIndex           _acme.hobbies["chess"]
!arrayIndex           xEvent[-1].eventType = "x"
fieldInBrackets       person["gender"] = "female"
!unknownField         person["gendr"] = "female"
booleanPlace          "pizza"
booleanPlace          5
booleanPlace          testProfile and {"a": 1}
booleanPlace          testProfile and ["a"]
!booleanPlace         testProfile and "_acme.visits > 3"
!arrayIndex           _acme.orders["total > 3"]
!rangeBound           _acme.lastLogin occurs between 3 days before now and now
!rangeBound           _acme.lastLogin occurs between now - 3 days and now
!rangeBound           _acme.lastLogin occurs between 7 days before now and 3 days before now
!rangeBound           _acme.lastLogin occurs between date(2020, 1, 1) and 3 days before now
emptyRange            _acme.lastLogin occurs between now and yesterday
emptyRange            _acme.lastLogin occurs between this month and last month
emptyRange            _acme.lastLogin occurs between date(2021, 1, 1) and date(2020, 12, 31)
emptyCount            chain(xEvent, timestamp, [A: WHAT(true) COUNT(0)])
emptyCount            _acme.orders.topN(total, 0)
!emptyCount           _acme.orders.topN(total, -3)
!emptyCount           _acme.orders.bottomN(total, 1.5)
!emptyCount           _acme.orders.topN(total, -0.5)
!duplicateKey         {"a": testProfile, "a": _acme.visits}
arity                 homeAddress.city.equals("a", "b")
arity                 homeAddress.city.equals("a", "b", "c")
arity                 homeAddress.city.notEqualTo("a", "b", false)
unknownMethod         homeAddress.city.trim() = "x"
dialectCall           countWithNull(_acme.hobbies) > 1
dialectCall           compareTo(homeAddress.city, "A") > 0
dialectCall           ampCompare(_acme.visits, 18, 4)
dialectCall           ampSubstr(homeAddress.city, 0, 2) = "Aa"
deepNesting           _acme.orders[items[tags[label = "x"]]]
!typeMismatch         homeAddress.city[status = "x"]
!unknownFunction      daysSince(_acme.lastLogin) > 3
!unknownFunction      workingSet(xEvent)
!unknownFunction      inSegmnt("abc")
!unknownFunction      COUNT(xEvent) > 3
!unknownFunction      _acme.visits > 3inSegment("abc")
!unknownFunction      Count(_acme.orders) > 3
!unknownFunction      WHAT(_acme.visits > 3)
!unknownMethod        xEvent.COUNT() > 3
booleanPlace          homeAddress
booleanPlace          _acme
!unknownFunction      lowercase(homeAddress.city) = "aarhus"
!unknownMethod        homeAddress.city.toLowerCase() = "aarhus"
!unknownMethod        homeAddress.city.startWith("A")
!unknownMethod        homeAddress.city.beginsWith("A")
!unknownMethod        homeAddress.city.isnull()
!unknownMethod        _acme.orders.size() > 3
!unknownMethod        _acme.orders.where(total > 3)
!unknownMethod        homeAddress.city.in(["A", "B"])
!unknownMethod        homeAddress.city.like("A%")
!unknownMethod        xEvent.inLast(7)
!unknownVariable      exists E from xEvent where e.eventType = "x"
!unknownVariable      (exists E from xEvent where E.eventType = "x") and E.eventType = "y"
!unknownVariable      let Points = loyalty.points in points > 3
unknownEnumValue      person.gender = "femal"
unknownEnumValue      person.gender = "Female"
unknownEnumValue      "Female" = person.gender
unknownEnumValue      person.gender in ["female", "man"]
unknownEnumValue      person.gender.equals("woman", false)
unknownEnumValue      _acme.tier != "Gold"
unknownEnumValue      xEvent[_acme.channel = "mail"]
unknownEnumValue      segmentMembership.get("ups").get("x").status = "active"
unknownEnumValue      _acme.plan = "Premium"
!arity                homeAddress.city.startsWith()
!arity                homeAddress.city.isNull(true)
!arity                _acme.orders.topN(total)
arity                 personalEmail.address.regexGroup("@(.+)") = "x"
typeMismatch          (_acme.visits > 3).count() > 1
!arity                date(2021, 5)
!arity                currentMonth(3)
!arity                inSegment("a", "b")
!typeMismatch         homeAddress.city.startsWith(5)
!typeMismatch         homeAddress.city.equals("x", "false")
!typeMismatch         _acme.visits.startsWith("x")
!typeMismatch         homeAddress.startsWith("x")
!typeMismatch         homeAddress.city.count() > 3
!typeMismatch         _acme.visits.sum() > 3
!typeMismatch         _acme.orders.sum(status) > 3
!typeMismatch         _acme.orders.startsWith("x")
!typeMismatch         homeAddress.city.get("x") = "y"
!typeMismatch         _acme.isMember.getMonth() = 3
!typeMismatch         homeAddress.city + "x" = "y"
!typeMismatch         _acme.isMember * 2 > 3
!typeMismatch         -homeAddress.city = 3
!typeMismatch         homeAddress.city in "Aarhus"
!typeMismatch         "chess" in homeAddress.city
!typeMismatch         "a" in _acme.preferences
!typeMismatch         _acme.visits like "1%"
!typeMismatch         _acme.isMember matches "t.*"
!typeMismatch         _acme.isMember occurs today
!typeMismatch         homeAddress occurs today
!typeMismatch         exists O from homeAddress.city where O = "x"
!typeMismatch         (sum O.status over O from _acme.orders) > 3
!typeMismatch         if(testProfile, 1, "a") = 1
!typeMismatch         homeAddress.city in ["a", 1]
!dateArithmetic       _acme.lastLogin - _acme.firstPurchase > 3
!dateArithmetic       now - 30 > 3
!incomparable         _acme.visits = "many"
!incomparable         _acme.visits = homeAddress.city
!incomparable         _acme.isMember = 1
!incomparable         _acme.isMember = "yes"
!incomparable         homeAddress = "x"
!incomparable         _acme.isMember > false
!incomparable         homeAddress > 3
!incomparable         _acme.visits > "many"
!incomparable         _acme.visits in ["many"]
!incomparable         _acme.isMember in [1]
!incomparable         _acme.lastLogin = 5
!incomparable         xEvent.productListItems.quantity = "many"
!arrayEquals          _acme.hobbies = "chess"
!arrayEquals          _acme.hobbies != "chess"
!arrayEquals          "chess" = _acme.hobbies
!arrayEquals          _acme.hobbies.equals("chess")
!arrayEquals          _acme.hobbies.contains("chess")
!arrayEquals          _acme.hobbies in ["chess", "rowing"]
!arrayEquals          _acme.luckyNumbers > 3
!arrayEquals          _acme.orders > 3
!arrayEquals          xEvent[eventType = "x"] = 3
otherDialect          _acme.score = 56L
coercedLiteral        _acme.visits = "12"
coercedLiteral        _acme.isMember = "true"
coercedLiteral        homeAddress.postalCode = 8000
coercedLiteral        homeAddress.city in [8000]
coercedLiteral        _acme.balance > "12.5"
!badDate              _acme.lastLogin occurs after "2024-01-01"
!badDate              _acme.lastLogin occurs between "2024-01-01" and "2024-02-01"
!badDate              _acme.lastLogin >= "2024-01-01T00:00:00Z"
!badDate              _acme.lastLogin = "last year"
!badDate              _acme.lastLogin occurs after 2024
!badDate              person.birthDate = date(2021, 13, 1)
!badDate              person.birthDate = date(2021, 2, 29)
!badDate              person.birthDate = date(2021, 4, 31)
!badDate              person.birthDate = date("2021-05-09")
badDate               person.birthDate = "1990-05-09"
!badDate              person.birthDate = "1990/05/09"
!badDate              person.birthDate = 1990/05/09
!badDate              person.birthDate occurs after (1990/5/9)
undocumentedOrder     homeAddress.city > "M"
undocumentedOrder     person.birthDate < date(2000, 1, 1)
!singleBackslash      personalEmail.address.matches("\\d+")
!singleBackslash      personalEmail.address matches "^\\w+$"
!singleBackslash      personalEmail.address.regexGroup("@(\\w+)", 1) = "x"
unknownEscape         homeAddress.city = "a\\qb"
badPattern            personalEmail.address.matches("(abc")
badPattern            personalEmail.address.matches("[abc")
badPattern            personalEmail.address.matches("*abc")
dialectCall           contains(homeAddress.city, "x")
dialectCall           startsWith(homeAddress.city, "x")
dialectCall           isNull(homeAddress.city)
dialectCall           in(homeAddress.city, ["a", "b"])
dialectCall           upperCase(homeAddress.city) = "X"
dialectCall           equalsIgnoreCase(homeAddress.city, "x")
dialectCall           dateDiff(_acme.lastLogin, now) > 3
otherDialect          @{_xdm.context.additionalParameters;version=1}.weather = "rain"
otherDialect          offer.rank.priority > 3
obsolete              modelInstances("https://acme.example/models/offer")
obsolete              user.person.gender = "female"
obsolete              _acme.lastLogin occurs last millenium
booleanPlace          "x" and testProfile
booleanPlace          testProfile and (1 or testProfile)
booleanPlace          not "x"
booleanPlace          xEvent["x" or eventType = "y"]
booleanPlace          _acme.visits and testProfile
nullComparison        homeAddress.city = null
nullComparison        null != homeAddress.city
!chainEvents          chain(_acme.orders, placedOn, [A: WHAT(total > 3)])
!chainEvents          chain(homeAddress.city, timestamp, [A: WHAT(eventType = "x")])
!chainLabel           chain(xEvent, timestamp, [A: WHAT(true), A: WHAT(true)])
chainLength           chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), C: WHAT(true), D: WHAT(true)])
!chainLength          chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), C: WHAT(true), D: WHAT(true), E: WHAT(true), F: WHAT(true), G: WHAT(true)])
!chainResult          chain(xEvent, timestamp, [A: WHAT(eventType = "x")]).count() > 3
!chainResult          (chain(xEvent, timestamp, [A: WHAT(eventType = "x")])).filter(true)
chainOrder            chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 1 day before now), B: WHAT(true) WHEN(> 3 days before now)])
typeMismatch          chain(xEvent, eventType, [A: WHAT(true)])
!badDate              chain(xEvent, timestamp, [A: WHAT(true) WHEN(on 5)])
missingValues         homeAddress.city != "Aarhus"
missingValues         homeAddress.city notIn ["Aarhus"]
missingValues         homeAddress.city.doesNotContain("x")
bareNot               not homeAddress.city = "Aarhus"
bareNot               !homeAddress.city in ["Aarhus"]
itemPrefix            _acme.orders.sum(order.total) > 3
deprecatedField       identities.id = "x"
deepNesting           _acme.orders.items.tags.label = "x"
`;

function toExpression(row: string): InvalidExpression {
  const [code = "", ...rest] = row.split(/\s+/);
  const text = row.slice(row.indexOf(rest[0] ?? "", code.length));
  return { text, code: `pql.${code.replace("!", "")}`, isError: code.startsWith("!") };
}

/** The mistakes. */
export const INVALID_FOR_SHOP: readonly InvalidExpression[] = ROWS.trim().split("\n").map(toExpression);
