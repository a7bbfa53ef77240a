(() => {
  const turn = (id, degrees) => document.getElementById(id).setAttribute('transform', `rotate(${degrees} 100 100)`);
  const cities = [
    ['London', 'Europe/London'],
    ['New York', 'America/New_York'],
    ['Delhi', 'Asia/Kolkata'],
    ['Tokyo', 'Asia/Tokyo'],
  ];
  const rows = cities.map(([name, zone]) => {
    const row = document.getElementById('cities').insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = name;
    row.append(head);
    return [row.insertCell(), zone];
  });
  const show = () => {
    const now = new Date();
    const minutes = now.getMinutes() + now.getSeconds() / 60;
    turn('second', now.getSeconds() * 6);
    turn('minute', minutes * 6);
    turn('hour', ((now.getHours() % 12) + minutes / 60) * 30);
    document.getElementById('time').textContent = now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    document.getElementById('day').textContent = now.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
    for (const [cell, zone] of rows) cell.textContent = now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  };
  show();
  setInterval(show, 1000);
})();
