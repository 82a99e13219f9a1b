// The months of a sheet as a chart: each month's income as a bar from its lowest to its highest possible value, the standard as a line.
'use strict';

addEventListener('DOMContentLoaded', () => {
  const place = document.querySelector('[data-months]');
  if (!place || !window.echarts) return;
  const months = JSON.parse(place.dataset.months);
  const [income, line, open, yuan] = JSON.parse(place.dataset.words);
  const top = 1.15 * Math.max(1, ...months.map((m) => Math.max(m.high ?? m.low * 1.4, m.line ?? 0)));
  const money = (value) => value.toLocaleString('en-US', { minimumFractionDigits: 2 });
  const colours = { Above: '#b5451b', NotAbove: '#2f6b3c', Unknown: '#6b3fa0' };
  const chart = window.echarts.init(place, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, data: [income, line] },
    tooltip: { trigger: 'axis', formatter: (items) => {
      const m = months[items[0].dataIndex];
      return `${m.month}<br>${income} ${money(m.low)} – ${m.high === null ? open : money(m.high)} ${yuan}<br>${line} ${m.line === null ? '？' : money(m.line)} ${yuan}`;
    } },
    xAxis: { type: 'category', data: months.map((m) => m.month) },
    yAxis: { type: 'value', max: Math.ceil(top / 100) * 100, axisLabel: { formatter: (value) => value.toLocaleString('en-US') } },
    series: [
      { type: 'bar', stack: 'income', silent: true, itemStyle: { color: 'transparent' }, data: months.map((m) => m.low) },
      { name: income, type: 'bar', stack: 'income', barMinHeight: 4, itemStyle: { color: colours.Unknown }, data: months.map((m) => ({
        value: (m.high ?? top) - m.low,
        itemStyle: { color: colours[m.cell], decal: m.high === null ? { symbol: 'line', rotation: 0.8, dashArrayX: [1, 0], dashArrayY: [3, 4], color: 'rgba(255,255,255,.7)' } : undefined },
      })) },
      { name: line, type: 'line', step: 'middle', symbol: 'none', lineStyle: { color: '#16202c', width: 2 }, itemStyle: { color: '#16202c' }, data: months.map((m) => m.line) },
    ],
  });
  addEventListener('resize', () => chart.resize());
});

// The worksheet adds itself up: what is lacking in a year.
addEventListener('input', (event) => {
  const sheet = event.target.closest('[data-sheet]');
  if (!sheet) return;
  const amount = (name) => Number((sheet.querySelector(`[name="${name}"]`).value || '0').replaceAll(',', ''));
  const gap = 12 * (amount('Rent') + amount('Living')) + amount('Medical') + amount('Study') - 12 * amount('Income');
  sheet.querySelector('[data-gap]').textContent = Number.isFinite(gap) ? gap.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : '？';
});
