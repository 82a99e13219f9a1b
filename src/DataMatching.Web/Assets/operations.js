// Small charts of the operators' pages: the last nights (time, rows, rows set aside), and the volume of a dataset's deliveries. Their numbers stand in tables beside them.
'use strict';

addEventListener('DOMContentLoaded', () => {
  if (!window.echarts) return;
  const number = (value) => value.toLocaleString('en-US');
  const short = (value) => (value >= 1e6 ? `${number(value / 1e6)}M` : value >= 1e4 ? `${number(value / 1e3)}k` : number(value));
  const draw = (place, option) => {
    const chart = window.echarts.init(place, null, { renderer: 'svg' });
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option });
    addEventListener('resize', () => chart.resize());
  };

  document.querySelectorAll('[data-nights]').forEach((place) => {
    const nights = JSON.parse(place.dataset.nights);
    const names = JSON.parse(place.dataset.words);
    const keys = ['seconds', 'rows', 'aside'];
    const colours = ['#12365f', '#0b6aa8', '#b5451b'];
    const dates = nights.map((n) => n.date);
    draw(place, {
      title: names.map((text, i) => ({ text, left: 0, top: `${i * 33}%`, textStyle: { fontSize: 12, color: '#556170', fontWeight: 400 } })),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (items) => {
        const n = nights[items[0].dataIndex];
        return `${n.date}<br>${names.map((name, i) => `${name} ${number(n[keys[i]])}`).join('<br>')}`;
      } },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      grid: keys.map((_, i) => ({ left: 56, right: 8, top: `${i * 33 + 9}%`, height: '17%' })),
      xAxis: keys.map((_, i) => ({ type: 'category', gridIndex: i, data: dates, axisTick: { show: false }, axisLabel: { show: i === 2, formatter: (value) => value.slice(5) } })),
      yAxis: keys.map((_, i) => ({ type: 'value', gridIndex: i, splitNumber: 1, axisLabel: { formatter: short } })),
      series: keys.map((key, i) => ({ name: names[i], type: 'bar', barMaxWidth: 22, xAxisIndex: i, yAxisIndex: i, itemStyle: { color: colours[i] }, data: nights.map((n) => n[key]) })),
    });
  });

  document.querySelectorAll('[data-volume]').forEach((place) => {
    const batches = JSON.parse(place.dataset.volume);
    const [rows, refused] = JSON.parse(place.dataset.words);
    const dates = [...new Set(batches.map((b) => b.asOf))];
    const scopes = [...new Set(batches.map((b) => b.scope))];
    const colours = ['#0b6aa8', '#12365f', '#2f6b3c', '#8a6a00', '#6b3fa0'];
    const hatched = { symbol: 'line', rotation: 0.8, dashArrayX: [1, 0], dashArrayY: [3, 4], color: 'rgba(255,255,255,.6)' };
    draw(place, {
      legend: scopes.length > 1 ? { top: 0, right: 0, data: scopes } : undefined,
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (items) => {
        const those = batches.filter((b) => b.asOf === dates[items[0].dataIndex]);
        return [dates[items[0].dataIndex], ...those.map((b) => `${b.scope} ${rows} ${number(b.rows)}${b.refused ? ` ${refused}` : ''}`)].join('<br>');
      } },
      grid: { left: 8, right: 8, top: scopes.length > 1 ? 30 : 12, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: dates },
      yAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: short } },
      series: scopes.map((scope, i) => ({ name: scope, type: 'bar', stack: 'rows', barMaxWidth: 36, itemStyle: { color: colours[i % colours.length] }, data: dates.map((date) => {
        const those = batches.filter((b) => b.asOf === date && b.scope === scope);
        const newest = those.findLast((b) => !b.refused) ?? those.at(-1);
        return newest ? { value: newest.rows, itemStyle: newest.refused ? { color: '#a3231f', decal: hatched } : undefined } : 0;
      }) })),
    });
  });
});
