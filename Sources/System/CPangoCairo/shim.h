#pragma once
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

/* Casting macros, and functions that take an untyped object, do not import. */
static inline void rebond_release(gpointer object) { g_object_unref(object); }
static inline PangoFontMap *rebond_new_font_map(void) {
  return pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
}
static inline gboolean rebond_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
