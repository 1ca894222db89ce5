/* Runs before everything else, in the oldest syntax, so that an engine too old to show the desks says so instead of staying white. */
(function () {
  var found = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
  var newEnough = found ? Number(found[1]) >= 86 : 'noModule' in document.createElement('script') && 'at' in Array.prototype;
  if (newEnough) return;
  document.addEventListener('DOMContentLoaded', function () {
    var box = document.createElement('div');
    box.setAttribute('role', 'alert');
    box.style.cssText = 'max-width:36em;margin:15% auto;padding:24px;font:18px/1.8 "Microsoft YaHei",sans-serif;border:1px solid #858C97';
    box.appendChild(document.createTextNode('此浏览器内核过旧（需要 Chromium 100 或以上）。请切换“极速模式”，或联系管理员。'));
    document.body.insertBefore(box, document.body.firstChild);
    var app = document.getElementById('app');
    if (app) app.style.display = 'none';
  });
})();
