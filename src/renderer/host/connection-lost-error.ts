/** A call could not be made because there is no connection to the engine. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'
  constructor() {
    super(
      'There is no connection to the workbench engine. It is tried again by itself; repeat this when it is back.',
    )
  }
}
