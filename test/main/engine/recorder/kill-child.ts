import { openCapture } from '../../../../src/main/engine/recorder/index.js'
import type { JournalFact } from '../../../../src/core/journal/index.js'
import { setValues, setValuesResponse, Traffic } from '../../../core/sessions/traffic.js'
import { hand } from './hand.js'

/**
 * Records sessions without end and prints a line for everything that is committed, until it is killed.
 * Arguments: path of the capture.
 */
const { recorder, reader } = await openCapture({ path: process.argv[2] ?? '', now: () => Date.now() * 1000 })
const { exchanges } = await reader.figures()
process.stdout.write(`ready ${exchanges}\n`)

let last = exchanges
for (let round = 0; ; round += 1) {
  const facts: JournalFact[] = []
  const traffic = new Traffic((fact) => void facts.push(fact), last)
  const value = `${round} ${'x'.repeat(1500)}`
  traffic.session({ events: ['1 BOOT'], values: { 'Device.A': value } }, [
    [setValues({ 'Device.B': value }, 'a'), setValuesResponse('a')],
  ])
  for (const fact of facts) {
    await hand(recorder, fact)
    if (fact.type === 'request')
      process.stdout.write(`q ${fact.request.exchange} ${fact.request.body.length}\n`)
    if (fact.type === 'response')
      process.stdout.write(`r ${fact.response.exchange} ${fact.response.body.length}\n`)
    if (fact.type === 'request') last = fact.request.exchange
  }
}
