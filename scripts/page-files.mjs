/**
 * What of the built page is one file. By itself each part that loads later would be a file, and each piece that two of them share: three hundred,
 * and each costs the service worker's install some milliseconds of a core. What is shown together comes together.
 */

/**
 * From the first on: a file takes the modules of its paths, and with them all that they import and no file above has, so files import only files above.
 * None may have some modules that need an editor or charts and some that do not: those libraries are larger than all else.
 */
const FILES = [
  // Narrow pages have both with their first picture.
  ['lane-top', /src\/ui\/timeline\/model\/lane-top\.ts/],
  ['phone', /src\/ui\/modes\/Phone\.tsx/],
  // Libraries that are large, or that two large ones share.
  ['store-hook', /node_modules\/use-sync-external-store\//],
  ['editor', /node_modules\/(@codemirror|@lezer)\//],
  ['charts-library', /node_modules\/recharts\//],
  ['asking-workers', /node_modules\/comlink\/|src\/store\/(traces\/packed-tasks|predict\/predict-scenario)\.ts/],
  ['packing', /src\/scenario\/(.*pack|base64url)/],
  // Small pieces that many parts share.
  [
    'common',
    /src\/(ui\/(base|words|topbar)\/|ui\/(keys\/engine-keys|panels\/(SectionPicker|sections|go-to|panels\.css|monitor\/stages)|engines\/carry)|ui\/timeline\/(model\/stations|surface\/(reveal|place|show-range|capture))|scenario\/(format-range|print|draft-of|validate)\.|engines\/spark\/stages|store\/(look\/|embed\/embedding|draft\/link-now|run\/program-under-way))/,
  ],
  ['traces', /src\/(trace\/(?!files\/)|trace\/files\/(trace-file|sheet-cell)|store\/(runs|traces)\/)/],
  ['answers', /src\/ui\/(reason\/|dock\/(LifeLine|StandOuts|SaysMore|LastRunName|idle-says))/],
  ['asyncio', /src\/(kernel\/virtual\/asyncio-loop|engines\/python-rules)\.ts/],
  ['run', /src\/(kernel\/live\/(?!sharing\/)|store\/(run|timing)\/|store\/machine\/measure-here)/],
  ['engines', /src\/(engines\/(python|celery|ray|spark)|kernel\/virtual)\//],
  ['engine-words', /src\/engines\//],
  ['later', /src\/(ui\/later|store\/offline)\/|src\/store\/share\/(look-link|sent-results)/],
  ['send', /src\/(ui\/send|store\/share)\/|node_modules\/uqr\//],
  ['gestures', /src\/ui\/timeline\/input\//],
  ['lane-menu', /src\/ui\/timeline\/parts\/lanes\//],
  ['many-spans', /src\/ui\/timeline\/(map|paint\/large)\//],
  ['timeline', /src\/ui\/timeline\//],
  ['tools', /src\/ui\/(instrument|stage|keys)\//],
  ['column', /src\/ui\/(column|machine|chaos|plan)\/|src\/ui\/(engines\/(Remarks|chip-acts)|modes\/Empty)/],
  ['panels', /src\/ui\/panels\/(notes|output|range|monitor)\//],
  ['tables', /src\/ui\/panels\/(tasks|compare)\//],
  ['code', /src\/code\//],
  ['program-link', /src\/(store\/python\/(link|program)|kernel\/python\/messages)\.ts/],
  ['lessons', /src\/(learn|store\/learn)\//],
  ['learn', /src\/ui\/learn\/(?!teach\/|Program|waiting-program|SideBySide)/],
  ['program', /src\/(store\/(python|page-python)|kernel\/python|ui\/python\/(Said|says|Others|shown-run))/],
  ['python-mode', /src\/ui\/python\//],
  ['teach', /src\/(ui\/learn|store\/teach)\//],
  ['files', /src\/(ui\/files|store\/files|trace\/files)\//],
  ['sweep', /src\/(ui|store)\/sweep\//],
];

/** The page's. What it needs before its first picture is one file, too, beside its beginning: a dozen small ones compress worse. */
export const PAGE_FILES = [
  { name: 'page', tags: ['$initial'], test: (id) => !/\/(main\.tsx|index\.html)/.test(id), priority: FILES.length + 1 },
  ...FILES.map(([name, test], at) => ({ name, test, priority: FILES.length - at })),
];

/** A worker's: what it begins with, and all else. */
export const WORKER_FILES = [
  { name: 'worker', tags: ['$initial'], priority: 1 },
  { name: 'parts', test: /./ },
];
