import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, expect, runCommand, test } from './workbench.js'

const dumps = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'device-dumps')

const devices = [
  {
    name: 'Huawei',
    file: 'huawei-BM632w-202BC1-igd.csv',
    parameters: 792,
    belowRoot: 792,
    objects: 210,
  },
  {
    name: 'TP-Link',
    file: 'tplink-EC220-G5-V3-device2.csv',
    parameters: 756,
    // Three rows (Events.*) stand outside the root: only the empty path reaches them.
    belowRoot: 753,
    objects: 182,
  },
]

interface Page<T> {
  items: T[]
  nextCursor: string | null
  total: number
}

for (const device of devices) {
  test(`the ${device.name} dump is discovered, displayed and edited through the whole chain`, async ({
    page,
    workbench,
  }) => {
    test.skip(
      !existsSync(join(dumps, device.file)),
      `the device dumps are not beside this checkout (${device.file})`,
    )
    const cpe = runCommand([
      'simulate',
      '--acs',
      workbench.acsUrl,
      '--model',
      join(dumps, device.file),
      '--periodic',
      '2',
    ])
    try {
      await page.goto(workbench.uiUrl)
      const list = page.getByRole('listbox', { name: 'CPEs' })
      await expect(list.getByRole('option')).toHaveCount(1)
      await page.getByRole('tab', { name: 'Parameters' }).click()
      await page.getByRole('button', { name: 'Fetch the whole tree', exact: true }).click()
      await expect(page.getByText(`${String(device.parameters)} parameters`).first()).toBeVisible({
        timeout: 20_000,
      })

      const { items } = (await workbench.api('/devices')) as Page<{ id: string }>
      const id = items[0]?.id ?? ''
      for (const [method, args] of [
        ['GetParameterNames', { ParameterPath: '', NextLevel: '0' }],
        ['GetParameterValues', { ParameterNames: [''] }],
      ] as const) {
        const rpc = (await workbench.api(`/devices/${encodeURIComponent(id)}/rpcs`, {
          method: 'POST',
          body: { method, arguments: args, deliver: 'next-session' },
        })) as { id: string }
        expect(await workbench.api(`/rpcs/${rpc.id}?waitMs=20000`)).toMatchObject({ state: 'done' })
      }
      await expect(page.getByText(`${String(device.parameters)} parameters`).first()).toBeVisible()
      expect(await workbench.api(`/devices/${encodeURIComponent(id)}`)).toMatchObject({
        parameterCount: device.parameters,
      })
      const paths: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
        const next = (await workbench.api(
          `/devices/${encodeURIComponent(id)}/parameters?limit=1000${query}`,
        )) as Page<{ path: string }>
        paths.push(...next.items.map(({ path }) => path))
        cursor = next.nextCursor
      }
      expect(paths.filter((path) => path.endsWith('.'))).toHaveLength(device.objects)
      expect(paths.filter((path) => !path.endsWith('.'))).toHaveLength(device.parameters)

      // Edit the first SSID a person would find.
      await page.getByRole('textbox', { name: 'Search parameters by name or value' }).fill('ProvisioningCode')
      const row = page
        .getByRole('treegrid')
        .getByRole('row', { name: /^ProvisioningCode / })
        .first()
      await row.click()
      await page.keyboard.press('Enter')
      const editor = page.getByRole('textbox', { name: 'New value of ProvisioningCode' })
      await editor.fill('bench-7')
      await editor.press('Enter')
      await page.getByRole('button', { name: 'Send now' }).click()
      await expect(row).toContainText('bench-7')
      await expect(page.getByText('1 change staged')).toBeHidden()
    } finally {
      await endProcess(cpe.child)
    }
  })
}
