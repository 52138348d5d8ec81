#!/usr/bin/env bash
# @adobe/magento-storefront-event-collector, which makes the events of an Adobe Commerce shop into events of Experience Platform, in a page
# of jsdom with a stand-in for the Web SDK that keeps what it is given.
# Expected: two lines of a cart, a blue lamp twice and a red one once, are two items, also when the page adds a field of its own to that
# product, as the README shows for `productListItems`; what a line saves is told of the line, as its `priceTotal` is; and 0 is 0.
# Seen: with a field added, the first line is sent twice: no red lamp, four instead of three, 320 instead of 240. Where a line tells no
# discount, it is that of one piece, however many are bought; where it tells 0, too; and an order that tells 0 gets the discount of the
# cart.
# Why it matters: audiences of "bought the red one", "3 or fewer" or "without a discount" are built on these events.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/magento-storefront-event-collector@1.18.0 @adobe/magento-storefront-events-sdk@1.18.0 jsdom@26.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");
const page = new JSDOM("", { url: "https://shop.example.com/", runScripts: "outside-only", pretendToBeVisual: true }).window;
page.structuredClone = (value) => JSON.parse(JSON.stringify(value));
const events = [];
page.alloy = async (command, options) => {
  if (command === "sendEvent") events.push(options.xdm);
  return { identity: { ECID: "1" } };
};
const load = (name) => page.eval(readFileSync(require.resolve(name), "utf8"));
load("@adobe/magento-storefront-events-sdk");
const { context, publish } = page.magentoStorefrontEvents;
context.setEventForwarding({ aep: true, commerce: false });
context.setAEP({ imsOrgId: "ACME@AdobeOrg", datastreamId: "1", webSdkName: "alloy" });
context.setStorefrontInstance({ storeViewCurrencyCode: "EUR", storeCode: "de", storeViewCode: "de", websiteCode: "de" });
context.setPage({ pageType: "Cart" });
context.setShopper({ shopperId: "guest" });
load("@adobe/magento-storefront-event-collector");
const pricing = { regularPrice: 100, specialPrice: 80, currencyCode: "EUR" };
const product = { productId: 1, name: "Lamp", sku: "lamp", mainImageUrl: "https://shop.example.com/lamp.png", pricing };
const line = (colour, quantity, discountAmount) => ({
  id: colour,
  product,
  prices: { price: { value: 80, currency: "EUR" } },
  quantity,
  discountAmount,
  configurableOptions: [{ id: 1, optionLabel: "colour", valueId: 1, valueLabel: colour }],
});
const fill = (...items) => context.setShoppingCart({ id: "cart", items, totalQuantity: items.length, discountAmount: 10 });
const order = { orderId: "1", grandTotal: 240, paymentMethodCode: "card", paymentMethodName: "Card", discountAmount: 0 };
const describe = (item) =>
  `${item.quantity} ${item.selectedOptions[0].value} for ${item.priceTotal}, discount ${item.discountAmount}`;
async function show(title, run, read) {
  const before = events.length;
  run();
  for (let waited = 0; events.length === before && waited < 1000; waited++) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(`${title}: ${events.length === before ? "no event" : read(events.at(-1))}`);
}
const readItems = ({ productListItems }) => productListItems.map(describe).join("; ");
(async () => {
  fill(line("blue", 2, 40), line("red", 1, 20));
  await show("a cart", () => publish.shoppingCartView(), readItems);
  await show("a field added", () => publish.shoppingCartView({ productListItems: [{ SKU: "lamp", shelf: "B" }] }), readItems);
  fill(line("blue", 1), line("blue", 2), line("red", 2, 0));
  await show("discounts not told, and told as 0", () => publish.shoppingCartView(), readItems);
  context.setOrder(order);
  await show("an order with discount 0", () => publish.placeOrder(), ({ commerce }) => `discount ${commerce.order.discountAmount}`);
  process.exit(0);
})();
PROBE
expected='a cart: 2 blue for 160, discount 40; 1 red for 80, discount 20
a field added: 2 blue for 160, discount 40; 2 blue for 160, discount 40
discounts not told, and told as 0: 1 blue for 80, discount 20; 2 blue for 160, discount 20; 2 red for 160, discount 20
an order with discount 0: discount 10'
seen=$(node probe.cjs)
echo "@adobe/magento-storefront-event-collector $(version @adobe/magento-storefront-event-collector), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
