#pragma once
#include <cairo.h>
#include <cairo-svg.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

/* Casting macros, and functions that take an untyped object, do not import. */
static inline void rebond_release(gpointer object) { g_object_unref(object); }
static inline PangoFontMap *rebond_new_font_map(void) {
  return pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
}
static inline gboolean rebond_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
static inline gboolean rebond_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }
static inline cairo_font_face_t *rebond_font_face(PangoFont *font) {
  return cairo_scaled_font_get_font_face(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
}
static inline hb_face_t *rebond_hb_face(PangoFont *font) { return hb_font_get_face(pango_font_get_hb_font(font)); }
