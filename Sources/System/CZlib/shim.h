#pragma once
#include <zlib.h>

/* A macro, which does not import. */
static inline int rebond_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
