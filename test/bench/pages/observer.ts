window.observer = {};
