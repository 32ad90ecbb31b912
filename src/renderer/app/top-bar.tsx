import { Menu } from '@mantine/core'
import {
  ChevronDown,
  Command,
  Contrast,
  Copy,
  Moon,
  Network,
  Play,
  Settings2,
  Square,
  Sun,
  SunMoon,
} from 'lucide-react'
import { useEngineStatus } from '../state/engine-status.js'
import { usePreferences, type ThemeChoice } from '../state/preferences.js'
import { copyText, keyText } from '../ui/index.js'
import { useCommands } from './commands.js'
import { FilterBox } from './filter-box.js'
import { notifyDone } from './notify.js'
import { themeChoices } from './use-theme.js'
import styles from './frame.module.css'

/** The bar at the top: where traffic comes from, whether it is recorded, the filter, the way to everything else. */
export function TopBar() {
  const commands = useCommands()
  return (
    <header className={styles.top}>
      <h1 className={styles.brand}>CWMP Workbench</h1>
      <AcsMenu />
      <Recording />
      <FilterBox />
      <button type="button" className={styles.control} onClick={() => commands.run('palette.open')}>
        <Command size={14} aria-hidden="true" />
        Commands
        <span className={styles.keys}>{keyText('Mod+K')}</span>
      </button>
      <ThemeMenu />
    </header>
  )
}

function AcsMenu() {
  const commands = useCommands()
  const status = useEngineStatus((engine) => engine.status)
  const url = status?.acsUrl ?? null
  const listening = status?.listening ?? []
  return (
    <Menu
      position="bottom-start"
      shadow="md"
      width={340}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={styles.control}>
          <span className={styles.dot} data-on={url !== null || undefined} />
          ACS
          <code>{url === null ? (status ? 'not listening' : '…') : portOf(url)}</code>
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {listening.map((each) => (
          <Menu.Item
            key={each}
            leftSection={<Copy size={14} aria-hidden="true" />}
            onClick={() => void copyText(each).then((copied) => copied && notifyDone('Copied', each))}
          >
            Copy <code>{each}</code>
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<Network size={14} aria-hidden="true" />}
          onClick={() => commands.run('acs.connect')}
        >
          Connect a CPE…
        </Menu.Item>
        <Menu.Item
          leftSection={<Settings2 size={14} aria-hidden="true" />}
          rightSection={<span className={styles.keys}>{keyText('Mod+,')}</span>}
          onClick={() => commands.run('acs.settings')}
        >
          ACS settings…
        </Menu.Item>
        <Menu.Item
          leftSection={
            status?.demo ? <Square size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />
          }
          onClick={() => commands.run(status?.demo ? 'demo.stop' : 'demo.start')}
        >
          {status?.demo ? 'Stop the demo CPE' : 'Start the demo CPE'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function portOf(url: string): string {
  return `:${new URL(url).port || '80'}`
}

function Recording() {
  const recording = useEngineStatus((engine) => engine.status?.recording)
  if (recording === undefined) return null
  return (
    <span
      className={styles.recording}
      data-on={recording || undefined}
      title={
        recording
          ? 'Every exchange is written to the capture before it is acted on.'
          : 'Exchanges are not written to the capture.'
      }
    >
      <span className={styles.dot} />
      {recording ? 'Recording' : 'Not recording'}
    </span>
  )
}

const themeIcons: Readonly<Record<ThemeChoice, typeof Sun>> = {
  system: SunMoon,
  light: Sun,
  dark: Moon,
  contrast: Contrast,
}

function ThemeMenu() {
  const theme = usePreferences((preferences) => preferences.theme)
  const setTheme = usePreferences((preferences) => preferences.setTheme)
  const Icon = themeIcons[theme]
  return (
    <Menu position="bottom-end" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={styles.control} aria-label="Theme">
          <Icon size={15} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {themeChoices.map(([choice, label]) => {
          const ChoiceIcon = themeIcons[choice]
          return (
            <Menu.Item
              key={choice}
              role="menuitemradio"
              aria-checked={theme === choice}
              leftSection={<ChoiceIcon size={14} aria-hidden="true" />}
              onClick={() => setTheme(choice)}
            >
              {label}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
