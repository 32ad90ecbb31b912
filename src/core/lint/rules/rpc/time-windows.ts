import type { RpcStruct } from '../../../soap/index.js'
import { structs, text } from '../../../tree/rpc-values.js'

/** A window of ScheduleDownload, in seconds after the request. */
export interface TimeWindow {
  readonly start: number
  readonly end: number
}

/** The windows whose bounds are numbers. */
export function timeWindows(request: RpcStruct): readonly TimeWindow[] {
  const number = (window: RpcStruct, name: string): number => {
    const written = text(window[name]).trim()
    return /^\d{1,10}$/.test(written) ? Number(written) : Number.NaN
  }
  return structs(request['TimeWindowList'])
    .map((window) => ({ start: number(window, 'WindowStart'), end: number(window, 'WindowEnd') }))
    .filter(({ start, end }) => !Number.isNaN(start) && !Number.isNaN(end))
}
