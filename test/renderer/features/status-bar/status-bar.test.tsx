// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { describe, it } from 'vitest'
import { StatusBar } from '../../../../src/renderer/features/status-bar/index.js'
import { useEngineStatus } from '../../../../src/renderer/state/engine-status.js'
import { createStandIn } from '../../../stand-in/client.js'
import { sampleStatus } from '../../../stand-in/sample.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

const tell = (change: Partial<ReturnType<typeof sampleStatus>>) =>
  act(() => useEngineStatus.getState().setStatus({ ...sampleStatus(), ...change }))

describe('the status bar', () => {
  it('waits for the engine', () => {
    renderOn(createStandIn(), <StatusBar />)
    screen.getByText('Connecting to the engine…')
  })

  it('tells where the ACS listens, what was seen and where it is kept', () => {
    renderOn(createStandIn(), <StatusBar />)
    tell({ devices: 3, listening: ['http://127.0.0.1:7547/', 'http://192.0.2.10:7547/'] })
    screen.getByText('http://127.0.0.1:7547/')
    screen.getByText('and 1 more address')
    screen.getByText(/3 CPEs · 0 sessions · 0 HTTP exchanges/)
    screen.getByText('lab-bench.cwmpcap')
    screen.getByText(/12.4 MB/)
  })

  it('says that the ACS does not listen', () => {
    renderOn(createStandIn(), <StatusBar />)
    tell({ listening: [], acsUrl: null })
    screen.getByText('The ACS is not listening')
  })

  it('opens the problems in words', async () => {
    renderOn(createStandIn(), <StatusBar />)
    tell({ problems: [{ code: 'port-taken', message: 'Port 7547 is taken by another program.' }] })
    fireEvent.click(screen.getByRole('button', { name: '1 problem' }))
    await screen.findByText('Port 7547 is taken by another program.')
  })
})
