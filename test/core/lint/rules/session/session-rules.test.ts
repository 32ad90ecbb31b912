import { describe, expect, test } from 'vitest'
import { sessionRules } from '../../../../../src/core/lint/rules/session/index.js'
import {
  block,
  Conversation,
  envelope,
  fault,
  getNames,
  getValues,
  getValuesResponse,
  inform,
  informResponse,
  reboot,
  rebootResponse,
  transferComplete,
  transferCompleteResponse,
} from '../../conversation.js'
import { testRules, type Cases } from '../cases.js'

const name = 'Device.DeviceInfo.ModelName'
const ask = getValues([name])
const answer = getValuesResponse({ [name]: 'x' })
const complete = transferComplete('k')
const completed = transferCompleteResponse()
const cwmp10 = { namespace: 'urn:dslforum-org:cwmp-1-0' }
const challenge = { status: 401, headers: ['WWW-Authenticate: Digest realm="a", nonce="n", qop="auth"'] }
const credentials = { connection: 1, headers: ['Authorization: Digest username="u"'] }
const offer = (versions: string) => inform({ header: block('SupportedCWMPVersions', versions, '0') })
const use = (version: string) => informResponse('1', { header: block('UseCWMPVersion', version) })
const hold = informResponse('1', { header: block('HoldRequests', '1') })
const plainCookie = { headers: ['Set-Cookie: session=1'] }

const opened = (talk: Conversation): Conversation => talk.turn(inform(), informResponse())
const asked = (talk: Conversation): Conversation => opened(talk).turn('', ask)

const cases: Readonly<Record<string, Cases>> = {
  'not-inform-first': {
    fires: [
      [
        'an empty POST that the ACS takes for a session of its own',
        (talk) => talk.turn('', '', { bind: { session: 1, boundBy: 'connection' } }, { status: 400 }),
        '1.q',
      ],
    ],
    not: [
      ['what follows an Inform', (talk) => asked(talk).turn(answer, '')],
      ['an Inform', opened],
      ['an empty POST of which nobody knows where it belongs', (talk) => talk.turn('', '')],
    ],
  },
  'inform-in-session': {
    fires: [
      [
        'an Inform in place of an answer',
        (talk) => asked(talk).turn(inform(), informResponse(), { connection: 1 }),
        'end',
      ],
      [
        'an Inform that the ACS takes into the session',
        (talk) => asked(talk).cpe(inform(), { connection: 1, bind: { session: 1, boundBy: 'cookie' } }),
        '3.q',
      ],
    ],
    not: [
      [
        'an Inform that the ACS takes into a session that is over',
        (talk) =>
          asked(talk)
            .turn(answer, '')
            .cpe(inform(), { connection: 1, bind: { session: 1, boundBy: 'cookie' } }),
      ],
      ['silence in place of an answer', (talk) => asked(talk).end('timeout')],
      [
        'an Inform after the session, on the same connection',
        (talk) => asked(talk).turn(answer, '').turn(inform(), informResponse(), { connection: 1 }),
      ],
      [
        'an Inform right after the InformResponse: another rule says more',
        (talk) => opened(talk).turn(inform(), informResponse(), { connection: 1 }),
      ],
      [
        'the Inform that a 401 asks for',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), informResponse(), credentials),
      ],
    ],
  },
  'cookie-not-returned': {
    fires: [
      ['the empty POST comes without', (talk) => opened(talk).cpe('', { cookie: null }), '2.q'],
      [
        'it is said once',
        (talk) => opened(talk).turn('', ask, { cookie: null }).cpe(answer, { cookie: null }),
        '2.q',
      ],
    ],
    not: [
      [
        'it comes in the style of RFC 2965',
        (talk) => opened(talk).cpe('', { cookie: '$Version="0"; session="1"; $Path=/' }),
      ],
      [
        'the cookie is for another path',
        (talk) =>
          talk
            .turn(inform(), informResponse(), {}, { headers: ['Set-Cookie: session=1; Path=/cwmp'] })
            .cpe('', { cookie: null }),
      ],
      [
        'the cookie is for the folder of another URL',
        (talk) =>
          talk
            .turn(inform(), informResponse(), { path: '/cwmp/inform' }, plainCookie)
            .cpe('', { cookie: null, path: '/acs' }),
      ],
      [
        'the cookie is taken back',
        (talk) =>
          talk
            .turn(inform(), informResponse(), {}, { headers: ['Set-Cookie: session=1; Max-Age=0'] })
            .cpe('', { cookie: null }),
      ],
      [
        'the cookie has expired',
        (talk) =>
          talk
            .turn(
              inform(),
              informResponse(),
              {},
              { headers: ['Set-Cookie: session=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] },
            )
            .cpe('', { cookie: null }),
      ],
      [
        'the cookie is for TLS only',
        (talk) =>
          talk
            .turn(inform(), informResponse(), {}, { headers: ['Set-Cookie: session=1; Secure'] })
            .cpe('', { cookie: null }),
      ],
      [
        'the CPE was sent to another server',
        (talk) =>
          talk
            .turn(
              inform(),
              '',
              {},
              { status: 302, headers: ['Set-Cookie: a=1; Path=/', 'Location: http://b.example/'] },
            )
            .cpe(inform(), { connection: 2, cookie: null }),
      ],
    ],
  },
  'cookie-changed': {
    fires: [
      [
        'it is said once',
        (talk) => opened(talk).turn('', ask, { cookie: 'session=0' }).cpe(answer, { cookie: 'session=0' }),
        '2.q',
      ],
      ['it has the value of another session', (talk) => opened(talk).cpe('', { cookie: 'session=0' }), '2.q'],
    ],
    not: [
      [
        'the old one comes beside the new one',
        (talk) => opened(talk).cpe('', { cookie: 'session=0; session=1' }),
      ],
      ['another cookie comes as well', (talk) => opened(talk).cpe('', { cookie: 'a=b; session=1' })],
      [
        'the ACS has set it anew',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', ask, {}, { headers: ['Set-Cookie: session=2; Path=/'] })
            .cpe(answer, { cookie: 'session=2' }),
      ],
    ],
  },
  'no-session-cookie': {
    fires: [
      [
        'none in the whole session',
        (talk) => talk.turn(inform(), informResponse(), {}, { headers: [] }).turn('', '', { cookie: null }),
        'end',
      ],
    ],
    not: [
      [
        'nothing came after the InformResponse',
        (talk) => talk.turn(inform(), informResponse(), {}, { headers: [] }).end('timeout'),
      ],
      ['one with the InformResponse', (talk) => opened(talk).turn('', '')],
      [
        'the session was refused',
        (talk) => talk.turn(inform(), '', {}, { status: 500, headers: [] }).end('protocol-error'),
      ],
    ],
  },
  'new-connection': {
    fires: [
      [
        'every POST on one of its own; it is said once',
        (talk) => opened(talk).turn('', ask, { connection: 2 }).cpe(answer, { connection: 3 }),
        '2.q',
      ],
      [
        'after the 401',
        (talk) =>
          talk
            .turn(inform(), '', {}, { ...challenge, headers: [...challenge.headers, 'Set-Cookie: a=b'] })
            .turn(inform(), informResponse(), { connection: 2, cookie: 'a=b' }),
        '2.q',
      ],
    ],
    not: [
      ['one connection for all', (talk) => asked(talk).cpe(answer)],
      [
        'the ACS has closed it',
        (talk) =>
          talk
            .turn(inform(), informResponse(), {}, { headers: ['Set-Cookie: session=1', 'Connection: close'] })
            .cpe('', { connection: 2, cookie: 'session=1' }),
      ],
      [
        'the CPE was sent to another server',
        (talk) =>
          talk
            .turn(
              inform(),
              '',
              {},
              { status: 307, headers: ['Location: http://b.example/', 'Set-Cookie: a=b'] },
            )
            .cpe(inform(), { connection: 2, cookie: 'a=b' }),
      ],
    ],
  },
  'tied-by-address': {
    fires: [
      [
        'it is said once',
        (talk) =>
          opened(talk)
            .turn('', ask, { connection: 2, cookie: null })
            .cpe(answer, { connection: 3, cookie: null }),
        '2.q',
      ],
      [
        'a new connection and no cookie',
        (talk) => opened(talk).cpe('', { connection: 2, cookie: null }),
        '2.q',
      ],
    ],
    not: [
      ['a new connection with the cookie', (talk) => opened(talk).cpe('', { connection: 2 })],
      ['no cookie on the same connection', (talk) => opened(talk).cpe('', { cookie: null })],
    ],
  },
  'lost-cookie-refused': {
    fires: [
      [
        '400 to a POST without it',
        (talk) => opened(talk).turn('', 'Invalid session', { cookie: null }, { status: 400 }),
        '2.r',
      ],
    ],
    not: [
      [
        '500 to a POST without it',
        (talk) => opened(talk).turn('', '', { cookie: null }, { status: 500, headers: [] }),
      ],
      ['400 to a POST with it', (talk) => opened(talk).turn('', 'Bad', {}, { status: 400 })],
      ['401 to a POST without it', (talk) => opened(talk).turn('', '', { cookie: null }, challenge)],
      ['204 to a POST without it', (talk) => opened(talk).turn('', '', { cookie: null })],
    ],
  },
  'namespace-refused': {
    fires: [
      [
        'an HTTP error',
        (talk) =>
          talk.turn(
            inform({ namespace: 'urn:dslforum-org:cwmp-1-4' }),
            'Unrecognized CWMP version',
            {},
            { status: 400 },
          ),
        '1.r',
      ],
      [
        'a fault',
        (talk) => talk.turn(inform({ namespace: 'urn:dslforum-org:cwmp-1-9' }), fault('8003', '1')),
        '1.r',
      ],
    ],
    not: [
      [
        'it is taken',
        (talk) => talk.turn(inform({ namespace: 'urn:dslforum-org:cwmp-1-4' }), informResponse()),
      ],
      ['a standard one is refused', (talk) => talk.turn(inform(), 'No', {}, { status: 400 })],
      [
        'credentials are asked for',
        (talk) => talk.turn(inform({ namespace: 'urn:dslforum-org:cwmp-1-4' }), '', {}, challenge),
      ],
    ],
  },
  'inform-refused': {
    fires: [['fault 8003', (talk) => talk.turn(inform(), fault('8003', '1')), '1.r']],
    not: [
      ['fault 8005 asks for it again', (talk) => talk.turn(inform(), fault('8005', '1'))],
      ['a fault to another request', (talk) => opened(talk).turn(complete, fault('8002', '2'))],
    ],
  },
  'request-for-answer': {
    fires: [
      ['in place of the InformResponse', (talk) => talk.turn(inform(), ask), '1.r'],
      ['in place of the TransferCompleteResponse', (talk) => opened(talk).turn(complete, ask), '2.r'],
    ],
    not: [
      ['to the empty POST', asked],
      ['to an answer', (talk) => asked(talk).turn(answer, getValues([name], '6'))],
    ],
  },
  'inform-response-not-alone': {
    fires: [
      [
        'a request behind it',
        (talk) => talk.turn(inform(), `${informResponse()}${ask.replace(/^<\?xml.*\n/, '')}`),
        '1.r',
      ],
    ],
    not: [['the InformResponse alone', opened]],
  },
  'request-after-empty-post': {
    fires: [
      [
        'TransferComplete after it',
        (talk) =>
          asked(talk)
            .turn(answer, '')
            .turn(complete, completed, { bind: { session: 1, boundBy: 'cookie' } }),
        '4.q',
      ],
      ['in place of an answer', (talk) => asked(talk).turn(complete, completed), '3.q'],
    ],
    not: [
      ['before it', (talk) => opened(talk).turn(complete, completed).turn('', '')],
      ['requests were held back', (talk) => talk.turn(inform(), hold).turn('', '').turn(complete, completed)],
      [
        'it has to come again',
        (talk) => opened(talk).turn(complete, fault('8005', '2')).turn(complete, completed),
      ],
    ],
  },
  'request-while-held': {
    fires: [['TransferComplete', (talk) => talk.turn(inform(), hold).turn(complete, completed), '2.q']],
    not: [
      ['after an empty answer', (talk) => talk.turn(inform(), hold).turn('', '').turn(complete, completed)],
      ['answers', (talk) => talk.turn(inform(), hold).turn('', ask).turn(answer, '')],
      [
        'the ACS has let go',
        (talk) =>
          talk
            .turn(inform(), hold)
            .turn('', getValues([name], '5', { header: block('HoldRequests', '0') }))
            .turn(answer, ''),
      ],
    ],
  },
  'requests-held': {
    fires: [
      [
        'it is said once',
        (talk) =>
          talk.turn(inform(), hold).turn('', getValues([name], '5', { header: block('HoldRequests', '1') })),
        '1.r',
      ],
    ],
    not: [
      [
        'HoldRequests is 0',
        (talk) => talk.turn(inform(), informResponse('1', { header: block('HoldRequests', '0') })),
      ],
    ],
  },
  'answer-without-request': {
    fires: [
      [
        'the CPE answers twice',
        (talk) =>
          asked(talk)
            .turn(answer, getValues([name], '6'))
            .turn(getValuesResponse({ [name]: 'x' }, '6'), reboot('', '7'))
            .turn(rebootResponse('7'), '')
            .turn(rebootResponse('7'), '', { bind: { session: 1, boundBy: 'cookie' } }),
        '6.q',
      ],
      ['the CPE answers before anything is asked', (talk) => opened(talk).cpe(answer), '2.q'],
      ['the ACS answers an empty POST', (talk) => opened(talk).turn('', completed), '2.r'],
    ],
    not: [
      ['an answer', (talk) => asked(talk).turn(answer, '')],
      ['the same answer after a 401', (talk) => asked(talk).turn(answer, '', {}, challenge).turn(answer, '')],
      [
        'an answer after a request of the CPE in between',
        (talk) => asked(talk).turn(complete, completed).turn(answer, ''),
      ],
      [
        'an answer to what cannot be read here',
        (talk) => opened(talk).turn('', ask.slice(0, 60)).cpe(answer),
      ],
    ],
  },
  'fault-without-request': {
    fires: [
      ['to a response', (talk) => asked(talk).turn(answer, fault('8003')), '3.r'],
      ['to a fault', (talk) => asked(talk).turn(fault('9005'), fault('8003')), '3.r'],
      ['to the InformResponse', (talk) => opened(talk).cpe(fault('9003', '1')), '2.q'],
    ],
    not: [
      ['to a request', (talk) => asked(talk).cpe(fault('9005'))],
      ['to a request of the CPE', (talk) => opened(talk).turn(complete, fault('8002', '2'))],
      ['to what cannot be read', (talk) => opened(talk).turn('<a', fault('8003', null))],
    ],
  },
  'answer-of-another-rpc': {
    fires: [['of the CPE', (talk) => asked(talk).cpe(rebootResponse()), '3.q']],
    not: [
      ['of the same', (talk) => asked(talk).cpe(answer)],
      ['a fault', (talk) => asked(talk).cpe(fault('9002'))],
    ],
  },
  'cpe-request-not-answered': {
    fires: [
      ['204 to TransferComplete', (talk) => opened(talk).turn(complete, ''), '2.r'],
      ['200 without a body to an Inform', (talk) => talk.turn(inform(), '', {}, { status: 200 }), '1.r'],
    ],
    not: [
      ['204 to the empty POST', (talk) => opened(talk).turn('', '')],
      ['204 to an answer', (talk) => asked(talk).turn(answer, '')],
    ],
  },
  'acs-request-passed-over': {
    fires: [
      ['an empty POST', (talk) => asked(talk).turn('', ''), '3.q'],
      ['a request', (talk) => asked(talk).turn(complete, completed), '3.q'],
    ],
    not: [
      ['a fault', (talk) => asked(talk).cpe(fault('9001'))],
      ['what cannot be read', (talk) => asked(talk).cpe(answer.slice(0, 100))],
      [
        'an empty POST that has to come again',
        (talk) => opened(talk).turn('', '', {}, challenge).turn('', ask),
      ],
    ],
  },
  'cwmp-id-not-echoed': {
    fires: [
      ['another', (talk) => asked(talk).cpe(getValuesResponse({ [name]: 'x' }, '1')), '3.q'],
      ['none', (talk) => asked(talk).cpe(getValuesResponse({ [name]: 'x' }, null)), '3.q'],
      ['none in a fault', (talk) => asked(talk).cpe(fault('9002', null)), '3.q'],
      ['the ACS makes one of its own', (talk) => talk.turn(inform({ id: 'a7' }), informResponse('1')), '1.r'],
    ],
    not: [
      ['the same', (talk) => asked(talk).cpe(answer)],
      ['the request had none', (talk) => talk.turn(inform({ id: null }), informResponse('1'))],
    ],
  },
  'cwmp-id-unasked': {
    fires: [['in the InformResponse', (talk) => talk.turn(inform({ id: null }), informResponse('1')), '1.r']],
    not: [
      ['both have one', opened],
      ['none in either', (talk) => talk.turn(inform({ id: null }), informResponse(null))],
    ],
  },
  'cwmp-id-reused': {
    fires: [['of the ACS, said once', (talk) => asked(talk).turn(answer, ask).turn(answer, ask), '3.r']],
    not: [
      [
        'each side has its own',
        (talk) =>
          opened(talk)
            .turn('', getValues([name], '1'))
            .turn(getValuesResponse({ [name]: 'x' }, '1'), ''),
      ],
      [
        'the Inform comes again after a 401',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), informResponse(), credentials),
      ],
    ],
  },
  'never-proceeds': {
    fires: [
      ['silence', (talk) => opened(talk).end('timeout'), 'end'],
      ['the CPE hangs up', (talk) => opened(talk).end('connection-closed'), 'end'],
      [
        'another Inform',
        (talk) => opened(talk).turn(inform({ retryCount: 1 }), informResponse(), { connection: 1 }),
        'end',
      ],
    ],
    not: [
      ['the empty POST comes', (talk) => opened(talk).turn('', '').end('completed')],
      ['we stopped listening', (talk) => opened(talk).end('interrupted')],
      ['the Inform was refused', (talk) => talk.turn(inform(), fault('8003', '1')).end('inform-refused')],
    ],
  },
  'request-left-unanswered': {
    fires: [
      ['silence', (talk) => asked(talk).end('timeout'), 'end'],
      [
        'the CPE hangs up over the empty path',
        (talk) => opened(talk).turn('', getNames('')).end('connection-closed'),
        'end',
      ],
    ],
    not: [
      ['the ACS counts the session as completed', (talk) => asked(talk).end('completed')],
      ['it was answered', (talk) => asked(talk).turn(answer, '').end('completed')],
      ['we stopped listening', (talk) => asked(talk).end('interrupted')],
    ],
  },
  'session-timed-out': {
    fires: [
      [
        'after a TransferCompleteResponse',
        (talk) => opened(talk).turn(complete, completed).end('timeout'),
        'end',
      ],
    ],
    not: [
      ['the CPE hung up', (talk) => opened(talk).turn(complete, completed).end('connection-closed')],
      ['a request was open: another rule says more', (talk) => asked(talk).end('timeout')],
      ['nothing came at all: another rule says more', (talk) => opened(talk).end('timeout')],
    ],
  },
  'post-without-answer': {
    fires: [['the ACS hangs up', (talk) => opened(talk).cpe('').end('connection-closed'), 'end']],
    not: [
      ['it was answered', (talk) => opened(talk).turn('', '').end('completed')],
      [
        'the POST did not come whole',
        (talk) => opened(talk).cpe(complete.slice(0, 90), { complete: false }).end('connection-closed'),
      ],
      ['we stopped listening', (talk) => opened(talk).cpe('').end('interrupted')],
    ],
  },
  'acs-answers-slowly': {
    fires: [['31 s', (talk) => talk.cpe(inform()).wait(31).acs(informResponse()), '1.r']],
    not: [
      ['29 s', (talk) => talk.cpe(inform()).wait(29).acs(informResponse())],
      [
        'the POST took a minute to arrive',
        (talk) => talk.cpe(inform(), { takes: 60_000 }).acs(informResponse()),
      ],
    ],
  },
  'cpe-answers-slowly': {
    fires: [
      ['31 s', (talk) => asked(talk).wait(31).cpe(answer), '3.q'],
      [
        'longer than it asked for',
        (talk) =>
          talk
            .turn(inform({ header: block('SessionTimeout', '60', '0') }), informResponse())
            .wait(61)
            .cpe(''),
        '2.q',
      ],
    ],
    not: [
      ['29 s', (talk) => asked(talk).wait(29).cpe(answer)],
      [
        'less than it asked for',
        (talk) =>
          talk
            .turn(inform({ header: block('SessionTimeout', '60', '0') }), informResponse())
            .wait(59)
            .cpe(''),
      ],
    ],
  },
  'resent-after-error': {
    fires: [
      [
        'the same TransferComplete',
        (talk) => opened(talk).turn(complete, '', {}, { status: 500, headers: [] }).cpe(complete),
        '3.q',
      ],
    ],
    not: [
      [
        'another TransferComplete',
        (talk) =>
          opened(talk)
            .turn(complete, '', {}, { status: 500, headers: [] })
            .cpe(transferComplete('other', '3')),
      ],
      ['after a 401', (talk) => opened(talk).turn(complete, '', {}, challenge).cpe(complete)],
      [
        'a session of its own',
        (talk) =>
          opened(talk)
            .turn(complete, '', {}, { status: 500, headers: [] })
            .wait(7)
            .cpe(inform({ retryCount: 1 })),
      ],
    ],
  },
  'retry-not-identical': {
    fires: [
      [
        'another cwmp:ID',
        (talk) => opened(talk).turn(complete, fault('8005', '2')).cpe(transferComplete('k', '3')),
        '3.q',
      ],
      [
        'other content',
        (talk) => opened(talk).turn(complete, fault('8005', '2')).cpe(transferComplete('other')),
        '3.q',
      ],
      ['an empty POST', (talk) => opened(talk).turn(complete, fault('8005', '2')).cpe(''), '3.q'],
      [
        'an Inform with another RetryCount',
        (talk) => talk.turn(inform(), fault('8005', '1')).cpe(inform({ retryCount: 1 }), { connection: 1 }),
        '2.q',
      ],
    ],
    not: [
      ['the same', (talk) => opened(talk).turn(complete, fault('8005', '2')).turn(complete, completed)],
      ['another after another fault', (talk) => opened(talk).turn(complete, fault('8002', '2')).cpe('')],
    ],
  },
  'credentials-refused': {
    fires: [
      [
        '401 again',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), '', credentials, challenge),
        '2.r',
      ],
    ],
    not: [
      [
        'they are taken',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), informResponse(), credentials),
      ],
      [
        '401 again to a POST without credentials',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), '', { connection: 1 }, challenge),
      ],
      [
        'credentials of an old nonce are refused first',
        (talk) => talk.turn(inform(), '', credentials, challenge),
      ],
      [
        'the nonce has run out',
        (talk) =>
          talk.turn(inform(), '', {}, challenge).turn(inform(), '', credentials, {
            status: 401,
            headers: ['WWW-Authenticate: Digest realm="a", nonce="m", stale=true'],
          }),
      ],
    ],
  },
  'too-many-redirects': {
    fires: [['six', (talk) => redirected(talk, 6), '6.r']],
    not: [
      [
        'five, and then an answer',
        (talk) => redirected(talk, 5).turn(inform(), informResponse(), { connection: 1 }),
      ],
      [
        'five, and then an error',
        (talk) => redirected(talk, 5).turn(inform(), '', { connection: 1 }, { status: 500, headers: [] }),
      ],
      ['five', (talk) => redirected(talk, 5)],
      ['six, but not in a row', (talk) => redirected(redirected(talk, 3).turn('', ask), 3)],
    ],
  },
  'unreadable-taken-for-empty': {
    fires: [
      ['the next request', (talk) => asked(talk).turn('garbage', reboot('', '6')), '3.r'],
      ['204', (talk) => asked(talk).turn('<not-an-envelope/>', ''), '3.r'],
    ],
    not: [
      ['an HTTP error', (talk) => asked(talk).turn('garbage', 'No', {}, { status: 400 })],
      ['204 to an empty POST', (talk) => opened(talk).turn('', '')],
      [
        '204 to a damaged answer that can be read',
        (talk) => asked(talk).turn(answer.replace('</cwmp:GetParameterValuesResponse>', ''), ''),
      ],
    ],
  },
  'answer-in-another-namespace': {
    fires: [
      ['the InformResponse in 1.0', (talk) => talk.turn(inform(), informResponse('1', cwmp10)), '1.r'],
      [
        'cwmp-1-3 to a CPE of 1.4',
        (talk) =>
          talk.turn(
            offer('1.0,1.4'),
            informResponse('1', {
              namespace: 'urn:dslforum-org:cwmp-1-3',
              header: block('UseCWMPVersion', '1.4'),
            }),
          ),
        '1.r',
      ],
      ['of the CPE', (talk) => asked(talk).cpe(getValuesResponse({ [name]: 'x' }, '5', cwmp10)), '3.q'],
    ],
    not: [
      ['the same', opened],
      [
        'an older version out of those offered',
        (talk) =>
          talk.turn(
            offer('1.0,1.4'),
            informResponse('1', { ...cwmp10, header: block('UseCWMPVersion', '1.0') }),
          ),
      ],
    ],
  },
  'request-in-another-namespace': {
    fires: [['of the ACS', (talk) => opened(talk).turn('', getValues([name], '5', cwmp10)), '2.r']],
    not: [
      [
        'that of the InformResponse, though not of the Inform',
        (talk) =>
          talk
            .turn(
              offer('1.0,1.4'),
              informResponse('1', { ...cwmp10, header: block('UseCWMPVersion', '1.0') }),
            )
            .turn('', getValues([name], '5', cwmp10)),
      ],
    ],
  },
  'cwmp-version-not-chosen': {
    fires: [['no UseCWMPVersion', (talk) => talk.turn(offer('1.0,1.4'), informResponse()), '1.r']],
    not: [
      ['the list is empty', (talk) => talk.turn(offer(''), informResponse())],
      ['one is chosen', (talk) => talk.turn(offer('1.0,1.4'), use('1.4'))],
      ['none was offered', opened],
    ],
  },
  'cwmp-version-not-offered': {
    fires: [
      ['higher than offered', (talk) => talk.turn(offer('1.0,1.1'), use('1.4')), '1.r'],
      ['none was offered', (talk) => talk.turn(inform(), use('1.4')), '1.r'],
    ],
    not: [['one of them', (talk) => talk.turn(offer('1.0,1.1'), use('1.1'))]],
  },
  'pipelined-request': {
    fires: [
      [
        'an empty POST right behind the Inform',
        (talk) =>
          talk
            .cpe(inform())
            .cpe('')
            .acs(informResponse(), { exchange: 1 })
            .acs('', { exchange: 2, status: 400 }),
        '2.q',
      ],
    ],
    not: [
      ['each POST after the answer to the one before', (talk) => asked(talk).turn(answer, '')],
      [
        'a POST on another connection meanwhile',
        (talk) =>
          talk
            .cpe(inform())
            .cpe('', { connection: 2, bind: { session: 1, boundBy: 'address' } })
            .acs(informResponse(), { exchange: 1 })
            .acs('', { exchange: 2, status: 400 }),
      ],
    ],
  },
  'posts-after-end': {
    fires: [
      ['204, and another empty POST', (talk) => opened(talk).turn('', '').turn('', ''), '3.q'],
      [
        '200, and another empty POST without the cookie',
        (talk) => opened(talk).turn('', '', {}, { status: 200, headers: [] }).turn('', '', { cookie: null }),
        '3.q',
      ],
    ],
    not: [
      ['204 while requests were held back', (talk) => talk.turn(inform(), hold).turn('', '').turn('', '')],
      [
        'the next session on the same connection',
        (talk) => opened(talk).turn('', '').turn(inform(), informResponse(), { connection: 1 }).turn('', ''),
      ],
    ],
  },
}

function redirected(talk: Conversation, times: number): Conversation {
  for (let count = 0; count < times; count++) {
    talk.turn(inform(), '', { connection: 1 }, { status: 302, headers: ['Location: http://b.example/'] })
  }
  return talk
}

testRules(sessionRules, cases)

describe('what is offered', () => {
  const fixOf = (rule: string, say: (talk: Conversation) => unknown) => {
    const talk = new Conversation()
    say(talk)
    return talk.findings(rule)[0]?.fix
  }

  test.each([
    [true, false],
    [false, true],
  ])(
    'to a CPE that never proceeds: the other way of beginning a message (declaration %s)',
    (declaration, other) => {
      expect(
        fixOf('never-proceeds', (talk) =>
          talk.turn(inform(), informResponse('1', { declaration })).end('timeout'),
        ),
      ).toMatchObject({
        kind: 'quirk',
        quirk: { xmlDeclaration: other },
      })
    },
  )

  test('to one that stalls over the empty path: the root', () => {
    expect(
      fixOf('request-left-unanswered', (talk) => opened(talk).turn('', getNames('')).end('timeout')),
    ).toMatchObject({
      quirk: { emptyPath: 'root' },
    })
  })

  test('to one that stalls over a request without a declaration: to write one', () => {
    expect(
      fixOf('request-left-unanswered', (talk) =>
        opened(talk)
          .turn('', getValues([name], '5', { declaration: false }))
          .end('timeout'),
      ),
    ).toMatchObject({ quirk: { xmlDeclaration: true } })
    expect(fixOf('request-left-unanswered', (talk) => asked(talk).end('timeout'))).toBeUndefined()
  })

  test.each([
    [204, 200],
    [200, 204],
  ])('to one that does not take %i for the end: %i', (status, other) => {
    expect(
      fixOf('posts-after-end', (talk) => opened(talk).turn('', '', {}, { status, headers: [] }).turn('', '')),
    ).toMatchObject({
      quirk: { emptyAnswer: other },
    })
  })

  test('for a cookie that was set without a Path: to set it with one', () => {
    const lost = (headers: string) => (talk: Conversation) =>
      talk.turn(inform(), informResponse(), {}, { headers: [headers] }).cpe('', { cookie: null })
    expect(fixOf('cookie-not-returned', lost('Set-Cookie: session=1'))).toMatchObject({
      quirk: { cookiePath: '/' },
    })
    expect(fixOf('cookie-not-returned', lost('Set-Cookie: session=1; Path=/'))).toBeUndefined()
  })
})

test('points at the header that is wrong', () => {
  const talk = asked(new Conversation()).cpe(getValuesResponse({ [name]: 'x' }, '77'))
  const [finding] = talk.findings('cwmp-id-not-echoed')
  const text = getValuesResponse({ [name]: 'x' }, '77')
  expect(text.slice(finding?.offset, (finding?.offset ?? 0) + (finding?.length ?? 0))).toBe(
    '<cwmp:ID soap-env:mustUnderstand="1">77</cwmp:ID>',
  )
})

test('never quotes a cookie', () => {
  const talk = opened(new Conversation()).cpe('', { cookie: 'session=s3cret' })
  expect(JSON.stringify(talk.findings())).not.toContain('s3cret')
})

test('a message that is no answer needs no cwmp:ID', () => {
  const talk = opened(new Conversation()).turn(
    '',
    envelope('<cwmp:Reboot><CommandKey></CommandKey></cwmp:Reboot>', { id: null }),
  )
  expect(talk.rules('error', 'warning')).not.toContain('cwmp-id-not-echoed')
})
