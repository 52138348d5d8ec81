/**
 * Mistakes that no page shows, each with the code it has to draw, also where others are drawn.
 */

/** Code and expression. */
export const VARIED_INVALID: readonly (readonly [code: string, text: string])[] = `
foreignOperator     homeAddress.city === "x" && _acme.visits !== 3
foreignOperator     testProfile | _acme.isMember
foreignOperator     homeAddress.city is "x"
syntax              homeAddress.city := "x"
syntax              homeAddress.city => "x"
syntax              homeAddress.city =! "x"
syntax              _acme.visits => 3
syntax              _acme.visits =< 3
foreignOperator     _acme.visits <> 3
sqlNull             homeAddress.city IS NULL
sqlNull             homeAddress.city is not NULL and testProfile
sqlNotIn            homeAddress.city NOT IN ["a"]
sqlNotIn            homeAddress.city not in ("a", "b")
syntax              homeAddress.city not like "a%"
syntax              homeAddress.city not contains "a"
listBrackets        homeAddress.city IN ("a", "b")
typeMismatch        homeAddress.city in ("a")
listBrackets        homeAddress.city in {"a", "b"}
syntax              homeAddress.city in "a", "b"
foreignQuote        homeAddress.city = ‘x’
foreignQuote        homeAddress.city = \`x\` and _acme.visits = '3'
unclosedString      homeAddress.city = 'x
unclosedString      homeAddress.city = "x and testProfile
unclosedBracket     homeAddress.city in ["a", "b"
unclosedBracket     (homeAddress.city = "a" and (testProfile)
unclosedBracket     homeAddress.city = "a")
unclosedBracket     _acme.orders[total > 3
unclosedBracket     xEvent.count( > 3
unclosedBracket     chain(xEvent, timestamp, [A: WHAT(eventType = "x")
unclosedBracket     chain(xEvent, timestamp, [A: WHAT(eventType = "x"])
syntax              and homeAddress.city = "x"
syntax              homeAddress.city = "x" and
syntax              homeAddress.city = "x" or or testProfile
syntax              homeAddress.city = "x" testProfile
syntax              homeAddress.city "x"
syntax              homeAddress..city = "x"
syntax              .homeAddress.city = "x"
syntax              homeAddress.city. = "x"
syntax              homeAddress.city =
syntax              = "x"
syntax              ()
syntax              if testProfile then 1 else 2
syntax              case when testProfile then 1 else 0 end
syntax              select * from xEvent
syntax              select E xEvent
syntax              select E from xEvent where
syntax              SELECT COUNT(*) FROM xEvent WHERE eventType = "x"
syntax              exists E in xEvent where E.eventType = "x"
syntax              forall O of _acme.orders where O.total > 3
syntax              let x = 3
syntax              let = 3 in x
obsolete            x -> x.city
syntax              (a, b => a > b)
syntax              testProfile ? 1 : 2
syntax              homeAddress?.city = "x"
syntax              homeAddress.city = "x" ;
comment             -- note
comment             homeAddress.city = "x" # note
comment             homeAddress.city = "x" -- note
comment             /* c */ homeAddress.city = "x"
comment             homeAddress.city = "x" // c
chainedComparison   1 < _acme.visits < 3
chainedComparison   _acme.visits = 1 = 2
dateArithmetic      _acme.lastLogin > now - 30
dateArithmetic      _acme.lastLogin > now() - 30d
dateArithmetic      _acme.lastLogin > today - 7 days
dateArithmetic      _acme.lastLogin + 7 days > now
dateArithmetic      now - _acme.lastLogin < 30 days
dateArithmetic      _acme.lastLogin > now - interval(30)
rollingInterval     _acme.lastLogin occurs last 7 days
rollingInterval     _acme.lastLogin occurs in last 7 days
rollingInterval     _acme.lastLogin in last 7 days
rollingInterval     _acme.lastLogin within last 7 days
missingComparison   _acme.lastLogin occurs 7 days before now
missingComparison   _acme.lastLogin occurs within 7 days before now
rollingInterval     _acme.lastLogin occurs within 7 days
syntax              _acme.lastLogin occurs <= 7 before now
syntax              _acme.lastLogin occurs <= days before now
syntax              _acme.lastLogin occurs <= 7 days
syntax              _acme.lastLogin occurs <= 7 days ago
syntax              _acme.lastLogin occurs < 7 days before
syntax              _acme.lastLogin occurs <= -7 days before now
syntax              _acme.lastLogin occurs <= 7.5 days before now
syntax              _acme.lastLogin occurs <= seven days before now
syntax              _acme.lastLogin occurs between today
syntax              _acme.lastLogin occurs between yesterday, today
syntax              _acme.lastLogin occurs
syntax              _acme.lastLogin occurs this weeks
reservedWord        _acme.lastLogin occurs last
timeWordCall        _acme.lastLogin occurs after today()
timeWordCall        _acme.lastLogin occurs <= 3 days before now()
badDate             _acme.lastLogin occurs after "2024-01-01"
badDate             _acme.lastLogin > "2024-01-01T00:00:00.000Z"
badDate             _acme.lastLogin occurs on date(2024, 0, 1)
badDate             _acme.lastLogin occurs on date(2024, 6, 31)
arity               _acme.lastLogin occurs on date(2024, 6)
unknownFunction     _acme.lastLogin occurs after datetime("2024-01-01")
badDate             _acme.lastLogin occurs after 1704067200000
badDate             person.birthDate = date("1990", "05", "09")
infixMethod         homeAddress.city startsWith "x"
infixMethod         homeAddress.city contains "x" and testProfile
infixMethod         homeAddress.city CONTAINS "x"
infixMethod         _acme.hobbies includes "chess"
infixMethod         _acme.hobbies contains "chess"
infixMethod         homeAddress.city equals homeAddress.city
unknownMethod       homeAddress.city.trim() = "x"
unknownMethod       homeAddress.city.lower() = "x"
unknownMethod       homeAddress.city.substring(0, 3) = "x"
unknownMethod       homeAddress.city.length() > 3
unknownMethod       homeAddress.city.isEmpty()
unknownMethod       _acme.orders.len() > 2
unknownMethod       _acme.orders.first().total > 3
unknownMethod       _acme.orders.any(total > 3)
unknownMethod       _acme.lastLogin.before(now)
unknownMethod       _acme.lastLogin.isAfter(date(2024, 1, 1))
unknownMethod       _acme.lastLogin.getHour() = 3
unknownFunction     lower(homeAddress.city) = "x"
unknownFunction     len(_acme.orders) > 3
unknownFunction     dateAdd(_acme.lastLogin, 3) > 4
unknownFunction     ifnull(_acme.visits, 0) > 3
unknownFunction     current_date() > 3
unknownFunction     inAudience("x")
unknownFunction     toLowerCase(homeAddress.city) = "x"
dialectCall         count(_acme.orders) > 3
dialectCall         sum(_acme.luckyNumbers) > 3
dialectCall         isNotNull(homeAddress.city)
dialectCall         upperCase(homeAddress.city) = "X"
arity               inSegment()
arity               person.birthDate.getMonth(1) = 3
arity               if(testProfile)
arity               if(testProfile, 1, 2, 3) = 1
arity               _acme.orders.count(total) > 3
arity               identityMap.get() = "x"
arity               _acme.hobbies.includes()
arity               _acme.orders.topN() = 3
typeMismatch        inSegment(3)
typeMismatch        homeAddress.city + "x" = "Oslox"
typeMismatch        _acme.orders + 1 > 3
typeMismatch        homeAddress.city.sum() > 3
typeMismatch        _acme.hobbies.startsWith("x")
typeMismatch        _acme.visits.contains("x")
typeMismatch        _acme.visits.getYear() = 2024
typeMismatch        if(testProfile, 1, "x") = 1
typeMismatch        _acme.visits in "abc"
typeMismatch        3 in _acme.visits
typeMismatch        _acme.visits occurs today
typeMismatch        exists O from _acme.visits where O > 3
typeMismatch        _acme.orders.topN(total, "3").count() > 1
typeMismatch        _acme.isMember.startsWith("t")
incomparable        _acme.isMember = "maybe"
incomparable        _acme.visits = true
badDate             _acme.lastLogin = "x"
coercedLiteral      homeAddress.city > 3
incomparable        _acme.orders.count() = "many"
incomparable        xEvent.count() = true
arrayEquals         _acme.hobbies = "chess" and testProfile
arrayEquals         _acme.hobbies != "chess"
arrayEquals         _acme.hobbies.equals("chess", false)
arrayEquals         _acme.orders = 3
arrayEquals         xEvent = 3
arrayEquals         xEvent > 3
arrayEquals         _acme.hobbies in ["chess"]
mapByDot            identityMap.ECID.id = "x"
mapByDot            segmentMembership.ups.get("x").status = "realized"
mapByDot            _acme.ratings.food > 3
arrayIndex          _acme.orders[0].total > 3
arrayIndex          identityMap.get("ECID")[0].id = "x"
arrayIndex          xEvent[1]
arrayWildcard       _acme.orders[*].total > 3
syntax              _acme.orders[].total > 3
eventFieldOnProfile web.webPageDetails.URL = "x"
eventFieldOnProfile productListItems.SKU = "x"
eventFieldOnProfile productListItems.exists(SKU = "x")
unknownField        _acme.orders.exists(eventType = "x")
outerField          xEvent[homeAddress.city = "x"]
outerField          chain(xEvent, timestamp, [A: WHAT(eventType = "x" and testProfile)])
outerField          _acme.orders.exists(items.exists(total > 3))
unknownField        xEvent[eventTyp = "x"]
unknownField        _acme.orders.sum(totals) > 3
unknownField        exists O from _acme.orders where O.totl > 3
unknownField        homeaddress.city = "x"
unknownField        homeAddress.City = "x"
unknownField        $1.homeAdress.city = "x"
unknownField        segmentMembership.get("ups").get("x").state = "realized"
unknownVariable     exists O from _acme.orders where P.total > 3
unknownVariable     (select O from _acme.orders) and O.total > 3
unknownVariable     _acme.orders.map((O) => X.total).sum() > 3
reservedWord        _acme.last.x = 1
reservedWord        _acme.next.action = "x"
reservedWord        _acme.this = 1
reservedWord        _acme.select = 1
reservedWord        _acme.1st = 1
reservedWord        _acme.2024 = 1
reservedWord        _acme.direct-mail
chainPart           chain(xEvent, timestamp, [A: WHAT(true) AFTER(3 days)])
chainPart           chain(xEvent, timestamp, [A: WHAT(true) WITHIN 3 days])
chainPart           chain(xEvent, timestamp, [A: WHEN(today)])
syntax              chain(xEvent, timestamp, [A: eventType = "x"])
syntax              chain(xEvent, timestamp, [WHAT(eventType = "x")])
chainPart           chain(xEvent, timestamp, [A: WHAT(true) COUNT("x")])
chainPart           chain(xEvent, timestamp, [A: WHAT(true) COUNT()])
syntax              chain(xEvent, timestamp, [A: WHAT()])
syntax              chain(xEvent, timestamp, [A: WHAT(*)])
syntax              chain(xEvent, [A: WHAT(true)])
syntax              chain(xEvent, timestamp)
syntax              chain(xEvent, timestamp, [])
syntax              chain(xEvent, timestamp, [A: WHAT(true) B: WHAT(true)])
syntax              chain(xEvent timestamp [A: WHAT(true)])
chainLabel          chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), A: WHAT(true)])
chainResult         chain(xEvent, timestamp, [A: WHAT(true)]).count() >= 3
incomparable        chain(xEvent, timestamp, [A: WHAT(true)]) > 3
chainEvents         chain(_acme.orders, placedOn, [A: WHAT(true)])
typeMismatch        chain(xEvent, eventType, [A: WHAT(true)])
syntax              chain(xEvent, timestamp, [A: WHAT(true) WHEN(7 days)])
missingComparison   chain(xEvent, timestamp, [A: WHAT(true) WHEN(7 days before now)])
rollingInterval     chain(xEvent, timestamp, [A: WHAT(true) WHEN(last 7 days)])
missingComparison   chain(xEvent, timestamp, [A: WHAT(true) WHEN(within 7 days before now)])
singleBackslash     personalEmail.address.matches("\\d{3}")
singleBackslash     personalEmail.address matches "a\\.b"
obsolete            xdm:homeAddress.xdm:city = "x"
obsolete            some O from _acme.orders where O.total > 3
obsolete            _acme.lastLogin occurs <= 3 days of now
obsolete            _acme.orders.some(o -> o.total > 3)
syntax              homeAddress.city = "Oslo", person.gender = "female"
syntax              person.gender = "female" &&
foreignOperator     !person.gender == "female"
syntax              WHERE person.gender = "female"
syntax              person.gender equalTo "female"
syntax              homeAddress.city = "a" xor testProfile
syntax              homeAddress.city = "a" but not testProfile
syntax              homeAddress.city = [
syntax              {"a" 1}
syntax              {a: 1}
syntax              [1 2]
syntax              1 +
syntax              * 3
syntax              )(
syntax              let x in 3
syntax              let x == 3 in x > 2
syntax              _acme.lastLogin occurs 3 days
syntax              _acme.lastLogin occurs <= 3 fortnights before now
syntax              _acme.lastLogin occurs between "a" and
syntax              exists E from where E.a = 1
syntax              exists from xEvent where true
syntax              sum O.total over _acme.orders > 3
syntax              person.gender in
syntax              homeAddress.city in []"a"
foreignOperator     person.gender = "a" AND NOT (testProfile) && true
typeMismatch        _acme.orders.groupBy(storeId).sum(total) > 3
typeMismatch        _acme.orders.total.startsWith(3)
dateArithmetic      person.birthDate * 2 = 3
typeMismatch        identityMap.startsWith("x")
arrayEquals         _acme.orders = "x"
typeMismatch        _acme.hobbies.get("x") = "y"
typeMismatch        _acme.visits in ["a", 3]
typeMismatch        _acme.luckyNumbers.intersects("x")
incomparable        _acme.luckyNumbers.intersects(["x"])
incomparable        "x" in _acme.luckyNumbers
typeMismatch        date(2024.5, 1, 2) = person.birthDate
typeMismatch        inSegment(homeAddress)
typeMismatch        homeAddress.city.equals(3)
typeMismatch        homeAddress.city.contains(true)
typeMismatch        xEvent[timestamp = "x" and eventType > 3].startsWith("a")
unknownField        chain(xEvent, timestamp, [A: WHAT(commerce.order.pricetotal > 3)])
unknownField        chain(xEvent, timeStamp, [A: WHAT(true)])
unknownField        _acme.orders.groupBy(store)
unknownField        _acme.orders.topN(tota, 3)
unknownField        identityMap.get("ECID").identifier = "x"
unknownField        (P) => P.homeAdress.city = "x"
unknownField        let o = _acme.orders.head() in o.totl > 3
unknownField        person.name.fullname = "x"
unknownVariable     (P) => Q.homeAddress.city = "x"
outerField          _acme.orders.filter(loyalty.points > 3).count() > 1
outerField          _acme.orders.groupBy(homeAddress.city)
outerField          _acme.orders.exists(testProfile)
eventFieldOnProfile commerce.purchases.value > 0 and testProfile
eventFieldOnProfile exists E from xEvent where commerce.order.priceTotal > 3
unknownFunction     hasEvent("x")
dialectCall         average(_acme.luckyNumbers) > 3
unknownFunction     toDate("2024-01-01") = person.birthDate
unknownMethod       xEvent.last().eventType = "x"
unknownMethod       xEvent.where(eventType = "x").count() > 1
unknownMethod       homeAddress.city.notIn(["a"])
unknownMethod       _acme.hobbies.hasAny(["a"])
unknownMethod       homeAddress.city.equalsIgnoreCase("x")
unknownMethod       _acme.lastLogin.occurs(today)
unknownMethod       person.birthDate.age() > 18
unknownMethod       _acme.visits.between(1, 3)
unknownMethod       person.name.firstName.IsNull()
nullComparison      homeAddress.city = NULL
reservedWord        _acme.and = 1
reservedWord        _acme.from.x = 1
reservedWord        _acme.true = 1
chainLength         chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true), C: WHAT(true), D: WHAT(true), E: WHAT(true)])
chainPart           chain(xEvent, timestamp, [A: WHAT(true) THEN(B)])
chainPart           chain(xEvent, timestamp, [A: WHAT(true) WHEN(today) WITHIN(2 hours after A)])
syntax              chain(xEvent, timestamp, A: WHAT(true))
syntax              chain(xEvent, timestamp, [A WHAT(true)])
syntax              chain(xEvent, timestamp, [A: WHAT(true);B: WHAT(true)])
syntax              chain(xEvent, timestamp, [A: WHAT(true)]) WHEN(today)
syntax              occurs today
booleanPlace        homeAddress.city = "a" or "b"
booleanPlace        homeAddress.city = ("a" or "b")
booleanPlace        person.gender = "female" and "gold"
typeMismatch        _acme.hobbies.sum() > 3
typeMismatch        _acme.hobbies.average() > 3
arity               _acme.orders.sum() > 3
unknownField        person.gender.name.first = "x"
unknownField        xEvent.length > 3
syntax              person.gender = "female" person.gender = "male"
syntax              "female" "male"
syntax              person.gender = female"
syntax              in ["a"]
syntax              homeAddress.city in ["a",,"b"]
syntax              homeAddress.city = "a" =
syntax              not
syntax              not and testProfile
syntax              (P => P.testProfile)
syntax              P => P.testProfile
syntax              (P, ) => P.testProfile
syntax              xEvent[eventType = ].count()
syntax              xEvent[eventType = "a"].
syntax              xEvent[eventType = "a"]..count()
syntax              @person.gender = "x"
syntax              $person.gender = "x"
obsolete            xdm:person.gender = "x"
syntax              person.gender ~ "x"
syntax              person.gender =~ "x"
syntax              person.gender ^= "x"
syntax              person.gender LIKE
syntax              person.gender ILIKE "x%"
syntax              person.gender REGEXP "x"
infixMethod         person.gender begins with "x"
infixMethod         person.gender starts with "x"
unknownFunction     isnull(person.gender)
unknownFunction     coalesce(person.gender, "x") = "x"
dialectCall         concat(person.gender, "x") = "x"
unknownFunction     datediff(now, _acme.lastLogin) > 3
unknownFunction     distinct_count(xEvent) > 3
unknownFunction     EXISTS(select E from xEvent)
`
  .trim()
  .split("\n")
  .map((row) => {
    const code = row.slice(0, row.indexOf(" "));
    return [`pql.${code}`, row.slice(code.length).trim()];
  });
