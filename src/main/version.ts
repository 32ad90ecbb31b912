import { version } from '../../package.json'

/** Version of the program, as package.json says; built into it. */
export const programVersion: string = version
