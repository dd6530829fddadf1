// Draws the charts of a page from their JSON data blocks: bars for parts, lines for time, zero baselines.
"use strict";

const COLOURS = { ink: "#4a5562", red: "#b4252a", grey: "#9aa3ad", amber: "#c98a12", green: "#1f7a3d", pale: "#cfd4da" };
const FONT = getComputedStyle(document.body).fontFamily;

function written(value, chart) {
  if (value === null || value === undefined) return "无数据";
  if (chart.ratio) return (value * 100).toFixed(1) + "%";
  return value.toLocaleString("zh-CN");
}

function seriesOf(chart, one, several) {
  const colour = COLOURS[one.colour] || COLOURS.ink;
  const shared = { name: one.name, data: one.values, itemStyle: { color: colour }, silent: false };
  if (chart.kind === "line") {
    return Object.assign(shared, {
      type: "line", symbol: "circle", symbolSize: 5, lineStyle: { color: colour, width: 2 }, connectNulls: false,
      endLabel: { show: several, formatter: "{a}", color: colour, fontFamily: FONT, fontSize: 12 },
    });
  }
  return Object.assign(shared, {
    type: "bar", barMaxWidth: 18, barCategoryGap: "35%",
    label: { show: true, position: "right", color: "#1f2328", fontFamily: FONT, fontSize: 12,
      formatter: (point) => written(point.value, chart) },
  });
}

// Many bars have long names beside them: one line each where there is room, and a row of its own for every bar.
const MANY = 14;

function labelWidth(chart, width) {
  return chart.labels.length > MANY && width > 700 ? 280 : 144;
}

function barsHeight(chart, width) {
  const row = labelWidth(chart, width) > 144 ? 26 : 36;
  return Math.max(160, chart.labels.length * Math.max(row, 22 * chart.series.length) + 24);
}

function axes(chart, width) {
  const words = { color: "#1f2328", fontFamily: FONT, fontSize: 12 };
  const values = {
    type: "value", min: 0, splitNumber: 4, splitLine: { lineStyle: { color: "#e4e7eb" } },
    axisLabel: { color: "#5b6470", fontFamily: FONT, fontSize: 12, formatter: (value) => chart.ratio ? Math.round(value * 100) + "%" : value.toLocaleString("zh-CN") },
  };
  if (chart.ratio) Object.assign(values, Math.max(...chart.series.flatMap((one) => one.values)) > 0.6 ? { max: 1, interval: 0.25 } : {});
  const line = { lineStyle: { color: "#8c959f" } };
  if (chart.kind === "line") {
    return { xAxis: { type: "category", data: chart.labels, boundaryGap: false, axisLabel: words, axisLine: line, axisTick: { show: false } }, yAxis: values };
  }
  values.axisLabel.show = false;
  values.splitLine.show = false;
  return { xAxis: values, yAxis: { type: "category", data: chart.labels, inverse: true, axisTick: { show: false }, axisLine: line,
    axisLabel: Object.assign({ width: labelWidth(chart, width), interval: 0, overflow: "break", lineHeight: 15 }, words) } };
}

function option(chart, width) {
  const several = chart.series.length > 1;
  const isLine = chart.kind === "line";
  return Object.assign(axes(chart, width), {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: FONT },
    grid: { left: 4, right: isLine ? (several ? 88 : 24) : 56, top: several && !isLine ? 32 : 12, bottom: 4, containLabel: true },
    legend: several && !isLine ? { top: 0, left: 0, icon: "rect", itemWidth: 12, itemHeight: 12, textStyle: { fontFamily: FONT, fontSize: 12, color: "#1f2328" } } : undefined,
    // A text tooltip: one made of HTML would need inline style.
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: isLine ? "line" : "none" }, confine: true,
      backgroundColor: "#fff", borderColor: "#1f2328", borderWidth: 1, padding: 8, shadowBlur: 0, shadowColor: "transparent",
      textStyle: { color: "#1f2328", fontFamily: FONT, fontSize: 12 },
      valueFormatter: (value) => written(value, chart) },
    series: chart.series.map((one) => seriesOf(chart, one, several)),
  });
}

function draw(place) {
  const block = document.querySelector(`[data-chart-values="${place.dataset.chart}"]`);
  if (!block || place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const chart = JSON.parse(block.textContent);
  if (chart.kind === "bar") place.style.height = `${barsHeight(chart, place.clientWidth)}px`;
  const drawn = window.echarts.init(place, null, { renderer: "canvas" });
  drawn.setOption(option(chart, place.clientWidth));
  new ResizeObserver(() => drawn.resize()).observe(place);
  if (chart.addresses && chart.addresses.length) {
    drawn.on("click", (point) => { window.location.assign(chart.addresses[point.dataIndex]); });
  }
}

function drawAll() {
  document.querySelectorAll("[data-chart]").forEach(draw);
}
drawAll();
document.addEventListener("htmx:after:swap", drawAll);
