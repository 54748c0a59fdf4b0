/** The table itself: columns and sorting by react-table, of the rows only those in sight, by react-virtual. */
import { type ColumnDef, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Selection } from '../../../store/state/state.ts';
import type { TaskColumn } from './columns.ts';
import { sortRows } from './sort-rows.ts';
import type { Place, TaskData } from './task-data.ts';

interface Props {
  readonly data: TaskData;
  readonly columns: readonly TaskColumn[];
  /** Rows of the list that are shown. */
  readonly rows: Int32Array;
  readonly name: string;
  readonly rowHeight: number;
  readonly selected: Selection | null;
  readonly onSelect: (place: Place) => void;
}

/** A row in sight. */
interface Seen extends Place {
  /** Its number among those shown, from 0. */
  readonly index: number;
}

const features = tableFeatures({ rowSortingFeature });
const HEAD = 24;
/** Browsers hold no element much higher (px): beyond it, a pixel of scrolling is more than one of the table. */
const HIGHEST = 8_000_000;
/** Columns whose largest are of interest first. */
const LARGEST_FIRST = /^(wait|cpu|sleep|duration|predicted(Wait|Duration))/;

export function TaskTable({ data, columns, rows, name, rowHeight, selected, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [sorting, setSorting] = useState<SortingState>([]);
  const [active, setActive] = useState(0);

  const [sort] = sorting;
  const sorted = useMemo(() => {
    const column = sort && columns.find((one) => one.id === sort.id);
    return column ? sortRows(rows, data.keys(column.id, column.value), sort.desc) : rows;
  }, [data, columns, rows, sort]);

  const whole = sorted.length * rowHeight;
  const height = Math.min(whole, HIGHEST);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: useMemo(() => () => rowHeight, [rowHeight]),
    observeElementOffset: observeScaled,
    initialOffset: 0,
    overscan: 4,
    scrollMargin: 0,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;

  const seen = useMemo(() => {
    const list: Seen[] = [];
    for (let index = first; index <= Math.min(last, sorted.length - 1); index++)
      list.push({ ...data.at(sorted[index]!), index });
    return list;
  }, [data, sorted, first, last]);

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Seen> => ({
          id: column.id,
          header: column.title,
          accessorFn: (place) => column.says(place),
          sortDescFirst: LARGEST_FIRST.test(column.id),
        }),
      ),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: seen,
    getRowId: ({ index }: Seen) => String(index),
    state: { sorting },
    onSortingChange: (change) => setSorting(change),
    manualSorting: true,
    enableMultiSort: false,
  });

  // The place on the page of what stands at the window's top, where scrolling is scaled.
  const offset = virtualizer.scrollOffset ?? 0;
  const scrolled = height < whole ? (scroller.current?.scrollTop ?? 0) : offset;
  const top = Math.max(0, first * rowHeight - offset + scrolled);

  const scrollTo = (index: number) => {
    const box = scroller.current;
    if (!box) return;
    const room = box.clientHeight - HEAD;
    const from = virtualizer.scrollOffset ?? 0;
    let to = from;
    if (index * rowHeight < from) to = index * rowHeight;
    else if ((index + 1) * rowHeight > from + room) to = (index + 1) * rowHeight - room;
    if (to !== from) box.scrollTop = to / scaleOf(box, whole);
  };
  const goTo = (index: number) => {
    setActive(index);
    scrollTo(index);
  };

  const row = selected ? data.rowOf(selected.engine, selected.task, selected.attempt) : -1;
  const chosen = useMemo(() => (row < 0 ? -1 : sorted.indexOf(row)), [sorted, row]);
  // What is selected elsewhere comes into sight here too.
  const follow = useRef(scrollTo);
  follow.current = scrollTo;
  useEffect(() => {
    if (chosen < 0) return;
    setActive(chosen);
    follow.current(chosen);
  }, [chosen]);
  const current = Math.min(active, sorted.length - 1);

  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -sorted.length,
      End: sorted.length,
    };
    const step = steps[event.key];
    if (step !== undefined && sorted.length > 0) goTo(Math.min(sorted.length - 1, Math.max(0, current + step)));
    else if ((event.key === 'Enter' || event.key === ' ') && current >= 0) onSelect(data.at(sorted[current]!));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const widths = columns.map(({ width }) => width);
  const least = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div ref={scroller} className="task-table-scroller" data-whole={whole}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the rows are gone through by arrow keys.
        role="grid"
        aria-label={name}
        aria-rowcount={sorted.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={seen.some(({ index }) => index === current) ? `${id}-${current}` : undefined}
        tabIndex={0}
        style={{ minWidth: least }}
        onKeyDown={keyDown}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {table.getHeaderGroups()[0]!.headers.map((header, i) => {
              const { about, text, predicted } = columns[i]!;
              const way = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  scope="col"
                  data-text={text ? '' : undefined}
                  data-predicted={predicted ? '' : undefined}
                  aria-sort={way === 'asc' ? 'ascending' : way === 'desc' ? 'descending' : 'none'}
                >
                  <button type="button" title={about} onClick={header.column.getToggleSortingHandler()}>
                    <table.FlexRender header={header} />
                    {about?.endsWith('by prediction') && <span className="unseen"> {about}</span>}
                    <span className="task-table-way" aria-hidden="true">
                      {way === 'asc' ? '↑' : way === 'desc' ? '↓' : ''}
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <Gap height={top} />
        <tbody>
          {table.getRowModel().rows.map((tableRow) => {
            const { index } = tableRow.original;
            return (
              <tr
                key={tableRow.id}
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                aria-selected={index === chosen}
                data-active={index === current ? '' : undefined}
                style={{ height: rowHeight }}
                onClick={() => {
                  setActive(index);
                  onSelect(tableRow.original);
                }}
              >
                {tableRow.getAllCells().map((cell, i) => (
                  <td
                    key={cell.id}
                    data-text={columns[i]!.text ? '' : undefined}
                    data-predicted={columns[i]!.predicted ? '' : undefined}
                  >
                    {cell.getValue<string>()}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        <Gap height={height - top - seen.length * rowHeight} />
      </table>
    </div>
  );
}

/** Stands for the rows out of sight. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody className="task-table-gap" aria-hidden="true">
      <tr>
        <td style={{ height }} />
      </tr>
    </tbody>
  );
}

/** How many pixels of the table one pixel of scrolling is. */
function scaleOf(box: HTMLElement, whole: number): number {
  const room = box.clientHeight - HEAD;
  if (whole <= HIGHEST || room >= HIGHEST) return 1;
  return (whole - room) / (HIGHEST - room);
}

/** As the library does, but that very long tables scroll in scale. */
function observeScaled(
  { scrollElement: box }: Virtualizer<HTMLDivElement, Element>,
  tell: (offset: number, scrolling: boolean) => void,
): (() => void) | undefined {
  if (!box) return undefined;
  const scrolled = () => tell(box.scrollTop * scaleOf(box, Number(box.dataset.whole)), false);
  box.addEventListener('scroll', scrolled, { passive: true });
  scrolled();
  return () => box.removeEventListener('scroll', scrolled);
}
