import type { EnvelopeRule } from '../../rule.js'
import { contentOf } from '../../place.js'
import { transferUrls } from './transfers.js'

export const transferCredentialsWithoutTls: EnvelopeRule = {
  kind: 'envelope',
  id: 'transfer-credentials-without-tls',
  severity: 'info',
  title: 'The credentials of a file transfer will cross the network readable.',
  reference:
    'practice: Username and Password of a Download go to its server by Basic or FTP, which hide nothing',
  explanation:
    'The URL is plain http or ftp, and credentials are to be used there. Over http a server ' +
    'may ask for Digest; with Basic and with FTP they are readable on the way, as is the ' +
    'file. Use https where the device can, and credentials that open nothing else.',
  wrong: `<cwmp:Upload><CommandKey/><FileType>1 Vendor Configuration File</FileType><URL>ftp://files.example/up</URL><Username>user</Username><Password>secret</Password><DelaySeconds>0</DelaySeconds></cwmp:Upload>`,
  right: `<cwmp:Upload><CommandKey/><FileType>1 Vendor Configuration File</FileType><URL>https://files.example/up</URL><Username>user</Username><Password>secret</Password><DelaySeconds>0</DelaySeconds></cwmp:Upload>`,
  of: ['request'],
  check: (envelope, report) => {
    for (const { name, url, element, authenticated } of transferUrls(envelope)) {
      const scheme = /^\s*(http|ftp|tftp):/i.exec(url)?.[1]?.toLowerCase()
      if (name !== 'URL' || scheme === undefined || !authenticated) continue
      report(
        `${envelope.rpc ?? ''} uses credentials over plain ${scheme}.`,
        contentOf(envelope.source.document, element),
      )
    }
  },
}
