/**
 * The parts of undici that the extension uses. The build puts this file in the place of the library's entry, which also brings
 * fetch, WebSocket, caches and mocks: a third of a megabyte that nobody calls. Adds nothing of its own.
 */
"use strict";
const Agent = require("undici/lib/dispatcher/agent");
const Dispatcher = require("undici/lib/dispatcher/dispatcher");
const EnvHttpProxyAgent = require("undici/lib/dispatcher/env-http-proxy-agent");
const ProxyAgent = require("undici/lib/dispatcher/proxy-agent");
const errors = require("undici/lib/core/errors");
const send = require("undici/lib/api/api-request");

/** As undici's `request`, for callers that always name their dispatcher. */
function request(address, options) {
  const { origin, pathname, search } = new URL(address);
  return send.call(options.dispatcher, { ...options, origin, path: `${pathname}${search}` });
}

module.exports = { Agent, Dispatcher, EnvHttpProxyAgent, ProxyAgent, errors, request };
