/// The style of the page on paper: always light, without what can only be clicked.
enum PaperStyle {
  static let template = """
    @media print {
      @page { size: A4; margin: 14mm 13mm; }
      @page wide { size: A4 landscape; margin: 11mm; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #1f2328; --soft: #4a5058; --line: #d5d2ca; --rule: #1f2328;
        --accent: #7c1d18; --met: #d8ecde; --met-ink: #14522c; --met-map: #8fc9a4; --near: #dde9f6; --near-ink: #1c4673;
        --near-map: #a8c8e9; --unmet: #fae2d8; --unmet-ink: #86230f; --unmet-map: #e59f84; --few: #f4ecd0; --few-ink: #574610;
        --none: #ebeae6; --none-ink: #4a5058; --none-map: #dbd8d0; --held: #e5e0f0; --held-ink: #443961; --held-map: #bfb5d8;
        --bare-map: #f2f0ea; --bar: #8a94a0; --sign: #1f2328; }
      body { font-size: 10pt; }
      .bar:not(td), .skip, .sort .arrow { display: none; }
      .head, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
      .head { padding-top: 0; }
      h1 { font-size: 20pt; } h2 { font-size: 16pt; } h3 { font-size: 12pt; } h2, h3 { break-after: avoid; }
      section { margin-bottom: 24pt; }
      #targets, #flags { break-before: page; }
      #provinces, #groups { page: wide; }
      .scroll, .scroll.tall { max-height: none; overflow: visible; }
      thead th, .matrix th:first-child { position: static; }
      thead { display: table-header-group; }
      tr, figure, .facts, .changes, .verdict { break-inside: avoid; }
      table, .ranking { font-size: 8.5pt; } thead th, small, .badge, figcaption, .legend { font-size: 8pt; }
      .matrix { font-size: 6.6pt; min-width: 0; width: 100%; } .matrix th, .matrix td { padding: 1.5pt 2pt; }
      .figure { font-size: 54pt; }
      .facts { grid-template-columns: repeat(4, 1fr); gap: 6pt 14pt; } .facts dd { font-size: 11pt; }
      .figures { grid-template-columns: 60mm 1fr; gap: 8mm; } .map svg { max-height: 75mm; }
      .ranks { grid-template-columns: 1fr 1fr; gap: 8mm; }
      .ranking th:last-child, .ranking td:last-child { display: none; }
      details:not([open]) { display: none; }
      .target { break-inside: avoid; }
    }
    """
}
