/**
 * The journeys of Acme, drawn in a small notation: one journey a line, then its steps. Marketers' journeys first, then
 * the ones a client must survive. Facts only; ids and times are added elsewhere.
 */

/** One step of a journey. */
export interface StepText {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  /** Keys of the following steps; a key that is not there is a dangling transition. */
  readonly next: readonly string[];
}

export interface JourneyText {
  readonly name: string;
  readonly status: string;
  readonly type: string;
  /** Days since it was last modified. */
  readonly age: number;
  readonly audience: string;
  readonly steps: readonly StepText[];
  readonly oddity: string;
}

/**
 * `name ¦ status ¦ type ¦ age ¦ audience ¦ steps ¦ oddity`; a step is `key=type:name>next,next`, steps are separated by blanks,
 * "_" stands for a blank in names.
 */
const TABLE = `
Welcome series¦live¦audience_qualification¦2¦Newsletter readers¦a=audienceQualification:Enters_newsletter>b b=email:Welcome>c c=wait:Three_days>d d=condition:Opened?>e,f e=email:Your_style_guide>g f=email:Did_you_see_this?>g g=end:End¦
Abandoned cart¦Deployed¦audience_qualification¦1¦Cart abandoned today¦a=audienceQualification:Cart_abandoned>b b=wait:One_hour>c c=condition:Still_in_cart?>d,z d=email:You_left_something>e e=wait:One_day>f f=condition:Value_above_100?>g,h g=email:Free_shipping_for_you>z h=push:Reminder>z z=end:End¦
Birthday¦live¦read_audience¦12¦Birthday this month¦a=readAudience:Birthday_this_month>b b=condition:May_be_mailed?>c,z c=email:Happy_birthday>z z=end:End¦
Loyalty tier upgrade¦live¦audience_qualification¦33¦Gold upgrade this week¦a=audienceQualification:Gold_upgrade>b b=email:Welcome_to_gold>c c=updateProfile:Mark_as_greeted>z z=end:End¦
Points expire¦live¦read_audience¦5¦Points expiring soon¦a=readAudience:Points_expiring>b b=split:By_channel>c,d c=email:Your_points_expire>z d=sms:Points_SMS>z z=end:End¦
Win back sleepers¦draft¦read_audience¦3¦Winter win-back¦a=readAudience:Sleepers>b b=email:We_miss_you>c c=wait:A_week>d d=condition:Came_back?>z,e e=email:15_percent_for_you>z z=end:End¦
Order thank you¦live¦unitary¦61¦¦a=unitaryEvent:Order_placed>b b=email:Thank_you>c c=wait:Ten_days>d d=email:How_was_it?>z z=end:End¦
Delivery survey¦Paused¦unitary¦90¦¦a=unitaryEvent:Delivered>b b=wait:Two_days>c c=email:Two_questions>z z=end:End¦
Back in stock¦live¦business¦18¦Wishlist item back in stock¦a=businessEvent:Stock_arrived>b b=readAudience:Wishlist_holders>c c=email:It_is_back>z z=end:End¦
Summer sale 2026¦finished¦read_audience¦140¦Everyone we may mail¦a=readAudience:Everyone>b b=email:Sale_starts>c c=wait:Four_days>d d=email:Last_day>z z=end:End¦
Autumn campaign¦Testing¦read_audience¦0¦Autumn campaign¦a=readAudience:Autumn_reach>b b=email:Autumn_look>z z=end:End¦
Black Friday early access¦Draft¦read_audience¦4¦Black Friday early access¦a=readAudience:Early_access>b b=email:You_first>c c=wait:Until_Friday>d d=email:Doors_open>z z=end:End¦
Shop opening Utrecht¦closed¦read_audience¦210¦Near a flagship shop¦a=readAudience:Nearby>b b=email:Grand_opening>z z=end:End¦
Complaint follow-up¦stopped¦unitary¦75¦¦a=unitaryEvent:Ticket_closed>b b=customAction:Write_to_service_desk>c c=email:Sorted?>z z=end:End¦
Gift card reminder¦failed¦read_audience¦30¦Gift card worth using¦a=readAudience:Card_holders>b b=email:You_have_credit>z z=end:End¦
Subscription renewal¦live¦read_audience¦8¦Subscription renews this week¦a=readAudience:Renewals>b b=email:Renews_soon>c c=condition:Paused?>d,z d=jump:To_win_back>z z=end:End¦
Push opt-in¦live¦audience_qualification¦45¦App users without push¦a=audienceQualification:App_users>b b=inApp:Turn_on_push>c c=wait:Two_weeks>d d=email:Why_push>z z=end:End¦
Product recommendations¦Redeployed¦read_audience¦6¦Ten page views¦a=readAudience:Browsers>b b=fetch:Recommendations>c c=email:Picked_for_you>z z=end:End¦
VIP concierge¦In Review¦read_audience¦2¦Customers by named parameter¦a=readAudience:VIPs>b b=email:Your_concierge>z z=end:End¦
No steps yet¦Draft¦unspecified¦1¦¦¦no-nodes
Start unknown¦draft¦read_audience¦6¦Families¦a=readAudience:Families>b b=email:For_the_family>z z=end:End¦no-start
Goes round¦LIVE¦unitary¦15¦¦a=unitaryEvent:Visit>b b=email:Hello_again>c c=wait:A_month>d d=condition:Again?>b,z z=end:End¦
Loose ends¦stopped¦read_audience¦100¦Families¦a=readAudience:Families>b,gone b=email:Loose>nowhere,z z=end:End x=email:Nobody_comes_here>z y=wait:Nor_here>x¦
Odd step types¦Dry Run¦unspecified¦20¦¦a=quantumEvent:Something_new>b b=hologram:Projection>c c=>z c2=email:Unreached>z z=end:End¦
Versioned / with slash¦live¦read_audience¦9¦Loyalty members¦a=readAudience:Members>b b=email:News_/_offers>z z=end:End¦epoch-id
Five mails¦live¦read_audience¦25¦Newsletter readers¦a=readAudience:Readers>b b=email:Mail_one>c c=email:Mail_two>d d=email:Mail_three>e e=email:Mail_four>f f=email:Mail_five>z z=end:End¦
Three hundred steps¦live¦read_audience¦11¦Newsletter readers¦a=readAudience:Readers>z z=end:End¦three-hundred
Unheard-of status¦Hibernating¦read_audience¦3¦Families¦a=readAudience:Families>z z=end:End¦`;

/** Returns the journeys, in the order of the table. */
export function listJourneyTexts(): JourneyText[] {
  return TABLE.trim().split("\n").map(readLine);
}

function readLine(line: string): JourneyText {
  const [name = "", status = "", type = "", age = "0", audience = "", steps = "", oddity = ""] =
    line.split("¦");
  const drawn = steps
    .split(" ")
    .filter((text) => text !== "")
    .map(readStep);
  return {
    name,
    status,
    type,
    age: Number(age),
    audience,
    steps: oddity === "three-hundred" ? longChain() : drawn,
    oddity,
  };
}

function readStep(text: string): StepText {
  const match = /^(\w+)=(\w*):?([^>]*)(?:>(.*))?$/.exec(text);
  return {
    key: match?.[1] ?? "",
    type: match?.[2] ?? "",
    name: (match?.[3] ?? "").replaceAll("_", " "),
    next: (match?.[4] ?? "").split(",").filter((key) => key !== ""),
  };
}

/** A chain of 300 steps, mostly waits, as a generated journey has. */
function longChain(): StepText[] {
  return Array.from({ length: 300 }, (_value, index) => ({
    key: `n${index}`,
    type:
      index === 0
        ? "readAudience"
        : index === 299
          ? "end"
          : index % 50 === 25
            ? "email"
            : index % 3 === 0
              ? "condition"
              : "wait",
    name: index === 299 ? "End" : `Step ${index + 1}`,
    next: index === 299 ? [] : index % 3 === 0 && index > 0 ? [`n${index + 1}`, "n299"] : [`n${index + 1}`],
  }));
}
