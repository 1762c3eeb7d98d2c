#pragma once
#include <zlib.h>

/* Macros, which do not import; 16 asks for the head and foot of gzip. */
static inline int rebond_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
static inline int rebond_gunzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
