import type { EnvelopeRule } from '../../rule.js'
import { transferUrls } from './transfers.js'
import { contentOf } from '../../place.js'
import { hasCredentials } from './urls.js'

export const credentialsInTransferUrl: EnvelopeRule = {
  kind: 'envelope',
  id: 'credentials-in-transfer-url',
  severity: 'warning',
  title: 'The URL of a file transfer holds credentials.',
  reference: 'TR-069a6 A.3.2.8',
  explanation:
    'A URL must not carry username and password: they have arguments of their own. In the URL ' +
    'they end up in the logs of servers and proxies, and CPEs differ in whether they use them ' +
    'at all. Put them into Username and Password.',
  wrong: `<cwmp:Upload><CommandKey/><FileType>1 Vendor Configuration File</FileType><URL>http://user:secret@files.example/up</URL><Username/><Password/><DelaySeconds>0</DelaySeconds></cwmp:Upload>`,
  right: `<cwmp:Upload><CommandKey/><FileType>1 Vendor Configuration File</FileType><URL>http://files.example/up</URL><Username>user</Username><Password>secret</Password><DelaySeconds>0</DelaySeconds></cwmp:Upload>`,
  of: ['request'],
  check: (envelope, report) => {
    for (const { name, url, element } of transferUrls(envelope)) {
      if (!hasCredentials(url)) continue
      report(
        `${name} of ${envelope.rpc ?? ''} carries credentials in the URL.`,
        contentOf(envelope.source.document, element),
      )
    }
  },
}
