/** All attempts of a section as a table. */
export default function Tasks() {
  return <p className="panel-empty">Tasks</p>;
}
