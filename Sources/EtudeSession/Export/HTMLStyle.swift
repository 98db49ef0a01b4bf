/// How a page looks: one column that fits a phone, light or dark as the reader's machine is.
enum HTMLStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fdfdfc; --code: #f2f2ee; --line: #d8d8d2; --faint: #6a6a66;
      --error: #a8071a; --warning: #7a5200; --comment: #5f6b5f; --keyword: #8b1a8b; --verb: #0a58a8; --label: #7a4b00;
      --number: #0b6b50; --text: #a02b2b }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e6e3; --paper: #17181a; --code: #232528; --line: #3a3d41; --faint: #9a9a96;
        --error: #ff8a80; --warning: #e8c069; --comment: #93a193; --keyword: #d79bf0; --verb: #7fb8ff; --label: #e0b070;
        --number: #7ad0b0; --text: #f0a0a0 }
      img { filter: brightness(.88) }
    }
    * { box-sizing: border-box }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
      overflow-wrap: break-word; -webkit-text-size-adjust: 100% }
    main { max-width: 52rem; margin: 0 auto; padding: 1rem }
    footer { max-width: 52rem; margin: 0 auto; padding: 1rem; color: var(--faint); font-size: .8rem }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .6em 0 .4em }
    h2 { font-size: 1.3rem; line-height: 1.3; margin: 1.2em 0 .3em }
    h3, h4, h5, h6 { font-size: 1.08rem; margin: 1em 0 .3em }
    p { margin: .5em 0 }
    pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace }
    pre { margin: 0; font-size: .82rem; line-height: 1.5; white-space: pre; overflow-x: auto }
    code { font-size: .88em; background: var(--code); padding: .1em .3em; border-radius: 4px }
    blockquote { margin: .5em 0; padding-left: .8em; border-left: 3px solid var(--line); color: var(--faint) }
    hr { border: 0; border-top: 1px solid var(--line); margin: 1.2em 0 }
    .cell { margin: 1rem 0 }
    .code { display: flex; gap: .6em; align-items: baseline; background: var(--code); border-radius: 8px;
      padding: .55em .75em }
    .code pre { flex: 1; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere }
    .prompt, .time { color: var(--faint); font-size: .75rem; white-space: nowrap }
    .shown, .warning, .error { padding: .45em .75em }
    .shown:not(.columns), .warning, .error { white-space: pre-wrap; overflow-wrap: anywhere }
    .warning { color: var(--warning) }
    .error { color: var(--error) }
    .comment { color: var(--comment); font-style: italic }
    .keyword { color: var(--keyword); font-weight: 600 }
    .verb { color: var(--verb) }
    .label { color: var(--label) }
    .number { color: var(--number) }
    .text { color: var(--text) }
    .table { overflow-x: auto; margin: .5em 0; padding: 0 .75em }
    table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums }
    caption { text-align: left; color: var(--faint); padding-bottom: .3em }
    th, td { padding: .25em .8em .25em 0; text-align: left; border-bottom: 1px solid var(--line);
      vertical-align: top; max-width: 28rem }
    th { font-weight: 600; white-space: nowrap }
    td:first-child { white-space: nowrap }
    .n { text-align: right; white-space: nowrap }
    .note { color: var(--faint); font-size: .85rem; margin: .2em .75em }
    img { display: block; max-width: 100%; height: auto; margin: .6em 0; border-radius: 8px }
    figure { margin: .6em 0; padding: 0 .75em }
    figcaption { font-size: .85rem; color: var(--faint); margin-bottom: .25em }
    audio { width: 100%; max-width: 26rem; display: block }
    @media (max-width: 30rem) { main { padding: .75rem } .code { flex-wrap: wrap } .code pre { flex-basis: 100%; order: 3 }
      .time { margin-left: auto } }
    @media print { .code { border: 1px solid var(--line) } }
    """
}
