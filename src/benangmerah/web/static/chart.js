// Draws the charts of a page from the facts that stand in it; without this script their tables say the same.
(() => {
  if (!window.echarts) return;
  const root = document.documentElement;
  const language = root.lang || "id";
  const COLOURS = 6;
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
  const BAR = 30; // pixels a label of lying bars takes
  const drawn = [];

  // a colour of the style sheet as the theme of the moment has it
  const readColour = (element, name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    element.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };

  const say = (isShare) => {
    const style = isShare ? { style: "percent", maximumFractionDigits: 0 } : { notation: "compact" };
    const format = new Intl.NumberFormat(language, style);
    return (value) => format.format(value);
  };

  const listSeries = (facts, look) => facts.series.map((series, at) => ({
    name: series.label,
    type: facts.kind,
    stack: facts.isStacked ? "all" : undefined,
    data: series.values,
    barMaxWidth: 22,
    symbol: SYMBOLS[at % SYMBOLS.length],
    symbolSize: 8,
    connectNulls: false,
    emphasis: { disabled: true },
    markLine: at === 0 && facts.marks.length ? {
      silent: true,
      symbol: "none",
      lineStyle: { color: look.ink, type: "dashed" },
      label: { formatter: "{b}", color: look.ink, position: "insideEndTop" },
      data: facts.marks.map((mark) => ({
        name: mark.label,
        [facts.kind === "bar" ? "xAxis" : "yAxis"]: mark.value,
      })),
    } : undefined,
  }));

  const makeOptions = (element, facts) => {
    const look = {
      ink: readColour(element, "--chart-ink"),
      line: readColour(element, "--line"),
      surface: readColour(element, "--surface"),
    };
    const isNarrow = element.clientWidth < 560;
    const text = { color: look.ink, fontFamily: getComputedStyle(element).fontFamily, fontSize: 12 };
    const values = {
      type: "value",
      splitNumber: isNarrow ? 3 : 5,
      axisLabel: { ...text, formatter: say(facts.isShare), hideOverlap: true },
      splitLine: { lineStyle: { color: look.line } },
    };
    const labels = {
      type: "category",
      data: facts.labels,
      inverse: facts.kind === "bar",
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: facts.kind === "bar"
        ? { ...text, width: isNarrow ? 110 : 230, overflow: "truncate", interval: 0 }
        : { ...text, hideOverlap: true },
    };
    return {
      animation: false,
      aria: { enabled: true, label: { description: facts.summary }, decal: { show: facts.series.length > 1 } },
      color: Array.from({ length: COLOURS }, (_, at) => readColour(element, `--chart-${at + 1}`)),
      textStyle: text,
      grid: { left: 8, right: 28, top: facts.series.length > 1 ? 40 : 16, bottom: 8, outerBoundsMode: "same" },
      legend: { show: facts.series.length > 1, top: 0, left: 0, type: "scroll", textStyle: text },
      // drawn and not written into the page, whose policy allows no style of its own
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        confine: true,
        backgroundColor: look.surface,
        borderColor: look.line,
        textStyle: text,
        axisPointer: { type: facts.kind === "bar" ? "shadow" : "line" },
        formatter: (points) => [
          points[0].name,
          ...points.map((point) => `${point.seriesName}: ${facts.series[point.seriesIndex].said[point.dataIndex] || "–"}`),
        ].join("\n"),
      },
      xAxis: facts.kind === "bar" ? values : labels,
      yAxis: facts.kind === "bar" ? labels : values,
      series: listSeries(facts, look),
    };
  };

  const draw = (element) => {
    const facts = JSON.parse(document.getElementById(element.dataset.chart).textContent);
    const perLabel = facts.isStacked ? BAR : BAR * Math.max(1, facts.series.length * 0.7);
    if (facts.kind === "bar") element.style.height = `${Math.round(70 + facts.labels.length * perLabel)}px`;
    const chart = window.echarts.init(element);
    const show = () => chart.setOption(makeOptions(element, facts), { notMerge: true });
    show();
    new ResizeObserver(() => {
      chart.resize();
      show();
    }).observe(element);
    drawn.push(show);
    element.dataset.isDrawn = "yes";
  };

  const drawAll = (within) => {
    for (const element of within.querySelectorAll("[data-chart]:not([data-is-drawn])")) draw(element);
  };
  drawAll(document);
  document.body.addEventListener("htmx:afterSwap", (event) => drawAll(event.detail.target));

  // the theme of the system may change, and paper is light
  new MutationObserver(() => drawn.forEach((show) => show()))
    .observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
  window.addEventListener("beforeprint", () => drawn.forEach((show) => show()));

  // on a phone the picture comes first and its table waits; paper shows both
  const tables = document.querySelectorAll(".chart-facts");
  if (window.matchMedia("(width < 768px)").matches) {
    for (const each of tables) each.open = !each.parentElement.querySelector("[data-is-drawn]");
  }
  window.addEventListener("beforeprint", () => tables.forEach((each) => { each.open = true; }));
})();
