/// The style of maps, charts, ranks and matrices.
enum FigureStyle {
  static let template = """
    .lead { max-width: 46em; color: var(--soft); }
    .target { padding: 26px 0 30px; border-top: 1px solid var(--line); }
    h2 + .target { border-top: 0; padding-top: 0; }
    .target header { display: grid; grid-template-columns: auto 1fr; gap: 0 18px; align-items: baseline; margin-bottom: 14px; }
    .target .id { grid-row: 1 / 3; margin: 0; font-size: 30px; line-height: 1.1; background: none; min-width: 2.2em; }
    .target header .meta { margin: 0; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 14px 20px; margin: 0 0 22px;
      padding: 14px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
    .facts dt { color: var(--soft); font-size: 13px; }
    .facts dd { margin: 2px 0 0; font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
    .facts dd small { display: block; font-size: 13px; font-weight: 400; }
    .figures { display: grid; grid-template-columns: minmax(0, 380px) minmax(0, 1fr); gap: 24px 48px; }
    figure { margin: 0; }
    figcaption { color: var(--soft); font-size: 13px; } figcaption p { margin: 0 0 6px; }
    figcaption .legend { gap: 4px 12px; }
    .map svg { display: block; width: 100%; height: auto; max-height: 460px; }
    .map use { fill: var(--map); stroke: var(--paper); stroke-width: .8; }
    .map .signs { font-size: 16px; text-anchor: middle; fill: var(--sign); font-weight: 700; }
    #isles text { font-size: 14px; font-style: italic; text-anchor: middle; fill: var(--soft); stroke: none; }
    .hatch-ground { fill: var(--few); } .hatch-line { stroke: var(--few-ink); stroke-width: 1.6; }
    .time figure { margin-bottom: 18px; }
    .course { display: block; width: 100%; max-width: 600px; height: auto; }
    .course text { font-size: 9.5px; fill: var(--soft); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
    .course .grid { stroke: var(--line); stroke-width: 1; }
    .course .band { fill: var(--near); }
    .course .limit { stroke: var(--accent); stroke-width: 1.2; }
    .course .limit-name { fill: var(--accent); }
    .course .path { stroke: var(--accent); stroke-width: 1.6; stroke-dasharray: 7 4; fill: none; }
    .course .pace { stroke: var(--soft); stroke-width: 1.6; stroke-dasharray: 1.5 4; stroke-linecap: round; fill: none; }
    .course .end { fill: var(--paper); stroke: var(--soft); stroke-width: 1.4; }
    .course .line { fill: none; stroke: var(--ink); stroke-width: 2.4; stroke-linejoin: round; }
    .course .dot { fill: var(--ink); stroke: var(--ink); stroke-width: 1.8; }
    .course .loose { fill: var(--paper); }
    .course .now { fill: var(--ink); font-size: 11.5px; font-weight: 700; }
    .course .gap { fill: var(--ink); font-weight: 700; }
    .lines { gap: 4px 18px; margin: 0; font-size: 13px; }
    .lines li::before { content: ""; display: inline-block; width: 26px; margin-right: 7px; vertical-align: 4px;
      border-top: 2.4px solid var(--ink); }
    .lines .limit::before { border-top: 1.2px solid var(--accent); }
    .lines .path::before { border-top: 1.6px dashed var(--accent); }
    .lines .pace::before { border-top: 2px dotted var(--soft); }
    .years { max-width: 600px; }
    .ranks { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px 40px; margin-top: 26px; }
    .rank:only-child { grid-column: 1 / 3; }
    .ranking { font-size: 13.5px; }
    .ranking th, .ranking td { padding: 5px 7px; }
    .ranking .n:first-child { width: 2.6em; text-align: left; color: var(--soft); }
    .ranking tbody tr, .ranking tbody tr td:not(.st) { background: none; color: inherit; }
    .ranking tbody th { color: var(--ink); white-space: nowrap; }
    .ranking tbody td { color: var(--ink); }
    .ranking .v { min-width: 92px; }
    .ranking td.bar { padding-bottom: 9px;
      background: linear-gradient(var(--accent), var(--accent)) calc(var(--t) * 1%) calc(100% - 2px) / 2px 8px no-repeat,
        linear-gradient(var(--bar), var(--bar)) 0 calc(100% - 4px) / calc(var(--v) * 1%) 4px no-repeat !important; }
    .ranking .st, .years .st { white-space: nowrap; background: none; }
    .matrix { width: auto; min-width: 100%; font-size: 12.5px; } .matrix th small { font-size: 12px; }
    .matrix-name { margin-top: 34px; }
    .matrix th, .matrix td { padding: 5px 4px; }
    .matrix td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; border-left: 1px solid var(--paper);
      border-bottom-color: var(--paper); }
    .matrix td:not(.score) b { margin-right: 1px; }
    .matrix thead th { text-align: right; white-space: nowrap; } .matrix thead th:first-child { text-align: left; }
    .matrix thead a { text-decoration: none; }
    .matrix th:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); text-align: left; white-space: nowrap;
      padding-right: 10px; }
    .matrix thead th:first-child { z-index: 3; }
    .matrix .score { color: var(--soft); border-bottom-color: var(--line); }
    .matrix sup { color: inherit; }
    .counts { width: auto; min-width: min(100%, 480px); margin-bottom: 26px; }
    .deliveries th small { display: block; font-weight: 400; } .deliveries tbody th { overflow-wrap: anywhere; min-width: 12em; }
    .flags td:last-child { min-width: 18em; }
    .prose { max-width: 46em; }
    @media (max-width: 1000px) { .ranks { grid-template-columns: minmax(0, 1fr); } .rank:only-child { grid-column: auto; } }
    @media (max-width: 760px) {
      .figures { grid-template-columns: minmax(0, 1fr); }
      .map svg { max-width: 360px; margin: 0 auto; }
      .course text { font-size: 12px; } .course .now { font-size: 14px; }
      .target header { grid-template-columns: 1fr; } .target .id { grid-row: auto; }
      .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px 16px; }
      .matrix th:first-child { max-width: 42vw; white-space: normal; }
    }
    """
}
