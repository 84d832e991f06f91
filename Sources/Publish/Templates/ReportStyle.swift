/// The style of the page: paper, type, tables. Colours never stand alone: every verdict has its sign and its words.
/// The contrast of every pair of colours is checked by the tests, in light and in dark.
enum ReportStyle {
  static let template = """
    :root { color-scheme: light dark;
      --paper: #fbfaf7; --card: #fff; --ink: #1f2328; --soft: #555c65; --line: #ddd9d0; --rule: #1f2328; --accent: #7c1d18;
      --met: #d8ecde; --met-ink: #14522c; --met-map: #8fc9a4; --near: #dde9f6; --near-ink: #1c4673; --near-map: #a8c8e9;
      --unmet: #fae2d8; --unmet-ink: #86230f; --unmet-map: #e59f84; --few: #f4ecd0; --few-ink: #574610;
      --none: #ebeae6; --none-ink: #4a5058; --none-map: #dbd8d0; --held: #e5e0f0; --held-ink: #443961; --held-map: #bfb5d8;
      --bare-map: #f2f0ea; --bar: #8a94a0; --sign: #1f2328; --focus: #0b57d0; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #14171b; --card: #1a1e24; --ink: #e9e7e2; --soft: #abb1b9; --line: #353b43; --rule: #b9bec5; --accent: #eba79f;
      --met: #17382a; --met-ink: #a3dfb8; --met-map: #2c7347; --near: #18314c; --near-ink: #adcff4; --near-map: #2d5f91;
      --unmet: #482216; --unmet-ink: #f7b7a1; --unmet-map: #9c4228; --few: #39311b; --few-ink: #e7d693;
      --none: #2a2e34; --none-ink: #bcc1c8; --none-map: #3c424a; --held: #2f2847; --held-ink: #cec4ec; --held-map: #574b81;
      --bare-map: #22272d; --bar: #7d8792; --sign: #fff; --focus: #8ab4f8; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 56px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
    #en:checked ~ * [lang=vi]:not(label), #vi:checked ~ * [lang=en]:not(label),
      #en:checked ~ [lang=vi], #vi:checked ~ [lang=en] { display: none; }
    .choice { position: fixed; top: 0; left: 0; width: 1px; height: 1px; margin: 0; opacity: 0; }
    h1, h2, h3, .figure, .target .id { font-family: "Noto Serif", "Times New Roman", "Liberation Serif", Times, serif;
      font-weight: 700; text-wrap: balance; }
    h1 { margin: 6px 0 10px; font-size: clamp(24px, 3.4vw, 36px); line-height: 1.2; max-width: 24em; }
    h2 { margin: 0 0 18px; padding-top: 14px; border-top: 3px double var(--rule); font-size: 26px; line-height: 1.25; }
    h3 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; }
    p { margin: 0 0 10px; }
    a { color: inherit; text-decoration-color: var(--bar); text-underline-offset: 3px; }
    a:hover { text-decoration-color: currentColor; }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
    small, .meta { color: var(--soft); font-size: 14px; }
    code { font-size: 13px; overflow-wrap: anywhere; }
    .head, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 28px; }
    .head { padding-top: 44px; padding-bottom: 18px; }
    .kicker { margin: 0; color: var(--accent); font-weight: 600; letter-spacing: .01em; }
    section { margin: 0 0 64px; }
    footer { padding-top: 12px; padding-bottom: 40px; color: var(--soft); font-size: 13px; }
    .skip { position: absolute; left: 12px; top: -60px; padding: 8px 14px; background: var(--card); z-index: 5; }
    .skip:focus { top: 8px; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .store { position: absolute; }
    .bar:not(td) { position: sticky; top: 0; z-index: 4; display: flex; align-items: center; gap: 8px 20px; min-height: 46px;
      padding: 0 max(28px, calc((100% - 1124px) / 2)); background: var(--paper); border-bottom: 1px solid var(--line); }
    .sections { display: flex; flex: 1; min-width: 0; gap: 4px 20px; overflow-x: auto; font-size: 14px; white-space: nowrap; }
    .sections a { padding: 12px 0; color: var(--soft); text-decoration: none; }
    .sections a:hover { color: var(--ink); }
    .language { display: flex; flex: none; gap: 14px; margin: 0; font-size: 14px; }
    .language label { padding: 4px 2px; cursor: pointer; color: var(--soft); }
    .language label::before { content: "○ "; }
    #vi:checked ~ .bar [for=vi], #en:checked ~ .bar [for=en] { color: var(--ink); font-weight: 600; }
    #vi:checked ~ .bar [for=vi]::before, #en:checked ~ .bar [for=en]::before { content: "● "; }
    #vi:focus-visible ~ .bar [for=vi], #en:focus-visible ~ .bar [for=en] { outline: 2px solid var(--focus); outline-offset: 2px; }

    .verdict { display: grid; grid-template-columns: minmax(220px, auto) 1fr; gap: 20px 48px; align-items: start;
      margin-bottom: 28px; padding-top: 22px; border-top: 3px double var(--rule); }
    .count { margin: 0; }
    .figure { display: block; font-size: 92px; line-height: .95; letter-spacing: -.02em; }
    .figure .all { color: var(--soft); font-weight: 400; font-size: .55em; }
    .says { display: block; margin-top: 10px; max-width: 14em; font-size: 18px; line-height: 1.35; }
    .tallies, .legend, .tiles, .lines { display: flex; flex-wrap: wrap; gap: 6px 16px; margin: 0 0 14px; padding: 0;
      list-style: none; font-size: 14px; }
    .tallies strong { font-size: 18px; }
    .legend.meta { margin-top: 14px; }
    .tiles { gap: 6px; margin-bottom: 16px; }
    .tile { display: flex; justify-content: space-between; gap: 6px; min-width: 66px; padding: 7px 10px; border-radius: 3px;
      font-size: 14px; font-weight: 600; text-decoration: none; }
    .tiles.small .tile { min-width: 58px; padding: 3px 8px; font-size: 13px; font-weight: 400; }
    .tile:hover { outline: 1px solid currentColor; }
    .badge { display: inline-block; padding: 1px 8px; border-radius: 3px; white-space: nowrap; font-size: 13px; line-height: 1.5; }
    .met, .achieved, .on_track { --map: var(--met-map); background: var(--met); color: var(--met-ink); }
    .met_within_tolerance { --map: var(--near-map); background: var(--near); color: var(--near-ink); }
    .unmet, .moving_away, .critical { --map: var(--unmet-map); background: var(--unmet); color: var(--unmet-ink); }
    .insufficient_coverage, .slow, .insufficient, .warning { --map: url(#hatch); background: var(--few); color: var(--few-ink); }
    .no_data, .info, .unknown { --map: var(--none-map); background: var(--none); color: var(--none-ink); }
    .suppressed { --map: var(--held-map); background: var(--held); color: var(--held-ink); }
    .not_applicable { --map: var(--bare-map); background: none; color: var(--soft); }
    .badge.not_applicable, .tile.not_applicable { box-shadow: inset 0 0 0 1px var(--line); }

    .changes { margin: 0 0 34px; padding: 18px 22px; background: var(--card); border-left: 3px solid var(--accent); }
    .changes h3 { font-size: 18px; }
    .changes ul { margin: 0 0 10px; padding-left: 18px; }
    .changes > :last-child { margin-bottom: 0; }
    .turns li { margin: 4px 0; }
    .changes .newest { display: flex; flex-wrap: wrap; gap: 2px 28px; padding: 0; list-style: none; }

    .scroll { position: relative; max-width: 100%; overflow-x: auto; }
    .scroll.tall { max-height: 80vh; overflow: auto; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 14px; line-height: 1.4; }
    caption { padding: 0 0 8px; text-align: left; font-weight: 600; }
    caption.unseen { position: absolute; }
    th, td { padding: 7px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
    th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
    thead th { position: sticky; top: 0; z-index: 2; background: var(--paper); color: var(--soft); font-size: 13px;
      font-weight: 600; line-height: 1.3; vertical-align: bottom; border-bottom: 1px solid var(--rule); }
    tbody th { font-weight: 400; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .n { white-space: normal; }
    .strong { font-weight: 700; }
    sup { margin-left: 2px; color: var(--soft); font-size: 11px; line-height: 0; }
    details { margin: 10px 0 18px; }
    summary { padding: 6px 0; cursor: pointer; color: var(--soft); font-size: 14px; }
    summary:hover { color: var(--ink); }
    .sort { display: inline; margin: 0 0 0 2px; padding: 0 2px; border: 0; background: none; color: inherit; font: inherit;
      text-align: inherit; cursor: pointer; }
    .sort:hover { color: var(--ink); }
    [aria-sort=ascending] .arrow::before { content: "↑"; } [aria-sort=descending] .arrow::before { content: "↓"; }
    .arrow::before { content: "↕"; }

    .nation .divider th { padding: 22px 0 6px; border-bottom: 1px solid var(--rule); }
    .nation tbody:first-of-type .divider th { padding-top: 12px; }
    .nation th[scope=row] { width: 38%; } .nation th[scope=row] a { text-decoration: none; }
    .nation th[scope=row] a:hover { text-decoration: underline; }
    .nation .code { display: inline-block; text-indent: 0; min-width: 2.6em; font-weight: 700; }
    .nation th[scope=row] { padding-left: 2.6em; text-indent: -2.6em; }
    .nation th small { white-space: nowrap; }
    .nation td.n { white-space: normal; } .nation td.strong { white-space: nowrap; font-size: 15px; }
    .of { color: var(--soft); font-weight: 400; }
    .key { display: none; }
    @media (max-width: 760px) {
      .head, main, footer { padding-left: 18px; padding-right: 18px; }
      .bar:not(td) { padding: 0 18px; flex-wrap: wrap-reverse; gap: 0 16px; }
      .sections { flex-basis: 100%; } .sections a { padding: 6px 0 10px; } .language { padding: 6px 0 2px; }
      html { scroll-padding-top: 80px; }
      .head { padding-top: 26px; }
      .verdict { grid-template-columns: minmax(0, 1fr); }
      .figure { font-size: 76px; }
    }
    @media (max-width: 880px) {
      .nation, .nation tbody { display: block; } .nation thead { display: none; } .nation caption { display: block; }
      .nation tr { display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 12px 0; border-bottom: 1px solid var(--line); }
      .nation .divider { padding: 12px 0 0; }
      .nation th, .nation td, .nation td.strong { padding: 0; border: 0; text-align: left; white-space: normal; }
      .nation th[scope=row] { flex: 1 1 100%; width: 100%; padding-left: 0; text-indent: 0; }
      .nation td:empty { display: none; }
      .key { display: block; font-size: 12px; font-weight: 400; }
    }
    """
}
