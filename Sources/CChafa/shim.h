#pragma once
#include <chafa.h>

// g_string_free is a macro, which Swift cannot call.
static inline void chafa_free_text(GString *text) { g_string_free(text, TRUE); }
