import { header, type HttpHead } from '../http/index.js'
import { quote, shownUrl } from './phrases.js'

/** A move of the session without an envelope. */
export function explainEmpty(http: HttpHead | undefined): string {
  if (http?.status === 204) {
    return 'The ACS has nothing (more) to ask: with this empty answer it lets the session end (204, TR-069a6 3.4.6).'
  }
  if (http?.status !== undefined) {
    return `The ACS has nothing (more) to ask: with this empty answer it lets the session end. It says so with ${http.status}; the rule is 204 (TR-069a6 3.4.6), and most CPEs take both.`
  }
  if (http?.method !== undefined) {
    return 'The CPE has nothing more to say and gives the ACS its turn (empty POST, TR-069a6 3.7.1.4).'
  }
  return 'An empty message: its sender has nothing to say at this point of the session.'
}

/** An HTTP message without CWMP meaning. */
export function explainHttp(http: HttpHead | undefined): string {
  if (http?.status !== undefined) return explainStatus(http, http.status)
  switch (http?.method) {
    case undefined:
      return 'This is no readable HTTP message.'
    case 'GET':
      return 'A GET: a browser or a connection request, not a CWMP message.'
    case 'POST':
      return 'A POST whose content is not a CWMP message.'
    default:
      return `A ${quote(http?.method ?? '')} request, which CWMP does not use.`
  }
}

function explainStatus(http: HttpHead, status: number): string {
  switch (status) {
    case 100:
      return 'The ACS tells the CPE to go on and send the body of its request.'
    case 400:
      return 'HTTP status 400: the ACS could not make sense of the request, and the session fails with it. The CPE may not send the same request again in this session (TR-069a6 3.7.1.4).'
    case 401:
      return `The ACS asks the CPE for its user name and password${scheme(http)}; the CPE is expected to send the same request again with them.`
    case 403:
      return 'The ACS refuses the CPE, whatever credentials it has.'
    case 404:
      return 'There is nothing at this URL: the ACS URL set in the CPE may be wrong.'
    case 405:
      return 'The server at this URL takes no POST: the ACS URL set in the CPE may be wrong.'
    case 411:
      return 'The server wants the length of the body announced; the CPE sent it chunked or without one.'
    case 413:
      return 'The message was larger than the ACS accepts; the session fails.'
    case 415:
      return 'The ACS cannot read this content coding; the CPE is to send without compression (TR-069a6 3.4.7).'
    case 500:
      return 'Something went wrong inside the ACS (HTTP status 500); the session fails. Its log should say what.'
    case 502:
    case 504:
      return `A gateway in front of the ACS got no usable answer from it (HTTP status ${status}); the session fails.`
    case 503:
      return 'The peer is busy at the moment.'
    default:
  }
  if (status >= 300 && status < 400) {
    const location = header(http, 'location')
    return location === undefined
      ? `The ACS sends the CPE to another URL (${status}), but does not say to which: it lacks a Location.`
      : `The ACS sends the CPE to ${shownUrl(location)} for the rest of this session; the same request is sent there again (TR-069a6 3.4.2).`
  }
  if (status >= 400) return `HTTP status ${status}: the request failed, and with it the session.`
  return `HTTP status ${status} without a CWMP message.`
}

function scheme(http: HttpHead): string {
  const offered = /^\s*(Digest|Basic)\b/i.exec(header(http, 'www-authenticate') ?? '')?.[1]
  return offered === undefined ? '' : ` (${offered.charAt(0).toUpperCase()}${offered.slice(1).toLowerCase()})`
}
