#pragma once
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <term.h>

/* The screen, its size and its keys are globals and macros of ncurses; Swift sees these functions instead. */

/* ncurses restores the terminal on SIGINT and SIGTERM; a lost line or a quit key must end the same way. */
static inline void rebond_screen_ended_by(int number) {
  (void)number;
  raise(SIGTERM);
}

/* Takes the terminal over; 0 where there is none that ncurses knows. Letters are those of UTF-8, whatever the locale says. */
static inline int rebond_screen_start(int wants_colour) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  int problem = 0;
  /* initscr ends the program where there is no terminal it knows: asked first. */
  if (setupterm(NULL, fileno(stdout), &problem) != OK || initscr() == NULL) return 0;
  signal(SIGQUIT, rebond_screen_ended_by);
  signal(SIGHUP, rebond_screen_ended_by);
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  set_escdelay(25);
  if (wants_colour && has_colors()) {
    start_color();
    use_default_colors();
    init_pair(1, COLOR_WHITE, COLOR_BLUE);
    init_pair(2, COLOR_BLACK, COLOR_GREEN);
    init_pair(3, COLOR_WHITE, COLOR_RED);
    init_pair(4, COLOR_BLACK, COLOR_YELLOW);
    return 2;
  }
  return 1;
}

static inline void rebond_screen_end(void) { endwin(); }
static inline int rebond_screen_rows(void) { return getmaxy(stdscr); }
static inline int rebond_screen_columns(void) { return getmaxx(stdscr); }
static inline void rebond_screen_clear(void) { erase(); }
static inline void rebond_screen_show(void) { refresh(); }
static inline void rebond_screen_bell(void) { beep(); }
static inline void rebond_screen_cursor(int row, int column) { move(row, column); }

/* How what is put next looks: a pair of colours above, or 0; reversed; bold. */
static inline void rebond_screen_style(int pair, int reversed, int bold) {
  attr_t look = (reversed ? A_REVERSE : 0) | (bold ? A_BOLD : 0);
  attr_set(look, (short)pair, NULL);
}

/* Puts a UTF-8 text at a place. */
static inline void rebond_screen_put(int row, int column, const char *text) { mvaddstr(row, column, text); }

/* The next key: 1 a character, 2 a key that is none, 0 nothing more to come. */
static inline int rebond_screen_key(uint32_t *character) {
  wint_t read = 0;
  int kind = get_wch(&read);
  *character = (uint32_t)read;
  return kind == OK ? 1 : kind == KEY_CODE_YES ? 2 : 0;
}
static inline int rebond_screen_is_enter(uint32_t key) { return key == KEY_ENTER; }
static inline int rebond_screen_is_backspace(uint32_t key) { return key == KEY_BACKSPACE || key == KEY_DC; }
static inline int rebond_screen_is_resize(uint32_t key) { return key == KEY_RESIZE; }
