(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  if (typeof echarts === 'undefined') return;
  document.documentElement.classList.add('js');

  // Colour never stands alone: every look has its own hatching as well.
  var stripes = function (rotation, gap) { return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, gap], rotation: rotation, color: 'rgba(255,255,255,.55)' }; };
  var dots = { symbol: 'circle', symbolSize: .45, dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0], color: 'rgba(255,255,255,.6)' };
  var looks = {
    add: ['#0067a5', null], exit: ['#b8461a', stripes(Math.PI / 4, 7)], review: ['#c29a1c', dots], keep: ['#4b5f72', null],
    appeared: ['#b8461a', null], gone: ['#6f93ad', stripes(-Math.PI / 4, 5)],
    found: ['#0067a5', null], norecord: ['#9fc6e0', null], notasked: ['#8d8d8d', dots], refused: ['#c8501a', stripes(Math.PI / 4, 5)], failed: ['#7a2a0b', stripes(-Math.PI / 4, 3)]
  };
  var style = function (look) { return { color: looks[look][0], decal: looks[look][1] || { symbol: 'none' } }; };
  var number = function (n) { return String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ','); };
  var signed = function (n) { return (n < 0 ? '−' : '+') + number(n); };
  var sum = function (values) { return values.reduce(function (a, b) { return a + b; }, 0); };
  var ink = '#1a1f26', soft = '#55606d', line = '#d5dbe2';
  var family = getComputedStyle(document.body).fontFamily;

  function frame(chart, narrow) {
    return {
      animation: false,
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      textStyle: { fontFamily: family, fontSize: 14, color: ink },
      grid: { left: 8, right: 56, top: 44, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 14, itemGap: 16, selectedMode: false, textStyle: { fontSize: 14, color: ink } },
      tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' }, renderMode: 'richText', textStyle: { fontSize: 14, color: ink } }
    };
  }
  function names(labels, narrow) {
    return { type: 'category', data: labels, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: soft } },
      axisLabel: { color: ink, fontSize: 14, interval: 0, width: narrow ? 120 : 190, overflow: 'break', lineHeight: 17 } };
  }
  function counts(extra) {
    return Object.assign({ type: 'value', minInterval: 1, splitNumber: 4, splitLine: { lineStyle: { color: line } },
      axisLabel: { color: soft, fontSize: 13, hideOverlap: true, formatter: number } }, extra);
  }
  function tip(items, each) {
    return items[0].name + '\n' + items.filter(function (i) { return i.seriesName !== ' '; }).map(each).join('\n');
  }

  function stack(chart, narrow) {
    var option = frame(chart, narrow), last = chart.series.length - 1;
    option.yAxis = names(chart.labels, narrow);
    option.xAxis = counts({});
    option.tooltip.formatter = function (items) { return tip(items.filter(function (i) { return i.value; }), function (i) { return i.seriesName + '　' + number(i.value) + ' 户'; }); };
    option.series = chart.series.map(function (s, n) {
      return { type: 'bar', name: s.name, stack: 'all', data: s.values, barMaxWidth: 20, itemStyle: style(s.look),
        label: { show: n === last, position: 'right', color: ink, fontSize: 14, formatter: function (p) { return number(sum(chart.series.map(function (x) { return x.values[p.dataIndex]; }))); } } };
    });
    return option;
  }
  function diverge(chart, narrow) {
    var option = frame(chart, narrow);
    option.yAxis = names(chart.labels, narrow);
    option.xAxis = counts({});
    option.grid.right = 8;
    option.tooltip.formatter = function (items) { return tip(items, function (i) { return i.seriesName + '　' + number(i.value) + ' 户'; }); };
    // Room for the numbers that stand beyond the bars on both sides.
    var values = [].concat.apply([], chart.series.map(function (s) { return s.values; })), low = Math.min.apply(null, values.concat(0)), high = Math.max.apply(null, values.concat(1));
    var room = Math.ceil((high - low) * (narrow ? .3 : .18));
    Object.assign(option.xAxis, { min: low - room, max: high + room, axisLabel: { show: false }, splitLine: { show: false } });
    option.yAxis.axisLine.show = false;
    option.series = chart.series.map(function (s) {
      return { type: 'bar', name: s.name, stack: 'all', data: s.values, barMaxWidth: 20, itemStyle: style(s.look),
        label: { show: true, position: s.look === 'gone' ? 'left' : 'right', color: ink, fontSize: 14, formatter: function (p) { return p.value ? signed(p.value) : ''; } },
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: soft, type: 'solid', width: 1 }, data: [{ xAxis: 0 }] } };
    });
    return option;
  }
  function share(chart, narrow) {
    var option = frame(chart, narrow);
    var totals = chart.labels.map(function (_, i) { return sum(chart.series.map(function (s) { return s.values[i]; })); });
    option.yAxis = names(chart.labels, narrow);
    option.yAxis.axisLabel.width = 80;
    option.xAxis = counts({ max: 100, interval: narrow ? 50 : 25, axisLabel: { color: soft, fontSize: 13, formatter: '{value}%' } });
    option.grid.right = 24;
    option.grid.top = 70;
    option.tooltip.formatter = function (items) { return tip(items, function (i) { return i.seriesName + '　' + number(chart.series[i.seriesIndex].values[i.dataIndex]) + '（' + i.value.toFixed(1) + '%）'; }); };
    option.series = chart.series.map(function (s) {
      return { type: 'bar', name: s.name, stack: 'all', barMaxWidth: 22, itemStyle: style(s.look),
        data: s.values.map(function (v, i) { return totals[i] ? v * 100 / totals[i] : 0; }) };
    });
    return option;
  }
  function waterfall(chart, narrow) {
    var option = frame(chart, narrow), level = chart.opening, base = [0], shown = [{ value: chart.opening, itemStyle: style('keep') }], text = [number(chart.opening)], levels = [chart.opening];
    chart.steps.forEach(function (step) {
      base.push(Math.min(level, level + step));
      level += step;
      levels.push(level);
      shown.push({ value: Math.abs(step), itemStyle: style(step < 0 ? 'exit' : 'add') });
      text.push(step ? signed(step) : '0');
    });
    base.push(0); shown.push({ value: level, itemStyle: style('keep') }); text.push(number(level));
    // The changes are small beside the total; the axis is cut, and says so.
    var low = Math.min.apply(null, levels), span = Math.max.apply(null, levels) - low, from = 0;
    if (low > 4 * Math.max(span, 1)) {
      var unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(span, 1)))));
      from = Math.max(0, Math.floor((low - Math.max(span, 1) * .8) / unit) * unit);
    }
    option.legend.show = false;
    option.tooltip.formatter = function (items) { return items[0].name.replace('\n', '') + '　' + text[items[0].dataIndex] + ' 户'; };
    option.grid.right = 8;
    option.grid.top = from ? 52 : 32;
    if (from) option.title = { text: '纵轴从 ' + number(from) + ' 户起（为看清变化）', left: 0, top: 0, textStyle: { fontSize: 14, fontWeight: 400, color: soft } };
    option.xAxis = { type: 'category', data: chart.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: soft } }, axisLabel: { color: ink, fontSize: narrow ? 12 : 14, interval: 0, width: narrow ? 46 : 70, overflow: 'break', lineHeight: 17 } };
    option.yAxis = counts({ min: from });
    option.series = [
      { type: 'bar', name: ' ', stack: 'all', silent: true, data: base, itemStyle: { color: 'transparent', decal: { symbol: 'none' } }, barMaxWidth: 52 },
      { type: 'bar', name: '户数', stack: 'all', data: shown, barMaxWidth: 52, label: { show: true, position: 'top', color: ink, fontSize: 14, formatter: function (p) { return text[p.dataIndex]; } } }
    ];
    return option;
  }

  var kinds = { stack: stack, diverge: diverge, share: share, waterfall: waterfall };
  var drawn = data.charts.filter(function (chart) { return chart.labels.length && document.getElementById('chart-' + chart.id); }).map(function (chart) {
    var place = document.getElementById('chart-' + chart.id);
    place.style.height = (chart.kind === 'waterfall' ? 330 : 84 + chart.labels.length * (chart.kind === 'share' ? 34 : 38)) + 'px';
    return { chart: chart, place: place, view: echarts.init(place, null, { renderer: 'svg', locale: 'ZH' }) };
  });
  function draw(width) {
    drawn.forEach(function (one) {
      var room = width || one.place.clientWidth;
      one.view.resize({ width: room });
      one.view.setOption(kinds[one.chart.kind](one.chart, room < 440), true);
    });
  }
  draw();
  window.addEventListener('resize', function () { draw(); });
  window.addEventListener('beforeprint', function () { draw(680); });
  window.addEventListener('afterprint', function () { draw(); });
}());
