#pragma once
#include <histedit.h>
#include <stdio.h>
// After stdio.h, on whose types it leans.
#include <bits/types/cookie_io_functions_t.h>
#include <sys/ioctl.h>
#include <wchar.h>
#include <wctype.h>

// The C library shows these two only with _GNU_SOURCE, which this header may not define: Swift's
// module of the C library was built without, and the two would disagree on other types.
extern int wcwidth(wchar_t c);
extern FILE *fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions);

// Swift imports no variadic function: one line for each use of el_wset, el_wget and history_w.

static inline int le_set_client(EditLine *el, void *client) {
  return el_wset(el, EL_CLIENTDATA, client);
}

static inline void *le_client(EditLine *el) {
  void *client = NULL;
  el_wget(el, EL_CLIENTDATA, &client);
  return client;
}

static inline int le_set_reader(EditLine *el, el_rfunc_t reader) {
  return el_wset(el, EL_GETCFN, reader);
}

/// What stands between two U+0001 in a prompt takes no room on the screen.
static inline int le_set_prompt(EditLine *el, wchar_t *(*prompt)(EditLine *)) {
  return el_wset(el, EL_PROMPT_ESC, prompt, L'\1');
}

static inline int le_set_signals(EditLine *el, int on) { return el_wset(el, EL_SIGNAL, on); }

static inline int le_set_editor(EditLine *el, const wchar_t *name) {
  return el_wset(el, EL_EDITOR, name);
}

static inline int le_set_history(EditLine *el, HistoryW *history) {
  return el_wset(el, EL_HIST, history_w, history);
}

static inline int le_add_function(
    EditLine *el, const wchar_t *name, const wchar_t *help,
    unsigned char (*function)(EditLine *, int)) {
  return el_wset(el, EL_ADDFN, name, help, function);
}

/// `command` may be NULL: then the binding is printed.
static inline int le_bind(EditLine *el, const wchar_t *key, const wchar_t *command) {
  return el_wset(el, EL_BIND, key, command, NULL);
}

/// As `le_bind`, in vi's command map.
static inline int le_bind_alternate(EditLine *el, const wchar_t *key, const wchar_t *command) {
  return el_wset(el, EL_BIND, L"-a", key, command, NULL);
}

static inline int le_set_raw(EditLine *el, int on) { return el_wset(el, EL_PREP_TERM, on); }

static inline int le_set_editing(EditLine *el, int on) { return el_wset(el, EL_EDITMODE, on); }

static inline int le_refresh(EditLine *el) { return el_wset(el, EL_REFRESH); }

/// The terminal's string for a capability, NULL where it has none.
static inline const char *le_capability(EditLine *el, const char *name) {
  char *value = NULL;
  return el_get(el, EL_GETTC, name, &value) == 0 ? value : NULL;
}

static inline int le_history_limit(HistoryW *history, int entries) {
  HistEventW event;
  history_w(history, &event, H_SETUNIQUE, 1);
  return history_w(history, &event, H_SETSIZE, entries);
}

static inline int le_history_add(HistoryW *history, const wchar_t *entry) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, entry);
}

static inline int le_terminal_size(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) == -1) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

static inline int le_width(wchar_t c) { return wcwidth(c); }
static inline int le_is_control(wchar_t c) { return iswcntrl((wint_t)c); }
static inline int le_is_printable(wchar_t c) { return iswprint((wint_t)c); }

/// A stream that hands all it is given to `write`, and knows no descriptor.
static inline FILE *le_open_frame(void *cookie, cookie_write_function_t *write) {
  cookie_io_functions_t functions = {NULL, write, NULL, NULL};
  return fopencookie(cookie, "w", functions);
}
