/** Over the lanes on the very first visit: what the page is for, and a first step. It is gone for good once anything was done. */
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import './welcome.css';

export function Welcome() {
  const welcome = useApp((state) => state.welcome);
  const endWelcome = useApp((state) => state.endWelcome);
  const start = useApp((state) => state.start);
  if (!welcome) return null;
  return (
    <section className="welcome" aria-label="Welcome">
      <div>
        <h2>See why three workers are not three times as fast.</h2>
        <p>Overlap runs tasks in this page and draws who worked, who slept and who waited for whom.</p>
      </div>
      <button type="button" className="button" onClick={() => start()}>
        Run it
      </button>
      <a className="button welcome-lesson" href="#learn=five-customers">
        Start with lesson 1: five customers, three desks (3 min)
      </a>
      <button type="button" className="button quiet icon" aria-label="Close the welcome" onClick={endWelcome}>
        <Icon name="close" />
      </button>
    </section>
  );
}
