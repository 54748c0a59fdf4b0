/** The knobs of the engines chosen, but the pool size, as one line that says how they stand. Where machines are many they are what one turns, so they are open. */
import { useState } from 'react';
import { knobIn } from '../../scenario/knobs.ts';
import { enginesOf, firstPooled, furtherKnobs, knobWords, settledWorkers } from '../../store/state/chosen-engines.ts';
import { Fold } from '../base/Fold.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';

const FurtherKnobs = lazyExtra(() => import('./FurtherKnobs.tsx'));

export function Knobs() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const machine = useApp((state) => state.assumed.machine);
  const [asked, setAsked] = useState<boolean>();
  const knobs = furtherKnobs(chosen, scenario);
  if (knobs.length === 0) return null;
  const workers = settledWorkers(firstPooled(chosen), scenario, cores);
  const many = enginesOf(chosen).some(({ manyMachines }) => manyMachines);
  // What somebody has set comes first.
  const isSet = knobs.map((knob) => knobIn(scenario, knob.name) !== undefined);
  const words = [true, false].flatMap((set) =>
    knobs.filter((_, i) => isSet[i] === set).map((knob) => knobWords(knob, scenario, machine, workers)),
  );
  return (
    <Fold name="Knobs" about={inShort(words)} title={words.join(', ')} open={asked ?? many} onOpen={setAsked}>
      <FurtherKnobs />
    </Fold>
  );
}

/** So many characters have room beside the name. */
const ROOM = 30;

/** As many as have room, and how many there are beside. */
function inShort(words: readonly string[]): string {
  let said = words[0]!;
  let at = 1;
  for (; at < words.length && said.length + words[at]!.length < ROOM; at++) said += `, ${words[at]}`;
  return at < words.length ? `${said}, +${words.length - at}` : said;
}
