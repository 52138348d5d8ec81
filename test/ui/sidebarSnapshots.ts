/**
 * What is told of the sidebar's rows, as text that people can judge: `v` stands before what is unfolded, `#` for any number.
 * After an intended change, copy what the failing test was told.
 */

/** Rows of every kind, and what some of them unfold into, in the sandbox `dev` of the sample organisation. */
export const ROWS_OF_EVERY_KIND = `
v Sample Organisation built in
  Sandbox Production, production, not in use
  v Sandbox Development, development, in use
    v Audiences, # of # shown
      v audience, Home fans, published, edge, # members
        v Depends on
          Uses no other audience
        Used by audiences
        Used by journeys
        Used by campaigns
        Sent to destinations
      audience, Cart above # euros, draft, edge, # members
      Load more, # of # shown
    v Journeys, # of # shown
      v journey, Abandoned cart, deployed
        step, Cart abandoned, Audience qualification
        step, One hour, Wait
        step, Still in cart?, Condition
        step, You left something, E-mail
        step, End
        step, One day, Wait
        step, Value above #?, Condition
        step, Free shipping for you, E-mail
        step, Reminder, Push message
      journey, Welcome series, live
      Load more, # of # shown
    v Campaigns, # shown
      v campaign, Autumn look book, live
        Audiences
      campaign, Autumn push, live
    v Content
      v Templates, first # shown
        template, Newsletter frame, content
        template, Abandoned cart, content
        Load more, first # shown
      v Fragments, first # shown
        fragment, Footer, published
        fragment, Header, draft
        Load more, first # shown
    v Datasets, first # shown
      v dataset, Acme CRM customers, profile
        v Schema
          schema, Acme Customer (CRM)
      dataset, Acme Loyalty accounts, profile
      Load more, first # shown
    v Schemas, first # shown
      schema, Profile (union), union
      schema, Experience event (union), union
      schema, Acme App Events
      schema, Acme Channel Statistics
      Load more, first # shown
    Computed Attributes
    v Destinations, first # shown
      v destination, Marketo: newsletter lists, enabled
        Audiences
      destination, SFMC journeys (streaming), enabled
      Load more, first # shown
    v Namespaces, # shown
      namespace, Acme CRM number, CRMID, custom
      namespace, Acme loyalty number, Loyalty, custom
      namespace, Acme till receipt, TILL, custom
      namespace, Analytics ID, AAID, standard
      namespace, Apple IDFA, IDFA, standard
      namespace, CORE, standard
      namespace, ECID, standard
      namespace, Email, standard
      namespace, Emails (SHA#, lowercased), Email_LC_SHA#, standard
      namespace, Google Ad ID (GAID), GAID, standard
      namespace, Phone, standard
  Sandbox Staging, development, not in use
  v Data Views, # of # shown
    v data view, Acme all channels
      v Dimensions, # of # shown
        dimension, Audience
        dimension, Campaign
        Load more, # of # shown
      v Metrics, # of # shown
        metric, Average order value
        metric, Cart additions
        Load more, # of # shown
    data view, Acme shops
    Load more, # of # shown
  v Filters, # of # shown
    filter, Orders above #
    filter, Gold members
    Load more, # of # shown
  v Calculated Metrics, # shown
    calculated metric, Revenue per session
    calculated metric, E-mail click rate
`.trim();

/** Each list failing in a way of its own (the scenario `lists-fail`). */
export const ROWS_OF_FAILURES = `
v Sample Organisation built in
  Sandbox Production, production, not in use
  v Sandbox Development, development, in use
    v Audiences, # of # shown
      audience, Home fans, published, edge, # members
      audience, Cart above # euros, draft, edge, # members
      Load more, # of # shown
    v Journeys
      Journeys are not available in this sandbox. Their product may not be part of the organisation. Activate to retry.
    v Campaigns
      The platform sent an answer that could not be read as a list. Try again; if it stays so, please report it. Activate to retry.
    v Content
      v Templates
        The extension asked for an address the platform does not have. This is a mistake in the extension. Please report it, unless the connection has addresses of its own: check those first. Activate to retry.
      v Fragments
        The platform sent an answer that could not be read. Try again; if it stays so, please report it. Activate to retry.
    v Datasets
      The platform could not be reached: the connection was lost before the answer was complete. Try again in a moment. Activate to retry.
    v Schemas
      The platform asks to slow down. Try again in a moment. Activate to retry.
    Computed Attributes
    v Destinations
      The platform has a problem of its own. The service says: “The service failed for a moment”. Try again later. Activate to retry.
    v Namespaces
      The platform has a problem of its own. Try again later. Activate to retry.
  Sandbox Staging, development, not in use
  Data Views
  Filters
  Calculated Metrics
`.trim();
