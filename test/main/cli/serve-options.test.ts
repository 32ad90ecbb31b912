import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addEngineOptions, engineOptions, type EngineArguments } from '../../../src/main/cli/serve-options.js'

function optionsOf(...args: string[]) {
  const command = addEngineOptions(new Command()).exitOverride()
  command.parse(args, { from: 'user' })
  return engineOptions(command.opts<EngineArguments>(), false, '0.0.0')
}

test('the engine is durable and trusts a proxy only when it is told to', () => {
  expect(optionsOf()).toMatchObject({ durable: false, trustProxy: false })
  expect(optionsOf('--durable', '--trust-proxy')).toMatchObject({ durable: true, trustProxy: true })
})
