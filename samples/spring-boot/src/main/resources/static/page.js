'use strict';

const COLOURS = { POSITIVE: '#27ab83', NEUTRAL: '#9fb3c8', MIXED: '#f0b429', NEGATIVE: '#e66a6a' };
const form = document.getElementById('new');
const answer = document.getElementById('answer');
const chart = echarts.init(document.getElementById('chart'), null, { renderer: 'svg' });

async function json(url, options) {
  const response = await fetch(url, options);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail || response.statusText);
  }
  return body;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className || '';
  return made;
}

function scored(review) {
  return `${review.sentiment} (${Math.round(100 * review.confidence)} %)`;
}

function showReviews(reviews) {
  document.getElementById('reviews').replaceChildren(...reviews.map(review => {
    const item = document.createElement('li');
    item.append(element('span', review.product), element('span', review.text),
      element('span', scored(review), 'sentiment ' + review.sentiment));
    return item;
  }));
}

function showChart(counts) {
  const products = [...new Set(counts.map(count => count.product))];
  const options = products.map(product => {
    const option = document.createElement('option');
    option.value = product;
    return option;
  });
  document.getElementById('products').replaceChildren(...options);
  chart.setOption({
    animation: false,
    color: Object.values(COLOURS),
    title: { text: 'Reviews by sentiment' },
    legend: { top: 30 },
    grid: { top: 70, bottom: 30, left: 40, right: 10 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: products },
    yAxis: { type: 'value', minInterval: 1 },
    series: Object.keys(COLOURS).map(sentiment => ({
      name: sentiment,
      type: 'bar',
      stack: 'all',
      data: products.map(product => {
        const found = counts.find(c => c.product === product && c.sentiment === sentiment);
        return found ? found.reviews : 0;
      })
    }))
  });
}

async function refresh() {
  const [reviews, counts] = await Promise.all([json('api/reviews'), json('api/sentiment')]);
  showReviews(reviews);
  showChart(counts);
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  answer.className = '';
  answer.textContent = 'Scoring …';
  try {
    const review = await json('api/reviews', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ product: form.product.value, text: form.text.value })
    });
    answer.textContent = 'Posted: ' + scored(review);
    form.text.value = '';
    await refresh();
  } catch (error) {
    answer.className = 'failed';
    answer.textContent = error.message;
  } finally {
    button.disabled = false;
  }
});

addEventListener('resize', () => chart.resize());
refresh();
