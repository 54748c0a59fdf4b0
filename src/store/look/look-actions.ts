/** Actions that change how one looks: the window, the selection, the replay, settings. They set members and do nothing else. */
import type {
  LookActions,
  ModeActions,
  NotesActions,
  ReplayActions,
  RunsActions,
  SettingsActions,
} from '../state/state.ts';
import { nextRevision, type Store } from '../state/store.ts';

type Plain = LookActions & ReplayActions & NotesActions & RunsActions & ModeActions & SettingsActions;

export function lookActions({ getState, setState }: Store): Plain {
  return {
    setView: (view) => setState({ view }),
    select: (selected) => setState({ selected, idle: null }),
    look: (change) => setState(change),
    lookAgain: (look) => {
      const gone = look.selected && look.selected.task >= getState().scenario.tasks.length;
      setState({ ...look, following: false, ...(gone && { selected: null }) });
    },
    hover: (hovered) => setState({ hovered }),
    follow: (following) => {
      if (getState().following !== following) setState({ following });
    },
    setMeasuring: (measuring) => setState({ measuring }),
    showOnly: (onlyState) => setState({ onlyState }),
    showPath: (showsPath) => setState({ showsPath }),
    showPanel: (panel) => setState({ panel }),
    fold: (folded) => setState({ folded }),
    replay: (change) => setState({ ...(change.cursorMs !== undefined && { replayAt: null }), ...change }),
    writeNote: (writing) => setState({ writing }),
    tracesChanged: () => setState(nextRevision),
    setMode: (mode) => setState({ mode }),
    endWelcome: () => setState({ welcome: false }),
    setTheme: (theme) => setState({ theme }),
    setSingleKeys: (singleKeys) => setState({ singleKeys }),
  };
}
