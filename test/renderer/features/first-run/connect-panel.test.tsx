// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ConnectPanel } from '../../../../src/renderer/features/first-run/index.js'
import { createStandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

const address = async (url: string) =>
  within((await screen.findByText(url)).closest<HTMLElement>('li') ?? document.body)

describe('the first-run screen', () => {
  it('has the ACS URL of each network address, to copy where the ACS listens', async () => {
    renderOn(createStandIn({ empty: true }), <ConnectPanel />)
    const loopback = await address('http://127.0.0.1:7547/')
    loopback.getByText('this machine only')
    loopback.getByRole('button', { name: 'Copy http://127.0.0.1:7547/' })
    const other = await address('http://192.0.2.10:7547/')
    expect(other.queryByRole('button', { name: /Copy/ })).toBeNull()
  })

  it('opens and closes an address to the network only when asked', async () => {
    const standIn = createStandIn({ empty: true })
    renderOn(standIn, <ConnectPanel />)
    await address('http://192.0.2.10:7547/')
    expect(standIn.calls.some((call) => call.startsWith('acs.'))).toBe(false)
    fireEvent.click(screen.getByRole('button', { name: 'Listen on 192.0.2.10' }))
    const stop = await screen.findByRole('button', { name: 'Stop listening on 192.0.2.10' })
    expect(standIn.status.listening).toContain('http://192.0.2.10:7547/')
    ;(await address('http://192.0.2.10:7547/')).getByRole('button', { name: /^Copy/ })
    fireEvent.click(stop)
    await screen.findByRole('button', { name: 'Listen on 192.0.2.10' })
    expect(standIn.status.listening).not.toContain('http://192.0.2.10:7547/')
  })

  it('shows live how far a CPE gets, and what to look at next', async () => {
    const standIn = createStandIn({ empty: true })
    renderOn(standIn, <ConnectPanel />)
    const steps = within(await screen.findByRole('list', { name: 'Is my CPE reaching me?' }))
    await steps.findByText(/Nothing has connected to port 7547 yet/)
    expect(steps.queryByText('No Inform has come yet.')).toBeNull()
    act(() =>
      standIn.publish({
        type: 'reachability',
        steps: standIn.reachability.map((step) =>
          step.name === 'connection'
            ? { ...step, state: 'seen', at: new Date().toISOString(), detail: '192.0.2.17:51004 connected' }
            : step,
        ),
      }),
    )
    await steps.findByText('192.0.2.17:51004 connected')
    steps.getByText('Nobody has sent an HTTP request yet.')
  })

  it('starts and stops the demo CPE', async () => {
    const standIn = createStandIn({ empty: true })
    renderOn(standIn, <ConnectPanel />)
    fireEvent.click(screen.getByRole('button', { name: 'Start the demo CPE' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Stop the demo CPE' }))
    await screen.findByRole('button', { name: 'Start the demo CPE' })
    expect(standIn.calls.filter((call) => call.startsWith('demo.'))).toEqual(['demo.start', 'demo.stop'])
  })

  it('says so when the addresses cannot be had', async () => {
    const standIn = createStandIn({ empty: true })
    standIn.lose()
    renderOn(standIn, <ConnectPanel />)
    await screen.findByText(/There is no connection to the workbench engine/)
    standIn.recover()
    await address('http://127.0.0.1:7547/')
  })
})
