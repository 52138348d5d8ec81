/**
 * The audiences that marketers of Acme wrote by hand: names, rules and circumstances. Together they use every kind
 * of expression the language has, always over fields of the sample union. `{Name}` stands for the id of that audience.
 */

/** Engine that keeps the audience up to date: edge, streaming or batch. */
export type EvaluationKind = "edge" | "streaming" | "batch";

/** One audience before it gets ids, times and the odd spellings of real payloads. */
export interface AudienceText {
  readonly name: string;
  readonly rule: string;
  readonly kind: EvaluationKind;
  readonly folder: string;
  readonly description?: string;
  readonly state?: string;
  readonly labels?: readonly string[];
}

const KINDS: Readonly<Record<string, EvaluationKind>> = { e: "edge", s: "streaming", b: "batch" };

/** One audience a line: engine, folder, name, rule, description, state; separated by a broken bar, the last two optional. */
const TABLE = String.raw`
e¦Loyalty¦Loyalty members¦_acme.loyalty.memberNumber.isNotNull()¦Everyone with a member number.
e¦Loyalty¦Gold and platinum members¦_acme.loyalty.tier in ["gold", "platinum"]¦The two upper tiers.
b¦Loyalty¦Points expiring soon¦_acme.loyalty.pointsExpiring >= 500 and _acme.loyalty.pointsExpireOn occurs between now and date(2027, 1, 31)
e¦Loyalty¦Close to the next tier¦_acme.loyalty.upgrade.pointsMissing <= 150 and not (_acme.loyalty.isSuspended = true)
b¦Loyalty¦Gold upgrade this week¦chain(xEvent, timestamp, [T: WHAT(eventType = "acme.loyalty.tierChanged" and _acme.loyalty.tierAfter = "gold") WHEN(<= 7 days before now)])
b¦Loyalty¦Sleeping members¦inSegment("{Loyalty members}") and _acme.customer.daysSinceLastPurchase > 180¦Members without an order for half a year.
s¦Cart¦Cart abandoned today¦chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productListAdds") WHEN(today)]) and not (chain(xEvent, timestamp, [P: WHAT(eventType = "commerce.purchases") WHEN(today)]))¦Put something into the cart today and did not order.
e¦Cart¦Cart above 100 euros¦_acme.cart.value > 100 and _acme.cart.currency = "EUR" and _acme.cart.isAbandoned = true
e¦Cart¦Cart with shoes¦_acme.cart.items.exists(category = "shoes")
e¦Cart¦Cart with three or more items¦_acme.cart.items.count() >= 3
b¦Cart¦Cart with discounted items only¦forall I from _acme.cart.items where I.discount > 0
s¦Cart¦Checkout started, not finished¦chain(xEvent, timestamp, [C: WHAT(eventType = "commerce.checkouts") WHEN(<= 24 hours before now)]) and not (inSegment("{Ordered in the last day}"))
s¦Orders¦Ordered in the last day¦chain(xEvent, timestamp, [P: WHAT(eventType = "commerce.purchases") WHEN(<= 24 hours before now)])
b¦Orders¦Two orders in 30 days¦chain(xEvent, timestamp, [P: WHAT(eventType = "commerce.purchases") WHEN(<= 30 days before now) COUNT(2)])
b¦Orders¦Viewed, added, bought¦chain(xEvent, timestamp, [V: WHAT(eventType = "commerce.productViews"), A: WHAT(eventType = "commerce.productListAdds"), P: WHAT(eventType = "commerce.purchases")])
b¦Orders¦Spent over 500 euros this year¦let S = (sum O.total over O from _acme.orders where O.placedAt occurs this year) in (S > 500)
b¦Orders¦Spent between 100 and 1,000 in events¦let S = (sum X.commerce.order.priceTotal over X from xEvent where X.commerce.order.currencyCode = "EUR") in (S >= 100 and S < 1000)
b¦Orders¦Average order above 80¦_acme.orders.average(total) > 80
b¦Orders¦Largest order above 400¦_acme.orders.max(total) >= 400
b¦Orders¦Returned something¦exists O from _acme.orders, I from O.items where I.returned = true and O.placedAt occurs <= 90 days before now
b¦Orders¦Bought in two shops¦_acme.orders.storeId.distinct().count() > 1
b¦Orders¦Shoe buyers by event¦select P from xEvent where P.eventType = "commerce.purchases" and P.productListItems.exists(_acme.category = "shoes")
b¦Orders¦Top three orders hold a sports item¦_acme.orders.topN(total, 3).exists(items.exists(category = "sports"))
b¦Orders¦First order was in a shop¦_acme.orders.bottomN(placedAt, 1).head().channel = "store"
b¦Orders¦Gift wrapped last Christmas¦_acme.orders[placedAt occurs between date(2025, 12, 1) and date(2025, 12, 24)].exists(items.exists(giftWrapped = true))
b¦Orders¦Orders on hold¦_acme.orders.exists(status = "open" and placedAt occurs > 14 days before now)
b¦Orders¦Viewed a product, bought the same SKU¦exists V from xEvent where V.eventType = "commerce.productViews", P from xEvent where P.eventType = "commerce.purchases", I from V.productListItems, J from P.productListItems where I.SKU = J.SKU
e¦E-mail¦Newsletter readers¦_acme.emailEngagement.opens30d >= 3 and consents.marketing.email.val = "y"
b¦E-mail¦Newsletter sleepers¦_acme.emailEngagement.lastOpenAt occurs > 6 months before now and _acme.emailEngagement.isUnsubscribed != true
e¦E-mail¦E-mail engaged or unknown¦_acme.emailEngagement.score >= 40 or _acme.emailEngagement.score.isNull()
s¦E-mail¦Clicked the campaign e-mail today¦chain(xEvent, timestamp, [C: WHAT(eventType = "directMarketing.emailClicked" and directMarketing.campaignName.contains("Autumn", false)) WHEN(today)])
b¦E-mail¦Opened but did not click¦chain(xEvent, timestamp, [O: WHAT(eventType = "directMarketing.emailOpened") WHEN(<= 3 days before now)]) and not (chain(xEvent, timestamp, [C: WHAT(eventType = "directMarketing.emailClicked") WHEN(<= 3 days before now)]))
e¦E-mail¦Hard bounces¦_acme.emailEngagement.hardBounces > 0¦Keep out of every send.
b¦E-mail¦Unsubscribed this month¦_acme.emailEngagement.unsubscribedAt occurs this month
e¦E-mail¦Mail providers we warm up¦personalEmail.address.endsWith("@example.com", false) or personalEmail.address.endsWith("@example.org", false)
b¦E-mail¦Addresses with a plus sign¦personalEmail.address.matches("^[^@]+\\+[^@]+@")
e¦E-mail¦Send at breakfast¦_acme.emailEngagement.favouriteHour >= 6 and _acme.emailEngagement.favouriteHour <= 9
e¦Consent¦May be mailed¦consents.marketing.email.val in ["y", "dy"] and testProfile != true
e¦Consent¦May be called¦consents.marketing.call.val = "y" and mobilePhone.number.isNotNull()
e¦Consent¦Wants push above all¦consents.marketing.preferred = "push" and _acme.app.pushEnabled = true
e¦Consent¦No consent on file¦consents.marketing.any.val.isNull() and consents.marketing.email.val.isNull()
e¦Consent¦Erasure pending¦_acme.privacy.isErasurePending = true
b¦Consent¦Recently seen as realised¦segmentMembership.get("ups").get("{Newsletter readers}").status = "realized"
b¦Identity¦Known by e-mail identity¦identityMap["Email"].exists(authenticatedState = "authenticated")
b¦Identity¦Has a loyalty identity¦identityMap.keys().includes("Loyalty")
b¦Identity¦Anonymous visitors¦_acme.identification.crmId.isNull() and _acme.customer.lastVisitAt occurs <= 30 days before now
e¦Identity¦Employees¦_acme.customer.isEmployee = true¦Left out of every campaign.
e¦Identity¦Test people¦testProfile = true
b¦People¦Birthday this month¦person.birthDate.getMonth() = currentMonth()
e¦People¦Born in the nineties¦person.birthYear >= 1990 and person.birthYear < 2000
e¦People¦Names on our list¦person.name.lastName in ["Brandt", "Visser", "Moreau"]
e¦People¦Lives where they work¦homeAddress.city = workAddress.city
e¦People¦Explicit profile parameter¦$1.homeAddress.countryCode = "NL"
b¦People¦Customers by named parameter¦(Customer) => Customer._acme.customer.valueBand = "vip"
e¦People¦Speaks German¦preferredLanguage like "de%"
e¦People¦Postal codes around Munich¦homeAddress.postalCode.startsWith("80") or homeAddress.postalCode.startsWith("81")
e¦People¦Not in the DACH region¦homeAddress.countryCode notIn ["DE", "AT", "CH"]
e¦People¦Families¦_acme.household.hasChildren = true and _acme.household.size > 2
e¦Taste¦Likes red or blue¦_acme.preferences.favoriteColors.intersects(["red", "blue"])
b¦Taste¦Our house brands only¦_acme.preferences.brands.subsetOf(["Nordhang", "Salta", "Acme Basics"])
b¦Taste¦Follows at least these topics¦_acme.preferences.topics.supersetOf(["running", "trail"])
e¦Taste¦Wishlist item back in stock¦_acme.wishlist.exists(isInStock = true and price < 60)
e¦Taste¦Big feet¦_acme.preferences.sizes.shoe > 46.5
e¦Models¦High churn risk¦_acme.models.churn.band = "high" and _acme.models.churn.score > 0.8
e¦Models¦Discount lovers¦_acme.models.discountAffinity.percentile >= 90
b¦Models¦Free score above the limit¦_acme.scores.get("affinity_trail") > 0.75
b¦Models¦Trait from the survey tool¦_acme.traits["survey"]["segment"] = "explorer"
b¦Models¦Value per order¦_acme.customer.lifetimeValue / _acme.customer.ordersCount > 75
b¦Models¦Even CRM ring¦_acme.customer.ordersCount % 2 = 0¦Control group.¦draft
b¦Models¦Discount by band¦if(_acme.customer.valueBand = "vip", 20, 10) > 15¦¦draft
e¦Shops¦Near a flagship shop¦_acme.preferences.stores.exists(distanceKm < 10 and visits > 0)
s¦Shops¦Visited a shop today¦chain(xEvent, timestamp, [S: WHAT(eventType = "acme.store.visit" and _acme.store.format = "flagship") WHEN(today)])
s¦Shops¦Shop visit, then web order¦chain(xEvent, timestamp, [S: WHAT(eventType = "acme.store.visit") WHEN(<= 12 hours before now), P: WHAT(eventType = "commerce.purchases") WHEN(<= 12 hours before now)])
e¦Shops¦Click and collect¦_acme.store.clickAndCollect = true
b¦Shops¦Attended the opening¦_acme.store.events.exists(title.equals("Grand opening", false))¦¦inactive
e¦App¦App users without push¦_acme.app.isInstalled = true and not (_acme.app.pushEnabled = true)
s¦App¦App opened in the last hours¦chain(xEvent, timestamp, [L: WHAT(eventType = "application.login") WHEN(<= 6 hours before now)])
b¦App¦Mobile buyers¦xEvent[eventType = "commerce.purchases" and device.type = "mobile"].count() >= 2
b¦Web¦Visits from search¦xEvent.exists(web.webReferrer.type = "search_engine" and timestamp occurs last week)
b¦Web¦Errors on the site yesterday¦xEvent.exists(web.webPageDetails.isErrorPage = true and timestamp occurs yesterday)
b¦Web¦Looked for a gift¦xEvent.exists(siteSearch.phrase.matches("(?i)gift|present"))
b¦Web¦Ten page views¦xEvent[eventType = "web.webpagedetails.pageViews" and timestamp occurs <= 7 days before now].count() >= 10
b¦Service¦Open complaint¦_acme.service.openTickets > 0 and _acme.service.lastTicketAt occurs <= 14 days before now
e¦Service¦Unhappy after delivery¦_acme.surveys.delivery.lastScore <= 6 and _acme.surveys.nps < 0
b¦Service¦Premium cover runs out¦_acme.service.contract.coverage.level = "premium" and _acme.service.contract.endsAt occurs between now and tomorrow
b¦Service¦Part from Trondheim¦_acme.service.contract.coverage.device.component.part.supplier.site.contact.address.city = "Trondheim"
b¦Service¦Came by a friend of a friend¦_acme.referral.referredBy.referredBy.customerId.isNotNull()
b¦Subscriptions¦Subscription renews this week¦_acme.subscriptions.exists(status = "active" and renewsAt occurs this week)
e¦Subscriptions¦Paused subscriptions¦_acme.subscriptions.exists(status = "paused")
b¦Subscriptions¦Gift card worth using¦_acme.giftCards.sum(balance) >= 25
s¦Suppression¦VIP suppression¦inSegment("{Employees}") or inSegment("{Test people}") or inSegment("{Hard bounces}")¦Never send to these.
s¦Suppression¦Everyone we may mail¦inSegment("{May be mailed}") and not (inSegment("{VIP suppression}"))¦Built from two other audiences.
s¦Campaigns¦Autumn campaign¦inSegment("{Everyone we may mail}") and (inSegment("{Newsletter readers}") or inSegment("{Gold and platinum members}"))¦Reach of the autumn e-mail.
s¦Campaigns¦Black Friday early access¦inSegment("{Gold and platinum members}") and inSegment("{Everyone we may mail}")¦Draft for November.¦draft
b¦Campaigns¦Winter win-back¦inSegment("{Sleeping members}") and inSegment("{Newsletter sleepers}")¦¦draft
b¦Campaigns¦Summer sale 2024¦_acme.customer.lastPurchaseAt occurs between date(2024, 6, 1) and date(2024, 8, 31)¦Kept for reporting.¦archived
b¦Campaigns¦Legacy segment code A¦_acme.customer.segmentCode = "A" and optInOut.globalOptout = false¦Uses fields that are deprecated.¦inactive`;

/** Returns the handwritten audiences. Reads the table anew, so that nothing is computed before it is needed. */
export function listAudienceTexts(): AudienceText[] {
  return TABLE.trim()
    .split("\n")
    .map((line) => {
      const [kind = "", folder = "", name = "", rule = "", description, state] = line.split("¦");
      return {
        name,
        rule,
        kind: KINDS[kind] ?? "batch",
        folder,
        ...(description === undefined ? {} : { description }),
        ...(state === undefined ? {} : { state }),
      };
    });
}
