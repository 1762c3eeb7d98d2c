#pragma once
#include <cairo.h>
#include <cairo-svg.h>
#include <dlfcn.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

/* Pango, Cairo and HarfBuzz are opened when something is drawn: linked, they and the thirty libraries behind them would be
   loaded by every run of every command. Only their headers are needed here. */
static inline void *rebond_typesetting_address(const char *name) {
  static const char *const files[] = {"libpangocairo-1.0.so.0", "libharfbuzz-subset.so.0"};
  static void *libraries[2];
  for (int index = 0; index < 2; index++) {
    if (!libraries[index]) libraries[index] = dlopen(files[index], RTLD_NOW | RTLD_LOCAL);
    void *address = libraries[index] ? dlsym(libraries[index], name) : 0;
    if (address) return address;
  }
  return 0;
}

/* Whether the libraries are on the machine: asked before any of the functions below is called. */
static inline _Bool rebond_can_typeset(void) {
  return rebond_typesetting_address("pango_cairo_font_map_get_default") && rebond_typesetting_address("hb_subset_or_fail");
}

/* Where a function is, under the type that its header gives it. */
#define REBOND_LATE(name) \
  static inline __typeof__(&name) _Nonnull rebond_late_##name(void) { \
    return (__typeof__(&name))rebond_typesetting_address(#name); \
  }
REBOND_LATE(cairo_arc)
REBOND_LATE(cairo_close_path)
REBOND_LATE(cairo_create)
REBOND_LATE(cairo_destroy)
REBOND_LATE(cairo_fill)
REBOND_LATE(cairo_font_options_create)
REBOND_LATE(cairo_font_options_destroy)
REBOND_LATE(cairo_font_options_set_hint_metrics)
REBOND_LATE(cairo_font_options_set_hint_style)
REBOND_LATE(cairo_get_antialias)
REBOND_LATE(cairo_image_surface_create)
REBOND_LATE(cairo_image_surface_create_from_png_stream)
REBOND_LATE(cairo_image_surface_get_data)
REBOND_LATE(cairo_image_surface_get_height)
REBOND_LATE(cairo_image_surface_get_stride)
REBOND_LATE(cairo_image_surface_get_width)
REBOND_LATE(cairo_line_to)
REBOND_LATE(cairo_mask_surface)
REBOND_LATE(cairo_move_to)
REBOND_LATE(cairo_new_sub_path)
REBOND_LATE(cairo_paint)
REBOND_LATE(cairo_rectangle)
REBOND_LATE(cairo_restore)
REBOND_LATE(cairo_save)
REBOND_LATE(cairo_scale)
REBOND_LATE(cairo_set_antialias)
REBOND_LATE(cairo_set_fill_rule)
REBOND_LATE(cairo_set_font_face)
REBOND_LATE(cairo_set_font_options)
REBOND_LATE(cairo_set_font_size)
REBOND_LATE(cairo_set_line_width)
REBOND_LATE(cairo_set_operator)
REBOND_LATE(cairo_set_source_rgb)
REBOND_LATE(cairo_set_source_surface)
REBOND_LATE(cairo_show_glyphs)
REBOND_LATE(cairo_status)
REBOND_LATE(cairo_status_to_string)
REBOND_LATE(cairo_stroke)
REBOND_LATE(cairo_surface_destroy)
REBOND_LATE(cairo_surface_finish)
REBOND_LATE(cairo_surface_flush)
REBOND_LATE(cairo_surface_mark_dirty)
REBOND_LATE(cairo_surface_status)
REBOND_LATE(cairo_surface_write_to_png_stream)
REBOND_LATE(cairo_svg_surface_create_for_stream)
REBOND_LATE(cairo_svg_surface_set_document_unit)
REBOND_LATE(cairo_transform)
REBOND_LATE(cairo_translate)
REBOND_LATE(hb_blob_destroy)
REBOND_LATE(hb_blob_get_data)
REBOND_LATE(hb_buffer_add_utf8)
REBOND_LATE(hb_buffer_clear_contents)
REBOND_LATE(hb_buffer_create)
REBOND_LATE(hb_buffer_destroy)
REBOND_LATE(hb_buffer_get_glyph_infos)
REBOND_LATE(hb_buffer_get_glyph_positions)
REBOND_LATE(hb_buffer_set_direction)
REBOND_LATE(hb_buffer_set_language)
REBOND_LATE(hb_buffer_set_script)
REBOND_LATE(hb_face_destroy)
REBOND_LATE(hb_face_get_upem)
REBOND_LATE(hb_face_reference)
REBOND_LATE(hb_face_reference_blob)
REBOND_LATE(hb_face_reference_table)
REBOND_LATE(hb_font_create)
REBOND_LATE(hb_font_destroy)
REBOND_LATE(hb_font_get_glyph_h_advance)
REBOND_LATE(hb_font_get_h_extents)
REBOND_LATE(hb_language_get_default)
REBOND_LATE(hb_ot_name_get_utf8)
REBOND_LATE(hb_set_add)
REBOND_LATE(hb_shape)
REBOND_LATE(hb_subset_input_create_or_fail)
REBOND_LATE(hb_subset_input_destroy)
REBOND_LATE(hb_subset_input_glyph_set)
REBOND_LATE(hb_subset_input_set)
REBOND_LATE(hb_subset_input_set_flags)
REBOND_LATE(hb_subset_or_fail)
REBOND_LATE(hb_tag_from_string)
REBOND_LATE(pango_attr_fallback_new)
REBOND_LATE(pango_attr_font_features_new)
REBOND_LATE(pango_attr_list_insert)
REBOND_LATE(pango_attr_list_new)
REBOND_LATE(pango_attr_list_unref)
REBOND_LATE(pango_cairo_context_set_font_options)
REBOND_LATE(pango_context_get_metrics)
REBOND_LATE(pango_context_load_font)
REBOND_LATE(pango_context_set_round_glyph_positions)
REBOND_LATE(pango_font_describe)
REBOND_LATE(pango_font_description_free)
REBOND_LATE(pango_font_description_get_family)
REBOND_LATE(pango_font_description_new)
REBOND_LATE(pango_font_description_set_absolute_size)
REBOND_LATE(pango_font_description_set_family)
REBOND_LATE(pango_font_description_set_weight)
REBOND_LATE(pango_font_map_create_context)
REBOND_LATE(pango_font_metrics_get_ascent)
REBOND_LATE(pango_font_metrics_get_descent)
REBOND_LATE(pango_font_metrics_unref)
REBOND_LATE(pango_layout_get_iter)
REBOND_LATE(pango_layout_get_line_count)
REBOND_LATE(pango_layout_get_line_readonly)
REBOND_LATE(pango_layout_get_unknown_glyphs_count)
REBOND_LATE(pango_layout_iter_free)
REBOND_LATE(pango_layout_iter_get_run_readonly)
REBOND_LATE(pango_layout_iter_next_run)
REBOND_LATE(pango_layout_new)
REBOND_LATE(pango_layout_set_attributes)
REBOND_LATE(pango_layout_set_font_description)
REBOND_LATE(pango_layout_set_single_paragraph_mode)
REBOND_LATE(pango_layout_set_text)
REBOND_LATE(pango_layout_set_width)
REBOND_LATE(pango_layout_set_wrap)

/* Casting macros, and functions that take an untyped object, do not import. */
REBOND_LATE(g_object_unref)
REBOND_LATE(pango_cairo_font_map_new_for_font_type)
REBOND_LATE(pango_cairo_font_get_scaled_font)
REBOND_LATE(cairo_scaled_font_get_font_face)
REBOND_LATE(pango_font_get_hb_font)
REBOND_LATE(hb_font_get_face)
static inline void rebond_release(gpointer object) { rebond_late_g_object_unref()(object); }
static inline PangoFontMap *_Nonnull rebond_new_font_map(void) {
  return rebond_late_pango_cairo_font_map_new_for_font_type()(CAIRO_FONT_TYPE_FT);
}
static inline gboolean rebond_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
static inline gboolean rebond_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }
static inline cairo_font_face_t *rebond_font_face(PangoFont *font) {
  cairo_scaled_font_t *scaled = rebond_late_pango_cairo_font_get_scaled_font()((PangoCairoFont *)font);
  return rebond_late_cairo_scaled_font_get_font_face()(scaled);
}
static inline hb_face_t *_Nonnull rebond_hb_face(PangoFont *font) {
  return rebond_late_hb_font_get_face()(rebond_late_pango_font_get_hb_font()(font));
}

/* These never give nothing: without memory the libraries end the program, or give an object that does nothing. */
static inline const char *_Nonnull rebond_cairo_status_to_string(cairo_status_t status) { return rebond_late_cairo_status_to_string()(status); }
static inline hb_face_t *_Nonnull rebond_hb_face_reference(hb_face_t *face) { return rebond_late_hb_face_reference()(face); }
static inline hb_font_t *_Nonnull rebond_hb_font_create(hb_face_t *face) { return rebond_late_hb_font_create()(face); }
static inline hb_buffer_t *_Nonnull rebond_hb_buffer_create(void) { return rebond_late_hb_buffer_create()(); }
static inline PangoFontDescription *_Nonnull rebond_pango_font_description_new(void) { return rebond_late_pango_font_description_new()(); }
static inline PangoContext *_Nonnull rebond_pango_font_map_create_context(PangoFontMap *map) { return rebond_late_pango_font_map_create_context()(map); }
static inline PangoLayout *_Nonnull rebond_pango_layout_new(PangoContext *context) { return rebond_late_pango_layout_new()(context); }
