/// The style of the report. Colours never stand alone: every status has its sign and its words.
enum ReportStyle {
  static let template = """
    :root { --ink: #1d2733; --soft: #5b6875; --line: #dde3e8; --paper: #fff; --accent: #8c1d18;
      --met: #dcefe1; --met-ink: #14532d; --near: #e4eef8; --near-ink: #1e4a78; --unmet: #fbe3dc; --unmet-ink: #8a1f0f;
      --grey: #eef1f3; --grey-ink: #46525d; }
    * { box-sizing: border-box; }
    body { margin: 0; background: #f3f5f7; color: var(--ink);
      font: 15px/1.45 "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
    .page { max-width: 1240px; margin: 0 auto; padding: 28px 36px 48px; background: var(--paper); }
    body > input { position: absolute; opacity: 0; pointer-events: none; }
    #vi:checked ~ .page [lang=en], #en:checked ~ .page [lang=vi] { display: none; }
    nav { float: right; margin-left: 24px; border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
    nav label { display: inline-block; padding: 4px 12px; cursor: pointer; color: var(--soft); font-size: 13px; }
    #vi:checked ~ .page label[for=vi], #en:checked ~ .page label[for=en] { background: var(--ink); color: #fff; }
    body > input:focus-visible ~ .page nav { outline: 2px solid var(--accent); outline-offset: 2px; }
    header { border-bottom: 3px solid var(--accent); padding-bottom: 10px; }
    .kicker { margin: 0; color: var(--accent); font-weight: 600; letter-spacing: .02em; }
    h1 { margin: 4px 0 8px; font-size: 25px; line-height: 1.25; max-width: 900px; text-wrap: balance; }
    h2 { margin: 34px 0 12px; font-size: 19px; }
    .meta, small { color: var(--soft); }
    .meta { margin: 4px 0; font-size: 13.5px; }
    small { font-size: 12px; }
    table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
    th, td { padding: 6px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; }
    thead th { color: var(--soft); font-weight: 600; font-size: 12.5px; border-bottom: 2px solid var(--ink);
      vertical-align: bottom; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    .strong { font-weight: 700; font-size: 15px; white-space: nowrap; }
    .targets td.n small { display: block; white-space: nowrap; }
    .targets .name { min-width: 240px; }
    .targets .whole { white-space: nowrap; }
    .targets .test { min-width: 118px; }
    .divider th { padding-top: 18px; color: var(--accent); border-bottom: 1px solid var(--ink); }
    .badge { display: inline-block; padding: 1px 8px; border-radius: 3px; white-space: nowrap; font-size: 12.5px;
      background: var(--grey); color: var(--grey-ink); }
    .met, .achieved, .on_track { background: var(--met); color: var(--met-ink); }
    .met_within_tolerance { background: var(--near); color: var(--near-ink); }
    .unmet, .moving_away { background: var(--unmet); color: var(--unmet-ink); }
    .slow, .insufficient { background: #fdf0cf; color: #6b4a00; }
    .insufficient_coverage, .no_data { background: var(--grey); color: var(--grey-ink); }
    .suppressed { background: #e3e0ea; color: #453a5c; }
    .not_applicable { background: none; color: var(--soft); }
    .tallies { display: flex; flex-wrap: wrap; gap: 12px; list-style: none; margin: 0 0 18px; padding: 0; }
    .tallies li { flex: 1 1 180px; padding: 12px 16px; border-radius: 6px; }
    .tallies b { font-size: 27px; line-height: 1; margin-right: 2px; }
    .tallies small { color: inherit; font-size: 14px; margin-right: 8px; }
    .course { display: block; width: 96px; height: 26px; overflow: visible; }
    .course polyline { fill: none; stroke: var(--ink); stroke-width: 1.6; }
    .course circle { fill: var(--accent); }
    .course line { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
    .legend { display: flex; flex-wrap: wrap; gap: 6px 10px; list-style: none; margin: 0 0 12px; padding: 0; }
    .matrix { font-size: 12.5px; }
    .matrix th, .matrix td { padding: 4px 3px; text-align: center; border: 1px solid var(--paper); }
    .matrix thead th:first-child { text-align: left; }
    .matrix thead th { border-bottom: 2px solid var(--ink); }
    .matrix .code { color: var(--soft); font-weight: 400; }
    .matrix .name { text-align: left; white-space: nowrap; padding-right: 10px; }
    .matrix .score { font-weight: 600; padding-right: 8px; }
    .matrix td small { display: block; font-size: 10.5px; color: inherit; white-space: nowrap; line-height: 1.2; }
    .matrix abbr { text-decoration: none; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .map { margin: 26px auto 0; max-width: 560px; }
    .map svg { display: block; width: 100%; height: auto; }
    .map path { stroke: #fff; stroke-width: .7; }
    .map circle { fill: #54708c; }
    .map text { font-size: 13px; font-style: italic; fill: var(--soft); text-anchor: middle; }
    .map figcaption { font-size: 13px; color: var(--soft); text-align: center; }
    .map ul { display: flex; justify-content: center; flex-wrap: wrap; gap: 4px 14px; list-style: none; padding: 0;
      margin: 6px 0 0; }
    .map i { display: inline-block; width: 22px; height: 12px; margin-right: 5px; vertical-align: -1px; }
    .q0 { fill: #dbe7f1; background: #dbe7f1; } .q1 { fill: #a9c9e0; background: #a9c9e0; }
    .q2 { fill: #6ea6cb; background: #6ea6cb; } .q3 { fill: #3579ad; background: #3579ad; }
    .q4 { fill: #134b80; background: #134b80; } .q-none { fill: #e4e4e0; background: #e4e4e0; }
    .count { display: inline-block; padding: 1px 8px; border-radius: 3px; background: var(--grey); color: var(--grey-ink);
      font-size: 12.5px; }
    .count.critical { background: var(--unmet); color: var(--unmet-ink); }
    .count.warning { background: #fdf0cf; color: #6b4a00; }
    .notes { max-width: 860px; font-size: 14px; }
    .notes p { margin: 0 0 10px; }
    code { font-size: 12px; overflow-wrap: anywhere; }
    summary { cursor: pointer; color: var(--soft); }
    @media (max-width: 1000px) { .page { padding: 18px; } section { overflow-x: auto; } }
    @media print {
      @page { size: A4 landscape; margin: 12mm; }
      body { background: none; font-size: 11px; }
      .page { padding: 0; max-width: none; }
      nav { display: none; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      thead { display: table-header-group; }
      tr, figure { break-inside: avoid; }
      .provinces { break-before: page; }
      .map { max-width: 380px; }
      h2 { break-after: avoid; }
      table, .matrix, .badge, .count { font-size: 9.5px; }
      small, .meta { font-size: 8.5px; }
      thead th, .targets .strong { font-size: 10px; }
      h1 { font-size: 18px; } h2 { font-size: 14px; margin: 12px 0 6px; }
      .tallies { margin-bottom: 8px; } .tallies li { padding: 5px 10px; } .tallies b { font-size: 18px; }
      .course { height: 18px; }
      .targets td, .targets th, .flags td { padding: 2px 5px; }
    }
    """
}
