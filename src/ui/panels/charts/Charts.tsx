/** Charts of a section, in step with the time window. */
export default function Charts() {
  return <p className="panel-empty">Charts</p>;
}
