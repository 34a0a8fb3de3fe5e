(() => {
  'use strict';
  const value = (row, i) => {
    const cell = row.cells[i];
    return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
  };
  // a click on a head sorts: numbers the largest first, texts by the alphabet; a second one turns it round
  for (const button of document.querySelectorAll('th button')) button.addEventListener('click', () => {
    const head = button.closest('th'), body = head.closest('table').tBodies[0], i = head.cellIndex;
    const first = head.classList.contains('n') ? 'descending' : 'ascending';
    const other = first === 'ascending' ? 'descending' : 'ascending';
    const order = head.getAttribute('aria-sort') === first ? other : first;
    for (const cell of head.parentNode.cells) cell.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
    const sign = order === 'ascending' ? 1 : -1;
    body.append(...[...body.rows].sort((a, b) => {
      const x = value(a, i), y = value(b, i);
      return x < y ? -sign : x > y ? sign : 0;
    }));
  });
  // what is folded is open on paper
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
  });
})();
