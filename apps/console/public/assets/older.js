/*
 * Runs before the console in whatever browser comes, so it is written as the oldest can read it. A browser
 * that could not show the console is told in words which can. One from Chromium 78 on is given the methods
 * that it lacks, and marks by which the style sheets know what it cannot do.
 */
(function (root) {
  'use strict';

  var ADDRESSES = [
    ['/public/v1/notices', '公示与公告（接口，JSON）'],
    ['/public/v1/notices.atom', '公示与公告（订阅，Atom）'],
    ['/api/docs', '接口说明'],
  ];

  /** Asked by what came in Chromium 76: it and 77 differ from 78 in nothing that is used here. */
  function isTooOld() {
    return !('noModule' in document.createElement('script')) || !root.Promise || !root.Promise.allSettled;
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.appendChild(document.createTextNode(text));
    return made;
  }

  function sayWhichBrowsersWork(place) {
    while (place.firstChild) place.removeChild(place.firstChild);
    var main = document.createElement('main');
    main.className = 'page';
    main.appendChild(element('h1', '这个浏览器太旧，打不开本系统'));
    main.appendChild(
      element(
        'p',
        '请改用内核为 Chromium 78 或更新的浏览器（Chrome、Edge 及国产浏览器），' +
          '或者 Firefox 90、Safari 16.4 及更新版本。双核浏览器请切换到“极速模式”，不要用“兼容模式”。',
      ),
    );
    main.appendChild(element('p', '公示与公告、接口不受影响，用这个浏览器也可以查看：'));
    var list = document.createElement('ul');
    for (var n = 0; n < ADDRESSES.length; n += 1) {
      var link = element('a', ADDRESSES[n][1]);
      link.setAttribute('href', ADDRESSES[n][0]);
      var item = document.createElement('li');
      item.appendChild(link);
      list.appendChild(item);
    }
    main.appendChild(list);
    place.appendChild(main);
  }

  /** Not enumerable, as the browser's own are: `for (key in array)` does not meet them. */
  function lend(to, methods) {
    Object.keys(methods).forEach(function (name) {
      if (name in to) return;
      Object.defineProperty(to, name, { value: methods[name], writable: true, configurable: true });
    });
  }

  function at(index) {
    var whole = Math.trunc(index) || 0;
    return this[whole < 0 ? this.length + whole : whole];
  }

  function lastIndex(list, test, self) {
    var n = list.length - 1;
    while (n >= 0 && !test.call(self, list[n], n, list)) n -= 1;
    return n;
  }

  function lendMethods() {
    lend(Array.prototype, {
      at: at,
      findLast: function (test, self) {
        return this[lastIndex(this, test, self)];
      },
      findLastIndex: function (test, self) {
        return lastIndex(this, test, self);
      },
      toReversed: function () {
        return Array.from(this).reverse();
      },
      toSorted: function (compare) {
        return Array.from(this).sort(compare);
      },
      toSpliced: function () {
        var copy = Array.from(this);
        copy.splice.apply(copy, arguments);
        return copy;
      },
    });
    lend(String.prototype, {
      at: at,
      replaceAll: function (what, by) {
        if (what instanceof RegExp) return this.replace(what, by);
        return this.replace(new RegExp(String(what).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'g'), by);
      },
    });
    lend(Object, {
      hasOwn: function (object, key) {
        return Object.prototype.hasOwnProperty.call(object, key);
      },
    });
  }

  /** No browser says whether its `gap` works in flex boxes: two empty boxes with a pixel between them do. */
  function hasFlexGap() {
    var box = document.createElement('div');
    box.style.display = 'flex';
    box.style.flexDirection = 'column';
    box.style.rowGap = '1px';
    box.appendChild(document.createElement('div'));
    box.appendChild(document.createElement('div'));
    document.body.appendChild(box);
    var has = box.scrollHeight === 1;
    document.body.removeChild(box);
    return has;
  }

  function knowsSelector(selector) {
    try {
      document.querySelector(selector);
      return true;
    } catch (error) {
      return !error;
    }
  }

  function mark(lacks, isThere) {
    if (!isThere) document.documentElement.classList.add(lacks);
  }

  if (isTooOld()) {
    sayWhichBrowsersWork(document.getElementById('root'));
  } else {
    lendMethods();
    mark('lacks-flex-gap', hasFlexGap());
    mark('lacks-focus-visible', knowsSelector(':focus-visible'));
    mark('lacks-has', knowsSelector(':has(a)'));
  }
})(this);
