import { DeviceMemory, type ParameterSeen } from './device-memory.js'

/** Devices that are remembered; beyond, the one that was silent longest is forgotten. */
const devicesKept = 10_000

/** What is remembered of every device that was met lately. */
export class DeviceMemories {
  readonly #memories = new Map<string, DeviceMemory>()

  /**
   * @param key the device and who recorded it: the same device seen from two sides is remembered twice
   * @param parameter what is known of its parameters
   */
  of(key: string, parameter: (path: string) => ParameterSeen | null): DeviceMemory {
    const memory = this.#memories.get(key) ?? new DeviceMemory(parameter)
    this.#memories.delete(key)
    this.#memories.set(key, memory)
    if (this.#memories.size > devicesKept) {
      for (const oldest of this.#memories.keys()) {
        this.#memories.delete(oldest)
        break
      }
    }
    return memory
  }
}
