import { expect, it } from 'vitest'
import { lintMessage } from '../../../../src/core/lint/index.js'
import { factoryTree } from '../../../../src/core/model/index.js'
import { decodeEnvelope, defaultWriteStyle, encodeEnvelope } from '../../../../src/core/soap/index.js'
import { builtInDefinitions } from '../../../../src/main/engine/definitions/index.js'
import { builtInModel } from '../../../../src/main/engine/simulator/built-in-models.js'
import { informOf } from '../../../../src/main/engine/simulator/inform.js'

it.each(['device2', 'igd'] as const)(
  'the Inform of a simulated %s has nothing in it that a conformance check would call wrong',
  (name) => {
    const model = builtInModel(name)
    const inform = informOf({
      model,
      serialNumber: 'SIM000001',
      tree: factoryTree(model, { serialNumber: 'SIM000001', acsUrl: 'http://192.0.2.1:7547/' }),
      report: {
        events: [
          { eventCode: '1 BOOT', commandKey: '' },
          { eventCode: 'M Reboot', commandKey: 'reboot-1' },
        ],
        changed: [],
        retryCount: 0,
      },
      now: Date.UTC(2026, 10, 22, 10),
      cwmpId: '1',
    })
    const body = new TextEncoder().encode(encodeEnvelope(inform, defaultWriteStyle))
    const envelope = decodeEnvelope(body)
    const findings = lintMessage({
      head: null,
      body,
      kind: 'request',
      envelope,
      framing: [],
      direction: 'cpe-to-acs',
      definitionOf: builtInDefinitions,
    })
    // The simulator fills in its ConnectionRequestURL when it has an address.
    expect(
      findings.map(({ rule }) => rule).filter((rule) => rule !== 'empty-connection-request-url'),
    ).toEqual([])
  },
)
