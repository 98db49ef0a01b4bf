#pragma once
// readline's header needs FILE, so stdio comes first.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
#include <termios.h>

// Swift 6 does not let a C global be touched; these functions read and set the few that the line reader needs.

// A signal does not empty the queue of keys: it would between the moment when a key is seen to be there and the moment
// when readline reads it, and readline would wait for another.
static inline void readline_prepare_terminal(int meta) {
  struct termios modes;
  rl_prep_terminal(meta);
  if (tcgetattr(0, &modes) == 0) {
    modes.c_lflag |= NOFLSH;
    tcsetattr(0, TCSANOW, &modes);
  }
}

static inline void readline_configure(const char *name) {
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_prep_term_function = readline_prepare_terminal;
}

static inline const char *readline_text(void) { return rl_line_buffer; }
static inline int readline_cursor(void) { return rl_point; }
static inline void readline_move_cursor_to_end(void) { rl_point = rl_end; }
static inline void readline_move_cursor(int offset) { rl_point = offset; }
