/** Learn: the contents, a lesson, or the words. Which, the address says. */
// Before the parts, whose own styles follow it.
import './learn.css';
import { Suspense, useSyncExternalStore } from 'react';
import { isProgram } from '../../learn/lesson.ts';
import { type Place, placeOf } from '../../store/learn/place.ts';
import { lazy } from '../base/lazy.tsx';
import { useOverlap } from '../base/use-overlap.ts';
import { Contents } from './Contents.tsx';
import { LessonView } from './LessonView.tsx';
import { MainPage } from './main-page.ts';
import { WhichPage } from './WhichPage.tsx';
import { WordsPage } from './WordsPage.tsx';
import '../base/code-font.css';

/** With CPython and what draws its runs. */
const ProgramLessonView = lazy(() => import('./ProgramLessonView.tsx'));
/** Lessons that users make. */
const TeachPage = lazy(() => import('./teach/TeachPage.tsx'));
const TaughtPage = lazy(() => import('./teach/TaughtPage.tsx'));

function subscribe(follow: () => void): () => void {
  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);
  return () => {
    removeEventListener('hashchange', follow);
    removeEventListener('popstate', follow);
  };
}

/** Follows the address, also where it changes before the first picture of this mode stands. */
const usePlace = (): Place => placeOf(useSyncExternalStore(subscribe, () => location.hash));

export default function LearnMode() {
  const { store } = useOverlap();
  return (
    <MainPage value={store}>
      <Suspense fallback={<main id="stage" className="stage" aria-busy="true" />}>
        <Shown place={usePlace()} />
      </Suspense>
    </MainPage>
  );
}

function Shown({ place }: { readonly place: Place }) {
  switch (place.kind) {
    case 'lesson':
      return isProgram(place.lesson) ? (
        <ProgramLessonView key={place.lesson.id} lesson={place.lesson} step={place.step} />
      ) : (
        <LessonView key={place.lesson.id} lesson={place.lesson} step={place.step} />
      );
    case 'words':
      return <WordsPage />;
    case 'which':
      return <WhichPage />;
    case 'teach':
      return <TeachPage />;
    case 'taught':
      return <TaughtPage key={place.packed} packed={place.packed} at={place.at} />;
    case 'contents':
      return <Contents />;
    case 'unknown':
      return <Contents missing={place.id} />;
  }
}
