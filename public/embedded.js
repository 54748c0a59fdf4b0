/** What the demonstration page does with its first playground. */
const playground = document.getElementById('tasks');
const said = document.getElementById('said');

const words = (results) =>
  results
    .map(({ title, makespanMs, measured }) => {
      const time = makespanMs === null ? 'no time' : `${(makespanMs / 1000).toFixed(2)} s`;
      return `${title} ${time}${measured ? '' : ' (predicted)'}`;
    })
    .join(', ');

playground.addEventListener('overlap-progress', ({ detail }) => {
  said.textContent = `Running, ${(detail.nowMs / 1000).toFixed(1)} s`;
});
playground.addEventListener('overlap-result', ({ detail }) => {
  said.textContent = `${detail.how}: ${words(detail.results)}`;
});
document.getElementById('run').addEventListener('click', () => {
  playground.run().catch((error) => {
    said.textContent = error.message;
  });
});
