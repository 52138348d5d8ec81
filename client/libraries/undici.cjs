/**
 * The parts of undici that the extension uses. The build puts this file in the place of the library's entry, which also brings
 * fetch, WebSocket, caches and mocks, a third of a megabyte that nobody calls, and which puts an agent of its own behind the
 * `fetch` of the whole process: in an editor that is also the fetch of every other extension.
 * What else the entry does is done here, too: it gives all dispatchers their methods, without which no proxy is ever asked.
 */
"use strict";
const Agent = require("undici/lib/dispatcher/agent");
const Dispatcher = require("undici/lib/dispatcher/dispatcher");
const Pool = require("undici/lib/dispatcher/pool");
const ProxyAgent = require("undici/lib/dispatcher/proxy-agent");
const methods = require("undici/lib/api");

Object.assign(Dispatcher.prototype, methods);

/** As undici's `request`, for callers that always name their dispatcher. */
function request(address, options) {
  const { origin, pathname, search } = new URL(address);
  return options.dispatcher.request({ ...options, origin, path: `${pathname}${search}` });
}

module.exports = { Agent, Pool, ProxyAgent, request };
