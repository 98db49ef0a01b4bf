#pragma once
#include <sndfile.h>
#include <stdio.h>
#include <sys/types.h>

// glibc's stream of one's own making, which <stdio.h> declares for GNU sources only.
struct stream_functions {
  ssize_t (*read)(void *, char *, size_t);
  ssize_t (*write)(void *, const char *, size_t);
  int (*seek)(void *, off_t *, int);
  int (*close)(void *);
};
extern FILE *fopencookie(void *, const char *, struct stream_functions);

/// Hands over all that C code prints to `stderr`, at once, to a function.
static inline void redirect_standard_error(ssize_t (*write)(void *, const char *, size_t)) {
  FILE *stream = fopencookie(NULL, "w", (struct stream_functions){NULL, write, NULL, NULL});
  if (!stream) return;
  setvbuf(stream, NULL, _IONBF, 0);
  stderr = stream;
}
