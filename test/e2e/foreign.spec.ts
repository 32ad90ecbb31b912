import { connectTo, informOf, responseOf } from './foreign-cpe.js'
import { expect, test } from './workbench.js'

test('a CPE that shares no code with us is seen live, and a session in progress grows on the screen', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.uiUrl)
  const cpe = await connectTo(workbench.acsUrl)
  expect((await cpe.post(informOf('R1'))).status).toBe(200)
  const sessions = page.getByRole('listbox', { name: 'Sessions' })
  await expect(sessions.getByRole('option', { name: /2 PERIODIC/ })).toBeVisible()
  const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
  await expect(ladder.getByRole('option')).toHaveCount(2)
  expect((await cpe.post('')).status).toBe(204)
  await expect(ladder.getByRole('option')).toHaveCount(4)
  await expect(ladder.getByRole('option').last()).toContainText('204')
  await expect(page.getByRole('listbox', { name: 'CPEs' })).toContainText('Foreign Works')
  cpe.close()
})

test('an RPC queued by a script goes out in the open session and its answer is in the RPC', async ({
  workbench,
}) => {
  const cpe = await connectTo(workbench.acsUrl)
  await cpe.post(informOf('R2'))
  const created = (await workbench.api('/devices/00E0FC-Raw-R2/rpcs', {
    method: 'POST',
    body: {
      method: 'GetParameterValues',
      arguments: { ParameterNames: ['InternetGatewayDevice.DeviceInfo.UpTime'] },
      deliver: 'next-session',
    },
  })) as { id: string; state: string }
  expect(created.state).toBe('queued')
  const request = await cpe.post('')
  expect(request.status).toBe(200)
  expect(request.body).toContain('GetParameterValues')
  const value =
    '<cwmp:GetParameterValuesResponse><ParameterList soap_enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">86412</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse>'
  expect((await cpe.post(responseOf(request.body, value))).status).toBe(204)
  const ended = (await workbench.api(`/rpcs/${created.id}?waitMs=5000`)) as { state: string; result: unknown }
  expect(ended).toMatchObject({
    state: 'done',
    result: {
      ParameterList: [
        { Name: 'InternetGatewayDevice.DeviceInfo.UpTime', Value: '86412', Type: 'xsd:unsignedInt' },
      ],
    },
  })
  cpe.close()
})
