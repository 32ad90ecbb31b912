import { objectAt, parameterAt, withValue, type ModelTree } from '../../../core/model/index.js'
import type { Random } from './random.js'

const stateName = '.DiagnosticsState'

/** The diagnostics (objects with a DiagnosticsState) among these parameters that now stand on Requested. */
export function requestedDiagnostics(tree: ModelTree, paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => path.endsWith(stateName) && parameterAt(tree, path)?.value === 'Requested')
    .map((path) => path.slice(0, -stateName.length + 1))
}

/**
 * Ends a diagnostic with results. A ping is played (the simulated line loses nothing and answers in 9 to
 * 30 ms); any other test this CPE cannot do and ends with an error state, as TR-181 has it.
 */
export function finishDiagnostic(tree: ModelTree, object: string, random: Random): ModelTree {
  const isPing =
    parameterAt(tree, `${object}NumberOfRepetitions`) !== null &&
    parameterAt(tree, `${object}SuccessCount`) !== null
  if (objectAt(tree, object) === null) return tree
  if (!isPing) return withValue(tree, `${object}DiagnosticsState`, 'Error_Other')
  const host = parameterAt(tree, `${object}Host`)?.value ?? ''
  if (host === '') return withValue(tree, `${object}DiagnosticsState`, 'Error_CannotResolveHostName')
  const repetitions = Number(parameterAt(tree, `${object}NumberOfRepetitions`)?.value ?? '0')
  const fastest = random.integer(9, 14)
  const slowest = fastest + random.integer(0, 16)
  const results: Readonly<Record<string, string>> = {
    SuccessCount: String(repetitions),
    FailureCount: '0',
    MinimumResponseTime: String(fastest),
    AverageResponseTime: String(Math.round((fastest + slowest) / 2)),
    MaximumResponseTime: String(slowest),
    DiagnosticsState: 'Complete',
  }
  return Object.entries(results).reduce((next, [name, value]) => withValue(next, object + name, value), tree)
}
